internal import Exact

/// Periods along the bottom of a plot, each as far from the next as they lie apart in time.
struct TimeAxis {
  let labels: [String]
  /// The middle of each period.
  let places: [Double]
  /// The width of a bar that leaves room to its neighbours.
  let barWidth: Double
  /// Where the axis begins.
  let left: Double

  /// - Parameters:
  ///   - labels: The periods as they are printed.
  ///   - left: Where the axis begins.
  ///   - right: Where it ends.
  init(_ labels: [String], from left: Double, to right: Double) {
    (self.labels, self.left) = (labels, left)
    let periods = labels.compactMap { Period($0) }
    // Periods without a date stand side by side.
    let middles =
      periods.count == labels.count
      ? periods.map { Double($0.first + $0.last) / 2 } : labels.indices.map(Double.init)
    let steps = zip(middles, middles.dropFirst()).map { $1 - $0 }
    let step = max(steps.min() ?? 1, 0.5)
    let (low, high) = ((middles.first ?? 0) - step / 2, (middles.last ?? 1) + step / 2)
    let factor = (right - left) / (high - low)
    places = middles.map { left + ($0 - low) * factor }
    barWidth = min(step * factor * 0.72, 44)
  }

  /// Draws as many of the labels as have room, each as many periods from the next, the last one among
  /// them.
  func draw(on drawing: inout Drawing, y: Double) {
    let half = (labels.map(Drawing.width(of:)).max() ?? 0) / 2
    let middles = places.map { min(max($0, half), Drawing.width - half) }
    func shown(_ step: Int) -> [Int] {
      Array(stride(from: labels.count - 1, through: 0, by: -step))
    }
    let step =
      (1...max(1, labels.count)).first { step in
        let shown = shown(step)
        return zip(shown, shown.dropFirst()).allSatisfy {
          middles[$0] - middles[$1] >= half * 2 + 6
        }
      } ?? 1
    for index in shown(step) {
      drawing.text(labels[index], middles[index], y, .middle, style: "tick")
      drawing.line(places[index], y - 13, places[index], y - 10, "axis")
    }
  }
}
