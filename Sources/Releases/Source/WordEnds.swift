/// How words begin and end, told byte by byte.
///
/// In this module these stand before the standard library's, which look for characters in any of
/// their Unicode forms and take twenty times as long. Words of a release are compared with the
/// vocabulary's in the form that is printed nearly everywhere, a letter a scalar.
extension String {
  /// Whether the text begins with the bytes of `prefix`.
  func hasPrefix(_ prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

  /// Whether the text ends with the bytes of `suffix`.
  func hasSuffix(_ suffix: String) -> Bool {
    utf8.count >= suffix.utf8.count && utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }
}
