import BigInt

extension Rational {
  /// Numerator and denominator where both fit the machine word, else nil.
  public var words: (numerator: Int64, denominator: Int64)? {
    if case .small(let numerator, let denominator) = storage {
      (numerator, denominator)
    } else {
      nil
    }
  }

  /// The whole number `value`.
  public init(_ value: Int128) {
    self.init(coprime: value, 1)
  }

  /// The value where it is a whole number of at most 127 bits, else nil.
  public var whole: Int128? {
    switch storage {
    case .small(let numerator, 1): Int128(numerator)
    case .small: nil
    case .big(let numerator, let denominator):
      denominator == 1 ? Int128(exactly: numerator) : nil
    }
  }

  /// The largest number that both are whole multiples of; the size of the other one where one is
  /// zero.
  public func greatestCommonDivisor(with other: Rational) -> Rational {
    if isZero { return other.magnitude }
    if other.isZero { return magnitude }
    if case .small(let a, 1) = storage, case .small(let b, 1) = other.storage, b != .min {
      return Rational(storage: .small(Rational.commonDivisor(a, abs(b)), 1))
    }
    return Rational(
      (numerator * other.denominator).greatestCommonDivisor(
        with: other.numerator * denominator), denominator * other.denominator)
  }

  /// The least multiple of this positive whole number that makes `other` whole.
  public func leastCommonMultiple(withDenominatorOf other: Rational) -> Rational {
    if case .small(_, 1) = other.storage { return self }
    let below = Rational(other.denominator)
    return self / greatestCommonDivisor(with: below) * below
  }
}
