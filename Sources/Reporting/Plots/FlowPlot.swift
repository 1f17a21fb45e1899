internal import Exact
internal import TradeData

/// Exports up and imports down from one line at zero, with the balance as a line across them.
struct FlowPlot {
  let exports: [ScaledInteger?]
  let imports: [ScaledInteger?]
  let balance: [ScaledInteger?]
  let periods: [String]
  let unit: Unit
  let words: ReportWords

  func plot(title: String, caption: String) -> Plot {
    let unit = ValueUnit(unit, largest: (exports + imports).largest, words.language)
    let positions =
      exports.compactMap { $0.map(unit.position) }
      + imports.compactMap { $0.map { -unit.position($0) } }
      + balance.compactMap { $0.map(unit.position) }
    var frame = PlotFrame(positions, unit: unit.name, periods: periods, words.style, height: 230)
    frame.draw { drawing, scale, time in
      for (index, place) in time.places.enumerated() {
        let (left, right) = (place - time.barWidth / 2, place + time.barWidth / 2)
        if let value = exports[index] {
          drawing.rect(
            left, scale.zero, right, scale.place(unit.position(value)), "exports",
            tip: "\(words.exports), \(periods[index]): \(words.style.text(value))")
        }
        if let value = imports[index] {
          drawing.rect(
            left, scale.zero, right, scale.place(-unit.position(value)), "imports",
            tip: "\(words.imports), \(periods[index]): \(words.style.text(value))")
        }
      }
      drawing.line(time.left, scale.zero, Drawing.width, scale.zero, "zero")
      let points = zip(time.places, balance).map { place, value in
        value.map { (x: place, y: scale.place(unit.position($0))) }
      }
      drawing.path(points, "balance-halo")
      drawing.path(points, "balance")
      for (index, point) in points.enumerated() {
        guard let point, let value = balance[index] else { continue }
        drawing.circle(
          point.x, point.y, radius: periods.count > 40 ? 1.2 : 2.6, "balance-dot",
          tip: "\(words.balance), \(periods[index]): \(words.style.signed(value))")
      }
    }
    let rows = periods.indices.map { index in
      [
        periods[index], exports[index].map(words.style.text) ?? "",
        imports[index].map(words.style.text) ?? "", balance[index].map(words.style.signed) ?? "",
      ]
    }
    let last = rows.last { !$0[3].isEmpty } ?? []
    return Plot(
      title: title, caption: caption + unit.caption,
      drawings: frame.drawing.svg(
        title: title,
        description: zip([words.period, words.exports, words.imports, words.balance], last)
          .map { "\($0) \($1)" }.joined(separator: ", ")),
      legend: [
        Plot.Key(style: "exports", text: words.exportsUp),
        Plot.Key(style: "imports", text: words.importsDown),
        Plot.Key(style: "balance", text: words.balance),
      ],
      header: [words.period, words.exports, words.imports, words.balance], rows: rows)
  }
}
