internal import Analytics
internal import Exact

/// Where things stand in the rows of a result: its keys, its periods and its columns by name.
struct ReportShape: Sendable {
  let columns: [ResultTable.Column]
  /// The number of keys, which are the first columns.
  let keyCount: Int
  /// The periods as they are printed, in order.
  let periods: [String]
  /// For each period, the one a lag before it; nil where the data does not have that one.
  let bases: [Int?]
  /// The keys in which series differ that do not add up.
  let dividingKeys: [Int]
  let value: Int

  private let numbers: [String: Int]

  /// The shape of `table`, whose values are compared over `lag` periods.
  init(_ table: ResultTable, lag: Int) {
    columns = table.columns
    let period = columns.firstIndex { $0.name == "period" } ?? 0
    keyCount = period
    periods = ReportShape.texts(columns[period])
    value = period + 1
    dividingKeys = (0..<period).filter {
      ["flow", "indicator", "multiplier"].contains(table.columns[$0].name)
    }
    numbers = Dictionary(
      columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let places = Dictionary(
      periods.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    bases = periods.map { text in
      guard let period = Period(text) else { return nil }
      return places[period.advanced(byMonths: -lag * period.months).description]
    }
  }

  /// The place of a column; nil where the result does not have it.
  func column(_ name: String) -> Int? { numbers[name] }

  /// The texts of a column; none where it is of numbers.
  static func texts(_ column: ResultTable.Column) -> [String] {
    guard case .text(let texts) = column.content else { return [] }
    return texts
  }

  /// The text of a code, which may be that of an empty cell.
  func text(_ column: Int, _ code: Int32) -> String {
    code < 0 ? "" : ReportShape.texts(columns[column])[Int(code)]
  }

  /// The names of the keys.
  var keys: [String] { columns.prefix(keyCount).map(\.name) }
}
