internal import Exact

/// Growth by period: a bar up or down from zero for each percent change.
struct GrowthPlot {
  let changes: PlotSeries
  let periods: [String]
  let words: ReportWords

  func plot(title: String, caption: String) -> Plot {
    let unit = ValueUnit(named: "%", words.language)
    var frame = PlotFrame(
      changes.values.compactMap { $0.map(unit.position) }, unit: "%", periods: periods, words.style,
      height: 180)
    frame.draw { drawing, scale, time in
      // A label wider than its bar would run into the next one; with some left out, the rest would
      // seem to be special.
      let hasLabels = changes.values.allSatisfy { change in
        change.map { Drawing.width(of: unit.short($0)) < time.barWidth / 0.72 } ?? true
      }
      for (place, (period, change)) in zip(time.places, zip(periods, changes.values)) {
        guard let change else { continue }
        let y = scale.place(unit.position(change))
        drawing.rect(
          place - time.barWidth / 2, scale.zero, place + time.barWidth / 2, y,
          change.digits < 0 ? "down" : "up", tip: "\(period): \(words.style.percent(change))")
        guard hasLabels else { continue }
        drawing.text(
          unit.short(change), place, change.digits < 0 ? y + 11 : y - 4, .middle, style: "tick")
      }
      drawing.line(time.left, scale.zero, Drawing.width, scale.zero, "zero")
    }
    let known = zip(periods, changes.values).compactMap { period, change in
      change.map { "\(period): \(words.style.percent($0))" }
    }
    return Plot(
      title: title, caption: caption,
      drawings: frame.drawing.svg(
        title: title, description: known.suffix(12).joined(separator: "; ")),
      header: [words.period, words.percentChange],
      rows: zip(periods, changes.values).map { [$0, $1.map(words.style.text) ?? ""] })
  }
}
