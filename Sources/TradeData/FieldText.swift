/// The text that a field's bytes stand for.
enum FieldText {
  /// The text without quotes around it, doubled quotes inside, and blanks at its ends.
  static func decode(_ bytes: [UInt8], _ encoding: TextEncoding = .utf8) -> String {
    var text = trimmed(bytes[...])
    if text.count >= 2, text.first == UInt8(ascii: "\""), text.last == UInt8(ascii: "\"") {
      var inner: [UInt8] = []
      var isPaired = false
      for byte in text.dropFirst().dropLast() {
        isPaired = byte == UInt8(ascii: "\"") && !isPaired
        if !isPaired { inner.append(byte) }
      }
      text = trimmed(inner[...])
    }
    return encoding.decode(text)
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = bytes
    while let first = rest.first, isBlank(first) { rest.removeFirst() }
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return rest
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
