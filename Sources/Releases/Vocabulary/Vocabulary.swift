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

  /// By their first word.
  private var exact: [String: [Entry]] = [:]
  /// By the hash of their first stem; which of those alike it is shows when they are compared.
  private var stems: [PrefixHash: [Entry]] = [:]
  /// Lengths of first stems, in bytes.
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
      stems[PrefixHash(of: first.0), default: []].append(entry)
      shortestStem = min(shortestStem, first.0.utf8.count)
      longestStem = max(longestStem, first.0.utf8.count)
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
    for prefix in PrefixHash.all(of: word, lengths: shortestStem, longestStem).reversed() {
      if let entries = stems[prefix] { consider(entries) }
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

/// The hash of a word's beginning (FNV-1a), which grows with it byte by byte, so that all beginnings
/// of a word are hashed in one pass.
private struct PrefixHash: Hashable {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325

  init(of text: String) {
    for byte in text.utf8 { append(byte) }
  }

  private mutating func append(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  /// Those of the beginnings of a word, of so many bytes at least and at most, from the shortest on.
  static func all(of word: String, lengths least: Int, _ most: Int) -> [PrefixHash] {
    var hashes: [PrefixHash] = []
    var hash = PrefixHash(of: "")
    for (count, byte) in word.utf8.prefix(most).enumerated() {
      hash.append(byte)
      if count + 1 >= least { hashes.append(hash) }
    }
    return hashes
  }
}

extension Token {
  /// A tight hyphen or an abbreviation's point: marks that hold a phrase together.
  var isJoiner: Bool {
    kind == .symbol && !followsSpace && (text == "-" || text == "." || text == "‑")
  }
}
