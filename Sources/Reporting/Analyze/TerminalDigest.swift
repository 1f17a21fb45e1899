public import Analytics
internal import Exact

/// A result in the few lines that a terminal has room for: a line for each series with its course,
/// its last value and its change, and what moved the most.
public struct TerminalDigest: Sendable {
  /// Series that have a line.
  static let most = 40
  /// Series at the top and at the bottom of the summary.
  private static let ends = 3

  private let data: ReportData
  private let source: ReportSource
  private let words: ReportWords

  /// Gathers what the lines need of `table`.
  public init(_ table: ResultTable, from source: ReportSource, threads: Int) async throws {
    data = try ReportData(table, lag: source.lag, threads: threads)
    self.source = source
    words = ReportWords(source.language)
  }

  /// The lines, none wider than `width` columns where the names of the series allow it.
  public func text(width: Int, isColored: Bool) -> String {
    let style = TextStyle(isColored: isColored)
    var lines: [String] = []
    for group in data.groups {
      if !lines.isEmpty { lines.append("") }
      lines += self.lines(group, width, style)
    }
    let rest = words.say(
      "\(data.rowCount) rows in all: --format text, csv, json or html shows every one.",
      "Всего строк \(data.rowCount): все покажет --format text, csv, json или html.")
    lines.append(style.dim(rest))
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ group: ReportData.Group, _ width: Int, _ style: TextStyle) -> [String] {
    let headline = Headline(data: data, group: group, source: source, words: words)
    guard let last = group.last else { return headline.sentences() }
    let shown = Array(group.series.prefix(TerminalDigest.most))
    // As many of the other columns as there is room for.
    var measures = self.measures
    var lines: [String]
    repeat {
      lines = table(shown, group, last, measures, headline.measure, width).lines()
      if measures.isEmpty || lines.allSatisfy({ $0.count <= width }) { break }
      measures.removeLast()
    } while true
    lines[0] = style.bold(lines[0])
    if hasTotal(group) { lines[lines.count - 1] = style.bold(lines[lines.count - 1]) }
    if group.counts.all > shown.count {
      lines.insert(
        style.dim(
          words.say(
            "… \(group.counts.all - shown.count) more series, smaller",
            "… ещё рядов, меньших: \(group.counts.all - shown.count)")),
        at: hasTotal(group) ? lines.count - 1 : lines.count)
    }
    lines.insert(style.dim(words.say("in ", "единица: ") + words.unit(source.unit)), at: 0)
    return lines + ends(group, last, width, style)
  }

  /// Whether the series have a total that is not the only one of them.
  private func hasTotal(_ group: ReportData.Group) -> Bool {
    source.isAdditive && group.counts.all > 1
  }

  /// The columns of numbers besides the value and its growth.
  private var measures: [Int] {
    let own = ["value", "previous", "delta", "ratio", "percent_change", "turnover"]
    return data.shape.columns.indices.filter { number in
      if case .text = data.shape.columns[number].content { return false }
      return !own.contains(data.shape.columns[number].name)
    }
  }

  private func table(
    _ shown: [ReportSeries], _ group: ReportData.Group, _ last: Int, _ measures: [Int],
    _ measure: String, _ width: Int
  ) -> AlignedTable {
    let (periods, base) = (data.shape.periods, data.shape.bases[last])
    let course = min(periods.count, max(4, width / 4))
    let room = room(width)
    var table = AlignedTable(
      alignments: [.left, .left] + Array(repeating: .right, count: 3 + measures.count))
    let span = "\(periods[periods.count - course])–\(periods[last])"
    var header = [measure, course > 1 ? span : "", periods[last]]
    header.append(base == nil ? "" : words.column("delta"))
    header.append(base.map { "% \(words.say("on", "к")) \(periods[$0])" } ?? "")
    table.add(header + measures.map { words.column(data.shape.columns[$0].name) })
    for series in shown {
      let row = row(data.name(series, words), series.numbers(data.shape.value), last, room, course)
      table.add(
        row
          + measures.map { series.number($0, last).map(words.style.text) ?? "" })
    }
    if hasTotal(group) {
      table.add(
        row(words.total, group.totals, last, room, course) + measures.map { _ in "" })
    }
    return table
  }

  /// The columns that a name may take.
  private func room(_ width: Int) -> Int {
    max(8, width - min(data.shape.periods.count, max(4, width / 4)) - 46)
  }

  /// A name cut to its room, without what a terminal would obey.
  private func short(_ name: String, _ room: Int) -> String {
    let shown = ShownText.line(name)
    return shown.count > room ? shown.prefix(room - 1) + "…" : shown
  }

  private func row(
    _ name: String, _ values: [ScaledInteger?], _ last: Int, _ room: Int, _ course: Int
  ) -> [String] {
    let now = values[last]
    var cells = [short(name, room), course > 1 ? Sparkline.text(values, last: course) : ""]
    cells.append(now.map(words.style.text) ?? "")
    guard let base = data.shape.bases[last] else { return cells + ["", ""] }
    let growth = Growth(now, from: values[base], hasBase: true, places: min(2, source.places))
    cells.append(growth.delta.map(words.style.signed) ?? "")
    cells.append(growth.percentChange.map(words.style.signed) ?? words.status(growth.status.word))
    return cells
  }

  /// The series that rose and fell the most, where there are enough to leave any out.
  private func ends(
    _ group: ReportData.Group, _ last: Int, _ width: Int, _ style: TextStyle
  ) -> [String] {
    guard let base = data.shape.bases[last], group.counts.all > 1 else { return [] }
    let changes = group.series.compactMap { series -> (String, ScaledInteger)? in
      let now = series.number(data.shape.value, last) ?? .zero
      let before = series.number(data.shape.value, base) ?? .zero
      return (try? now.subtracting(before)).map {
        (short(data.name(series, words), room(width)), $0)
      }
    }.sorted { Rational($0.1) > Rational($1.1) }
    let rises = changes.prefix(TerminalDigest.ends).filter { $0.1.digits > 0 }
    let falls = changes.suffix(TerminalDigest.ends).reversed().filter { $0.1.digits < 0 }
    func line(_ title: String, _ found: [(String, ScaledInteger)]) -> String {
      title + ": " + found.map { "\($0.0) \(words.style.signed($0.1))" }.joined(separator: "; ")
    }
    var lines: [String] = []
    if !rises.isEmpty {
      lines.append(style.green("▲ ") + line(words.say("rose most", "сильнее выросли"), rises))
    }
    if !falls.isEmpty {
      lines.append(
        style.red("▼ ") + line(words.say("fell most", "сильнее снизились"), Array(falls)))
    }
    return lines
  }
}
