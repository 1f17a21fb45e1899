/// Texts of others, shown to people: what a terminal would obey, or what would turn the text round, is
/// replaced by the sign for what cannot be shown.
public enum ShownText {
  /// The text on one line, without control characters and without marks of direction.
  public static func line(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isObeyed) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map(shown)))
  }

  /// The scalar, or the sign in place of it.
  static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    isObeyed(scalar) ? "\u{fffd}" : scalar
  }

  /// Whether the scalar is one that is not shown but does something.
  static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7f..<0xa0, 0x061c, 0x200e, 0x200f, 0x2028, 0x2029: true
    default: turnsRound(scalar)
    }
  }

  /// Whether the scalar makes a browser or a terminal show what follows in another direction.
  static func turnsRound(_ scalar: Unicode.Scalar) -> Bool {
    (0x202a...0x202e).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }
}
