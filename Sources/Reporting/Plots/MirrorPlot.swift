internal import Exact
internal import TradeData

/// Mirror gaps as a dot plot: what a reporter says it sold, what the partner says it bought, and the
/// line between the two.
struct MirrorPlot {
  /// One pair of reporter and partner.
  struct Pair {
    let name: String
    let exports: ScaledInteger
    let imports: ScaledInteger
  }

  let pairs: [Pair]
  let unit: Unit
  let words: ReportWords

  private static let rowHeight = 29.0

  func plot(title: String, caption: String) -> Plot {
    let unit = ValueUnit(
      unit, largest: pairs.flatMap { [$0.exports, $0.imports] }.map(Optional.some).largest,
      words.language)
    let positions = pairs.flatMap { [unit.position($0.exports), unit.position($0.imports)] }
    let grid = RowGrid(positions, rowHeight: MirrorPlot.rowHeight, words.style)
    let scale = grid.scale
    var drawing = grid.drawing(rows: pairs.count, unit: unit.name)
    var rows: [[String]] = []
    for (number, pair) in pairs.enumerated() {
      let y = grid.y(number)
      let (sold, bought) = (unit.position(pair.exports), unit.position(pair.imports))
      let gap = (try? pair.imports.subtracting(pair.exports)) ?? .zero
      let value = (gap.digits > 0 ? "+" : "") + unit.short(gap)
      drawing.text(
        Drawing.fitted(pair.name, Drawing.width - Drawing.width(of: value) - 12), 0, y + 11)
      drawing.text(value, Drawing.width, y + 11, .end)
      drawing.line(scale.place(sold), y + 20, scale.place(bought), y + 20, "gap")
      drawing.circle(
        scale.place(sold), y + 20, radius: 4.2, "exports",
        tip: "\(words.reportedExports): \(words.style.text(pair.exports))")
      drawing.rect(
        scale.place(bought) - 3.6, y + 16.4, scale.place(bought) + 3.6, y + 23.6, "imports",
        tip: "\(words.partnerImports): \(words.style.text(pair.imports))")
      rows.append([
        pair.name, words.style.text(pair.exports), words.style.text(pair.imports),
        words.style.signed(gap),
      ])
    }
    return Plot(
      title: title, caption: caption + unit.caption,
      drawings: drawing.svg(
        title: title,
        description: rows.prefix(10).map { $0.joined(separator: " ") }.joined(separator: "; ")),
      legend: [
        Plot.Key(style: "exports", text: words.reportedExports, isRound: true),
        Plot.Key(style: "imports", text: words.partnerImports),
      ],
      header: [words.series, words.reportedExports, words.partnerImports, words.difference],
      rows: rows)
  }
}
