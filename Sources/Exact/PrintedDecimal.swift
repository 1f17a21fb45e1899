import BigInt

/// A decimal number as it was printed: its value and how far its digits go.
///
/// `2.1` and `2.10` are equal in value and differ in resolution, which is why neither `Double` nor a
/// bare fraction can stand for a figure.
public struct PrintedDecimal: Sendable, Hashable {
  /// All printed digits as one whole number, with the sign.
  public let digits: BigInt
  /// The power of ten of the last printed digit: -1 for `960.6`, 0 for `110`, positive where the
  /// last digits are known to be padding.
  public let exponent: Int

  /// The digits that a printed number may have; no figure of trade has a fiftieth of them.
  public static let mostDigits = 1000

  /// The number `digits · 10^exponent`, resolved to `10^exponent`.
  public init(digits: BigInt, exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// A whole number, resolved to one.
  public init(_ value: Int) {
    self.init(digits: BigInt(value), exponent: 0)
  }

  /// The number nearest to `value` with its last digit at `10^exponent`.
  public init(rounding value: Rational, exponent: Int) {
    self.init(digits: (value / .powerOfTen(exponent)).rounded(.nearest), exponent: exponent)
  }

  /// Reads ASCII digits with an optional sign and one optional decimal point: `-12.50`, `.5`.
  ///
  /// Nil for anything else: an empty text, a group separator, an exponent, a lone sign or point, and
  /// more than `mostDigits` digits, whose reading would take time by their square.
  public init?(_ text: String) {
    var rest = text.utf8[...]
    let sign = rest.first
    let isNegative = sign == UInt8(ascii: "-")
    if isNegative || sign == UInt8(ascii: "+") { rest.removeFirst() }
    // Most figures fit the machine word.
    var word: Int64 = 0
    var fits = true
    var count = 0
    var decimals: Int?
    for byte in rest {
      if byte == UInt8(ascii: "."), decimals == nil {
        decimals = 0
        continue
      }
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      count += 1
      decimals = decimals.map { $0 + 1 }
      fits = fits && count <= 18
      if fits { word = word * 10 + Int64(byte - 0x30) }
    }
    guard count > 0, count <= PrintedDecimal.mostDigits else { return nil }
    var magnitude = BigInt(word)
    if !fits {
      let digits = rest.filter { $0 != UInt8(ascii: ".") }
      guard let long = BigInt(String(decoding: digits, as: UTF8.self)) else { return nil }
      magnitude = long
    }
    self.init(digits: isNegative ? -magnitude : magnitude, exponent: -(decimals ?? 0))
  }

  /// The exact value.
  public var value: Rational { Rational(digits) * resolution }

  /// One unit of the last printed digit.
  public var resolution: Rational { .powerOfTen(exponent) }

  /// The same digits with the other sign.
  public var negated: PrintedDecimal { PrintedDecimal(digits: -digits, exponent: exponent) }
}

extension PrintedDecimal: CustomStringConvertible {
  /// The number in ASCII with a decimal point and every printed digit: `960.6`, `2.10`.
  public var description: String {
    let sign = digits.sign == .minus && !digits.isZero ? "-" : ""
    let text = String(digits.magnitude)
    guard exponent < 0 else {
      return sign + text + (digits.isZero ? "" : String(repeating: "0", count: exponent))
    }
    let padded = String(repeating: "0", count: max(0, 1 - exponent - text.count)) + text
    return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
  }
}
