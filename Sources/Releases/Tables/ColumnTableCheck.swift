import BigInt
import Consistency
import Exact
import TradeData

/// Checks a table whose rows are alike, in parallel stretches of the file.
///
/// No row is kept: long tables cost as little room as short ones.
struct ColumnTableCheck {
  let file: InputFile
  let plan: ColumnPlan
  let threads: Int
  /// The bytes that one thread takes at a time.
  var stretch = 1 << 22

  /// Checks all rows.
  func run() async throws -> TableFindings {
    do {
      return try await run(plan)
    } catch is ColumnReader.QuotesMet {
      // The first rows had no quotes; now that one is met, fields may stand in them.
      var quoted = plan
      quoted.format.isQuoted = true
      return try await run(quoted)
    }
  }

  private func run(_ plan: ColumnPlan) async throws -> TableFindings {
    let stretches = file.stretches(
      from: plan.bodyOffset, of: stretch, isQuoted: plan.format.isQuoted)
    guard !plan.shares.isEmpty else {
      let parts = try await results(plan, .tests(wholes: []), stretches)
      var findings = ColumnTableCheck.findings(plan, parts)
      if plan.addsUp { TotalsCheck(plan, ColumnTableCheck.tally(plan, parts)).run(&findings) }
      return findings
    }
    // The whole of a share may stand anywhere; the rows are read once for it and once for the shares.
    let sums = try await results(plan, .sums, stretches)
    let totals = TotalsCheck(plan, ColumnTableCheck.tally(plan, sums))
    var gaps = [0]
    for part in sums { gaps.append(gaps[gaps.count - 1] + part.tally.totals.count) }
    let tests = try await results(plan, .tests(wholes: totals.wholes()), stretches, gaps: gaps)
    var findings = ColumnTableCheck.findings(plan, tests)
    totals.run(&findings)
    return findings
  }

  /// What is found in each stretch; before stretch n stand `gaps[n]` total rows.
  private func results(
    _ plan: ColumnPlan, _ task: RowChecker.Task, _ stretches: [Range<Int>], gaps: [Int] = []
  ) async throws -> [RowChecker.Result] {
    let queue = WorkQueue(Array(stretches.enumerated()))
    let file = file
    return try await withThrowingTaskGroup(of: [(Int, RowChecker.Result)].self) { group in
      for _ in 0..<max(1, min(threads, stretches.count)) {
        group.addTask {
          var results: [(Int, RowChecker.Result)] = []
          while let (number, range) = queue.next() {
            var checker = RowChecker(plan, task)
            try checker.run(file, range, gap: gaps.isEmpty ? 0 : gaps[number])
            results.append((number, checker.result))
          }
          return results
        }
      }
      var all: [(Int, RowChecker.Result)] = []
      for try await results in group { all += results }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private static func findings(_ plan: ColumnPlan, _ parts: [RowChecker.Result]) -> TableFindings {
    var findings = TableFindings(plan.checks())
    var line = plan.bodyLine
    for part in parts {
      findings.append(part.findings, line: line)
      line += part.lines
    }
    return findings
  }

  private static func tally(_ plan: ColumnPlan, _ parts: [RowChecker.Result]) -> TotalsTally {
    var tally = TotalsTally(plan)
    var line = plan.bodyLine
    for part in parts {
      tally.append(part.tally, line: line)
      line += part.lines
    }
    return tally
  }
}

extension ColumnPlan {
  /// The checks in their order: changes, sums of columns, shares, totals.
  func checks() -> [CheckedTable.Check] {
    var checks: [CheckedTable.Check] = []
    func add(_ kind: String, _ text: String) {
      checks.append(CheckedTable.Check(checks.count + 1, kind: kind, text: text))
    }
    for check in changes {
      let what = check.rule.kind.rawValue.replacing("_", with: " ")
      add(
        check.rule.kind.rawValue,
        "\(name(of: check.stated)) = \(what) of \(name(of: check.current)) "
          + (check.rule.kind == .share ? "in " : "on ") + name(of: check.previous))
    }
    for check in sums {
      var text = ""
      for (column, sign) in check.terms {
        text += text.isEmpty ? "" : sign < 0 ? " − " : " + "
        text += name(of: column)
      }
      add("sum", "\(name(of: check.total)) = \(text)")
    }
    for check in shares {
      add(
        "share", "\(name(of: check.stated)) = share of the row in all of \(name(of: check.level))")
    }
    for column in levels { add("sum", "\(name(of: column)): the total row = the sum of its rows") }
    return checks
  }
}
