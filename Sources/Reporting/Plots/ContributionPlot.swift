internal import Exact

/// Contributions to the growth of a total, as steps that lead from zero to it.
///
/// Each bar begins where the one above it ends, so that the eye sees them add up; the last one is the
/// growth of the total, from zero.
struct ContributionPlot {
  /// One step, in percentage points.
  struct Step {
    let name: String
    let points: Rational
    /// Whether the step is of everything that has none of its own.
    var isRest = false
  }

  let steps: [Step]
  /// The growth of the total in percent, to which the steps add up.
  let total: Rational
  let totalName: String
  /// Digits after the point in print.
  let places: Int
  let words: ReportWords

  private static let rowHeight = 27.0

  func plot(title: String, caption: String) -> Plot {
    var (sum, starts) = (Rational.zero, [Rational]())
    for step in steps {
      starts.append(sum)
      sum += step.points
    }
    let ends = starts + [sum, total, .zero]
    let grid = RowGrid(
      ends.map(\.double), rowHeight: ContributionPlot.rowHeight, words.style)
    let scale = grid.scale
    var drawing = grid.drawing(rows: steps.count + 1, unit: words.percentagePoints)
    var rows: [[String]] = []
    for (number, step) in steps.enumerated() {
      let y = grid.y(number)
      let style = step.isRest ? "rest" : step.points.signum < 0 ? "down" : "up"
      row(
        &drawing, y, step.name, step.points, from: starts[number], style: style, scale)
      // The end of a bar is the beginning of the next.
      let x = scale.place((starts[number] + step.points).double)
      drawing.line(x, y + 14, x, y + 14 + ContributionPlot.rowHeight, "joint")
      rows.append([step.name, text(step.points)])
    }
    let y = grid.y(steps.count)
    row(&drawing, y, totalName, total, from: .zero, style: "total", scale)
    rows.append([totalName, text(total)])
    return Plot(
      title: title, caption: caption,
      drawings: drawing.svg(
        title: title,
        description: rows.map { $0.joined(separator: " ") }.joined(separator: "; ")),
      legend: [
        Plot.Key(style: "up", text: words.raises), Plot.Key(style: "down", text: words.lowers),
        Plot.Key(style: "total", text: totalName),
      ],
      header: [words.series, words.percentagePoints], rows: rows)
  }

  private func row(
    _ drawing: inout Drawing, _ y: Double, _ name: String, _ points: Rational, from start: Rational,
    style: String, _ scale: PlotScale
  ) {
    let value = text(points)
    let room = Drawing.width - Drawing.width(of: value) - 12
    drawing.text(Drawing.fitted(name, room), 0, y + 10, style: style == "total" ? "strong" : "")
    drawing.text(value, Drawing.width, y + 10, .end, style: style == "total" ? "strong" : "")
    drawing.rect(
      scale.place(start.double), y + 14, scale.place((start + points).double), y + 22, style,
      tip: "\(name): \(value)")
  }

  private func text(_ points: Rational) -> String {
    let decimal = points.decimal(places: places)
    return (points.signum > 0 ? "+" : "") + words.style.text(decimal)
  }
}
