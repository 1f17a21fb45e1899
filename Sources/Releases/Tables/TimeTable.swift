import Consistency
import Exact

/// A table of time series down its rows: in the layout of statistical yearbooks, or with a column for
/// each series (`TimeTable+Columns.swift`).
///
/// In a yearbook a row is a year and has in it the year, its quarters and its months, in blocks one
/// below the other under titles. A block of levels («экспорт, млрд. долл.») begins a series; a block of indices («в % к
/// соответствующему периоду предыдущего года») states the changes of the series before it.
struct TimeTable {
  /// One figure and where it stands.
  struct Cell {
    let content: CellContent
    let line: Int
  }

  /// A block of stated changes.
  struct Changes {
    let title: String
    let kind: Kind
    let isFromPeriodBefore: Bool
    var cells: [Period: Cell] = [:]
  }

  /// A series of levels with the changes that are stated of it.
  struct Series {
    let title: String
    /// What the rows are of, where a row is a period; nil in a yearbook.
    var key: String?
    let measure: Measure?
    /// The series of one section are flows of one trade.
    let section: Int
    var cells: [Period: Cell] = [:]
    var changes: [Changes] = []
  }

  let series: [Series]
  let rounding: Rounding
  /// The rows of figures and the others.
  let counts: (rows: Int, headings: Int)

  private static let fewestRows = 3

  /// Reads a table of that layout; nil for any other.
  init?(_ table: DelimitedText, rounding: Rounding) {
    let yearRows = table.rows.filter { TimeTable.year(of: $0) != nil }
    guard yearRows.count >= TimeTable.fewestRows,
      table.rows.contains(where: { TimeTable.namesPartsOfYear($0) })
    else { return nil }
    let point = DecimalPoint.of(yearRows.lazy.flatMap { $0.cells.dropFirst().map(\.text) })
    var reader = BlockReader(point: point)
    for row in table.rows {
      if let year = TimeTable.year(of: row) {
        guard let parts = TimeTable.parts(year: year, count: row.cells.count - 1) else {
          return nil
        }
        reader.add(row, parts)
      } else if !row.isBlank {
        reader.addHeading(row)
      }
    }
    guard !reader.series.isEmpty else { return nil }
    series = reader.series
    counts = (reader.rows, reader.headings)
    self.rounding = rounding
  }

  /// The year whose figures a row holds: a year in its first field and figures behind it.
  private static func year(of row: DelimitedText.Row) -> Int? {
    let text = row[0].prefix { $0.isNumber }
    guard row.cells.count > 4, let year = Int(text), (1900...2100).contains(year),
      row[0].count - text.count <= 3
    else { return nil }
    return year
  }

  /// Whether a row is the header of quarters or months.
  private static func namesPartsOfYear(_ row: DelimitedText.Row) -> Bool {
    row.cells.filter { cell in
      HeaderPeriods(cell.text).single.map { $0.year == 0 && $0.months < 12 } ?? false
    }.count >= 4
  }

  /// The periods of a row with so many fields: the year, quarters, months, or some of these.
  private static func parts(year: Int, count: Int) -> [Period]? {
    let whole = [Period(year: year)]
    let quarters = (1...4).map { Period(year: year, quarter: $0) }
    let months = (1...12).map { Period(year: year, from: $0, to: $0) }
    return switch count {
    case 17: whole + quarters + months
    case 16: quarters + months
    case 13: whole + months
    case 12: months
    case 5: whole + quarters
    case 4: quarters
    default: nil
    }
  }
}

/// Puts rows together to blocks, and blocks to series.
private struct BlockReader {
  private(set) var series: [TimeTable.Series] = []
  private(set) var rows = 0
  private(set) var headings = 0
  private let point: Unicode.Scalar
  private var titles: [String] = []
  private var isOpen = false
  private var target: Int?
  private var section = 0
  private var measures: Set<Measure> = []

  init(point: Unicode.Scalar) { self.point = point }

  /// A title, if it is alone in its row; a header's names are known from the layout.
  mutating func addHeading(_ row: DelimitedText.Row) {
    headings += 1
    isOpen = false
    let texts = row.cells.map(\.text).filter { !$0.isEmpty }
    if texts.count == 1 { titles.append(texts[0]) }
  }

  mutating func add(_ row: DelimitedText.Row, _ periods: [Period]) {
    rows += 1
    // A header repeated within a block begins no other.
    if !isOpen, !titles.isEmpty || series.isEmpty { begin() }
    isOpen = true
    for (period, cell) in zip(periods, row.cells.dropFirst()) {
      put(TimeTable.Cell(content: CellContent(cell.text, point: point), line: row.line), period)
    }
  }

  private mutating func put(_ cell: TimeTable.Cell, _ period: Period) {
    let last = series.count - 1
    guard last >= 0 else { return }
    if let target {
      series[last].changes[target].cells[period] = cell
    } else {
      series[last].cells[period] = cell
    }
  }

  private mutating func begin() {
    let title = titles.joined(separator: " ")
    titles = []
    let meaning = HeaderMeaning(title)
    if let kind = meaning.kinds.first, kind != .share, !series.isEmpty {
      let last = series.count - 1
      series[last].changes.append(
        TimeTable.Changes(
          title: title, kind: kind, isFromPeriodBefore: meaning.isFromPeriodBefore))
      target = series[last].changes.count - 1
      return
    }
    target = nil
    // A turnover comes before its exports and imports; the second of a measure is another trade's.
    if meaning.measure == .turnover || meaning.measure.map(measures.contains) ?? true {
      section += 1
      measures = []
    }
    if let measure = meaning.measure { measures.insert(measure) }
    series.append(TimeTable.Series(title: title, measure: meaning.measure, section: section))
  }
}
