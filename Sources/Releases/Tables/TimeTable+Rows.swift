import Consistency
import Exact

/// Tables with a measure a row and the periods across: `Indicator,2015,2016,2017`.
///
/// A row of changes («в % к предыдущему году») is of the row of levels before it. A row bounds another
/// only where its other words are the same: an index of prices is no change of exports.
extension TimeTable {
  /// Reads a table of that layout; nil for any other, and where its rows do not bound each other.
  init?(rowsOf table: DelimitedText, rounding: Rounding) {
    let point = DecimalPoint.of(table.rows.lazy.flatMap { $0.cells.lazy.map(\.text) })
    guard let header = TableHeader(table.rows, point: point) else { return nil }
    let dated = header.names.enumerated().compactMap { column, name -> (Int, Period)? in
      let meaning = HeaderMeaning(name)
      guard meaning.kinds.isEmpty, meaning.measure == nil, let period = meaning.periods.single,
        period.year > 0
      else { return nil }
      return (column, period)
    }
    guard let first = dated.first?.0, first > 0,
      Set(dated.map { $0.1 }).count == dated.count
    else { return nil }
    var reader = RowSeriesReader(
      names: Array(header.names.prefix(first)), dated: dated, point: point, rounding: rounding)
    let body = table.rows[header.body...].filter { !$0.isBlank }
    for row in body { reader.add(row) }
    guard reader.boundsRows else { return nil }
    series = reader.series
    counts = (body.count, 0)
    self.rounding = rounding
  }
}

/// Gathers the series of a table with a measure a row.
private struct RowSeriesReader {
  /// What the levels of one trade share, so that turnover and balance are of these flows.
  private struct Trade: Hashable {
    let block: Int
    let key: String
    let words: Set<String>
  }

  private(set) var series: [TimeTable.Series] = []
  private let names: [String]
  private let dated: [(column: Int, period: Period)]
  private let point: Unicode.Scalar
  private let rounding: Rounding
  private var block = 0
  private var trades: [Trade: Int] = [:]
  /// The words of the row of levels that changes may follow; nil behind any other row.
  private var level: Set<String>?

  init(
    names: [String], dated: [(Int, Period)], point: Unicode.Scalar, rounding: Rounding
  ) {
    self.names = names
    self.dated = dated
    self.point = point
    self.rounding = rounding
  }

  /// Whether a change is stated, or a turnover or balance beside its flows.
  var boundsRows: Bool {
    series.contains { !$0.changes.isEmpty }
      || Dictionary(grouping: series, by: \.section).values.contains { trade in
        let measures = Set(trade.compactMap(\.measure))
        return measures.isSuperset(of: [.exports, .imports]) && measures.count > 2
      }
  }

  mutating func add(_ row: DelimitedText.Row) {
    let texts = names.indices.map { row[$0] }.filter { !$0.isEmpty }
    let title = texts.joined(separator: " ")
    var cells: [Period: TimeTable.Cell] = [:]
    for (column, period) in dated where !row[column].isEmpty {
      cells[period] = TimeTable.Cell(
        content: CellContent(row[column], point: point), line: row.line)
    }
    guard cells.values.contains(where: \.content.isNumber) else {
      // A heading: the rows below are of something else.
      block += 1
      level = nil
      return
    }
    let (meaning, words) = (HeaderMeaning(title), TradeWords.stems(of: title))
    if meaning.kinds.isEmpty, !title.contains("%") {
      begin(title, meaning.measure, texts, words, cells)
    } else if let kind = likeliest(meaning, cells), let level,
      words.subtracting(TradeWords.ofChanges).isSubset(of: level)
    {
      var changes = TimeTable.Changes(
        title: title, kind: kind, isFromPeriodBefore: meaning.isFromPeriodBefore)
      changes.cells = cells
      series[series.count - 1].changes.append(changes)
    } else {
      level = nil
    }
  }

  private mutating func begin(
    _ title: String, _ measure: Measure?, _ texts: [String], _ words: Set<String>,
    _ cells: [Period: TimeTable.Cell]
  ) {
    let key = texts.filter { HeaderMeaning($0).measure == nil }.joined(separator: " ")
    let traded = words.subtracting(TradeWords.ofFlows)
    var section = self.section(Trade(block: block, key: key, words: traded))
    // The second flow of a name, with no heading above it, begins another trade.
    if measure != nil, series.contains(where: { $0.section == section && $0.measure == measure }) {
      block += 1
      section = self.section(Trade(block: block, key: key, words: traded))
    }
    var new = TimeTable.Series(title: title, measure: measure, section: section)
    new.cells = cells
    series.append(new)
    level = words
  }

  private mutating func section(_ trade: Trade) -> Int {
    let section = trades[trade] ?? trades.count
    trades[trade] = section
    return section
  }

  /// The kind of change that fewest figures contradict; nil for what is no change in time.
  private func likeliest(_ meaning: HeaderMeaning, _ cells: [Period: TimeTable.Cell]) -> Kind? {
    let kinds = meaning.kinds.filter { $0 != .share && $0 != .points }
    guard let levels = series.last?.cells, !kinds.isEmpty else { return nil }
    let contradictions = kinds.map { kind in
      let rule = ChangeRule(kind: kind, rounding: rounding)
      return cells.count { period, cell in
        let months = meaning.isFromPeriodBefore ? period.months : 12
        return rule.contradicts(
          cell.content, current: levels[period]?.content,
          previous: levels[period.advanced(byMonths: -months)]?.content)
      }
    }
    let best = kinds.indices.min { contradictions[$0] < contradictions[$1] }
    return best.map { kinds[$0] }
  }
}

/// The words of row titles, cut to the part that does not change with the case.
private enum TradeWords {
  static func stems(of title: String) -> Set<String> {
    Set(title.lowercased().split { !$0.isLetter }.map { String($0.prefix(5)) })
  }

  /// Words that name the flow and not what is traded.
  static let ofFlows = stems(
    of: """
      export exports import imports balance turnover trade foreign of total fob cif
      экспорт импорт сальдо оборот товарооборот внешнеторговый внешней внешняя торговли торговый
      торгового баланс
      """)

  /// Words that say how a level changed, and from when.
  static let ofChanges = stems(
    of: """
      growth rate change increase index percent percentage per cent of on over from to the in as a
      by previous preceding prior year annual yoy compared with times ratio absolute
      в к с за от на процентах процентов процента процент проц предыдущему предыдущего прошлому
      прошлого соответствующему соответствующего периоду периода году года год г раз
      темп темпы роста рост прироста прирост изменение изменения абсолютное абсолютный индекс
      """)
}

extension ChangeRule {
  /// Whether figures, if they are all there, are such as the rule does not allow.
  func contradicts(_ stated: CellContent, current: CellContent?, previous: CellContent?) -> Bool {
    guard case .number(let said) = stated, case .number(let now)? = current,
      case .number(let before)? = previous,
      case .intervals(let allowed) = allowed(current: now, previous: before)
    else { return false }
    let interval = printedInterval(said, rounding: rounding)
    return allowed.allSatisfy { $0.intersection(interval).isEmpty }
  }
}
