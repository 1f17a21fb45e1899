internal import Foundation

/// How the cost of a suite grows along one dimension.
public struct Growth: Sendable, Codable, Equatable {
  /// One size with its time.
  public struct Point: Sendable, Codable, Equatable {
    /// The amount of the dimension.
    public var amount: Int
    /// The median of the seconds.
    public var seconds: Double
  }

  /// The dimension.
  public var dimension: Dimension
  /// The sizes, ascending.
  public var points: [Point]
  /// The power of the amount that fits the times best: 1 is in proportion.
  public var exponent: Double
  /// The power between the last two sizes, where a step that takes over late shows first.
  public var lastExponent: Double
  /// The largest distance of a time from the fit, as a share of it.
  public var misfit: Double

  /// The fit of `seconds = a · amount^exponent` to some points, by least squares of the logarithms.
  ///
  /// Nil for fewer than two sizes, or times of zero.
  public init?(_ dimension: Dimension, _ points: [Point]) {
    let points = points.sorted { $0.amount < $1.amount }
    guard points.count > 1, points.allSatisfy({ $0.amount > 0 && $0.seconds > 0 }) else {
      return nil
    }
    let logs = points.map { (x: log(Double($0.amount)), y: log($0.seconds)) }
    let middle = (
      x: logs.reduce(0) { $0 + $1.x } / Double(logs.count),
      y: logs.reduce(0) { $0 + $1.y } / Double(logs.count)
    )
    let spread = logs.reduce(0) { $0 + ($1.x - middle.x) * ($1.x - middle.x) }
    guard spread > 0 else { return nil }
    let slope = logs.reduce(0) { $0 + ($1.x - middle.x) * ($1.y - middle.y) } / spread
    let last = (logs[logs.count - 2], logs[logs.count - 1])
    self.dimension = dimension
    self.points = points
    exponent = slope
    lastExponent = (last.1.y - last.0.y) / (last.1.x - last.0.x)
    misfit =
      logs.map { abs(exp($0.y - middle.y - slope * ($0.x - middle.x)) - 1) }.max() ?? 0
  }

  /// Whether the cost grows faster than the amount, by more than timings of this kind are off.
  ///
  /// Work of a dozen milliseconds or less has fixed costs that hide its growth: those sizes stand in
  /// the fit, and the last two decide.
  public var isSuperLinear: Bool {
    dimension != .threads && exponent > 1.15 && lastExponent > 1.15
  }

  /// For threads: how many times as fast the most threads are as one.
  public var speedUp: Double? {
    guard dimension == .threads, let first = points.first, let last = points.last,
      first.amount == 1
    else { return nil }
    return first.seconds / last.seconds
  }
}
