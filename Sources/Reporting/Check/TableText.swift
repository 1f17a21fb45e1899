internal import Consistency
internal import Exact
public import Releases

/// Writes a checked table for people: what was checked, and the rows that do not agree.
public struct TableText: Sendable {
  private let table: CheckedTable
  private let style: TextStyle
  private let limit: Int?

  /// The rows that are shown unless all are asked for.
  public static let shortList = 20

  /// A report on `table` with at most `limit` disagreements, or all of them.
  public init(_ table: CheckedTable, isColored: Bool, limit: Int? = TableText.shortList) {
    self.table = table
    style = TextStyle(isColored: isColored)
    self.limit = limit
  }

  /// The report, with a line break at its end.
  public func text() -> String {
    var lines = [
      style.bold(ShownText.line(table.path)) + "  " + verdictWord, "", TableWording.summary(table),
    ]
    lines += section("Checks", checks())
    lines += section("What does not agree, the widest gap first", findings())
    lines += section("Cells that are no numbers", unreadable())
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ body: [String]) -> [String] {
    body.isEmpty ? [] : ["", style.bold(title)] + body.map { "  " + ShownText.line($0) }
  }

  private var verdictWord: String {
    switch table.verdict {
    case .consistent: style.green("consistent")
    case .inconsistent: style.red("inconsistent")
    case .unverifiable: style.yellow("unverifiable")
    }
  }

  private func checks() -> [String] {
    let applied = table.checks.filter { $0.tested > 0 || !$0.untestable.isEmpty }
    guard !applied.isEmpty else { return [] }
    var aligned = AlignedTable(alignments: [.left, .right, .right, .right, .left, .left])
    aligned.add(["", "agree", "disagree", "untested", "", ""])
    for check in applied {
      let reasons = TableWording.reasons(check)
      aligned.add([
        check.id, String(check.agree), String(check.disagree),
        String(check.untestable.values.reduce(0, +)), TableText.shortened(check.text, to: 110),
        reasons.isEmpty ? "" : "(\(reasons))",
      ])
    }
    return aligned.lines()
  }

  private func findings() -> [String] {
    guard !table.findings.isEmpty else { return [] }
    var aligned = AlignedTable(
      alignments: [.right, .left, .left, .right, .right, .right, .right, .left, .left])
    aligned.add(["line", "row", "column", "stated", "at least", "at most", "gap", "check", ""])
    let shown = limit.map { Array(table.findings.prefix($0)) } ?? table.findings
    for finding in shown {
      let ends = Wording.ends(finding.allowed, of: finding.stated)
      aligned.add([
        String(finding.line), TableText.shortened(finding.key), TableText.shortened(finding.column),
        finding.stated.description,
        ends.low ?? "", ends.high ?? "", TableWording.gap(finding),
        table.checks[finding.check].id, table.hint(for: finding).map { "(\($0))" } ?? "",
      ])
    }
    var lines = aligned.lines()
    let rest = table.findings.count - shown.count
    if rest > 0 { lines.append("and \(rest) more; --all shows them, --format csv lists them") }
    return lines
  }

  private func unreadable() -> [String] {
    guard table.unreadableCount > 0 else { return [] }
    let count = limit ?? table.unreadable.count
    var lines = table.unreadable.prefix(count).map { cell in
      TableWording.place(cell)
    }
    let rest = table.unreadableCount - lines.count
    if rest > 0 { lines.append("and \(rest) more") }
    return lines
  }

  /// A long text without its middle, so that both what it is of and what it says stay.
  private static func shortened(_ text: String, to length: Int = 40) -> String {
    text.count > length
      ? text.prefix(length / 2) + " … " + text.suffix(length - length / 2 - 3) : text
  }
}
