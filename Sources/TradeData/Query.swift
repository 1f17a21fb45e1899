public import Exact

/// What is asked of the data: how rows are grouped and which of them count.
public struct Query: Sendable {
  /// The keys of a series, in the order of the result.
  public var keys: [Key]
  /// Conditions that a row must all meet.
  public var filters: [Filter]
  /// The months that count; a period must lie in them whole.
  ///
  /// Nil for all.
  public var span: Period?
  /// The length of period to which finer ones are added up; nil leaves them as they are.
  public var frequency: Frequency?
  /// Further keys, before the others, that are left out where the files do not hold their column.
  public var optionalKeys: [Role] = []
  /// Which level of a column counts, where that is not the one that breaks down the most.
  public var levels: [Role: LevelChoice] = [:]

  /// A query; without arguments, one series of everything.
  public init(
    keys: [Key] = [], filters: [Filter] = [], span: Period? = nil, frequency: Frequency? = nil
  ) {
    self.keys = keys
    self.filters = filters
    self.span = span
    self.frequency = frequency
  }
}

/// One key of a series.
public struct Key: Sendable, Hashable {
  /// Where its texts come from.
  public enum Source: Sendable, Hashable {
    /// The column of a role.
    case role(Role)
    /// Each side of the trade in turn: the reporter with the flow as it is, and, where every row is
    /// an export, the partner with the same row as an import.
    case country
  }

  /// Where its texts come from.
  public let source: Source
  /// To how many leading characters its texts are cut; nil leaves them whole.
  public let length: Int?

  /// A key, cut to `length` characters where one is given.
  public init(_ source: Source, length: Int? = nil) {
    self.source = source
    self.length = length
  }

  /// The key as it is written in a command and in a header: `reporter`, `country`.
  public var name: String {
    switch source {
    case .role(let role): role.rawValue
    case .country: "country"
    }
  }

  /// Reads `reporter`, `product:2`, `country`; nil for any other text.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = parts.first.map(String.init) ?? ""
    var length: Int?
    if parts.count == 2 {
      guard let digits = Int(parts[1]), digits > 0 else { return nil }
      length = digits
    }
    if name == "country" {
      self.init(.country, length: length)
    } else if let role = Role(rawValue: name), role != .value, role != .period {
      self.init(.role(role), length: length)
    } else {
      return nil
    }
  }
}

/// Which rows of a column count where totals stand beside their parts.
public enum LevelChoice: Sendable, Hashable {
  /// All of them: the column must be a key, so that totals and parts are series of their own.
  case every
  /// Those of this level where there are any, else those of the finest: 0 is the total of all, and
  /// codes of a classification have their length for a level.
  case at(Int)
}

/// A condition on one column.
public struct Filter: Sendable, Hashable {
  /// The column.
  public let role: Role
  /// The texts in question.
  public let texts: Set<String>
  /// Whether rows with such a text are left out rather than kept.
  public let isExcluding: Bool

  /// Keeps, or leaves out, the rows whose `role` is one of `texts`.
  public init(_ role: Role, _ texts: Set<String>, isExcluding: Bool = false) {
    self.role = role
    self.texts = texts
    self.isExcluding = isExcluding
  }

  /// Reads `partner=CHN,DEU` or `flow!=import`; nil for any other text.
  public init?(_ text: String) {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { return nil }
    let before = text.index(before: sign)
    let isExcluding = text[before] == "!"
    let name = text[..<(isExcluding ? before : sign)]
    guard let role = Role(rawValue: String(name)), role != .value else { return nil }
    let values = text[text.index(after: sign)...].split(
      separator: ",", omittingEmptySubsequences: false)
    self.init(role, Set(values.map(String.init)), isExcluding: isExcluding)
  }

  /// Whether a row with this text stays.
  func admits(_ text: String) -> Bool { texts.contains(text) != isExcluding }
}

/// The length of a period.
public enum Frequency: String, Sendable, CaseIterable {
  /// Twelve months.
  case year
  /// Three months.
  case quarter
  /// One month.
  case month

  /// The number of months.
  public var months: Int {
    switch self {
    case .year: 12
    case .quarter: 3
    case .month: 1
    }
  }

  /// The period of this length which holds all of `period`, or nil where none does.
  public func holding(_ period: Period) -> Period? {
    let first = period.first - (period.first % months + months) % months
    let whole = Period(first: first, last: first + months - 1)
    return whole.contains(period) ? whole : nil
  }
}
