import Consistency
import Exact

/// One table that was checked row by row: what was tested, and what does not agree.
///
/// Each figure is the interval of its printed digits. A row disagrees only where no values of the
/// intervals make its stated figure true.
public struct CheckedTable: Sendable {
  /// What was found in a column.
  public struct Column: Sendable, Hashable {
    /// Its number, from 1.
    public let number: Int
    /// Its header.
    public let header: String
    /// What its cells are used as: `key`, `level`, or the kind of a stated figure.
    public let role: String
  }

  /// One rule and how many figures keep it.
  public struct Check: Sendable {
    /// `c1`, `c2`, ….
    public let id: String
    /// The kind of the stated figure, or `sum`.
    public let kind: String
    /// The rule in words: `%Growth = percent change of 2013-2014 on 2012-2013`.
    public let text: String
    /// The figures that agree.
    public internal(set) var agree = 0
    /// The figures that disagree.
    public internal(set) var disagree = 0
    /// The figures that could not be tested, by reason.
    public internal(set) var untestable: [Untestable: Int] = [:]

    /// The figures that were tested.
    public var tested: Int { agree + disagree }

    init(_ number: Int, kind: String, text: String) {
      id = "c\(number)"
      self.kind = kind
      self.text = text
    }
  }

  /// A stated figure that cannot be true.
  public struct Finding: Sendable {
    /// The index of its check.
    public let check: Int
    /// The line of its row, from 1.
    public internal(set) var line: Int
    /// What names the row.
    public let key: String
    /// The header of its column.
    public let column: String
    /// The figure as printed.
    public let stated: PrintedDecimal
    /// The values that it stands for.
    public let interval: Interval
    /// What the other figures allow it to be.
    public let allowed: Interval
    /// How far the interval of the stated figure is from what is allowed.
    public let gap: Rational
  }

  /// A cell that should hold a number and does not, or a row with too few fields.
  public struct Unreadable: Sendable, Hashable {
    /// The line of its row, from 1.
    public internal(set) var line: Int
    /// The number of its column, from 1.
    public let column: Int
    /// What stands there; nil where the row ends before.
    public let text: String?
  }

  /// Where it came from.
  public let path: String
  /// The rows with figures.
  public let rows: Int
  /// The rows without: titles, repeated headers, blank lines.
  public let headings: Int
  /// The columns that were understood.
  public let columns: [Column]
  /// The rules that were applied.
  public let checks: [Check]
  /// The figures that disagree, the widest gap first.
  public let findings: [Finding]
  /// The cells that could not be read, the first hundred in the order of the file.
  public let unreadable: [Unreadable]
  /// The number of all such cells.
  public let unreadableCount: Int
  /// Why nothing was checked, in one line; nil where something was.
  public let note: String?

  /// `inconsistent` if some figure disagrees, `consistent` if all that were tested agree, and
  /// `unverifiable` if none was tested.
  public var verdict: Verdict {
    if !findings.isEmpty { return .inconsistent }
    return checks.contains { $0.tested > 0 } ? .consistent : .unverifiable
  }
}

extension CheckedTable {
  /// The kind of a check's stated figure; a sum is a level.
  private func kind(of finding: Finding) -> Kind {
    Kind(rawValue: checks[finding.check].kind) ?? .level
  }

  /// A finding's figure with its unit.
  public func figure(of finding: Finding) -> Figure {
    let unit =
      switch kind(of: finding) {
      case .percentChange, .index, .share: "percent"
      case .ratio: "times"
      case .points: "points"
      case .level, .balance, .absoluteChange: ""
      }
    return Figure(printed: finding.stated, unit: unit, interval: finding.interval)
  }

  /// The usual error of the press that would explain a finding; nil where none does.
  public func hint(for finding: Finding) -> String? {
    usualError(in: figure(of: finding), kind: kind(of: finding), allowed: finding.allowed)
  }

  /// The figures that agree.
  public var agreeing: Int { checks.reduce(0) { $0 + $1.agree } }

  /// The figures that could not be tested.
  public var untested: Int {
    checks.reduce(0) { $0 + $1.untestable.values.reduce(0, +) }
  }
}

/// Gathers what the checks of a table find.
struct TableFindings: Sendable {
  var rows = 0
  var headings = 0
  var checks: [CheckedTable.Check]
  var findings: [CheckedTable.Finding] = []
  var unreadable: [CheckedTable.Unreadable] = []
  var unreadableCount = 0

  static let unreadableLimit = 100

  init(_ checks: [CheckedTable.Check]) { self.checks = checks }

  /// Counts one stated figure against the intervals that others allow it.
  mutating func test(
    _ check: Int, stated: PrintedDecimal, allowed: [Interval], rounding: Rounding, line: Int,
    key: @autoclosure () -> String, column: @autoclosure () -> String
  ) {
    let interval = printedInterval(stated, rounding: rounding)
    if allowed.contains(where: { !$0.intersection(interval).isEmpty }) {
      checks[check].agree += 1
      return
    }
    checks[check].disagree += 1
    findings.append(
      CheckedTable.Finding(
        check: check, line: line, key: key(), column: column(), stated: stated,
        interval: interval, allowed: allowed[0],
        gap: allowed.map { $0.distance(to: interval) }.min() ?? .zero))
  }

  /// Counts one figure that could not be tested.
  mutating func skip(_ check: Int, _ reason: Untestable) {
    checks[check].untestable[reason, default: 0] += 1
  }

  /// Notes a cell that could not be read.
  mutating func note(_ cell: CheckedTable.Unreadable) {
    unreadableCount += 1
    if unreadable.count < TableFindings.unreadableLimit { unreadable.append(cell) }
  }

  /// Adds the findings of rows further down, for the same checks, whose lines count from `line`.
  mutating func append(_ other: TableFindings, line: Int) {
    rows += other.rows
    headings += other.headings
    for (number, check) in other.checks.enumerated() {
      checks[number].agree += check.agree
      checks[number].disagree += check.disagree
      checks[number].untestable.merge(check.untestable, uniquingKeysWith: +)
    }
    let first = (found: findings.count, unreadable: unreadable.count)
    findings += other.findings
    for number in findings.indices.dropFirst(first.found) { findings[number].line += line }
    unreadableCount += other.unreadableCount
    unreadable += other.unreadable.prefix(TableFindings.unreadableLimit - unreadable.count)
    for number in unreadable.indices.dropFirst(first.unreadable) { unreadable[number].line += line }
  }

  /// The findings by gap, the widest first, and by line where gaps are equal.
  var sortedFindings: [CheckedTable.Finding] {
    findings.sorted { left, right in
      left.gap == right.gap
        ? (left.line, left.column) < (right.line, right.column) : right.gap < left.gap
    }
  }
}
