/// The value axis of a plot whose rows each have a name above a bar: its marks cross the bars alone,
/// so that no line runs through a text.
struct RowGrid {
  let scale: PlotScale
  private let rowHeight: Double
  private let style: NumberStyle

  /// The height of what stands above the first row.
  static let top = 18.0

  /// An axis that holds these values, and zero.
  init(_ positions: [Double], rowHeight: Double, _ style: NumberStyle) {
    let ticks = AxisTicks(
      from: min(0, positions.min() ?? 0), to: max(0, positions.max() ?? 0), count: 5)
    scale = PlotScale(ticks, from: 14, to: Drawing.width - 20)
    (self.rowHeight, self.style) = (rowHeight, style)
  }

  /// A drawing with room for so many rows, its axis and its unit.
  func drawing(rows: Int, unit: String) -> Drawing {
    let height = RowGrid.top + Double(rows) * rowHeight + 20
    var drawing = Drawing(height: height)
    drawing.text(unit, 0, 10, style: "unit")
    for tick in scale.ticks.ticks {
      let (x, look) = (scale.place(tick.value), tick.value == 0 ? "zero" : "grid")
      for row in 0..<rows {
        drawing.line(x, y(row) + 13, x, y(row) + rowHeight - 1, look)
      }
      drawing.text(style.text(tick.text), x, height - 4, .middle, style: "tick")
    }
    return drawing
  }

  /// Where a row begins.
  func y(_ row: Int) -> Double { RowGrid.top + Double(row) * rowHeight }
}
