/// The words for the flows that are understood in every layout.
enum FlowWords {
  static let balance = "balance"
  static let turnover = "turnover"

  /// Flows that are part of the exports or imports beside them.
  static let parts: Set<String> = [
    "re-export", "re-import", "domestic-export", "foreign-import", "export-for-processing",
    "export-after-processing", "import-for-processing", "import-after-processing",
  ]

  static let common: [String: String] = [
    "export": "export", "exports": "export", "exp": "export", "x": "export", "e": "export",
    "gross exp.": "export", "gross export": "export", "total exports": "export",
    "экспорт": "export", "эк": "export", "ек": "export", "ek": "export", "вывоз": "export",
    "import": "import", "imports": "import", "imp": "import", "m": "import", "i": "import",
    "gross imp.": "import", "gross import": "import", "general imports": "import",
    "импорт": "import", "им": "import", "im": "import", "ввоз": "import",
    "re-export": "re-export", "re-exports": "re-export", "rx": "re-export",
    "reexport": "re-export", "reexports": "re-export", "реэкспорт": "re-export",
    "re-import": "re-import", "re-imports": "re-import", "rm": "re-import",
    "reimport": "re-import", "reimports": "re-import", "реимпорт": "re-import",
    "dx": "domestic-export", "domestic export": "domestic-export",
    "domestic exports": "domestic-export",
    "fm": "foreign-import", "foreign import": "foreign-import",
    // UN Comtrade: goods under inward (IP) and outward (OP) processing.
    "xip": "export-after-processing", "xop": "export-for-processing",
    "mip": "import-for-processing", "mop": "import-after-processing",
    "balance": balance, "bal": balance, "bal_rt": balance, "trade balance": balance,
    "сальдо": balance, "turnover": turnover, "total trade": turnover, "товарооборот": turnover,
    "оборот": turnover,
  ]

  /// The flow that the words of a column's name begin or end with, and the rest: `Exports 2016`.
  static func split(_ name: String) -> (flow: String, rest: String)? {
    let words = name.lowercased().split { " _,:".contains($0) }.map(String.init)
    guard words.count >= 2 else { return nil }
    if let flow = common[words[0]] { return (flow, words.dropFirst().joined(separator: " ")) }
    guard let flow = common[words[words.count - 1]] else { return nil }
    return (flow, words.dropLast().joined(separator: " "))
  }
}
