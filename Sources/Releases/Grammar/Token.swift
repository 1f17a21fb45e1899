import Exact

/// A word, a number or a sign of the source, with its place.
struct Token: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// Letters, with inner apostrophes.
    case word
    /// Digits with the separators that belong to them.
    case number
    /// One punctuation mark or symbol.
    case symbol
    /// One or more line breaks that end a paragraph.
    case paragraph
  }

  let kind: Kind
  /// The token in lower case, `ё` as `е`; for a number, its characters as printed.
  let text: String
  /// Where it begins and ends, in Unicode scalars.
  let start: Int
  let end: Int
  /// Whether the first letter is a capital.
  let isCapitalized: Bool
  /// Whether every letter is a capital.
  let isUppercase: Bool
  /// Whether white space stands before it.
  let followsSpace: Bool

  /// The word without its `'s`.
  var withoutPossessive: Token {
    Token(
      kind: kind, text: String(text.dropLast(2)), start: start, end: end - 2,
      isCapitalized: isCapitalized, isUppercase: isUppercase, followsSpace: followsSpace)
  }
}

extension Unicode.Scalar {
  var isDigit: Bool { value >= 0x30 && value <= 0x39 }

  /// Spaces that stand inside a number or between words, the no-break and thin ones among them.
  var isSpace: Bool {
    switch value {
    case 0x20, 0x09, 0xa0, 0x2000...0x200b, 0x202f, 0x205f, 0x3000, 0xfeff: true
    default: false
    }
  }

  var isLineBreak: Bool { value == 0x0a || value == 0x0d || value == 0x2028 || value == 0x2029 }

  /// Whether the scalar is one of the marks that a hyphen, a minus or a dash is printed with.
  var isDash: Bool {
    switch value {
    case 0x2d, 0x2010...0x2015, 0x2212: true
    default: false
    }
  }

  var isLetter: Bool {
    switch value {
    case 0x41...0x5a, 0x61...0x7a, 0x410...0x44f, 0x401, 0x451: true
    case 0..<0x80: false
    default: properties.isAlphabetic
    }
  }
}
