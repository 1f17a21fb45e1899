public import Exact

/// How a value compares with the one a lag before it.
///
/// ratio = current / previous; percent change = (ratio − 1) · 100. Both exist only where the previous
/// value is positive and the current one is there and not negative; elsewhere the status says why
/// they do not.
public struct Growth: Sendable, Equatable {
  /// What stands in place of a rate, or beside one that tells little.
  public enum Status: Int, Sendable, CaseIterable {
    /// A rate like any other.
    case ordinary
    /// Nothing, or zero, before; something now.
    case new
    /// Something before; nothing, or zero, now.
    case ceased
    /// No base: the data has no such earlier period, or the base is zero twice over or negative.
    case noBase
    /// The two values have opposite signs.
    case signChange

    /// The word in the result; empty for an ordinary rate.
    public var word: String {
      switch self {
      case .ordinary: ""
      case .new: "new"
      case .ceased: "ceased"
      case .noBase: "no-base"
      case .signChange: "sign-change"
      }
    }
  }

  /// The current value less the previous one, where both are there.
  public let delta: ScaledInteger?
  /// Current over previous, rounded.
  public let ratio: ScaledInteger?
  /// The change in percent of the previous value, rounded.
  public let percentChange: ScaledInteger?
  /// Why there is no rate, or what is special about it.
  public let status: Status

  /// Compares two values.
  ///
  /// - Parameters:
  ///   - current: The value now, or nil where the data has none.
  ///   - previous: The value a lag before, or nil where the data has none.
  ///   - hasBase: Whether the data has any value of that earlier period, in whatever series.
  ///   - places: The digits after the point of the ratio and the percent change.
  public init(
    _ current: ScaledInteger?, from previous: ScaledInteger?, hasBase: Bool, places: Int
  ) {
    status = Growth.status(
      current.map { $0.digits.signum() }, from: previous.map { $0.digits.signum() },
      hasBase: hasBase)
    guard let current, let previous else {
      (delta, ratio, percentChange) = (nil, nil, nil)
      return
    }
    let delta = try? current.subtracting(previous)
    self.delta = delta
    guard previous.digits > 0, current.digits >= 0 else {
      (ratio, percentChange) = (nil, nil)
      return
    }
    ratio = RoundedQuotient.of(current, over: previous, places: places)
    let hundredfold = delta.flatMap { difference in
      difference.digits.multipliedReportingOverflow(by: 100).overflow
        ? nil : ScaledInteger(digits: difference.digits * 100, scale: difference.scale)
    }
    percentChange = hundredfold.flatMap { RoundedQuotient.of($0, over: previous, places: places) }
  }

  /// The status of two values of which only the signs matter; nil where there is no value.
  static func status(_ current: Int128?, from previous: Int128?, hasBase: Bool) -> Status {
    guard hasBase else { return .noBase }
    switch (previous ?? 0, current ?? 0) {
    case (0, 0): return .noBase
    case (0, _): return .new
    case (_, 0): return .ceased
    case (let before, let now) where before != now: return .signChange
    case (let before, _): return before < 0 ? .noBase : .ordinary
    }
  }
}
