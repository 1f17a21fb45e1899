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
    // Nearly every text of a page is plain, and a page has many.
    guard text.utf8.contains(where: mayNeedReference) else { return text }
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

  /// Whole UTF-8 as the content of a `pre`: as a text, and a reference for each carriage return too,
  /// which a reader of HTML would turn into a line feed.
  static func escaped(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 16)
    var begin = 0
    var place = 0
    while place < bytes.count {
      let byte = bytes[place]
      guard mayNeedReference(byte) || byte == UInt8(ascii: "\r") else {
        place += 1
        continue
      }
      // A control character may have two bytes, the first of which others have too.
      let isLong = byte == firstOfControls && place + 1 < bytes.count
      let scalar = Unicode.Scalar(isLong ? bytes[place + 1] : byte)
      if byte != firstOfControls || isLong && bytes[place + 1] < 0xa0,
        let reference = byte == UInt8(ascii: "\r") ? "&#13;" : reference(scalar)
      {
        result += bytes[begin..<place]
        result += reference.utf8
        begin = place + (isLong ? 2 : 1)
      }
      place += isLong ? 2 : 1
    }
    result += bytes[begin...]
    return result
  }

  /// The first byte of the control characters beyond ASCII, and of signs such as « and the hard space.
  private static let firstOfControls: UInt8 = 0xc2

  /// Whether a byte of UTF-8 is one of a character that may need a reference.
  private static func mayNeedReference(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"), 0x7f, firstOfControls:
      true
    default: byte < 0x20 && byte != 0x09 && byte != 0x0a && byte != 0x0d
    }
  }
}
