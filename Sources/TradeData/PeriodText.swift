internal import Exact

extension Period {
  /// Reads a period as trade files write it.
  ///
  /// Besides the project's own forms: `201706` and `2017M06` for a month, `2017Q2` for a quarter,
  /// `06/2017` for a month, `2024 through October` for the months up to it; nil for any other text.
  init?(field text: String) {
    let bytes = Array(text.utf8)
    let digits = bytes.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if digits, bytes.count == 6 {
      self.init(String(text.prefix(4)) + "-" + text.suffix(2))
    } else if bytes.count == 7, bytes[4] == UInt8(ascii: "M") {
      self.init(String(text.prefix(4)) + "-" + text.suffix(2))
    } else if bytes.count == 6, bytes[4] == UInt8(ascii: "Q") {
      self.init(String(text.prefix(4)) + "-" + text.suffix(2))
    } else if parts.count == 2, parts[0].utf8.count == 2, parts[1].utf8.count == 4 {
      self.init("\(parts[1])-\(parts[0])")
    } else if let month = Period.lastMonth(of: text) {
      self.init(String(text.prefix(4)) + "-01.." + text.prefix(4) + "-" + month)
    } else {
      self.init(text)
    }
  }

  /// The month as two digits in `2024 through October`.
  private static func lastMonth(of text: String) -> String? {
    let words = text.split(separator: " ")
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    guard words.count == 3, words[1] == "through", words[0].utf8.count == 4,
      let place = months.firstIndex(of: String(words[2]))
    else { return nil }
    return (place < 9 ? "0" : "") + String(place + 1)
  }
}
