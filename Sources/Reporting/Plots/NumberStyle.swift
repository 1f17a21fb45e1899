internal import Exact
internal import Releases

/// How numbers are written for people of one language: the decimal mark, groups of digits, signs.
///
/// It works on the digits as they stand, so that no figure changes its value on the way to a page.
struct NumberStyle: Sendable {
  private let mark: Character
  private let group: Character

  init(_ language: Language) {
    switch language {
    case .russian: (mark, group) = (",", "\u{a0}")
    case .english: (mark, group) = (".", ",")
    }
  }

  /// A decimal such as `-1234.50` as `−1,234.50` or `−1 234,50`.
  func text(_ decimal: String) -> String {
    let isNegative = decimal.first == "-"
    let parts = decimal.drop { $0 == "-" || $0 == "+" }.split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let whole = parts.first.map(Array.init) ?? []
    var text = isNegative ? "\u{2212}" : ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { text.append(group) }
      text.append(digit)
    }
    if parts.count > 1 { text += String(mark) + parts[1] }
    return text
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
