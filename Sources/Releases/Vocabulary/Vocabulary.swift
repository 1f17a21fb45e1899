/// The words of one language, looked up by the longest match.
///
/// A pattern is one or more words; `*` at the end of a word stands for any ending. Among matches the
/// one with more words wins, then the one with more letters spelled out, so a whole form beats a
/// stem. To teach the reader a word, add it to the language's file.
struct Vocabulary: Sendable {
  private struct Entry: Sendable {
    let words: [(text: String, isStem: Bool)]
    let concept: Concept
    let weight: Int
  }

  private var exact: [String: [Entry]] = [:]
  private var stems: [String: [Entry]] = [:]
  private var shortestStem = Int.max
  private var longestStem = 0

  init(_ lists: [(Concept, [String])]) {
    for (concept, patterns) in lists {
      for pattern in patterns { add(pattern, concept) }
    }
  }

  private mutating func add(_ pattern: String, _ concept: Concept) {
    let words = pattern.split(whereSeparator: { $0 == " " || $0 == "-" }).map { word in
      word.last == "*" ? (String(word.dropLast()), true) : (String(word), false)
    }
    guard let first = words.first else { return }
    let letters = words.reduce(0) { $0 + $1.0.count * 2 + ($1.1 ? 0 : 1) }
    let entry = Entry(
      words: words.map { (text: $0.0, isStem: $0.1) }, concept: concept,
      weight: words.count * 1000 + letters)
    if first.1 {
      stems[first.0, default: []].append(entry)
      shortestStem = min(shortestStem, first.0.count)
      longestStem = max(longestStem, first.0.count)
    } else {
      exact[first.0, default: []].append(entry)
    }
  }

  /// The longest phrase that begins at `index`: what it means and how many tokens it takes.
  func match(_ tokens: [Token], at index: Int) -> (concept: Concept, count: Int)? {
    let word = tokens[index].text
    var best: (entry: Entry, count: Int)?
    func consider(_ entries: [Entry]) {
      for entry in entries where entry.weight > (best?.entry.weight ?? -1) {
        if let count = Vocabulary.length(of: entry, tokens, at: index) { best = (entry, count) }
      }
    }
    if let entries = exact[word] { consider(entries) }
    if longestStem > 0 {
      var prefix = word[...]
      while prefix.count > longestStem { prefix.removeLast() }
      while prefix.count >= shortestStem, !prefix.isEmpty {
        if let entries = stems[String(prefix)] { consider(entries) }
        prefix.removeLast()
      }
    }
    return best.map { ($0.entry.concept, $0.count) }
  }

  /// How many tokens `entry` takes from `index`, or nil where it does not match.
  ///
  /// A hyphen inside a compound (`year-on-year`) and the point of an abbreviation are passed over.
  private static func length(of entry: Entry, _ tokens: [Token], at index: Int) -> Int? {
    var position = index
    for (number, word) in entry.words.enumerated() {
      if number > 0 {
        while position < tokens.count, tokens[position].isJoiner { position += 1 }
      }
      guard position < tokens.count, tokens[position].kind != .number else { return nil }
      let text = tokens[position].text
      guard word.isStem ? text.hasPrefix(word.text) : text == word.text else { return nil }
      position += 1
    }
    return position - index
  }
}

extension Token {
  /// A tight hyphen or an abbreviation's point: marks that hold a phrase together.
  var isJoiner: Bool {
    kind == .symbol && !followsSpace && (text == "-" || text == "." || text == "‑")
  }
}
