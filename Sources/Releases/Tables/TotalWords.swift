import TradeData

/// The words that name a total row.
enum TotalWords {
  /// Whether a row's key says that it is a total of rows.
  static func areTotal(_ key: String) -> Bool {
    key.lowercased().split { !$0.isLetter }.contains { words.contains(String($0)) }
  }

  private static let words: Set<String> = ["total", "totals", "всего", "итого", "world"]

  /// What shows in bytes that may hold one of the words.
  static func marks(_ encoding: TextEncoding) -> [ByteMark] {
    let latin = ["total", "world"].map { ByteMark(Array($0.utf8), places: (2, 4)) }
    // «всего» and «итого» end alike.
    let cyrillic: [UInt8]? =
      switch encoding {
      case .utf8: Array("го".utf8)
      case .windowsCyrillic: [0xe3, 0xee]
      case .dosCyrillic: [0xa3, 0xae]
      case .western: nil
      }
    guard let cyrillic else { return latin }
    return latin + [ByteMark(cyrillic, places: (1, cyrillic.count - 1))]
  }
}
