/// A code of a goods classification as releases print it: `HS 2709`, `chapter 72`, «ТН ВЭД 27»,
/// «группа 27 ТН ВЭД».
struct ProductCode: Sendable, Hashable {
  /// Two to ten digits.
  let digits: String

  /// The name under which a release's scope has it.
  var name: String { "HS \(digits)" }

  /// The code that a name consists of.
  init?(_ name: String) {
    let tokens = Lexer.tokens(of: SourceText(name))
    guard let (code, count) = ProductCode.match(tokens, at: 0), count == tokens.count else {
      return nil
    }
    self = code
  }

  private init?(_ token: Token) {
    let length = token.text.utf8.count
    guard token.kind == .number, (2...10).contains(length), length.isMultiple(of: 2),
      token.text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    digits = token.text
  }

  /// The code that begins at `index` with the name of its classification or of its level, and how
  /// many tokens it takes.
  static func match(_ tokens: [Token], at index: Int) -> (code: ProductCode, count: Int)? {
    var position = index
    var isNamed = false
    var isLevel = false
    func word(_ position: Int) -> String? {
      position < tokens.count && tokens[position].kind == .word ? tokens[position].text : nil
    }
    func skipClassification() {
      if word(position) == "hs" || word(position) == "cn", tokens[position].isUppercase {
        position += 1
      } else if word(position) == "тн", word(position + 1) == "вэд" {
        position += 2
      } else {
        return
      }
      if word(position) == "еаэс" || word(position) == "россии" { position += 1 }
      isNamed = true
    }
    skipClassification()
    if let text = word(position), levels.contains(where: { text.hasPrefix($0) }) {
      position += 1
      isLevel = true
    }
    if !isNamed { skipClassification() }
    guard position < tokens.count, isNamed || isLevel, let code = ProductCode(tokens[position])
    else { return nil }
    position += 1
    if !isNamed { skipClassification() }
    // A level alone may be that of a book; with a chapter's two or a heading's four digits it is not.
    guard isNamed || code.digits.utf8.count <= 4 else { return nil }
    return isNamed || isGoodsLevel(tokens[index].text) ? (code, position - index) : nil
  }

  /// Whether the word alone, without its classification, names a level of goods.
  private static func isGoodsLevel(_ word: String) -> Bool {
    word.hasPrefix("chapter") || word.hasPrefix("heading")
  }

  private static let levels = ["chapter", "heading", "code", "код", "групп", "позици"]
}
