import BigInt

/// A whole number of 10^-scale: `27.902` is 27902 at scale 3.
///
/// The form in which trade values are read and added. Sums are exact; what does not fit 128 bits is
/// an error, never a wrapped or rounded value.
public struct ScaledInteger: Sendable, Hashable {
  /// The value times 10^scale.
  public let digits: Int128
  /// The number of digits after the point, zero or more.
  public let scale: Int

  /// The number `digits · 10^-scale`.
  ///
  /// A negative scale is the caller's error.
  public init(digits: Int128, scale: Int) {
    precondition(scale >= 0, "a scale must not be negative")
    self.digits = digits
    self.scale = scale
  }

  /// Zero.
  public static let zero = ScaledInteger(digits: 0, scale: 0)

  /// A result that needs more than 128 bits.
  public struct Overflow: Error, Sendable, Equatable, CustomStringConvertible {
    /// Makes the error; it carries nothing.
    public init() {}
    /// One line for people.
    public var description: String { "the exact result needs more than 128 bits" }
  }

  /// The same value with more digits after the point.
  ///
  /// - Parameter scale: The new scale; one below the present scale changes nothing.
  /// - Returns: An equal value, whose scale is the larger of the two.
  /// - Throws: `Overflow` where the digits leave 128 bits.
  public func rescaled(to scale: Int) throws(Overflow) -> ScaledInteger {
    guard scale > self.scale else { return self }
    guard digits != 0 else { return ScaledInteger(digits: 0, scale: scale) }
    guard let factor = ScaledInteger.powerOfTen(scale - self.scale) else { throw Overflow() }
    let (product, overflow) = digits.multipliedReportingOverflow(by: factor)
    guard !overflow else { throw Overflow() }
    return ScaledInteger(digits: product, scale: scale)
  }

  /// The exact sum, at the finer of the two scales.
  public func adding(_ other: ScaledInteger) throws(Overflow) -> ScaledInteger {
    let common = max(scale, other.scale)
    let left = try rescaled(to: common)
    let right = try other.rescaled(to: common)
    let (sum, overflow) = left.digits.addingReportingOverflow(right.digits)
    guard !overflow else { throw Overflow() }
    return ScaledInteger(digits: sum, scale: common)
  }

  /// The exact difference, at the finer of the two scales.
  public func subtracting(_ other: ScaledInteger) throws(Overflow) -> ScaledInteger {
    guard other.digits != .min else { throw Overflow() }
    return try adding(ScaledInteger(digits: -other.digits, scale: other.scale))
  }

  /// The same value at the smallest scale that holds it.
  public var reduced: ScaledInteger {
    var digits = digits
    var scale = scale
    while scale > 0 {
      let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { break }
      digits = quotient
      scale -= 1
    }
    return ScaledInteger(digits: digits, scale: scale)
  }

  /// Ten to the power `exponent`, or nil past 128 bits or below one.
  public static func powerOfTen(_ exponent: Int) -> Int128? {
    powersOfTen.indices.contains(exponent) ? powersOfTen[exponent] : nil
  }

  private static let powersOfTen: [Int128] = (0..<38).reduce(into: [1]) { powers, _ in
    powers.append(powers[powers.count - 1] * 10)
  }
}

extension ScaledInteger: CustomStringConvertible {
  /// The value as the shortest decimal that is exact: `27.902`, `-0.5`, `1200`.
  public var description: String {
    let short = reduced
    let text = String(short.digits.magnitude)
    let sign = short.digits < 0 ? "-" : ""
    guard short.scale > 0 else { return sign + text }
    let padded = String(repeating: "0", count: max(0, short.scale + 1 - text.utf8.count)) + text
    return sign + padded.dropLast(short.scale) + "." + padded.suffix(short.scale)
  }
}

extension Rational {
  /// The exact value of a scaled integer.
  public init(_ value: ScaledInteger) {
    if value.scale <= 18, let digits = Int(exactly: value.digits) {
      self.init(digits, Rational.smallPower(value.scale))
    } else {
      self = Rational(BigInt(value.digits)) * .powerOfTen(-value.scale)
    }
  }

  private static func smallPower(_ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
