internal import Exact
public import Releases

/// Writes the figures of tables that do not agree, one a line, as CSV (RFC 4180).
///
/// Ends that have no finite decimal are fractions.
public enum TableCSV {
  /// The header line.
  public static let header =
    "path,line,row,column,kind,stated,allowed_from,allowed_to,gap,check,hint\n"

  /// The lines of one table, the widest gap first; for spreadsheets, no text is a formula.
  public static func lines(of table: CheckedTable, forSpreadsheets: Bool = false) -> String {
    var text = ""
    for finding in table.findings {
      let check = table.checks[finding.check]
      let fields = [
        table.path, String(finding.line), finding.key, finding.column, check.kind,
        finding.stated.description, finding.allowed.lower.value?.description ?? "",
        finding.allowed.upper.value?.description ?? "", finding.gap.description, check.text,
        table.hint(for: finding) ?? "",
      ]
      text +=
        fields.map { CSVText.field($0, forSpreadsheets: forSpreadsheets) }.joined(separator: ",")
        + "\n"
    }
    return text
  }
}
