import Consistency
import Exact

/// Checks the total rows of a table, and finds the whole of each share.
///
/// A total stands below or above the rows that it adds up; one with no rows of its own adds up the
/// totals. Rows add up to a total only if they are all of its parts and none is part of another; that
/// is taken to be so where they do in at least one column. Where no row is a total, the whole of a
/// share is the sum of the rows, if the shares make up 100.
struct TotalsCheck {
  /// What the shares of some rows are shares of.
  enum Whole: Sendable {
    /// The figure of the total row.
    case stated(PrintedDecimal)
    /// All the rows together, the one with the share among them.
    case sum(Interval)
    case unknown(Untestable)
  }

  private let plan: ColumnPlan
  private let tally: TotalsTally
  private let slots: [Int: Int]
  /// Whether totals stand above their rows.
  private let isAbove: Bool

  init(_ plan: ColumnPlan, _ tally: TotalsTally) {
    self.plan = plan
    self.tally = tally
    slots = plan.slots
    isAbove = !tally.totals.isEmpty && tally.gaps[0].rows == 0
  }

  /// The gap whose rows a total adds up.
  private func gap(ofTotal number: Int) -> TotalsTally.Gap {
    tally.gaps[isAbove ? number + 1 : number]
  }

  // MARK: - Totals

  /// Adds what is found of the total rows.
  func run(_ findings: inout TableFindings) {
    let firstCheck = plan.changes.count + plan.sums.count + plan.shares.count
    guard !tally.isOverfull else {
      for number in plan.levels.indices { findings.skip(firstCheck + number, .noPartition) }
      return
    }
    var ownTotals: [TotalRow] = []
    let numbers = Array(tally.totals.indices)
    for number in isAbove ? numbers.reversed() : numbers {
      let (gap, total) = (gap(ofTotal: number), tally.totals[number])
      if gap.rows > 1 {
        check(total, firstCheck, &findings) { column in
          slots[column].map { gap.sums[$0] } ?? PrintedSum()
        }
      }
      if gap.rows > 0 {
        ownTotals.append(total)
      } else {
        if ownTotals.count > 1 {
          check(total, firstCheck, &findings) { column in sum(of: column, in: ownTotals) }
        }
        ownTotals = []
      }
    }
  }

  private func sum(of column: Int, in rows: [TotalRow]) -> PrintedSum {
    rows.reduce(into: PrintedSum()) { $0.add(cell($1, column), rounding: plan.rounding) }
  }

  private func cell(_ row: TotalRow, _ column: Int) -> CellContent {
    slots[column].map { row.cells[$0] } ?? .missing
  }

  private func check(
    _ total: TotalRow, _ firstCheck: Int, _ findings: inout TableFindings,
    _ sum: (Int) -> PrintedSum
  ) {
    var tests: [(number: Int, stated: PrintedDecimal, allowed: Interval)] = []
    for (number, column) in plan.levels.enumerated() {
      let parts = sum(column)
      switch cell(total, column) {
      case .number(let stated):
        if let reason = parts.reason {
          findings.skip(firstCheck + number, reason)
        } else {
          tests.append((number, stated, parts.interval(rounding: plan.rounding)))
        }
      case .missing: findings.skip(firstCheck + number, .missing)
      case .text: findings.skip(firstCheck + number, .unreadable)
      }
    }
    let isPartition = tests.contains { isTelling($0.stated, $0.allowed) }
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

  /// Whether a sum meets its total, and could as well have missed it: it is not zero, and its own
  /// roundings are less than the total.
  private func isTelling(_ stated: PrintedDecimal, _ sum: Interval) -> Bool {
    let size = stated.value.signum < 0 ? -stated.value : stated.value
    guard let lower = sum.lower.value, let upper = sum.upper.value, upper - lower < size else {
      return false
    }
    return !printedInterval(stated, rounding: plan.rounding).intersection(sum).isEmpty
  }

  // MARK: - Shares

  /// For each gap, what each of the plan's shares is a share of.
  func wholes() -> [[Whole]] {
    tally.gaps.indices.map { number in plan.shares.map { whole(of: $0, inGap: number) } }
  }

  private func whole(of share: ShareCheck, inGap number: Int) -> Whole {
    let total = isAbove ? number - 1 : number
    if tally.totals.indices.contains(total),
      case .number(let stated) = cell(tally.totals[total], share.level)
    {
      return .stated(stated)
    }
    guard let level = slots[share.level], let stated = slots[share.stated], !tally.isOverfull else {
      return .unknown(.noPartition)
    }
    let (all, shares) = (tally.gaps[number].sums[level], tally.gaps[number].sums[stated])
    if let reason = all.reason ?? shares.reason { return .unknown(reason) }
    guard shares.interval(rounding: plan.rounding).contains(100) else {
      return .unknown(.noPartition)
    }
    return .sum(all.interval(rounding: plan.rounding))
  }
}
