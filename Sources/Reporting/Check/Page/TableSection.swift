internal import Consistency
internal import Exact
internal import Releases

/// The part of a page that is about one table: what was checked, and the rows that do not agree.
///
/// The widest gaps are drawn; all rows up to a limit are listed.
struct TableSection {
  private let table: CheckedTable
  private let id: String

  /// The rows that are listed; a page of more would be too long to look at.
  private static let longestList = 1000
  private static let mostDrawings = 3

  init(_ table: CheckedTable, id: String) {
    self.table = table
    self.id = id
  }

  func html() -> String {
    let sign = VerdictSign(table.verdict)
    var html = "<article id=\"\(id)\" aria-labelledby=\"\(id)-name\">\n"
    html += "<h2 id=\"\(id)-name\">\(HTMLText.escaped(table.path))</h2>\n"
    html += "<p class=\"verdict \(sign.style)\"><strong><span aria-hidden=\"true\">\(sign.symbol)"
    html += "</span> \(table.verdict.rawValue)</strong> "
    html += "\(HTMLText.escaped(TableWording.summary(table)))</p>\n"
    return html + findings + checks + unreadable + "</article>\n"
  }

  private static func head(_ titles: [String]) -> String {
    let cells = titles.map { title in
      let isOfWords = title == "column"
      return "<th scope=\"col\"\(isOfWords ? " class=\"words\"" : "")>\(title)</th>"
    }
    return "<thead><tr>" + cells.joined() + "</tr></thead>\n"
  }

  /// The beginning of a table that may be wider than a phone, and can be moved by keyboard there.
  private static func opening(_ name: String) -> String {
    "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\(name)\"><table>\n"
  }

  // MARK: - Findings

  private var findings: String {
    guard !table.findings.isEmpty else { return "" }
    let shown = table.findings.prefix(TableSection.longestList)
    var html = "<h3>What does not agree, the widest gap first</h3>\n" + drawings
    html += TableSection.opening("What does not agree")
    html += TableSection.head([
      "Row", "line", "column", "stated", "at least", "at most", "gap", "check",
    ])
    html += "<tbody>\n" + shown.map(row).joined() + "</tbody>\n</table></div>\n"
    let rest = table.findings.count - shown.count
    if rest > 0 {
      html += "<p class=\"omission\">… and \(rest) more: --format csv lists all of them.</p>\n"
    }
    return html
  }

  private func row(_ finding: CheckedTable.Finding) -> String {
    let ends = Wording.ends(finding.allowed, of: finding.stated)
    var html = "<tr><th scope=\"row\">\(HTMLText.escaped(name(finding)))"
    if let hint = table.hint(for: finding) { html += "<small>\(HTMLText.escaped(hint))</small>" }
    html += "</th><td>\(finding.line)</td>"
    html += "<td class=\"words\">\(HTMLText.escaped(finding.column))</td>"
    html += "<td class=\"conflict\">\(finding.stated)</td>"
    html += "<td>\(ends.low ?? "–")</td><td>\(ends.high ?? "–")</td>"
    return html + "<td>\(TableWording.gap(finding))</td>"
      + "<td>\(table.checks[finding.check].id)</td></tr>\n"
  }

  private func name(_ finding: CheckedTable.Finding) -> String {
    finding.key.isEmpty ? "line \(finding.line)" : finding.key
  }

  private var drawings: String {
    var html = "<ul class=\"repairs\">\n"
    for (number, finding) in table.findings.prefix(TableSection.mostDrawings).enumerated() {
      let figure = table.figure(of: finding)
      html += "<li><b>\(HTMLText.escaped(name(finding)))</b>, "
      html += "\(HTMLText.escaped(finding.column)): <del>\(finding.stated)</del> → <ins>"
      html += "\(HTMLText.escaped(Wording.range(finding.allowed, unit: figure)))</ins>"
      html += table.hint(for: finding).map { " <i>(\(HTMLText.escaped($0)))</i>\n" } ?? "\n"
      html += IntervalDrawing(
        stated: finding.interval, allowed: finding.allowed, figure: figure,
        id: "\(id)-f\(number + 1)"
      ).svg()
      html += "</li>\n"
    }
    return html + "</ul>\n"
  }

  // MARK: - Checks

  private var checks: String {
    let used = table.checks.filter { $0.tested > 0 || !$0.untestable.isEmpty }
    guard !used.isEmpty else { return "" }
    var html = "<h3>Checks</h3>\n" + TableSection.opening("Checks")
    html += TableSection.head(["Rule", "agree", "disagree", "untested"]) + "<tbody>\n"
    for check in used {
      html += "<tr><th scope=\"row\"><b>\(check.id)</b> \(HTMLText.escaped(check.text))</th>"
      html += "<td>\(check.agree)</td>"
      html +=
        check.disagree > 0
        ? "<td class=\"conflict\">✗ \(check.disagree)</td>" : "<td>\(check.disagree)</td>"
      let reasons = TableWording.reasons(check)
      html +=
        reasons.isEmpty ? "<td>0</td></tr>\n" : "<td class=\"words\">\(reasons)</td></tr>\n"
    }
    return html + "</tbody>\n</table></div>\n"
  }

  // MARK: - Cells

  private var unreadable: String {
    guard table.unreadableCount > 0 else { return "" }
    var html = "<h3>Cells that are no numbers</h3>\n<ul>\n"
    for cell in table.unreadable {
      html += "<li>\(HTMLText.escaped(TableWording.place(cell)))</li>\n"
    }
    let rest = table.unreadableCount - table.unreadable.count
    if rest > 0 { html += "<li>and \(rest) more</li>\n" }
    return html + "</ul>\n"
  }
}
