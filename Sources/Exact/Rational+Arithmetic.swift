import BigInt

extension Rational: Comparable {
  /// The exact sum.
  public static func + (left: Rational, right: Rational) -> Rational {
    if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
      if b == 1, d == 1 {
        let (sum, overflow) = a.addingReportingOverflow(c)
        if !overflow, sum != .min { return Rational(storage: .small(sum, 1)) }
      }
      // Each product is below 2^126 in size, so their sum fits 127 bits.
      return Rational(
        wide: Int128(a) &* Int128(d) &+ Int128(c) &* Int128(b), Int128(b) &* Int128(d))
    }
    return Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator)
  }

  /// The exact difference.
  public static func - (left: Rational, right: Rational) -> Rational { left + -right }

  /// The value with the other sign.
  public static prefix func - (value: Rational) -> Rational {
    if case .small(let numerator, let denominator) = value.storage, numerator != .min {
      return Rational(storage: .small(-numerator, denominator))
    }
    return Rational(reduced: -value.numerator, value.denominator)
  }

  /// The exact product.
  public static func * (left: Rational, right: Rational) -> Rational {
    if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
      return Rational(wide: Int128(a) &* Int128(c), Int128(b) &* Int128(d))
    }
    return Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The exact quotient.
  ///
  /// The divisor must not be zero.
  public static func / (left: Rational, right: Rational) -> Rational {
    precondition(!right.isZero, "division of a fraction by zero")
    if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
      return Rational(wide: Int128(a) &* Int128(d), Int128(b) &* Int128(c))
    }
    return Rational(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  /// Adds `right` in place.
  public static func += (left: inout Rational, right: Rational) { left = left + right }
  /// Subtracts `right` in place.
  public static func -= (left: inout Rational, right: Rational) { left = left - right }
  /// Multiplies by `right` in place.
  public static func *= (left: inout Rational, right: Rational) { left = left * right }
  /// Divides by `right`, which must not be zero, in place.
  public static func /= (left: inout Rational, right: Rational) { left = left / right }

  /// The order of the exact values.
  public static func < (left: Rational, right: Rational) -> Bool {
    if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
      return Int128(a) &* Int128(d) < Int128(c) &* Int128(b)
    }
    return left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Rational: ExpressibleByIntegerLiteral {
  /// A whole number written in the source.
  public init(integerLiteral value: Int) {
    self.init(value)
  }
}
