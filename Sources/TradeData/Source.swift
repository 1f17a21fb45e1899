/// A file of the data set, opened and understood.
struct Source: Sendable {
  /// Its place among the files, from zero.
  let number: Int
  let file: InputFile
  let plan: Plan
  /// Where the rows begin.
  let bodyOffset: Int
  /// Whether fields may stand in quotes.
  let isQuoted: Bool

  /// The same file, read with or without regard to quotes.
  func quoted(_ isQuoted: Bool) -> Source {
    Source(number: number, file: file, plan: plan, bodyOffset: bodyOffset, isQuoted: isQuoted)
  }
}

/// A part of a file that begins and ends at the beginning of a row.
struct Stretch: Sendable {
  let source: Int
  let range: Range<Int>
}
