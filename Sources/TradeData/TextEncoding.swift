/// How a file's bytes stand for characters.
package enum TextEncoding: String, Sendable {
  /// UTF-8; a text that is not valid is read as Windows-1252.
  case utf8 = "UTF-8"
  /// Western European, Windows-1252, which holds Latin-1.
  case western = "Windows-1252"
  /// Cyrillic of Windows.
  case windowsCyrillic = "CP1251"
  /// Cyrillic of DOS.
  case dosCyrillic = "CP866"

  /// Guesses the encoding of a stretch of text.
  ///
  /// What is valid UTF-8 is UTF-8. Of the rest, Cyrillic stands in runs of upper bytes, where
  /// accented Latin letters stand alone among lower ones; CP866 has most of its letters where CP1251
  /// has none.
  init(guessing bytes: UnsafeRawBufferPointer) {
    // The last few bytes may be the beginning of a character that is cut off.
    var whole = unsafe bytes[...]
    while unsafe whole.count > bytes.count - 4, let last = unsafe whole.last, last >= 0x80 {
      unsafe whole.removeLast()
    }
    let text = unsafe UnsafeRawBufferPointer(rebasing: whole).assumingMemoryBound(to: UInt8.self)
    if unsafe (try? UTF8Span(validating: text.span)) != nil {
      self = .utf8
      return
    }
    var (upper, paired, dos, wasUpper) = (0, 0, 0, false)
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      let isUpper = byte >= 0x80
      if isUpper {
        upper += 1
        if wasUpper { paired += 1 }
        if (0x80...0xaf).contains(byte) { dos += 1 }
      }
      wasUpper = isUpper
    }
    if paired * 2 < upper {
      self = .western
    } else {
      self = dos * 3 > upper ? .dosCyrillic : .windowsCyrillic
    }
  }

  /// The text of some bytes.
  func decode(_ bytes: some Collection<UInt8>) -> String {
    switch self {
    case .utf8:
      if let text = String(validating: bytes, as: UTF8.self) { return text }
      return TextEncoding.western.decode(bytes)
    default:
      var text = String.UnicodeScalarView()
      for byte in bytes { text.append(scalar(byte)) }
      return String(text)
    }
  }

  private func scalar(_ byte: UInt8) -> Unicode.Scalar {
    guard byte >= 0x80 else { return Unicode.Scalar(byte) }
    let code: UInt32 =
      switch (self, byte) {
      case (.western, 0x80...0x9f): TextEncoding.punctuation[Int(byte) - 0x80]
      case (.windowsCyrillic, 0xc0...): 0x0410 + UInt32(byte) - 0xc0
      case (.windowsCyrillic, 0xa8), (.dosCyrillic, 0xf0): 0x0401
      case (.windowsCyrillic, 0xb8), (.dosCyrillic, 0xf1): 0x0451
      case (.windowsCyrillic, 0xb9), (.dosCyrillic, 0xfc): 0x2116
      case (.windowsCyrillic, 0x80...0x9f): TextEncoding.punctuation[Int(byte) - 0x80]
      case (.dosCyrillic, 0x80...0xaf): 0x0410 + UInt32(byte) - 0x80
      case (.dosCyrillic, 0xe0...0xef): 0x0440 + UInt32(byte) - 0xe0
      case (.dosCyrillic, _): 0xfffd
      default: UInt32(byte)
      }
    return Unicode.Scalar(code) ?? "\u{fffd}"
  }

  /// Bytes 0x80 to 0x9f of Windows-1252; of CP1251 the quotes and dashes among them are the same.
  private static let punctuation: [UInt32] = [
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
    0x0152, 0xfffd, 0x017d, 0xfffd, 0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
  ]
}
