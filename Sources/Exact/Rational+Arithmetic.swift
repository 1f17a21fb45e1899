import BigInt

extension Rational: Comparable {
  /// The exact sum.
  public static func + (left: Rational, right: Rational) -> Rational {
    if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
      if a == 0 { return right }
      if c == 0 { return left }
      // Each product is below 2^126 in size, so their sum fits 127 bits.
      if b == 1 || d == 1 {
        // a/b + c = (a + cb)/b is in lowest terms because a/b is.
        if b == d {
          let (sum, overflow) = a.addingReportingOverflow(c)
          if !overflow, sum != .min { return Rational(storage: .small(sum, 1)) }
        }
        return Rational(
          coprime: Int128(a) &* Int128(d) &+ Int128(c) &* Int128(b), Int128(b &* d))
      }
      // Knuth, The Art of Computer Programming 2, section 4.5.1: most denominators have little in
      // common, and then nothing cancels; otherwise only a divisor of that little can.
      let common = commonDivisor(b, d)
      if common == 1 {
        return Rational(
          coprime: Int128(a) &* Int128(d) &+ Int128(c) &* Int128(b), Int128(b) &* Int128(d))
      }
      let rest = b / common
      // Most sums fit the machine word, whose division costs a fraction of that of twice the width.
      let (first, isLarge) = a.multipliedReportingOverflow(by: d / common)
      let (second, isWide) = c.multipliedReportingOverflow(by: rest)
      let (total, isOver) = first.addingReportingOverflow(second)
      if !isLarge, !isWide, !isOver, total != .min {
        let cancelled = commonDivisor(total, common)
        let (below, isDeep) = rest.multipliedReportingOverflow(by: d / cancelled)
        if !isDeep { return Rational(storage: .small(total / cancelled, below)) }
      }
      let sum = Int128(a) &* Int128(d / common) &+ Int128(c) &* Int128(rest)
      let cancelled = commonDivisor(
        Int64(truncatingIfNeeded: sum % Int128(common)), common)
      return Rational(coprime: sum / Int128(cancelled), Int128(rest) &* Int128(d / cancelled))
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
      return product(a, b, c, d)
    }
    return Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The exact quotient.
  ///
  /// The divisor must not be zero.
  public static func / (left: Rational, right: Rational) -> Rational {
    precondition(!right.isZero, "division of a fraction by zero")
    if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage,
      c != .min
    {
      return c > 0 ? product(a, b, d, c) : product(a, b, -d, -c)
    }
    return Rational(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  /// `a/b · c/d`, both in lowest terms: only a with d and c with b can have a common factor.
  private static func product(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) -> Rational {
    if a == 0 || c == 0 { return .zero }
    let first = commonDivisor(a, d)
    let second = commonDivisor(c, b)
    // A machine division costs more than all the rest, and mostly nothing cancels.
    let (a, d) = first == 1 ? (a, d) : (a / first, d / first)
    let (c, b) = second == 1 ? (c, b) : (c / second, b / second)
    let (above, isLarge) = a.multipliedReportingOverflow(by: c)
    let (below, isFine) = b.multipliedReportingOverflow(by: d)
    if !isLarge, !isFine { return Rational(storage: .small(above, below)) }
    return Rational(coprime: Int128(a) &* Int128(c), Int128(b) &* Int128(d))
  }

  /// Adds `right` in place.
  public static func += (left: inout Rational, right: Rational) { left = left + right }
  /// Subtracts `right` in place.
  public static func -= (left: inout Rational, right: Rational) { left = left - right }
  /// Multiplies by `right` in place.
  public static func *= (left: inout Rational, right: Rational) { left = left * right }
  /// Divides by `right`, which must not be zero, in place.
  public static func /= (left: inout Rational, right: Rational) { left = left / right }

  /// Whether the values are the same: equal values have equal storage.
  public static func == (left: Rational, right: Rational) -> Bool {
    switch (left.storage, right.storage) {
    case (.small(let a, let b), .small(let c, let d)): a == c && b == d
    case (.big(let a, let b), .big(let c, let d)): a == c && b == d
    default: false
    }
  }

  /// The order of the exact values.
  public static func < (left: Rational, right: Rational) -> Bool {
    if case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage {
      return b == d ? a < c : Int128(a) &* Int128(d) < Int128(c) &* Int128(b)
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
