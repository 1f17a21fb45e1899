import Consistency
import Exact

/// Tables with a period a row and a column for each series: `Year,Exports,Imports,Exports growth %`.
///
/// The growth of a row is from the row of the period before. Other columns of words, such as a region,
/// tell the series of one table apart.
extension TimeTable {
  private static let periodWords = [
    "year", "период", "period", "год", "quarter", "кварт", "month", "месяц", "date", "дата", "time",
  ]

  /// Reads a table of that layout; nil for any other, and where its rows do not bound each other.
  init?(columnsOf table: DelimitedText, rounding: Rounding) {
    let point = DecimalPoint.of(table.rows.lazy.flatMap { $0.cells.lazy.map(\.text) })
    guard let header = TableHeader(table.rows, point: point),
      let when = header.names.firstIndex(where: { TimeTable.namesPeriods($0) })
    else { return nil }
    let body = table.rows[header.body...].filter { !$0.isBlank }
    let dated = body.compactMap { row in TimeTable.period(row[when]).map { (row, $0) } }
    guard dated.count > 1, dated.count * 4 >= body.count * 3 else { return nil }
    var reader = ColumnSeriesReader(header.names, when: when, dated, point: point)
    guard reader.boundsRows else { return nil }
    for (row, period) in dated where !reader.add(row, period) { return nil }
    series = reader.series(rounding: rounding)
    counts = (dated.count, body.count - dated.count)
    self.rounding = rounding
  }

  private static func namesPeriods(_ header: String) -> Bool {
    let text = header.lowercased()
    guard HeaderMeaning(header).kinds.isEmpty, text.count <= 20,
      !text.contains(where: \.isNumber)
    else { return false }
    return periodWords.contains { text.hasPrefix($0) || text.hasSuffix($0) }
  }

  private static func period(_ text: String) -> Period? {
    guard text.count <= 20, let period = HeaderPeriods(text).single, period.year > 0 else {
      return nil
    }
    return period
  }
}

/// Gathers the series of a table with a period a row.
private struct ColumnSeriesReader {
  private struct Change {
    let column: Int
    let title: String
    let meaning: HeaderMeaning
    /// The index among `levels` of what changes.
    let level: Int
  }

  private let names: [String]
  private let point: Unicode.Scalar
  private let keys: [Int]
  private var levels: [(column: Int, measure: Measure?)] = []
  private var changes: [Change] = []
  private var order: [String] = []
  private var cells: [String: [Period: DelimitedText.Row]] = [:]

  init(
    _ names: [String], when: Int, _ rows: [(row: DelimitedText.Row, period: Period)],
    point: Unicode.Scalar
  ) {
    self.names = names
    self.point = point
    let meanings = names.map(HeaderMeaning.init)
    let others = names.indices.filter { $0 != when }
    let numeric = others.filter { column in
      let contents = rows.prefix(200).map { CellContent($0.row[column], point: point) }
      return contents.contains(where: \.isNumber)
        && contents.count(where: \.isNumber) >= contents.count { $0 == .text }
    }
    keys = others.filter { !numeric.contains($0) }
    for column in numeric where meanings[column].kinds.isEmpty {
      levels.append((column, meanings[column].measure))
    }
    for column in numeric {
      let meaning = meanings[column]
      guard let kind = meaning.kinds.first, kind != .share, kind != .points else { continue }
      let same = levels.indices.filter {
        meaning.measure == nil || levels[$0].measure == meaning.measure
      }
      guard let level = same.last(where: { levels[$0].column < column }) ?? same.first else {
        continue
      }
      changes.append(Change(column: column, title: names[column], meaning: meaning, level: level))
    }
  }

  /// Whether there is anything that one row says of another, or one column of the others.
  var boundsRows: Bool {
    let measures = Set(levels.compactMap(\.measure))
    let hasFlows = measures.contains(.exports) && measures.contains(.imports)
    return !changes.isEmpty
      || hasFlows && (measures.contains(.turnover) || measures.contains(.balance))
  }

  /// Takes a row; false where its key has the period already, so that rows are no time series.
  mutating func add(_ row: DelimitedText.Row, _ period: Period) -> Bool {
    let key = keys.map { row[$0] }.filter { !$0.isEmpty }.joined(separator: " ")
    if cells[key] == nil { order.append(key) }
    return cells[key, default: [:]].updateValue(row, forKey: period) == nil
  }

  /// The series of each key in turn, with the changes that are stated of them.
  func series(rounding: Rounding) -> [TimeTable.Series] {
    let kinds = changes.map { kind(of: $0, rounding) }
    var all: [TimeTable.Series] = []
    for (section, key) in order.enumerated() {
      for (number, level) in levels.enumerated() {
        var series = TimeTable.Series(
          title: names[level.column], key: key, measure: level.measure, section: section)
        series.cells = column(level.column, key)
        for (change, kind) in zip(changes, kinds) where change.level == number {
          var stated = TimeTable.Changes(
            title: change.title, kind: kind, isFromPeriodBefore: change.meaning.isFromPeriodBefore)
          stated.cells = column(change.column, key)
          series.changes.append(stated)
        }
        all.append(series)
      }
    }
    return all
  }

  private func column(_ column: Int, _ key: String) -> [Period: TimeTable.Cell] {
    (cells[key] ?? [:]).mapValues { row in
      TimeTable.Cell(content: CellContent(row[column], point: point), line: row.line)
    }
  }

  /// The kind that fewest figures contradict, where the words can mean several.
  private func kind(of change: Change, _ rounding: Rounding) -> Kind {
    let kinds = change.meaning.kinds
    guard kinds.count > 1 else { return kinds[0] }
    let counts = kinds.map { kind in
      order.prefix(50).reduce(0) { $0 + contradictions(change, kind, $1, rounding) }
    }
    return kinds[counts.indices.min { counts[$0] < counts[$1] } ?? 0]
  }

  private func contradictions(
    _ change: Change, _ kind: Kind, _ key: String, _ rounding: Rounding
  ) -> Int {
    let rule = ChangeRule(kind: kind, rounding: rounding)
    let (stated, current) = (column(change.column, key), column(levels[change.level].column, key))
    return stated.count { period, cell in
      let months = change.meaning.isFromPeriodBefore ? period.months : 12
      guard case .number(let said) = cell.content,
        case .number(let now)? = current[period]?.content,
        case .number(let before)? = current[period.advanced(byMonths: -months)]?.content,
        case .intervals(let allowed) = rule.allowed(current: now, previous: before)
      else { return false }
      let interval = printedInterval(said, rounding: rounding)
      return allowed.allSatisfy { $0.intersection(interval).isEmpty }
    }
  }
}
