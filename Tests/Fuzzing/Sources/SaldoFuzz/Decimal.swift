@testable import Exact
@testable import TradeData

/// The three readers of decimals, against digits added up one by one.
///
/// The first byte chooses the point and the scale; the rest is the text.
func fuzzDecimal(_ bytes: [UInt8]) {
  guard let choice = bytes.first else { return }
  let text = Array(bytes.dropFirst())
  let point = choice & 1 == 0 ? UInt8(ascii: ".") : UInt8(ascii: ",")
  let scale = Int(choice >> 1) % 19
  let plain = PlainDecimal(text, point: point)
  checkQuick(text, plain, scale: scale, point: point)
  checkCareful(text, plain, point: point)
  if point == UInt8(ascii: ".") { checkPrinted(text, plain) }
}

/// A number of digits with at most one point and one sign, read in the plainest way.
private struct PlainDecimal {
  let digits: Int128
  let fraction: Int
  let hasSign: Bool
  /// Whether `digits` is exact: the number has no more than 37 digits.
  let isExact: Bool

  init?(_ text: [UInt8], point: UInt8) {
    var rest = text[...]
    var isNegative = false
    hasSign = rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+")
    if hasSign { isNegative = rest.removeFirst() == UInt8(ascii: "-") }
    var (magnitude, count, points, fraction) = (Int128(0), 0, 0, 0)
    for byte in rest {
      if byte == point {
        points += 1
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        count += 1
        fraction += points
        if count <= 37 { magnitude = magnitude * 10 + Int128(byte - UInt8(ascii: "0")) }
      } else {
        return nil
      }
    }
    guard count > 0, points <= 1 else { return nil }
    digits = isNegative ? -magnitude : magnitude
    self.fraction = fraction
    isExact = count <= 37
  }
}

private func checkQuick(_ text: [UInt8], _ plain: PlainDecimal?, scale: Int, point: UInt8) {
  let reader = DecimalReader(scale: scale, point: point)
  let padded = text + Array(repeating: UInt8(ascii: "7"), count: 64)
  let found = padded.withUnsafeBytes { buffer in
    buffer.baseAddress.map { reader.read($0, text.count) } ?? DecimalReader.undecided
  }
  var expected = DecimalReader.undecided
  if let plain, !plain.hasSign, text.count <= 16, plain.fraction <= scale,
    let factor = ScaledInteger.powerOfTen(scale - plain.fraction)
  {
    expected = Int64(exactly: plain.digits * factor) ?? DecimalReader.undecided
  }
  if found != expected { broken("the quick reader gives \(found), not \(expected)") }
}

private func checkCareful(_ text: [UInt8], _ plain: PlainDecimal?, point: UInt8) {
  let read = text.withUnsafeBytes { NumberText($0, point: point, missing: []) }
  if let plain, plain.isExact, plain.fraction <= 37 {
    let expected = ScaledInteger(digits: plain.digits, scale: plain.fraction).reduced
    guard case .number(let number) = read, number.reduced == expected else {
      broken("the careful reader gives \(read), not \(expected)")
    }
  }
  guard case .number(let number) = read else { return }
  let again = Array(number.description.utf8).withUnsafeBytes {
    NumberText($0, point: UInt8(ascii: "."), missing: [])
  }
  guard case .number(let same) = again, same.reduced == number.reduced else {
    broken("\(number) is read again as \(again)")
  }
}

private func checkPrinted(_ text: [UInt8], _ plain: PlainDecimal?) {
  let printed = PrintedDecimal(String(decoding: text, as: UTF8.self))
  guard let plain else {
    if let printed { broken("\(printed) is no plain decimal") }
    return
  }
  guard let printed, printed.exponent == -plain.fraction else {
    broken("\(String(describing: printed)) has not \(plain.fraction) digits behind the point")
  }
  let expected = Rational(ScaledInteger(digits: plain.digits, scale: plain.fraction))
  if plain.isExact, printed.value != expected { broken("\(printed) is not \(expected)") }
  if PrintedDecimal(printed.description) != printed { broken("\(printed) is read otherwise again") }
}
