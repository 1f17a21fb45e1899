internal import Exact

/// A series as a plot takes it: a name, and an exact value or none for each period.
struct PlotSeries {
  let name: String
  let values: [ScaledInteger?]
}

extension Sequence<ScaledInteger?> {
  /// The value furthest from zero; nil where there is none.
  var largest: ScaledInteger? {
    compactMap(\.self).max { Rational($0).magnitude < Rational($1).magnitude }
  }
}
