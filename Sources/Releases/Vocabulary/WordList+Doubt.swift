/// Words that say of a figure what no quantity is kept for; beside them nothing is proved.
extension WordList {
  /// A part that only what follows may name.
  static let unnamedParts = WordList(
    "bulk", "part", "most", "rest", "remainder", "majority",
    stems: ["част", "остаток", "остальн", "большинств"])

  /// Times shorter than a month.
  static let shortTimes = WordList(
    "week", "weeks", "fortnight", stems: ["недел", "декад", "сутки", "суток"])

  /// Another estimate of the same.
  static let revisions = WordList("revised", stems: ["пересм"])

  /// A figure of the past without its time.
  static let records = WordList(
    "record", "peak", "high", "low", stems: ["максимум", "минимум", "рекорд", "пик"])

  /// What leads from a revision to its numbers.
  static let waysOfRevision = WordList(
    "from", "to", "up", "down", "upward", "downward", "с", "до")
}
