/// Text for HTML: every character that markup uses is escaped, in content and in attributes alike.
enum HTMLText {
  /// The reference that stands for `scalar`; nil where it may stand for itself.
  static func reference(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    case "\t", "\n", "\r": nil
    // No document may have these, not even as a reference.
    case "\0"..<" ", "\u{7f}"..<"\u{a0}": "\u{fffd}"
    // A page is read in the order in which it is written.
    case let scalar where ShownText.turnsRound(scalar): "\u{fffd}"
    default: nil
    }
  }

  /// `text` as content or as the value of an attribute in quotes.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if let reference = reference(scalar) {
        result += reference
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
