internal import Exact
internal import TradeData

/// Small multiples: the course of many series side by side, each on a scale of its own from zero.
///
/// Each has its name, its last value and its change in words, so that shapes are compared by eye and
/// sizes by figures.
struct SmallMultiples {
  /// One series and what is said beside its drawing.
  struct Panel {
    let series: PlotSeries
    let remark: String
  }

  /// More panels than this are not looked at one by one.
  static let most = 24

  let panels: [Panel]
  let periods: [String]
  let unit: Unit
  let words: ReportWords

  func plot(title: String, caption: String) -> Plot {
    let unit = ValueUnit(
      unit, largest: panels.flatMap(\.series.values).largest, words.language)
    // All panels have the same periods.
    let time = TimeAxis(periods, from: 4, to: Drawing.width - 4)
    var html = "<div class=\"multiples\">\n"
    for panel in panels {
      html += drawing(panel, unit, time)
    }
    html += "</div>\n"
    let rows = periods.indices.map { period in
      [periods[period]] + panels.map { $0.series.values[period].map(words.style.text) ?? "" }
    }
    return Plot(
      title: title, caption: caption + unit.caption, drawings: html,
      header: [words.period] + panels.map(\.series.name), rows: rows)
  }

  private func drawing(_ panel: Panel, _ unit: ValueUnit, _ time: TimeAxis) -> String {
    let (values, name) = (panel.series.values, panel.series.name)
    let positions = values.compactMap { $0.map(unit.position) }
    let (low, high) = (min(0, positions.min() ?? 0), max(0, positions.max() ?? 0))
    let height = 130.0
    func y(_ value: Double) -> Double {
      high > low ? 122 - (value - low) / (high - low) * 112 : 122
    }
    var drawing = Drawing(height: height)
    drawing.line(0, y(0), Drawing.width, y(0), "zero")
    let points = zip(time.places, values).map { place, value in
      value.map { (x: place, y: y(unit.position($0))) }
    }
    drawing.path(points, "line thick l1")
    if let last = points.last, let last { drawing.circle(last.x, last.y, radius: 7, "dot f1") }
    let known = values.indices.filter { values[$0] != nil }
    let ends = [known.first, known.last].compactMap(\.self).map { period in
      "\(periods[period]): \(values[period].map(unit.short) ?? "")"
    }
    let remark =
      panel.remark.isEmpty ? "" : "<small>\(HTMLText.escaped(panel.remark))</small>"
    let last = values.last.flatMap(\.self).map(unit.short) ?? "–"
    return "<div class=\"panel\"><b>\(HTMLText.escaped(name))</b>\n"
      + drawing.svg(title: name, description: ends.joined(separator: "; "))
      + "<span>\(HTMLText.escaped(last)) \(remark)</span>"
      + "</div>\n"
  }
}
