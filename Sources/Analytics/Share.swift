public import Exact

/// Parts of a whole: a series against the total of all series.
public enum Share {
  /// The share value / total, a plain ratio; nil where either is missing or the total is not positive.
  public static func of(
    _ value: ScaledInteger?, in total: ScaledInteger?, places: Int
  ) -> ScaledInteger? {
    guard let value, let total, total.digits > 0 else { return nil }
    return RoundedQuotient.of(value, over: total, places: places)
  }

  /// The contribution (current − previous) / previous total, a plain ratio.
  ///
  /// The contributions of all series add up to the growth of the total (INSEE, definition c1207), so
  /// a value that one of the periods does not have counts as nothing there. Nil where both are missing
  /// or the previous total is missing or not positive.
  public static func contribution(
    _ current: ScaledInteger?, from previous: ScaledInteger?, previousTotal: ScaledInteger?,
    places: Int
  ) -> ScaledInteger? {
    guard current != nil || previous != nil else { return nil }
    let change = try? (current ?? .zero).subtracting(previous ?? .zero)
    return of(change, in: previousTotal, places: places)
  }
}
