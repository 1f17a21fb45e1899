internal import Exact

/// A number as trade files write it, in every form: the careful path behind `DecimalReader`.
///
/// Blanks around it and quotes are dropped. Read are a sign, digits, one decimal point, an exponent
/// (`1.5e+07`, as R writes), and group separators where every group after the first has three digits.
enum NumberText {
  case number(ScaledInteger)
  /// Empty, or one of the layout's words for a missing value.
  case missing
  /// Not a number.
  case invalid
  /// A number past 128 bits.
  case tooLong

  init(
    _ bytes: UnsafeRawBufferPointer, point: UInt8, missing: Set<String>, hasNotes: Bool = false
  ) {
    var text = unsafe bytes[...]
    unsafe NumberText.trim(&text)
    if hasNotes, let blank = unsafe text.firstIndex(of: UInt8(ascii: " ")) {
      unsafe text = text[..<blank]
    }
    if unsafe text.count >= 2, unsafe text.first == UInt8(ascii: "\""),
      unsafe text.last == UInt8(ascii: "\"")
    {
      unsafe text = text.dropFirst().dropLast()
      unsafe NumberText.trim(&text)
    }
    guard unsafe !text.isEmpty else {
      self = .missing
      return
    }
    self = unsafe NumberText.parse(text, point: point)
    if case .invalid = self, let plain = unsafe NumberText.withoutSigns(Array(text)) {
      self = unsafe plain.withUnsafeBytes { unsafe NumberText.parse($0[...], point: point) }
    }
    if case .invalid = self, unsafe missing.contains(String(decoding: text, as: UTF8.self)) {
      self = .missing
    }
  }

  /// The same number without what bookkeepers and spreadsheets add: a currency sign, blanks that do not
  /// break, a minus of its own, or parentheses for one; nil where nothing of it is there.
  private static func withoutSigns(_ bytes: [UInt8]) -> [UInt8]? {
    let text = String(decoding: bytes, as: UTF8.self)
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "$", "€", "£", "₽": continue
      case "\u{a0}", "\u{202f}", "\u{2009}", "\u{fffd}": plain.unicodeScalars.append(" ")
      case "\u{2212}": plain.unicodeScalars.append("-")
      default: plain.unicodeScalars.append(scalar)
      }
    }
    if plain.hasPrefix("("), plain.hasSuffix(")") { plain = "-" + plain.dropFirst().dropLast() }
    while plain.hasPrefix(" ") { plain.removeFirst() }
    while plain.hasSuffix(" ") { plain.removeLast() }
    return plain == text ? nil : Array(plain.utf8)
  }

  private static func trim(_ text: inout Slice<UnsafeRawBufferPointer>) {
    while let first = unsafe text.first, isBlank(first) { unsafe text.removeFirst() }
    while let last = unsafe text.last, isBlank(last) { unsafe text.removeLast() }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }

  private static func parse(_ text: Slice<UnsafeRawBufferPointer>, point: UInt8) -> NumberText {
    var rest = unsafe text
    let isNegative = unsafe rest.first == UInt8(ascii: "-")
    if unsafe isNegative || rest.first == UInt8(ascii: "+") { unsafe rest.removeFirst() }
    // A comma groups where the point is a point; a blank or an apostrophe always does.
    let separators: [UInt8] =
      point == UInt8(ascii: ",")
      ? [UInt8(ascii: " "), UInt8(ascii: "'"), UInt8(ascii: ".")]
      : [UInt8(ascii: " "), UInt8(ascii: "'"), UInt8(ascii: ",")]
    var magnitude: Int128 = 0
    var (digits, fraction, group, groups) = (0, 0, 0, 0)
    var isFraction = false
    scan: while let byte = unsafe rest.first {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (tens, overflow) = magnitude.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tens.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
        if overflow || carry { return .tooLong }
        magnitude = sum
        digits += 1
        if isFraction { fraction += 1 } else { group += 1 }
      case point where !isFraction:
        isFraction = true
      case _ where separators.contains(byte) && !isFraction:
        // One to three digits before the first separator, three after each.
        guard groups == 0 ? (1...3).contains(group) : group == 3 else { return .invalid }
        groups += 1
        group = 0
      default:
        break scan
      }
      unsafe rest.removeFirst()
    }
    guard digits > 0, groups == 0 || group == 3 else { return .invalid }
    var exponent = 0
    if let letter = unsafe rest.first, letter | 0x20 == UInt8(ascii: "e") {
      let text = unsafe String(decoding: rest.dropFirst(), as: UTF8.self)
      guard let power = Int(text) else { return .invalid }
      exponent = power
    } else if unsafe !rest.isEmpty {
      return .invalid
    }
    let signed = isNegative ? -magnitude : magnitude
    return scaled(signed, scale: fraction, exponent: exponent)
  }

  private static func scaled(_ digits: Int128, scale: Int, exponent: Int) -> NumberText {
    if digits == 0 { return .number(.zero) }
    guard exponent.magnitude < 100 else { return .tooLong }
    let scale = scale - exponent
    guard scale < 0 else {
      return scale <= 37 ? .number(ScaledInteger(digits: digits, scale: scale)) : .tooLong
    }
    guard let factor = ScaledInteger.powerOfTen(-scale) else { return .tooLong }
    let (product, overflow) = digits.multipliedReportingOverflow(by: factor)
    return overflow ? .tooLong : .number(ScaledInteger(digits: product, scale: 0))
  }
}
