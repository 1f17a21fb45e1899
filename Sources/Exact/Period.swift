/// A closed span of calendar months: a month, a quarter, a year, or any run of months.
///
/// A release that never names its year speaks of year 0, "the reporting year"; the year before it
/// is -1. Such a period prints `Y` for the year (`Y-01..Y-08`, base `Y-1`), so that a made-up year
/// never looks like a stated one.
public struct Period: Sendable, Hashable, Comparable {
  /// The first month, counted from January of year 0.
  public let first: Int
  /// The last month, counted from January of year 0; never before `first`.
  public let last: Int

  /// The months from `first` to `last`, both counted from January of year 0.
  public init(first: Int, last: Int) {
    precondition(first <= last, "a period must not end before it begins")
    self.first = first
    self.last = last
  }

  /// The months `from` to `to`, 1 to 12, of one year.
  public init(year: Int, from: Int = 1, to: Int = 12) {
    self.init(first: year * 12 + from - 1, last: year * 12 + to - 1)
  }

  /// The quarter `quarter`, 1 to 4, of `year`.
  public init(year: Int, quarter: Int) {
    self.init(year: year, from: quarter * 3 - 2, to: quarter * 3)
  }

  /// The number of months.
  public var months: Int { last - first + 1 }

  /// The year in which the period begins.
  public var year: Int { Period.parts(first).year }

  /// The month, 1 to 12, in which the period begins.
  public var month: Int { Period.parts(first).month }

  /// Whether the period is one whole calendar year.
  public var isYear: Bool { months == 12 && month == 1 }

  /// The period `months` later; earlier where the number is negative.
  public func advanced(byMonths months: Int) -> Period {
    Period(first: first + months, last: last + months)
  }

  /// Whether every month of `other` is a month of this period.
  public func contains(_ other: Period) -> Bool { first <= other.first && other.last <= last }

  /// By first month, then by last.
  public static func < (left: Period, right: Period) -> Bool {
    (left.first, left.last) < (right.first, right.last)
  }

  static func parts(_ index: Int) -> (year: Int, month: Int) {
    let year = index >= 0 ? index / 12 : (index - 11) / 12
    return (year, index - year * 12 + 1)
  }
}

extension Period: CustomStringConvertible {
  /// `2017`, `2017-06`, `2017-Q2`, or a span: `2018-01..2018-06`, `2016..2017`.
  public var description: String {
    let begin = Period.parts(first)
    let end = Period.parts(last)
    if begin.month == 1, end.month == 12 {
      let name = Period.name(begin.year)
      return begin.year == end.year ? name : "\(name)..\(Period.name(end.year))"
    }
    if months == 1 { return Period.name(begin.year, begin.month) }
    if months == 3, begin.month % 3 == 1 {
      return "\(Period.name(begin.year))-Q\((begin.month + 2) / 3)"
    }
    return "\(Period.name(begin.year, begin.month))..\(Period.name(end.year, end.month))"
  }

  private static func name(_ year: Int) -> String {
    // Years this near to 0 are offsets from an unnamed reporting year, not dates.
    guard abs(year) < 100 else { return String(year) }
    return year == 0 ? "Y" : year < 0 ? "Y\(year)" : "Y+\(year)"
  }

  private static func name(_ year: Int, _ month: Int) -> String {
    "\(name(year))-\(month < 10 ? "0" : "")\(month)"
  }

  /// Reads what `description` prints for named years; nil for any other text.
  public init?(_ text: String) {
    let ends = text.split(separator: ".", omittingEmptySubsequences: true)
    if text.contains(".."), ends.count == 2 {
      guard let begin = Period(String(ends[0])), let end = Period(String(ends[1])),
        begin.first <= end.last
      else { return nil }
      self.init(first: begin.first, last: end.last)
      return
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let head = parts.first, head.utf8.count == 4, let year = Int(head), year >= 100 else {
      return nil
    }
    switch parts.count {
    case 1:
      self.init(year: year)
    case 2 where parts[1].first == "Q":
      guard let quarter = Int(parts[1].dropFirst()), (1...4).contains(quarter) else { return nil }
      self.init(year: year, quarter: quarter)
    case 2 where parts[1].first == "H":
      guard let half = Int(parts[1].dropFirst()), (1...2).contains(half) else { return nil }
      self.init(year: year, from: half * 6 - 5, to: half * 6)
    case 2:
      guard parts[1].utf8.count == 2, let month = Int(parts[1]), (1...12).contains(month) else {
        return nil
      }
      self.init(year: year, from: month, to: month)
    default:
      return nil
    }
  }
}
