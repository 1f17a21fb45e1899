internal import Exact
internal import Releases

/// What every report on a table says, whatever its form.
enum TableWording {
  /// The outcome in one sentence.
  static func summary(_ table: CheckedTable) -> String {
    let rows = table.rows == 1 ? "1 row" : "\(table.rows) rows"
    if let note = table.note { return "\(rows): nothing could be checked: \(note)." }
    let wrong = table.findings.count
    return "\(rows): of \(table.agreeing + wrong) tested figures \(table.agreeing) agree and "
      + "\(wrong) \(wrong == 1 ? "disagrees" : "disagree"); \(table.untested) could not be tested."
  }

  /// Why figures of a check were not tested: `3 missing, 1 no-base`.
  static func reasons(_ check: CheckedTable.Check) -> String {
    check.untestable.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", ")
  }

  /// How far a figure is from what is allowed, rounded up so that no gap seems to be none.
  static func gap(_ finding: CheckedTable.Finding) -> String {
    finding.gap.decimal(places: max(0, 1 - finding.stated.exponent), rounding: .up)
  }

  /// Where a cell that is no number stands, and what it holds.
  static func place(_ cell: CheckedTable.Unreadable) -> String {
    "line \(cell.line), column \(cell.column): "
      + (cell.text.map { "\"\($0)\"" } ?? "the row ends before it")
  }
}
