internal import Exact
internal import TradeData

/// Levels by period: a line for each series over one axis that begins at zero.
struct LinePlot {
  /// More lines than this cannot be told apart.
  static let most = 6

  let series: [PlotSeries]
  let periods: [String]
  let unit: Unit
  let words: ReportWords

  func plot(title: String, caption: String) -> Plot {
    let values = series.flatMap(\.values)
    let unit = ValueUnit(unit, largest: values.largest, words.language)
    var frame = PlotFrame(
      values.compactMap { $0.map(unit.position) }, unit: unit.name, periods: periods, words.style)
    frame.draw { drawing, scale, time in
      for (number, line) in series.enumerated() {
        let points = zip(time.places, line.values).map { place, value in
          value.map { (x: place, y: scale.place(unit.position($0))) }
        }
        drawing.path(points, "line l\(number + 1)")
        for (point, (period, value)) in zip(points, zip(periods, line.values)) {
          guard let point, let value else { continue }
          drawing.circle(
            point.x, point.y, radius: periods.count > 40 ? 1.2 : 2.4, "dot f\(number + 1)",
            tip: "\(line.name), \(period): \(words.style.text(value))")
        }
      }
    }
    let rows = periods.indices.map { period in
      [periods[period]] + series.map { $0.values[period].map(words.style.text) ?? "" }
    }
    return Plot(
      title: title, caption: caption + unit.caption,
      drawings: frame.drawing.svg(
        title: title, description: words.lineDescription(series, periods)),
      legend: series.count > 1
        ? series.enumerated().map { Plot.Key(style: "line l\($0 + 1)", text: $1.name) } : [],
      header: [words.period] + series.map(\.name), rows: rows)
  }
}
