/// Words that say of a figure what no quantity is kept for; beside them nothing is proved.
///
/// Whole words and, for Russian, stems.
struct WordsOfDoubt: Sendable {
  private let words: Set<String>
  private let stems: [String]

  func contains(_ word: String) -> Bool {
    words.contains(word) || stems.contains { word.hasPrefix($0) }
  }

  /// A part that only what follows may name.
  static let parts = WordsOfDoubt(
    words: ["bulk", "part", "most", "rest", "remainder", "majority"],
    stems: ["част", "остаток", "остальн", "большинств"])

  /// Times shorter than a month.
  static let shortTimes = WordsOfDoubt(
    words: ["week", "weeks", "fortnight"], stems: ["недел", "декад", "сутки", "суток"])

  /// Another estimate of the same.
  static let revisions = WordsOfDoubt(words: ["revised"], stems: ["пересм"])

  /// What leads from a revision to its numbers.
  static let waysOfRevision = WordsOfDoubt(
    words: ["from", "to", "up", "down", "upward", "downward", "с", "до"], stems: [])
}
