/// A form in which trade files come, described as data: which columns there are, what they are
/// called, and how their texts are read.
public struct Layout: Sendable {
  /// The name for `--layout`.
  public var name: String
  /// What people call it.
  public var title: String
  /// The header names of each role, the preferred one first.
  ///
  /// Capitals, blanks, underscores and other signs do not matter.
  public var columns: [Role: [String]]
  /// Roles without which a file is not of this layout.
  public var required: [Role]
  /// The header names of columns that hold the values of one flow each.
  public var flowColumns: [Flow: [String]] = [:]
  /// Header names that must be there besides.
  public var marks: [String] = []
  /// Whether a header name that states a unit besides, as `Value, mln USD`, is the name without it.
  public var readsUnits = false
  /// The unit of the values, unless the header of their column states another.
  public var unit = Unit.unknown
  /// The header names of the column of quantities, the preferred one first.
  public var quantities: [String] = []
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
  /// Whether rows whose partner is their reporter are domestic sales, and not trade.
  public var tellsDomestic = false
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
  /// The character that ends the code in a field which holds `code:label`, and in the header.
  public var labelSeparator: Character?
  /// The byte between fields; nil to find it.
  public var separator: UInt8?
  /// The byte before the fraction of a value; nil to find it.
  public var point: UInt8?

  /// Describes a layout; everything else has its default and is set afterwards.
  public init(name: String, title: String, columns: [Role: [String]], required: [Role]) {
    self.name = name
    self.title = title
    self.columns = columns
    self.required = required
  }

  /// Every built-in layout, in the order in which they are tried on a header.
  public static let all: [Layout] = [
    .baci, .comtrade, .comtradeLegacy, .comtradeLegacyInterface, .comext, .sdmx, .sdmxLabels,
    .eurostatShares, .eurostatTSV, .dataweb, .datawebMonths, .usaTrade, .census, .fcs,
    .fcsTranslated, .comexstat,
    .wits, .witsDownload, .witsProducts, .unctad, .atlas, .oec, .eidb, .long, .wideMonths, .wide,
  ]

  /// The same layout with its quantities in place of its values; nil where it has none.
  public var measuringQuantities: Layout? {
    guard !quantities.isEmpty else { return nil }
    var layout = self
    layout.columns[.value] = quantities
    layout.required = Array(Set(required).union([.value])).sorted { $0.rawValue < $1.rawValue }
    layout.flowColumns = [:]
    layout.unit = .unknown
    return layout
  }

  /// The names of the built-in layouts, each once.
  public static let names: [String] = all.reduce(into: []) { names, layout in
    if !names.contains(layout.name) { names.append(layout.name) }
  }

  /// The built-in layouts of that name: some come in several forms.
  public static func named(_ name: String) -> [Layout] {
    all.filter { $0.name == name }
  }
}

/// How a product's code is found in its text.
public enum CodeRule: Sendable {
  /// The text is the code.
  case whole
  /// A number of so many digits, of which a leading zero may have been lost.
  case padded(to: Int)
  /// A number of evenly many digits, as in the Harmonized System and what is built on it, of which a
  /// leading zero may have been lost.
  case even
  /// The same where the column of the classification names the Harmonized System.
  case evenIfHarmonized
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
    /// The same where all texts are numbers of evenly many digits; else only totals are told.
    case codeLengthIfEven
    /// Codes of so many characters are groups of countries.
    case groupLength(Int)
    /// The world, groups of countries, and countries, as statistical offices code them.
    case worldAndGroups
    /// These texts, in lower case, and those that begin or end with one of these, are groups.
    case groups(Set<String>, prefixes: [String], suffixes: [String])
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
    case .codeLength:
      if LevelRule.isConfidential(text) {
        LevelRule.noText
      } else {
        text.isEmpty || LevelRule.allProducts.contains(text.lowercased()) ? 0 : text.utf8.count
      }
    case .codeLengthIfEven:
      if text.isEmpty {
        LevelRule.noText
      } else if LevelRule.allProducts.contains(text.lowercased()) {
        0
      } else if text.utf8.count % 2 == 0, text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
        text.utf8.count
      } else {
        LevelRule.noCode
      }
    case .groupLength(let length): text.utf8.count == length ? 0 : 1
    case .worldAndGroups:
      if LevelRule.world.contains(text.lowercased()) {
        0
      } else {
        LevelRule.isGroup(text.lowercased()) ? 1 : 2
      }
    case .groups(let groups, let prefixes, let suffixes):
      groups.contains(text.lowercased()) || prefixes.contains(where: text.hasPrefix)
        || suffixes.contains(where: text.hasSuffix) ? 0 : 1
    }
  }

  /// Whether a text stands for a part, neither for the total nor for a group of parts.
  public func isPart(_ text: String) -> Bool {
    if case .worldAndGroups = kind { return level(of: text) > 1 }
    return level(of: text) != 0
  }

  /// The level of a text that is no code, where codes are expected.
  static let noCode = -1

  /// The level of a text that is neither code nor total: goods of no code are added to the finest.
  static let noText = -2

  /// The levels as they tell rows apart: where one text is no code, the lengths of the others mean
  /// nothing.
  func distinguishing(_ levels: Set<Int>) -> (Int) -> Int {
    if levels.contains(LevelRule.noCode) { return { $0 == 0 ? 0 : 1 } }
    guard levels.contains(LevelRule.noText) else { return { $0 } }
    let finest = max(1, levels.max() ?? 0)
    return { $0 == LevelRule.noText ? finest : $0 }
  }

  /// Whether a text stands for the goods whose codes a statistical office keeps to itself: `XXXXXXX`.
  private static func isConfidential(_ text: String) -> Bool {
    text.utf8.count > 1 && text.utf8.allSatisfy { $0 == UInt8(ascii: "X") }
  }

  private static func isGroup(_ text: String) -> Bool {
    text.contains("_") || unions.contains(text)
  }

  /// Codes of the unions beside which their members stand.
  static let unions: Set<String> = [
    "ea", "ea11", "ea12", "ea17", "ea18", "ea19", "ea20", "efta", "eu", "eu15", "eu25", "eu27",
    "eu27_2007", "eu27_2020", "eu28", "opec", "asean", "nafta", "acp", "cis", "mercosur", "oecd",
  ]

  /// Words for all products.
  static let allProducts: Set<String> = [
    "total", "total:", "all", "all products", "all commodities", "всего", "итого",
  ]

  /// Names of the whole world as a partner or a reporter.
  public static let world: Set<String> = [
    "world", "wld", "w00", "0", "000", "0000", "all", "total", "www", "ext_eu28+intra_eu28",
    "w", "wl", "_t", "all countries", "world total", "мир", "весь мир", "все страны", "всего",
    "итого", "всего по странам",
  ]

  /// Balances and turnovers, which repeat the exports and imports beside them.
  static let derivedFlows = LevelRule(.flow, .totals([FlowWords.balance, FlowWords.turnover]))
}
