internal import Exact
internal import TradeData

/// A ranking: a bar for each value now, a mark for the one it is compared with, and the change.
struct RankingPlot {
  /// One place of the ranking.
  struct Entry {
    let name: String
    let value: ScaledInteger
    var previous: ScaledInteger?
    /// What stands beside the value, such as the change or why there is none.
    var remark = ""
  }

  let entries: [Entry]
  let unit: ValueUnit
  let words: ReportWords
  /// The periods of the marks and of the bars; the first nil where nothing is compared.
  let periods: (previous: String?, current: String)

  private static let rowHeight = 29.0

  func plot(title: String, caption: String, measure: String) -> Plot {
    let compared = entries.contains { $0.previous != nil }
    let positions = entries.flatMap {
      [$0.value, $0.previous].compactMap { $0.map(unit.position) }
    }
    let grid = RowGrid(positions, rowHeight: RankingPlot.rowHeight, words.style)
    let scale = grid.scale
    var drawing = grid.drawing(rows: entries.count, unit: unit.name)
    for (number, entry) in entries.enumerated() {
      let y = grid.y(number)
      let value = unit.short(entry.value) + (entry.remark.isEmpty ? "" : "\u{2002}\(entry.remark)")
      let room = Drawing.width - Drawing.width(of: value) - 12
      drawing.text(Drawing.fitted("\(number + 1). \(entry.name)", room), 0, y + 11)
      drawing.text(value, Drawing.width, y + 11, .end)
      drawing.rect(
        scale.zero, y + 16, scale.place(unit.position(entry.value)), y + 24, "bar",
        tip: "\(entry.name), \(periods.current): \(words.style.text(entry.value))")
      if let previous = entry.previous {
        let x = scale.place(unit.position(previous))
        drawing.rect(
          x - 1.2, y + 13.5, x + 1.2, y + 26.5, "before",
          tip: "\(entry.name), \(periods.previous ?? ""): \(words.style.text(previous))")
      }
    }
    let rows = entries.enumerated().map { number, entry in
      ["\(number + 1). \(entry.name)", words.style.text(entry.value)]
        + (compared ? [entry.previous.map(words.style.text) ?? "", entry.remark] : [])
    }
    return Plot(
      title: title, caption: caption + unit.caption,
      drawings: drawing.svg(
        title: title,
        description: rows.prefix(10).map { "\($0[0]): \($0[1])" }.joined(separator: "; ")),
      legend: compared
        ? [
          Plot.Key(style: "bar", text: periods.current),
          Plot.Key(style: "before", text: periods.previous ?? ""),
        ] : [],
      header: [words.series, "\(measure), \(periods.current)"]
        + (compared ? ["\(measure), \(periods.previous ?? "")", words.change] : []),
      rows: rows)
  }
}
