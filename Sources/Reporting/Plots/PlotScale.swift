/// A linear scale: the places on a drawing that stand for values.
///
/// Here alone figures become floating-point numbers, since a place on a screen is no figure.
struct PlotScale: Sendable {
  let ticks: AxisTicks
  private let from: Double
  private let to: Double

  /// The scale on which the lowest mark stands at `from` and the highest at `to`.
  init(_ ticks: AxisTicks, from: Double, to: Double) {
    (self.ticks, self.from, self.to) = (ticks, from, to)
  }

  /// The place of a value.
  func place(_ value: Double) -> Double {
    from + (value - ticks.low) / (ticks.high - ticks.low) * (to - from)
  }

  /// The place of zero.
  var zero: Double { place(0) }
}
