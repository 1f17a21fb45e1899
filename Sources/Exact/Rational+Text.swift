import BigInt

/// Which neighbour a value between two printable decimals becomes.
public enum RoundingDirection: Sendable {
  /// Towards negative infinity.
  case down
  /// Towards positive infinity.
  case up
  /// The nearest; a tie goes away from zero, as statistical offices round.
  case nearest
  /// Towards zero: the digits past the last are cut off.
  case towardsZero
}

extension Rational: CustomStringConvertible {
  /// The exact value: a decimal where one exists (`450010000`, `-0.125`), else `n/d`.
  public var description: String { exactDecimal ?? fraction }

  /// The value as `n/d`, whole numbers with `/1`: one form for machines.
  public var fraction: String {
    switch storage {
    case .small(let numerator, let denominator): "\(numerator)/\(denominator)"
    case .big(let numerator, let denominator): "\(numerator)/\(denominator)"
    }
  }

  /// The value as a finite decimal, or nil where the decimal does not end (1/3).
  public var exactDecimal: String? {
    if case .small(let numerator, let denominator) = storage {
      return Rational.exactDecimal(numerator, denominator)
    }
    var rest = denominator
    var twos = 0
    var fives = 0
    while rest & 1 == 0 {
      rest >>= 1
      twos += 1
    }
    while rest > 1 {
      let (quotient, remainder) = rest.quotientAndRemainder(dividingBy: 5)
      guard remainder.isZero else { return nil }
      rest = quotient
      fives += 1
    }
    return decimal(places: max(twos, fives), rounding: .nearest)
  }

  /// The same in machine words, for reports are full of numbers that fit them.
  private static func exactDecimal(_ numerator: Int64, _ denominator: Int64) -> String? {
    if denominator == 1 { return String(numerator) }
    let twos = denominator.trailingZeroBitCount
    var fives = 0
    var rest = denominator >> Int64(twos)
    while rest % 5 == 0 {
      rest /= 5
      fives += 1
    }
    guard rest == 1 else { return nil }
    let places = max(twos, fives)
    guard places <= 18 else {
      return Rational(Int(numerator), Int(denominator)).decimal(places: places)
    }
    let (digits, overflow) = (0..<places - twos).reduce((numerator, false)) { product, _ in
      let (next, more) = product.0.multipliedReportingOverflow(by: 2)
      return (next, product.1 || more)
    }
    let (all, tooMany) = (0..<places - fives).reduce((digits, overflow)) { product, _ in
      let (next, more) = product.0.multipliedReportingOverflow(by: 5)
      return (next, product.1 || more)
    }
    guard !tooMany else {
      return Rational(Int(numerator), Int(denominator)).decimal(places: places)
    }
    let text = String(all.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - text.utf8.count)) + text
    return (all < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// The largest, smallest or nearest whole number, by `rounding`.
  public func rounded(_ rounding: RoundingDirection) -> BigInt {
    let (quotient, remainder) = numerator.magnitude.quotientAndRemainder(
      dividingBy: denominator.magnitude)
    let negative = numerator.sign == .minus
    let away: Bool =
      switch rounding {
      case .down: negative && !remainder.isZero
      case .up: !negative && !remainder.isZero
      case .nearest: remainder << 1 >= denominator.magnitude
      case .towardsZero: false
      }
    let size = BigInt(away ? quotient + 1 : quotient)
    return negative ? -size : size
  }

  /// The value with `places` digits after the point, in ASCII, rounded once from the exact value.
  ///
  /// A result of zero has no sign.
  public func decimal(places: Int, rounding: RoundingDirection = .nearest) -> String {
    let scaled = (self * .powerOfTen(places)).rounded(rounding)
    return PrintedDecimal(digits: scaled, exponent: -places).description
  }

  /// Reads `12`, `-3.25`, `7/9`; nil for any other text.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2 {
      guard let above = BigInt(String(parts[0])), let below = BigInt(String(parts[1])),
        !below.isZero
      else { return nil }
      self.init(above, below)
    } else {
      guard let decimal = PrintedDecimal(text) else { return nil }
      self = decimal.value
    }
  }
}
