import Consistency
import Exact

extension TimeTable {
  /// Checks the series: their years against quarters and months, turnover and balance against exports
  /// and imports, and each stated change against the levels.
  func checked(path: String) -> CheckedTable {
    var checker = TimeTableChecker(rounding: rounding)
    for series in series {
      checker.checkTime(series)
      for changes in series.changes { checker.check(changes, of: series) }
    }
    for (_, section) in Dictionary(grouping: series, by: \.section).sorted(by: { $0.key < $1.key })
    {
      checker.checkFlows(section)
    }
    var findings = checker.findings
    (findings.rows, findings.headings) = counts
    let isTested = findings.checks.contains { $0.tested > 0 }
    return CheckedTable(
      path: path, columns: [], findings: findings,
      note: isTested ? nil : "the series have no figures that bound each other")
  }
}

/// Gathers what the figures of series say of each other.
private struct TimeTableChecker {
  private(set) var findings = TableFindings([])
  private let rounding: Rounding

  init(rounding: Rounding) { self.rounding = rounding }

  private mutating func begin(_ kind: String, _ text: String) -> Int {
    // The columns of a table are the same for each of its keys.
    if let same = findings.checks.firstIndex(where: { $0.text == text && $0.kind == kind }) {
      return same
    }
    findings.checks.append(
      CheckedTable.Check(findings.checks.count + 1, kind: kind, text: text))
    return findings.checks.count - 1
  }

  /// What names the row and the column of a figure.
  private func place(
    _ period: Period, _ title: String, _ series: TimeTable.Series
  ) -> (key: String, column: String) {
    guard let key = series.key else { return (series.title, period.description) }
    return (key.isEmpty ? period.description : "\(key) \(period)", title)
  }

  /// A year or quarter against its parts; the finest that are there are compared first.
  mutating func checkTime(_ series: TimeTable.Series) {
    let check = begin("sum", "\(series.title): years and quarters = the sum of their parts")
    for (whole, cell) in series.cells.sorted(by: { $0.key < $1.key }) where whole.months > 1 {
      for length in [1, 3] where length < whole.months {
        let parts = stride(from: whole.first, through: whole.last, by: length).compactMap {
          series.cells[Period(first: $0, last: $0 + length - 1)]
        }
        guard parts.count == whole.months / length else { continue }
        testSum(check, cell, parts.map { ($0, 1) }, whole, series)
      }
    }
  }

  /// The stated changes of a series; those from periods before its first are not testable.
  mutating func check(_ changes: TimeTable.Changes, of series: TimeTable.Series) {
    let check = begin(changes.kind.rawValue, text(of: changes, series))
    let rule = ChangeRule(kind: changes.kind, rounding: rounding)
    for (period, stated) in changes.cells.sorted(by: { $0.key < $1.key }) {
      let months = changes.isFromPeriodBefore ? period.months : 12
      guard let current = series.cells[period],
        let previous = series.cells[period.advanced(byMonths: -months)]
      else {
        // An empty cell without levels beside it states nothing.
        if stated.content.isNumber { findings.skip(check, .missing) }
        continue
      }
      switch Numbers([stated.content, current.content, previous.content]) {
      case .unusable(let reason):
        if stated.content != .missing { findings.skip(check, reason) }
      case .all(let numbers):
        switch rule.allowed(current: numbers[1], previous: numbers[2]) {
        case .untestable(let reason): findings.skip(check, reason)
        case .intervals(let allowed):
          let (key, column) = place(period, changes.title, series)
          findings.test(
            check, stated: numbers[0], allowed: allowed, rounding: rounding, line: stated.line,
            key: key, column: column)
        }
      }
      if stated.content == .text {
        findings.note(
          CheckedTable.Unreadable(line: stated.line, column: 1, text: period.description))
      }
    }
  }

  private func text(of changes: TimeTable.Changes, _ series: TimeTable.Series) -> String {
    guard series.key != nil else { return "\(series.title): \(changes.title)" }
    let what = changes.kind.rawValue.replacing("_", with: " ")
    return "\(changes.title) = \(what) of \(series.title) on "
      + (changes.isFromPeriodBefore ? "the period before" : "the year before")
  }

  /// Turnover and balance against exports and imports, for each period of one trade.
  mutating func checkFlows(_ section: [TimeTable.Series]) {
    func series(_ measure: Measure) -> TimeTable.Series? {
      section.first { $0.measure == measure }
    }
    guard let exports = series(.exports), let imports = series(.imports) else { return }
    for (measure, sign) in [(Measure.turnover, 1), (.balance, -1)] {
      guard let total = series(measure) else { continue }
      let check = begin(
        "sum", "\(total.title) = \(exports.title) \(sign < 0 ? "−" : "+") \(imports.title)")
      for (period, cell) in total.cells.sorted(by: { $0.key < $1.key }) {
        guard let left = exports.cells[period], let right = imports.cells[period] else { continue }
        testSum(check, cell, [(left, 1), (right, sign)], period, total)
      }
    }
  }

  private mutating func testSum(
    _ check: Int, _ stated: TimeTable.Cell, _ parts: [(cell: TimeTable.Cell, sign: Int)],
    _ period: Period, _ series: TimeTable.Series
  ) {
    switch Numbers([stated.content] + parts.map(\.cell.content)) {
    case .unusable(let reason):
      // A year or month still to come has no figure to test.
      if stated.content != .missing { findings.skip(check, reason) }
    case .all(let numbers):
      var allowed = Interval(.zero, .zero)
      for (part, number) in zip(parts, numbers.dropFirst()) {
        allowed = allowed.sum(
          printedInterval(number, rounding: rounding).scaled(by: Rational(part.sign)))
      }
      let (key, column) = place(period, series.title, series)
      findings.test(
        check, stated: numbers[0], allowed: [allowed], rounding: rounding, line: stated.line,
        key: key, column: column)
    }
  }
}
