import Exact
import TradeData

@testable import Analytics

/// One row of data, as small tests write it.
struct Record {
  var reporter = "A"
  var partner = "W"
  var flow = "export"
  var product = "01"
  var year = 2020
  /// Nil for a series without a value.
  var value: Int64?

  func text(_ key: Key) -> String {
    let text =
      switch key.source {
      case .role(.reporter): reporter
      case .role(.partner): partner
      case .role(.flow): flow
      default: product
      }
    return key.length.map { String(text.prefix($0)) } ?? text
  }
}

extension Analysis {
  /// The columns of the result of these records, by name; cells as they are printed.
  func columns(of records: [Record]) throws -> [String: [String]] {
    let table = try table(of: Cube(records, keys: query().keys))
    var columns: [String: [String]] = [:]
    for number in 0..<table.blockCount {
      let block = table.block(number)
      for (column, cells) in zip(table.columns, block.columns) {
        columns[column.name, default: []] += (0..<block.rowCount).map { row in
          switch (cells, column.content) {
          case (.codes(let codes), .text(let texts)): codes[row] < 0 ? "" : texts[Int(codes[row])]
          case (.numbers(let numbers), _):
            numbers[row].map { Rational($0).decimal(places: numbers.scale) } ?? ""
          default: ""
          }
        }
      }
    }
    return columns
  }
}

extension Cube {
  /// The sums of these records by keys and year.
  init(_ records: [Record], keys: [Key]) {
    let texts = keys.map { key in Set(records.map { $0.text(key) }).sorted() }
    let years = Set(records.map(\.year)).sorted()
    func codes(_ record: Record) -> [Int32] {
      zip(keys, texts).map { key, texts in Int32(texts.firstIndex(of: record.text(key)) ?? -1) }
    }
    let series = Set(records.map(codes)).sorted { $0.lexicographicallyPrecedes($1) }
    let places = Dictionary(uniqueKeysWithValues: zip(series, series.indices))
    var digits = [Int64](repeating: Cells.absent, count: series.count * years.count)
    for record in records {
      guard let value = record.value, let place = places[codes(record)],
        let year = years.firstIndex(of: record.year)
      else { continue }
      let index = year * series.count + place
      digits[index] = (digits[index] == Cells.absent ? 0 : digits[index]) + value
    }
    self.init(
      keys: keys, texts: texts, periods: years.map { Period(year: $0) },
      codes: series.flatMap(\.self),
      cells: Cells(digits: digits, scale: 0), seriesCount: series.count)
  }
}
