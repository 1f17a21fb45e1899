/// The frame that plots over time share: a value axis on the left, periods below, a line at zero.
struct PlotFrame {
  private(set) var drawing: Drawing
  let values: PlotScale
  let time: TimeAxis

  /// A frame that holds these values, and zero.
  init(
    _ positions: [Double], unit: String, periods: [String], _ style: NumberStyle,
    height: Double = 210
  ) {
    let ticks = AxisTicks(
      from: min(0, positions.min() ?? 0), to: max(0, positions.max() ?? 0), count: 5)
    let labels = ticks.ticks.map { style.text($0.text) }
    let left = 8 + (labels.map(Drawing.width(of:)).max() ?? 0)
    values = PlotScale(ticks, from: height - 24, to: 24)
    time = TimeAxis(periods, from: left, to: Drawing.width - 6)
    drawing = Drawing(height: height)
    drawing.text(unit, 0, 10, style: "unit")
    for (tick, label) in zip(ticks.ticks, labels) {
      let y = values.place(tick.value)
      drawing.line(left, y, Drawing.width, y, tick.value == 0 ? "zero" : "grid")
      drawing.text(label, left - 5, y + 4, .end, style: "tick")
    }
    time.draw(on: &drawing, y: height - 4)
  }

  /// Draws on the frame.
  mutating func draw(_ body: (inout Drawing, PlotScale, TimeAxis) -> Void) {
    body(&drawing, values, time)
  }
}
