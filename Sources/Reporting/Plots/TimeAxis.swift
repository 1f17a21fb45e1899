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

  /// Draws the labels that have room, counted from the last so that it has one.
  func draw(on drawing: inout Drawing, y: Double) {
    let widest = labels.map(Drawing.width(of:)).max() ?? 0
    var edge = Double.infinity
    for index in labels.indices.reversed() {
      let half = widest / 2
      let middle = min(max(places[index], half), Drawing.width - half)
      guard middle + half + 8 <= edge else { continue }
      edge = middle - half
      drawing.text(labels[index], middle, y, .middle, style: "tick")
      drawing.line(places[index], y - 13, places[index], y - 10, "axis")
    }
  }
}
