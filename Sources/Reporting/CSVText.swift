/// Fields of RFC 4180.
enum CSVText {
  /// The text as a field, in quotes where it has a comma, a quote or a line end.
  ///
  /// For spreadsheets, an apostrophe stands before a text that one of them would run as a formula.
  static func field(_ text: String, forSpreadsheets: Bool = false) -> String {
    let text = forSpreadsheets && isFormula(text) ? "'" + text : text
    guard text.utf8.contains(where: { [0x2c, 0x22, 0x0a, 0x0d].contains($0) }) else { return text }
    let doubled = text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"")
    return "\"\(doubled)\""
  }

  /// Whether a spreadsheet may take the text for a formula: it begins with one of the signs that begin
  /// one, in either width, or with a blank before which spreadsheets do not see, and is no number.
  ///
  /// Source of the signs: OWASP, CSV Injection.
  private static func isFormula(_ text: String) -> Bool {
    let visible = text.unicodeScalars.drop { $0.properties.isWhitespace || $0.value < 0x20 }
    guard let first = visible.first, "=+-@＝＋－＠".unicodeScalars.contains(first) else {
      return false
    }
    let isNumber = visible.dropFirst().allSatisfy { "0123456789./".unicodeScalars.contains($0) }
    return !isNumber || visible.count == 1 || !"+-".unicodeScalars.contains(first)
  }
}
