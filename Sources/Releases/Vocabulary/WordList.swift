/// Words that play one part in the sentences of both languages, so that a rule names the part and
/// not the words.
///
/// Unlike a `Concept`, of which a word has one, a word may stand in several lists: «на» says by how
/// much, whereto and for what sum. To teach a rule a word, add it to its list.
struct WordList: Sendable {
  /// Whole words, and for words that bend their unchanging beginnings.
  private let words: [String]
  private let stems: [String]

  init(_ words: String..., stems: [String] = []) {
    self.words = words
    self.stems = stems
  }

  /// Whether the list has a word, which is in lower case.
  func contains(_ word: String) -> Bool {
    words.contains(word) || stems.contains { word.hasPrefix($0) }
  }
}

extension Mention {
  func isWord(_ list: WordList) -> Bool { list.contains(text) }

  func isWord(_ lists: WordList...) -> Bool { lists.contains { $0.contains(text) } }
}

extension Token {
  func isWord(_ list: WordList) -> Bool { list.contains(text) }

  func isWord(_ lists: WordList...) -> Bool { lists.contains { $0.contains(text) } }
}
