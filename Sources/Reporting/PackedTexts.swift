/// The texts of a column one behind the other, so that one is found without an array of its own.
struct PackedTexts: Sendable {
  /// All texts, and sixteen bytes more.
  let bytes: [UInt8]
  /// Where each text begins, and the end of the last.
  let begins: [Int]
  /// The length of the longest, at least sixteen.
  let longest: Int
  /// Whether no text is longer than sixteen bytes.
  var areShort: Bool { longest == 16 }

  init(_ texts: [[UInt8]]) {
    var begins = [0]
    for text in texts { begins.append(begins[begins.count - 1] + text.count) }
    bytes = texts.flatMap(\.self) + Array(repeating: 0, count: 16)
    self.begins = begins
    longest = max(16, texts.map(\.count).max() ?? 0)
  }
}
