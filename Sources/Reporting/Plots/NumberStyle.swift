internal import Exact
internal import Releases

/// How numbers are written for people of one language: the decimal mark, groups of digits, signs.
///
/// It works on the digits as they stand, so that no figure changes its value on the way to a page.
struct NumberStyle: Sendable {
  private let mark: [UInt8]
  private let group: [UInt8]
  private static let minus = Array("\u{2212}".utf8)

  init(_ language: Language) {
    let (mark, group) =
      switch language {
      case .russian: (",", "\u{a0}")
      case .english: (".", ",")
      }
    (self.mark, self.group) = (Array(mark.utf8), Array(group.utf8))
  }

  /// A decimal such as `-1234.50` as `−1,234.50` or `−1 234,50`.
  func text(_ decimal: String) -> String {
    let digits = decimal.utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.endIndex
    var left = digits.distance(from: digits.startIndex, to: point)
    // Bytes, since a page has thousands of numbers.
    var text = decimal.utf8.first == UInt8(ascii: "-") ? NumberStyle.minus : []
    for digit in digits[..<point] {
      text.append(digit)
      left -= 1
      if left > 0, left % 3 == 0 { text += group }
    }
    if point < digits.endIndex {
      text += mark
      text += digits[digits.index(after: point)...]
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The shortest exact decimal of a number.
  func text(_ number: ScaledInteger) -> String { text(number.description) }

  /// The same with a plus before what is more than zero, as a change is written.
  func signed(_ number: ScaledInteger) -> String {
    (number.digits > 0 ? "+" : "") + text(number)
  }

  /// A change in percent, with its sign.
  func percent(_ number: ScaledInteger) -> String { signed(number) + "\u{a0}%" }
}
