/// One end of an interval: a value that belongs to it or not, or no bound at all.
public enum Endpoint: Sendable, Hashable {
  /// The end belongs to the interval.
  case closed(Rational)
  /// The end does not belong to the interval; values come as near as they like.
  case open(Rational)
  /// No bound on this side.
  case unbounded

  /// The end's value, or nil where there is none.
  public var value: Rational? {
    switch self {
    case .closed(let value), .open(let value): value
    case .unbounded: nil
    }
  }

  /// Whether the end's value itself is left out.
  public var isOpen: Bool {
    if case .open = self { true } else { false }
  }

  /// The end with its value replaced by `transform` of it.
  public func map(_ transform: (Rational) -> Rational) -> Endpoint {
    switch self {
    case .closed(let value): .closed(transform(value))
    case .open(let value): .open(transform(value))
    case .unbounded: .unbounded
    }
  }
}

/// The set of values between two ends, either of which may be open, closed or absent.
public struct Interval: Sendable, Hashable {
  /// The lower end.
  public let lower: Endpoint
  /// The upper end.
  public let upper: Endpoint

  /// The values from `lower` to `upper`.
  public init(lower: Endpoint, upper: Endpoint) {
    self.lower = lower
    self.upper = upper
  }

  /// The closed interval `[lower, upper]`.
  public init(_ lower: Rational, _ upper: Rational) {
    self.init(lower: .closed(lower), upper: .closed(upper))
  }

  /// Every value.
  public static let everything = Interval(lower: .unbounded, upper: .unbounded)

  /// Whether no value lies in the interval.
  public var isEmpty: Bool {
    guard let low = lower.value, let high = upper.value else { return false }
    return low > high || (low == high && (lower.isOpen || upper.isOpen))
  }

  /// Whether both ends exist.
  public var isBounded: Bool { lower.value != nil && upper.value != nil }

  /// Whether `value` lies in the interval.
  public func contains(_ value: Rational) -> Bool {
    if let low = lower.value, lower.isOpen ? value <= low : value < low { return false }
    if let high = upper.value, upper.isOpen ? value >= high : value > high { return false }
    return true
  }

  /// The values that lie in both intervals; empty where they do not meet.
  public func intersection(_ other: Interval) -> Interval {
    Interval(
      lower: Interval.tighter(lower, other.lower, above: true),
      upper: Interval.tighter(upper, other.upper, above: false))
  }

  /// The smallest interval that holds both.
  public func hull(_ other: Interval) -> Interval {
    if isEmpty { return other }
    if other.isEmpty { return self }
    return Interval(
      lower: Interval.looser(lower, other.lower, above: false),
      upper: Interval.looser(upper, other.upper, above: true))
  }

  /// Every value multiplied by `factor`; a negative factor swaps the ends.
  public func scaled(by factor: Rational) -> Interval {
    let low = lower.map { $0 * factor }
    let high = upper.map { $0 * factor }
    return factor.signum < 0
      ? Interval(lower: high, upper: low) : Interval(lower: low, upper: high)
  }

  /// Every value moved by `offset`.
  public func shifted(by offset: Rational) -> Interval {
    Interval(lower: lower.map { $0 + offset }, upper: upper.map { $0 + offset })
  }

  private static func tighter(_ a: Endpoint, _ b: Endpoint, above: Bool) -> Endpoint {
    guard let x = a.value else { return b }
    guard let y = b.value else { return a }
    if x == y { return a.isOpen ? a : b }
    return (x > y) == above ? a : b
  }

  private static func looser(_ a: Endpoint, _ b: Endpoint, above: Bool) -> Endpoint {
    guard let x = a.value, let y = b.value else { return .unbounded }
    if x == y { return a.isOpen ? b : a }
    return (x > y) == above ? a : b
  }
}

extension Interval: CustomStringConvertible {
  /// Mathematical notation: `[2.05, 2.15]`, `[3, ∞)`.
  public var description: String {
    let left = lower.value.map { "\(lower.isOpen ? "(" : "[")\($0)" } ?? "(−∞"
    let right = upper.value.map { "\($0)\(upper.isOpen ? ")" : "]")" } ?? "∞)"
    return "\(left), \(right)"
  }
}
