import Consistency
import Exact

/// Why a stated figure of a table could not be tested.
public enum Untestable: String, Sendable, Hashable, CaseIterable {
  /// A cell that it needs is empty or marked as missing.
  case missing
  /// A cell that it needs holds something else than a number.
  case unreadable
  /// The base is zero, or the whole is not positive.
  case noBase = "no-base"
  /// One of the two figures compared is positive and the other negative.
  case signChange = "sign-change"
  /// The rows add up to the total in no column: they may overlap, or be some of many.
  case noPartition = "no-partition"
}

/// What a stated figure of the given kind says of two others, in exact intervals.
struct ChangeRule: Sendable {
  let kind: Kind
  let rounding: Rounding

  /// What the figures compared allow.
  enum Allowed: Sendable {
    /// The stated value lies in one of these; the first is the plain reading.
    case intervals([Interval])
    case untestable(Untestable)
  }

  /// What `current` and `previous` allow the stated figure to be; for a share, the part and the whole.
  func allowed(current: PrintedDecimal, previous: PrintedDecimal) -> Allowed {
    let now = printedInterval(current, rounding: rounding)
    let before = printedInterval(previous, rounding: rounding)
    switch kind {
    case .absoluteChange, .points:
      return .intervals([now.sum(before.scaled(by: -1))])
    case .share:
      guard previous.digits.signum() > 0 else { return .untestable(.noBase) }
      return .intervals([now.quotient(before.nonnegativePart).scaled(by: 100)])
    case .ratio, .index, .percentChange:
      let (sign, base) = (current.digits.signum(), previous.digits.signum())
      guard base != 0 else { return .untestable(.noBase) }
      guard sign == 0 || sign == base else { return .untestable(.signChange) }
      return .intervals(
        base > 0
          ? changes(now, before) : changesOfDeficit(now.scaled(by: -1), before.scaled(by: -1))
      )
    case .level, .balance:
      return .intervals([now])
    }
  }

  private func changes(_ now: Interval, _ before: Interval) -> [Interval] {
    let ratio = now.quotient(before.nonnegativePart)
    switch kind {
    case .ratio: return [ratio]
    case .index: return [ratio.scaled(by: 100)]
    default: return [ratio.scaled(by: 100).shifted(by: -100)]
    }
  }

  /// A deficit that grows is said to rise, by its size, or to worsen, by its sign.
  private func changesOfDeficit(_ now: Interval, _ before: Interval) -> [Interval] {
    let plain = changes(now, before)
    return kind == .percentChange ? plain + plain.map { $0.scaled(by: -1) } : plain
  }
}

extension Interval {
  /// The sums of one value of this interval and one of `other`.
  func sum(_ other: Interval) -> Interval {
    Interval(
      lower: Interval.join(lower, other.lower, +), upper: Interval.join(upper, other.upper, +))
  }

  /// The values that are not negative.
  var nonnegativePart: Interval {
    intersection(Interval(lower: .closed(.zero), upper: .unbounded))
  }

  /// The quotients of one value of this interval and one positive value of `divisor`, which has no
  /// negative ones; both are bounded.
  func quotient(_ divisor: Interval) -> Interval {
    Interval(
      lower: Interval.quotient(
        lower, (lower.value?.signum ?? 0) < 0 ? divisor.lower : divisor.upper),
      upper: Interval.quotient(
        upper, (upper.value?.signum ?? 0) > 0 ? divisor.lower : divisor.upper))
  }

  private static func quotient(_ end: Endpoint, _ divisor: Endpoint) -> Endpoint {
    guard let value = end.value else { return .unbounded }
    // Zero is reached with any divisor.
    if value.isZero { return end }
    guard let by = divisor.value, !by.isZero else { return .unbounded }
    return join(end, divisor) { left, right in left / right }
  }

  private static func join(
    _ left: Endpoint, _ right: Endpoint, _ combine: (Rational, Rational) -> Rational
  ) -> Endpoint {
    guard let one = left.value, let other = right.value else { return .unbounded }
    let value = combine(one, other)
    return left.isOpen || right.isOpen ? .open(value) : .closed(value)
  }

  /// How far apart two intervals lie; zero where they touch or meet.
  func distance(to other: Interval) -> Rational {
    if let upper = upper.value, let from = other.lower.value, upper < from { return from - upper }
    if let lower = lower.value, let to = other.upper.value, to < lower { return lower - to }
    return .zero
  }
}
