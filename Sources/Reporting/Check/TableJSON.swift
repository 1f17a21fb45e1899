internal import Consistency
internal import Exact
public import Releases

/// Writes a checked table as a document of the schema `saldo.check/1`.
///
/// It has the members of every document, without statements, and a member `table`.
extension CheckJSON {
  /// Writes one input: an element of `documents`, or a line of `jsonl`.
  public static func write(_ input: CheckedInput, to json: inout JSONWriter) {
    switch input {
    case .statements(let document): write(document, to: &json)
    case .table(let table): write(table, to: &json)
    }
  }

  private static func write(_ table: CheckedTable, to json: inout JSONWriter) {
    json.beginObject()
    json.write(table.path, "path")
    json.write(nil as String?, "language")
    json.write(table.verdict.rawValue, "verdict")
    json.write(false, "tight")
    for key in ["statements", "quantities", "identities"] {
      json.beginArray(key)
      json.endArray()
    }
    json.write(nil as String?, "witness")
    for key in ["conflicts", "dates", "unread"] {
      json.beginArray(key)
      json.endArray()
    }
    json.beginObject("table")
    json.write(table.rows, "rows")
    json.write(table.headings, "headings")
    json.write(table.note, "note")
    json.beginArray("columns")
    for column in table.columns {
      json.beginObject()
      json.write(column.number, "number")
      json.write(column.header, "header")
      json.write(column.role, "role")
      json.endObject()
    }
    json.endArray()
    json.beginArray("checks")
    for check in table.checks { write(check, to: &json) }
    json.endArray()
    json.beginArray("findings")
    for finding in table.findings { write(finding, in: table, to: &json) }
    json.endArray()
    json.beginObject("unreadable")
    json.write(table.unreadableCount, "count")
    json.beginArray("cells")
    for cell in table.unreadable {
      json.beginObject()
      json.write(cell.line, "line")
      json.write(cell.column, "column")
      json.write(cell.text, "text")
      json.endObject()
    }
    json.endArray()
    json.endObject()
    json.endObject()
    json.endObject()
  }

  private static func write(_ check: CheckedTable.Check, to json: inout JSONWriter) {
    json.beginObject()
    json.write(check.id, "id")
    json.write(check.kind, "kind")
    json.write(check.text, "text")
    json.write(check.tested, "tested")
    json.write(check.agree, "agree")
    json.write(check.disagree, "disagree")
    json.beginObject("untestable")
    for reason in Untestable.allCases {
      if let count = check.untestable[reason] { json.write(count, reason.rawValue) }
    }
    json.endObject()
    json.endObject()
  }

  private static func write(
    _ finding: CheckedTable.Finding, in table: CheckedTable, to json: inout JSONWriter
  ) {
    json.beginObject()
    json.write(table.checks[finding.check].id, "check")
    json.write(finding.line, "line")
    json.write(finding.key, "row")
    json.write(finding.column, "column")
    json.write(finding.stated.description, "stated")
    json.beginArray("allowed")
    json.write(finding.allowed.lower.value?.description)
    json.write(finding.allowed.upper.value?.description)
    json.endArray()
    json.write(finding.gap.description, "gap")
    json.write(table.hint(for: finding), "hint")
    json.endObject()
  }
}
