import BigInt

/// An exact fraction in lowest terms, with a positive denominator.
///
/// Fractions whose two parts fit 64 bits are stored in place and take the fast path of every
/// operation; a result that leaves 64 bits moves to `BigInt`, and back as soon as it fits again, so
/// equal values always have equal storage. No operation overflows or rounds. Division by zero is the
/// caller's error and traps.
public struct Rational: Sendable, Hashable {
  enum Storage: Sendable, Hashable {
    case small(Int64, Int64)
    indirect case big(BigInt, BigInt)
  }

  let storage: Storage

  init(storage: Storage) {
    self.storage = storage
  }

  /// Zero.
  public static let zero = Rational(0)
  /// One.
  public static let one = Rational(1)

  /// The whole number `value`.
  public init(_ value: Int) {
    storage = .small(Int64(value), 1)
  }

  /// The whole number `value`.
  public init(_ value: BigInt) {
    self.init(reduced: value, 1)
  }

  /// The fraction `numerator / denominator`, reduced.
  ///
  /// The denominator must not be zero.
  public init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator != 0, "a fraction's denominator must not be zero")
    self.init(wide: Int128(numerator), Int128(denominator))
  }

  /// The fraction `numerator / denominator`, reduced.
  ///
  /// The denominator must not be zero.
  public init(_ numerator: BigInt, _ denominator: BigInt) {
    precondition(!denominator.isZero, "a fraction's denominator must not be zero")
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator.sign == .minus ? -1 : 1
    self.init(reduced: sign * numerator / divisor, sign * denominator / divisor)
  }

  /// Ten to the power `exponent`, which may be negative.
  public static func powerOfTen(_ exponent: Int) -> Rational {
    if abs(exponent) <= 18 {
      var power: Int64 = 1
      for _ in 0..<abs(exponent) { power *= 10 }
      return Rational(storage: exponent >= 0 ? .small(power, 1) : .small(1, power))
    }
    let power = BigInt(10).power(abs(exponent))
    return exponent >= 0 ? Rational(power) : Rational(reduced: 1, power)
  }

  /// The numerator, which carries the sign.
  public var numerator: BigInt {
    switch storage {
    case .small(let numerator, _): BigInt(numerator)
    case .big(let numerator, _): numerator
    }
  }

  /// The denominator, always positive.
  public var denominator: BigInt {
    switch storage {
    case .small(_, let denominator): BigInt(denominator)
    case .big(_, let denominator): denominator
    }
  }

  /// -1, 0 or 1.
  public var signum: Int {
    switch storage {
    case .small(let numerator, _): Int(numerator.signum())
    case .big(let numerator, _): numerator.sign == .minus ? -1 : 1
    }
  }

  /// Whether the value is zero.
  public var isZero: Bool {
    if case .small(0, _) = storage { true } else { false }
  }

  /// Whether both parts have at most `bits` bits, the sign apart.
  public func fits(bits: Int) -> Bool {
    switch storage {
    case .small(let numerator, let denominator):
      64 - (numerator.magnitude | denominator.magnitude).leadingZeroBitCount <= bits
    case .big(let numerator, let denominator):
      max(numerator.magnitude.bitWidth, denominator.magnitude.bitWidth) <= bits
    }
  }

  /// Whether the value is a whole number.
  public var isInteger: Bool {
    switch storage {
    case .small(_, let denominator): denominator == 1
    case .big(_, let denominator): denominator == 1
    }
  }

  /// The absolute value.
  public var magnitude: Rational { signum < 0 ? -self : self }

  /// One divided by the value, which must not be zero.
  public var reciprocal: Rational { .one / self }

  /// The nearest double, for display and for linear algebra only, never for a verdict.
  public var double: Double {
    switch storage {
    case .small(let numerator, let denominator):
      return Double(numerator) / Double(denominator)
    case .big(let numerator, let denominator):
      let shift = numerator.magnitude.bitWidth - denominator.bitWidth - 64
      let quotient =
        shift >= 0 ? numerator / (denominator << shift) : (numerator << -shift) / denominator
      return Double(sign: .plus, exponent: shift, significand: Double(quotient))
    }
  }
}

extension Rational {
  /// Parts that are already in lowest terms with a positive denominator.
  init(reduced numerator: BigInt, _ denominator: BigInt) {
    if let small = Int64(exactly: numerator), let below = Int64(exactly: denominator) {
      self.init(storage: .small(small, below))
    } else {
      self.init(storage: .big(numerator, denominator))
    }
  }

  /// Parts in lowest terms with a positive denominator.
  init(coprime numerator: Int128, _ denominator: Int128) {
    if let small = Int64(exactly: numerator), let below = Int64(exactly: denominator) {
      self.init(storage: .small(small, below))
    } else {
      self.init(storage: .big(BigInt(numerator), BigInt(denominator)))
    }
  }

  /// The greatest common divisor of a number and a positive one.
  static func commonDivisor(_ number: Int64, _ positive: Int64) -> Int64 {
    if positive == 1 || number == 1 || number == -1 { return 1 }
    // It is at most `positive`, so it fits.
    return Int64(
      truncatingIfNeeded: binaryDivisor(number.magnitude, positive.magnitude))
  }

  /// Parts of any sign that fit 127 bits: the products and sums of two in-place fractions.
  init(wide numerator: Int128, _ denominator: Int128) {
    let negative = (numerator < 0) != (denominator < 0)
    var above = numerator.magnitude
    var below = denominator.magnitude
    let divisor = binaryDivisor(above, below)
    if divisor > 1 {
      above /= divisor
      below /= divisor
    }
    if above <= UInt128(Int64.max), below <= UInt128(Int64.max) {
      let magnitude = Int64(truncatingIfNeeded: above)
      self.init(
        storage: .small(negative ? -magnitude : magnitude, Int64(truncatingIfNeeded: below)))
    } else {
      let magnitude = BigInt(above)
      self.init(reduced: negative ? -magnitude : magnitude, BigInt(below))
    }
  }
}

/// Binary greatest common divisor on 64 bits once both numbers fit, Euclid's division above: a
/// 128-bit division costs as much as the whole 64-bit loop.
private func binaryDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
  var larger = first
  var smaller = second
  while larger > UInt128(UInt64.max) || smaller > UInt128(UInt64.max) {
    if smaller == 0 { return larger }
    (larger, smaller) = (smaller, larger % smaller)
  }
  return UInt128(
    binaryDivisor(
      UInt64(truncatingIfNeeded: larger), UInt64(truncatingIfNeeded: smaller)))
}

private func binaryDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
  if first == 0 { return second }
  if second == 0 { return first }
  let shift = (first | second).trailingZeroBitCount
  var a = first >> UInt64(first.trailingZeroBitCount)
  var b = second
  while b != 0 {
    b >>= UInt64(b.trailingZeroBitCount)
    if a > b { swap(&a, &b) }
    b &-= a
  }
  return a << UInt64(shift)
}
