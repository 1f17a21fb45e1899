internal import Exact

/// The course of a series in a line of a terminal: a block for each period, higher for more.
enum Sparkline {
  private static let blocks = Array("▁▂▃▄▅▆▇█")

  /// A sign for each value: from nothing at zero to the highest block at the largest of the series.
  ///
  /// Zero is the floor, so that the heights are in the proportion of the values; a series that goes
  /// below zero has its least value there. A missing value is a blank.
  static func text(_ values: [ScaledInteger?]) -> String {
    let positions = values.map { $0.map { Rational($0).double } }
    let known = positions.compactMap(\.self)
    let (low, high) = (min(0, known.min() ?? 0), max(0, known.max() ?? 0))
    return String(
      positions.map { position -> Character in
        guard let position else { return " " }
        guard high > low else { return blocks[0] }
        return blocks[min(7, Int((position - low) / (high - low) * 8))]
      })
  }

  /// The last `count` values at most.
  static func text(_ values: [ScaledInteger?], last count: Int) -> String {
    text(Array(values.suffix(count)))
  }
}
