/// Splits a source into tokens.
///
/// A number keeps the separators that can belong to it (`1 022,4`, `1.022,4`, `1,022.4`); which of
/// them group and which point is the number grammar's business. A space belongs to a number only
/// between groups of exactly three digits, so that «в 2017 100 млн» stays two numbers.
struct Lexer {
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var followsSpace = false
  /// Whether what follows is shown turned round, up to the end of the override or of the paragraph.
  private var isOverridden = false
  private var tokens: [Token] = []

  static func tokens(of source: SourceText) -> [Token] {
    var lexer = Lexer(source)
    lexer.run()
    return lexer.tokens
  }

  private init(_ source: SourceText) {
    scalars = source.scalars
    tokens.reserveCapacity(scalars.count / 5)
  }

  private mutating func run() {
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar.isSpace {
        position += 1
        followsSpace = true
        continue
      }
      if scalar.isLineBreak {
        lineBreaks()
      } else if scalar.isDigit {
        number()
      } else if scalar.isLetter {
        word()
      } else {
        if DisguisedNumber.beginsOverride(scalar) { isOverridden = true }
        if scalar == "\u{202c}" { isOverridden = false }
        emit(.symbol, to: position + 1)
      }
      followsSpace = false
    }
  }

  private mutating func lineBreaks() {
    var end = position
    while end < scalars.count, scalars[end].isLineBreak || scalars[end].isSpace { end += 1 }
    isOverridden = false
    emit(.paragraph, to: end)
  }

  private mutating func word() {
    var end = position + 1
    while end < scalars.count {
      let scalar = scalars[end]
      // A combining accent (stress mark) is part of the word it stands on.
      if scalar.isLetter || (scalar.value >= 0x300 && scalar.value <= 0x36f) {
        end += 1
      } else if scalar.value == 0x27 || scalar.value == 0x2019, end + 1 < scalars.count,
        scalars[end + 1].isLetter
      {
        end += 1
      } else {
        break
      }
    }
    emit(.word, to: end)
  }

  private mutating func number() {
    var end = digits(from: position)
    let firstLength = end - position
    var separators = Set<UInt32>()
    while end + 1 < scalars.count {
      let separator = scalars[end]
      let next = digits(from: end + 1)
      let length = next - end - 1
      guard length > 0 else { break }
      if separator.isSpace {
        // Groups are of three digits, the first of one to three, and never follow a decimal part.
        guard length == 3, firstLength <= 3, separators.allSatisfy({ $0 == 0x20 }) else { break }
        separators.insert(0x20)
      } else if separator == "," || separator == "." {
        // After a second use of the same mark both must group, so what follows is three digits.
        if separators.contains(separator.value), length != 3 { break }
        separators.insert(separator.value)
      } else if separator == "'" || separator.value == 0x2019 {
        guard length == 3 else { break }
      } else {
        break
      }
      end = next
    }
    let isDisguised = isOverridden || DisguisedNumber.isOne(position..<end, in: scalars)
    emit(isDisguised ? .symbol : .number, to: end)
  }

  private func digits(from start: Int) -> Int {
    var end = start
    while end < scalars.count, scalars[end].isDigit { end += 1 }
    return end
  }

  private mutating func emit(_ kind: Token.Kind, to end: Int) {
    var text = String.UnicodeScalarView()
    var capitals = 0
    for scalar in scalars[position..<end] where kind != .paragraph {
      let lower = Lexer.lowercase(scalar)
      if lower != scalar, scalar.value != 0x451 { capitals += 1 }
      if scalar.value < 0x300 || scalar.value > 0x36f { text.append(lower) }
    }
    let first = scalars[position]
    tokens.append(
      Token(
        kind: kind, text: String(text), start: position, end: end,
        isCapitalized: kind == .word && Lexer.lowercase(first) != first && first.value != 0x451,
        isUppercase: kind == .word && capitals == end - position, followsSpace: followsSpace))
    position = end
  }

  /// Lower case for the two alphabets in use, with `ё` as `е` because print drops its dots at will.
  private static func lowercase(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x41...0x5a, 0x410...0x42f: Unicode.Scalar(scalar.value + 0x20) ?? scalar
    case 0x401, 0x451: "е"
    case 0..<0x80, 0x430...0x44f: scalar
    default: scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
    }
  }
}
