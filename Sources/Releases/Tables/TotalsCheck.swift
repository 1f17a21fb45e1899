import Consistency
import Exact

/// The words that name a total row.
enum TotalWords {
  /// Whether a row's key says that it is a total of rows.
  static func areTotal(_ key: String) -> Bool {
    key.lowercased().split { !$0.isLetter }.contains { words.contains(String($0)) }
  }

  private static let words: Set<String> = ["total", "totals", "всего", "итого", "world"]
}

/// Checks the total rows of a table, and the shares of rows in their total.
///
/// A total stands below or above the rows that it adds up. Rows add up to it only if they are all of
/// its parts and none is part of another; that is taken to be so where they do in at least one column.
/// Where no row is a total, the whole of a share is the sum of the rows, if the shares make up 100.
struct TotalsCheck {
  private struct Segment {
    var parts: [KeptRow]
    var total: KeptRow?
  }

  private let plan: ColumnPlan
  private let slots: [Int: Int]
  private let segments: [Segment]

  init(_ plan: ColumnPlan, _ rows: [KeptRow]) {
    self.plan = plan
    slots = Dictionary(
      plan.columns.enumerated().map { ($0.element, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    segments = TotalsCheck.segments(rows)
  }

  private static func segments(_ rows: [KeptRow]) -> [Segment] {
    let isAbove = rows.first?.isTotal ?? false
    var segments: [Segment] = []
    var open = Segment(parts: [], total: nil)
    for row in rows {
      guard row.isTotal else {
        open.parts.append(row)
        continue
      }
      if isAbove {
        if open.total != nil { segments.append(open) }
        open = Segment(parts: [], total: row)
      } else {
        open.total = row
        segments.append(open)
        open = Segment(parts: [], total: nil)
      }
    }
    if open.total != nil || !open.parts.isEmpty { segments.append(open) }
    return segments
  }

  /// Adds what is found.
  func run(_ findings: inout TableFindings) {
    let firstShare = plan.changes.count + plan.sums.count
    for segment in segments {
      for number in plan.shares.indices {
        checkShares(segment, number, check: firstShare + number, &findings)
      }
      checkTotal(segment, firstCheck: firstShare + plan.shares.count, &findings)
    }
  }

  private func cell(_ row: KeptRow, _ column: Int) -> CellContent {
    slots[column].map { row.cells[$0] } ?? .missing
  }

  /// The values that the sum of a column can have, or why there is none.
  private func sum(_ rows: [KeptRow], _ column: Int) -> (interval: Interval, reason: Untestable?) {
    var sum = Interval(.zero, .zero)
    var reason: Untestable?
    for row in rows {
      switch cell(row, column) {
      case .number(let number): sum = sum.sum(printedInterval(number, rounding: plan.rounding))
      case .missing: reason = reason ?? .missing
      case .text: reason = .unreadable
      }
    }
    return (sum, reason)
  }

  // MARK: - Totals

  private func checkTotal(_ segment: Segment, firstCheck: Int, _ findings: inout TableFindings) {
    guard let total = segment.total, segment.parts.count > 1 else { return }
    var tests: [(number: Int, stated: PrintedDecimal, allowed: Interval)] = []
    for (number, column) in plan.levels.enumerated() {
      let (interval, reason) = sum(segment.parts, column)
      switch cell(total, column) {
      case .number(let stated):
        if let reason {
          findings.skip(firstCheck + number, reason)
        } else {
          tests.append((number, stated, interval))
        }
      case .missing: findings.skip(firstCheck + number, .missing)
      case .text: findings.skip(firstCheck + number, .unreadable)
      }
    }
    let isPartition = tests.contains { test in
      !printedInterval(test.stated, rounding: plan.rounding).intersection(test.allowed).isEmpty
    }
    for test in tests {
      guard isPartition else {
        findings.skip(firstCheck + test.number, .noPartition)
        continue
      }
      findings.test(
        firstCheck + test.number, stated: test.stated, allowed: [test.allowed],
        rounding: plan.rounding, line: total.line, key: total.key,
        column: plan.name(of: plan.levels[test.number]))
    }
  }

  // MARK: - Shares

  private func checkShares(
    _ segment: Segment, _ number: Int, check: Int, _ findings: inout TableFindings
  ) {
    let share = plan.shares[number]
    var whole: PrintedDecimal?
    if let total = segment.total, case .number(let stated) = cell(total, share.level) {
      whole = stated
    }
    let (all, reason) = sum(segment.parts, share.level)
    let (hundred, shareReason) = sum(segment.parts, share.stated)
    let isComplete = reason == nil && shareReason == nil && hundred.contains(100)
    for row in segment.parts {
      switch Numbers([cell(row, share.stated), cell(row, share.level)]) {
      case .unusable(let reason): findings.skip(check, reason)
      case .all(let numbers):
        if let whole {
          test(row, numbers, share, check, against: whole, &findings)
        } else if isComplete {
          test(row, numbers, share, check, amongst: all, &findings)
        } else {
          findings.skip(check, reason ?? shareReason ?? .noPartition)
        }
      }
    }
  }

  private func test(
    _ row: KeptRow, _ numbers: [PrintedDecimal], _ share: ShareCheck, _ check: Int,
    against whole: PrintedDecimal, _ findings: inout TableFindings
  ) {
    let rule = ChangeRule(kind: .share, rounding: plan.rounding)
    switch rule.allowed(current: numbers[1], previous: whole) {
    case .untestable(let reason): findings.skip(check, reason)
    case .intervals(let allowed):
      findings.test(
        check, stated: numbers[0], allowed: allowed, rounding: plan.rounding, line: row.line,
        key: row.key, column: plan.name(of: share.stated))
    }
  }

  /// A part x of a sum x + y: its share grows with x and falls with y, so each end takes one end of
  /// both.
  private func test(
    _ row: KeptRow, _ numbers: [PrintedDecimal], _ share: ShareCheck, _ check: Int,
    amongst all: Interval, _ findings: inout TableFindings
  ) {
    let part = printedInterval(numbers[1], rounding: plan.rounding)
    guard let (low, high) = part.ends, let (allLow, allHigh) = all.ends, allLow.signum > 0,
      low.signum >= 0
    else { return findings.skip(check, .noBase) }
    let least = low / (low + allHigh - high) * 100
    let most = high / (high + allLow - low) * 100
    findings.test(
      check, stated: numbers[0], allowed: [Interval(least, most)], rounding: plan.rounding,
      line: row.line, key: row.key, column: plan.name(of: share.stated))
  }
}

extension Interval {
  /// Both ends of a bounded interval.
  fileprivate var ends: (lower: Rational, upper: Rational)? {
    guard let lower = lower.value, let upper = upper.value else { return nil }
    return (lower, upper)
  }
}
