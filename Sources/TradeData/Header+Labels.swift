extension Header {
  /// Rows in which labels are looked for.
  private static let sampledRows = 64

  /// The header with `label` behind the name of a column that holds the labels of another's codes,
  /// where the two names differ in capitals alone, as in the OECD's `SUBJECT,Subject`.
  ///
  /// One column is the label of the other where, in the first rows, each text of the other stands beside
  /// one text of the one, codes are without blanks, and labels are of letters and longer.
  func namingLabels(in file: InputFile) throws(TradeDataError) -> Header {
    let folded = names.map { $0.lowercased() }
    var pairs: [(Int, Int)] = []
    for second in names.indices where !folded[second].isEmpty {
      for first in 0..<second where folded[first] == folded[second] && names[first] != names[second]
      {
        pairs.append((first, second))
      }
    }
    guard !pairs.isEmpty else { return self }
    var rows: [[String]] = []
    var offset = bodyOffset
    while rows.count < Header.sampledRows, offset < file.count {
      // A row that is too long for a header is no help here, and refused where it is read.
      guard
        let row = try? Header(
          of: file, at: offset, line: line + 1 + rows.count, encoding: encoding,
          separator: separator)
      else { break }
      rows.append(row.names)
      offset = row.bodyOffset
    }
    var named = names
    for (first, second) in pairs {
      let texts = rows.filter { $0.count > second }.map { ($0[first], $0[second]) }
      if Header.areLabels(texts.map { ($0.1, $0.0) }) {
        named[second] += " label"
      } else if Header.areLabels(texts) {
        named[first] += " label"
      }
    }
    return Header(
      names: named, separator: separator, bodyOffset: bodyOffset, line: line, encoding: encoding)
  }

  /// Whether the first texts are the labels of the second.
  private static func areLabels(_ texts: [(label: String, code: String)]) -> Bool {
    let texts = texts.filter { !$0.label.isEmpty || !$0.code.isEmpty }
    guard !texts.isEmpty,
      Set(texts.map { "\($0.label)\n\($0.code)" }).count == Set(texts.map(\.code)).count
    else { return false }
    let lengths = texts.reduce((0, 0)) { ($0.0 + $1.label.count, $0.1 + $1.code.count) }
    return lengths.0 > lengths.1
      && texts.allSatisfy { label, code in
        !code.contains(where: \.isWhitespace) && !code.isEmpty && label.contains(where: \.isLetter)
      }
  }
}
