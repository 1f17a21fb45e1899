/// Numbers that a reader sees otherwise than they are written: `6О` with a letter for its zero, `6٠`
/// with a digit of another script, digits that are shown from right to left.
///
/// No figure is made of one; it stays among the unread.
enum DisguisedNumber {
  /// Whether the ASCII digits of `range` are only part of the number that is seen there.
  static func isOne(_ range: Range<Int>, in scalars: [Unicode.Scalar]) -> Bool {
    for place in [range.lowerBound - 1, range.upperBound] where scalars.indices.contains(place) {
      if isOtherDigit(scalars[place]) || isUnseen(scalars[place]) { return true }
    }
    return goesOn(from: range.upperBound, in: scalars)
      || beginsBefore(range.lowerBound, in: scalars)
  }

  /// Whether the scalar is a decimal digit of a script whose digits are not read.
  static func isOtherDigit(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && scalar.properties.numericType == .decimal
  }

  /// Whether the scalar turns round what follows it up to the end of the override.
  static func beginsOverride(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{202d}" || scalar == "\u{202e}"
  }

  /// Marks that are not seen, and that join or turn round what stands beside them.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x202a...0x202e, 0x2060...0x2069: true
    default: false
    }
  }

  private static let zeros: Set<Unicode.Scalar> = ["O", "o", "О", "о", "Ο", "ο"]
  private static let digits: Set<Unicode.Scalar> = zeros.union(["З", "з", "l", "I", "І", "і", "|"])

  /// Letters like zeros that end the number, or letters like digits within it: `6О`, `6,О5`, `1O0`.
  private static func goesOn(from end: Int, in scalars: [Unicode.Scalar]) -> Bool {
    var place = end
    if place < scalars.count, scalars[place] == "," || scalars[place] == "." { place += 1 }
    let letters = scalars[place...].prefix(while: digits.contains)
    guard !letters.isEmpty else { return false }
    let next = letters.endIndex < scalars.count ? scalars[letters.endIndex] : " "
    return next.isDigit || (!next.isLetter && letters.allSatisfy(zeros.contains))
  }

  /// The other side of the same: what stands behind such letters, and a letter for the zero before a
  /// decimal mark, `О,5`.
  private static func beginsBefore(_ start: Int, in scalars: [Unicode.Scalar]) -> Bool {
    func isMark(_ place: Int) -> Bool {
      place >= 0 && (scalars[place] == "," || scalars[place] == ".")
    }
    var place = start
    while place > 0, digits.contains(scalars[place - 1]) { place -= 1 }
    if place < start {
      if isMark(place - 1) { place -= 1 }
      return place > 0 && scalars[place - 1].isDigit
    }
    guard isMark(start - 1), start >= 2, zeros.contains(scalars[start - 2]) else { return false }
    return start == 2 || !scalars[start - 3].isLetter
  }
}
