/// The distinct texts of one key, numbered in the order of their appearance.
struct TextCodes: Sendable {
  private(set) var texts: [String] = []
  private var codes: [String: Int] = [:]

  mutating func code(of text: String) -> Int {
    if let code = codes[text] { return code }
    let code = texts.count
    codes[text] = code
    texts.append(text)
    return code
  }
}
