/// A form in which trade files come, described as data: which columns there are, what they are
/// called, and how their texts are read.
public struct Layout: Sendable {
  /// The name for `--layout`.
  public var name: String
  /// What people call it.
  public var title: String
  /// The header names of each role, in lower case, the preferred one first.
  public var columns: [Role: [String]]
  /// Roles without which a file is not of this layout.
  public var required: [Role]
  /// Header names, in lower case, that must be there besides.
  public var marks: [String] = []
  /// The unit of the values.
  public var unit = Unit.unknown
  /// The flow of every row, where no column says it.
  public var flow: Flow?
  /// Words and codes for the flows, in lower case, besides `FlowWords.common`.
  public var flows: [String: String] = [:]
  /// The reporter of every row, where no column says it.
  public var reporter: String?
  /// How a product's code is found in its text.
  public var code = CodeRule.whole
  /// Which texts of a column stand for sums of others.
  public var levels: [LevelRule] = []
  /// Roles that always tell series apart, asked for or not: rows that differ in them do not add.
  public var separating: [Role] = []
  /// Texts of the value column that mean "no value", besides an empty one.
  public var missing: Set<String> = ["NA"]
  /// Whether letters may stand behind a value, as notes on it.
  public var hasValueNotes = false
  /// Whether columns named after periods hold the values.
  public var isWide = false
  /// Whether the columns `exp_X` and `imp_X` hold a product's flows.
  public var isWideByProduct = false
  /// A second byte between fields: the comma inside the first column of a packed table.
  public var innerSeparator: UInt8?

  /// Describes a layout; everything else has its default and is set afterwards.
  public init(name: String, title: String, columns: [Role: [String]], required: [Role]) {
    self.name = name
    self.title = title
    self.columns = columns
    self.required = required
  }

  /// Every built-in layout, in the order in which they are tried on a header.
  public static let all: [Layout] = [
    .baci, .comtrade, .comtradeLegacy, .sdmx, .eurostatTSV, .dataweb, .usaTrade, .fcs, .wits,
    .witsProducts, .unctad, .oec, .eidb, .long, .wide,
  ]

  /// The built-in layout of that name.
  public static func named(_ name: String) -> Layout? {
    all.first { $0.name == name }
  }
}

/// How a product's code is found in its text.
public enum CodeRule: Sendable {
  /// The text is the code.
  case whole
  /// A number of so many digits, of which a leading zero may have been lost.
  case padded(to: Int)
  /// The text up to the first blank: `50 Silk` is 50.
  case leadingWord
  /// The last so many characters, after a prefix that is not part of the classification.
  case suffix(Int)
}

/// Which texts of a column stand for sums of other rows.
///
/// Where a file holds a total beside its parts, adding both counts everything twice. Rows are
/// therefore kept apart by level while they are summed, and one level is used in the end: the finest,
/// or, for breakdowns that few rows have, the total.
public struct LevelRule: Sendable {
  /// How a text's level is told.
  public enum Kind: Sendable {
    /// These texts, in lower case, are totals; every other is a part.
    case totals(Set<String>)
    /// Longer codes are parts of shorter ones; `total` is the sum of all.
    case codeLength
    /// Codes of so many characters are groups of countries.
    case groupLength(Int)
  }

  /// The column.
  public let role: Role
  /// How its levels are told.
  public let kind: Kind
  /// Whether the total is used where there is one, rather than its parts.
  public let prefersTotal: Bool

  /// A rule for one column.
  public init(_ role: Role, _ kind: Kind, prefersTotal: Bool = false) {
    self.role = role
    self.kind = kind
    self.prefersTotal = prefersTotal
  }

  /// Zero for the total of all, more for parts.
  public func level(of text: String) -> Int {
    switch kind {
    case .totals(let totals): totals.contains(text.lowercased()) ? 0 : 1
    case .codeLength: text.lowercased() == "total" || text.isEmpty ? 0 : text.utf8.count
    case .groupLength(let length): text.utf8.count == length ? 0 : 1
    }
  }

  /// Names of the whole world as a partner or a reporter.
  public static let world: Set<String> = [
    "world", "wld", "w00", "0", "000", "0000", "all", "total", "www", "ext_eu28+intra_eu28",
    "мир", "весь мир", "все страны",
  ]
}

/// The words for the flows that are understood in every layout.
enum FlowWords {
  static let reExport = "re-export"
  static let reImport = "re-import"

  static let common: [String: String] = [
    "export": "export", "exports": "export", "exp": "export", "x": "export", "e": "export",
    "экспорт": "export", "эк": "export",
    "import": "import", "imports": "import", "imp": "import", "m": "import", "i": "import",
    "импорт": "import", "им": "import",
    "re-export": reExport, "re-exports": reExport, "rx": reExport, "reexport": reExport,
    "реэкспорт": reExport,
    "re-import": reImport, "re-imports": reImport, "rm": reImport, "reimport": reImport,
    "реимпорт": reImport,
    "balance": "balance", "bal": "balance", "bal_rt": "balance", "сальдо": "balance",
    "turnover": "turnover", "товарооборот": "turnover",
  ]
}
