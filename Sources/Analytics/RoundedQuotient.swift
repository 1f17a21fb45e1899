internal import BigInt
public import Exact

/// The exact quotient of two numbers, rounded once.
public enum RoundedQuotient {
  /// The quotient times 10^places to the nearest whole number, a tie away from zero.
  ///
  /// - Parameters:
  ///   - numerator: The dividend, of any size.
  ///   - denominator: The divisor, not zero.
  ///   - places: The digits after the point that are kept; 0 to 18.
  /// - Returns: The rounded quotient, at a scale of `places`.
  public static func of(_ numerator: Int64, over denominator: Int64, places: Int) -> ScaledInteger {
    let factor = Int64.tenToThe(places)
    if let quick = quick(numerator, over: denominator, factor: factor) {
      return ScaledInteger(digits: Int128(quick), scale: places)
    }
    let wide = Int128(numerator) * Int128(factor)
    let (quotient, remainder) = wide.magnitude.quotientAndRemainder(
      dividingBy: Int128(denominator).magnitude)
    let isUp = remainder >= Int128(denominator).magnitude - remainder
    let size = Int128(quotient) + (isUp ? 1 : 0)
    return ScaledInteger(
      digits: (numerator < 0) == (denominator < 0) ? size : -size, scale: places)
  }

  /// The quotient times `factor` to the nearest whole number; nil where a step leaves 64 bits.
  @inline(__always)
  static func quick(_ numerator: Int64, over denominator: Int64, factor: Int64) -> Int64? {
    let (scaled, overflow) = numerator.multipliedReportingOverflow(by: factor)
    guard !overflow, scaled != .min, denominator != .min else { return nil }
    return nearest(scaled, denominator)
  }

  /// Ratio and percent change of two positive numbers by one division.
  ///
  /// - Parameters:
  ///   - current: The dividend.
  ///   - previous: The divisor.
  ///   - factor: 10^places.
  /// - Returns: Each times 10^places and rounded as `of` rounds; nil where a step leaves 64 bits.
  @inline(__always)
  static func growth(
    _ current: Int64, from previous: Int64, factor: Int64
  ) -> (ratio: Int64, percentChange: Int64)? {
    let one = factor &* 100
    let (scaled, overflow) = current.multipliedReportingOverflow(by: one)
    guard !overflow, scaled <= .max - one, previous <= .max / 2 else { return nil }
    let (quotient, remainder) = UInt64(scaled).quotientAndRemainder(dividingBy: UInt64(previous))
    let whole = Int64(quotient)
    // The rest decides where the change is half way between two numbers, and a tie of a fall goes down.
    let isUp = remainder * 2 + (whole >= one ? 1 : 0) > UInt64(previous)
    return ((whole + 50) / 100, whole - one + (isUp ? 1 : 0))
  }

  /// The same of numbers of any size and scale; nil where the result is past 128 bits.
  public static func of(
    _ numerator: ScaledInteger, over denominator: ScaledInteger, places: Int
  ) -> ScaledInteger? {
    of(Rational(numerator), over: Rational(denominator), places: places)
  }

  /// The same of any exact numbers.
  public static func of(
    _ numerator: Rational, over denominator: Rational, places: Int
  ) -> ScaledInteger? {
    let rounded = (numerator / denominator * .powerOfTen(places)).rounded(.nearest)
    return Int128(exactly: rounded).map { ScaledInteger(digits: $0, scale: places) }
  }

  /// The nearest whole number; neither argument is the smallest number.
  @inline(__always)
  private static func nearest(_ numerator: Int64, _ denominator: Int64) -> Int64 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    guard remainder.magnitude >= denominator.magnitude - remainder.magnitude else {
      return quotient
    }
    return (numerator < 0) == (denominator < 0) ? quotient + 1 : quotient - 1
  }
}

extension Int64 {
  /// Ten to the power `exponent`, 0 to 18.
  static func tenToThe(_ exponent: Int) -> Int64 {
    precondition((0...18).contains(exponent), "10^\(exponent) does not fit 64 bits")
    return (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
