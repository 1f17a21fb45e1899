import BigInt
import Consistency
import Exact
import TradeData

/// A row that is kept until the totals are known.
struct KeptRow: Sendable {
  /// Its line.
  var line: Int
  /// What names it.
  let key: String
  /// The contents of the plan's columns.
  let cells: [CellContent]
  /// Whether it is a total of rows.
  let isTotal: Bool

  /// The row in a file where its stretch begins on `line`.
  func below(_ line: Int) -> KeptRow {
    var row = self
    row.line += line
    return row
  }
}

/// Checks a table whose rows are alike, in parallel stretches of the file.
///
/// Rows of plain numbers are tested in whole numbers as they are read; rows with anything else in
/// them go through the exact rule cell by cell.
struct ColumnTableCheck {
  let file: InputFile
  let plan: ColumnPlan
  let threads: Int

  private static let stretch = 1 << 22

  /// Checks all rows.
  func run() async throws -> TableFindings {
    do {
      return try await run(plan)
    } catch is ColumnReader.QuotesMet {
      // The first rows had no quotes; now that one is met, fields may stand in them.
      var quoted = plan
      quoted.format = ColumnReader.Format(
        separator: plan.format.separator, point: plan.format.point, isQuoted: true)
      return try await run(quoted)
    }
  }

  private func run(_ plan: ColumnPlan) async throws -> TableFindings {
    let stretches = file.stretches(
      from: plan.bodyOffset, of: ColumnTableCheck.stretch, isQuoted: plan.format.isQuoted)
    let queue = WorkQueue(Array(stretches.enumerated()))
    let file = file
    let parts = try await withThrowingTaskGroup(of: [(Int, RowChecker.Result)].self) { group in
      for _ in 0..<max(1, min(threads, stretches.count)) {
        group.addTask {
          var results: [(Int, RowChecker.Result)] = []
          while let (number, range) = queue.next() {
            var checker = RowChecker(plan)
            try checker.run(file, range)
            results.append((number, checker.result))
          }
          return results
        }
      }
      var all: [(Int, RowChecker.Result)] = []
      for try await results in group { all += results }
      return all.sorted { $0.0 < $1.0 }.map(\.1)
    }
    var findings = TableFindings(plan.checks())
    var rows: [KeptRow] = []
    var line = plan.bodyLine
    for part in parts {
      findings.append(part.findings, line: line)
      rows += part.rows.map { $0.below(line) }
      line += part.lines
    }
    if plan.keepsRows { TotalsCheck(plan, rows).run(&findings) }
    return findings
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
