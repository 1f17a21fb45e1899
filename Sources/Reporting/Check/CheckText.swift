internal import Consistency
internal import Exact
public import Releases

/// Writes a checked document for people: the text with its figures marked, the verdict in one
/// sentence, what follows from the figures, and each conflict with its arithmetic.
public struct CheckText: Sendable {
  private let document: CheckedDocument
  private let style: TextStyle
  private let explains: Bool

  /// A report on `document`, coloured for a terminal or plain, with the whole derivation or without.
  public init(_ document: CheckedDocument, isColored: Bool, explains: Bool = false) {
    self.document = document
    style = TextStyle(isColored: isColored)
    self.explains = explains
  }

  private var assessment: Assessment { document.assessment }
  private var statements: [Statement] { document.statements }

  /// The report, with a line break at its end.
  public func text() -> String {
    var lines: [String] = []
    lines.append(style.bold(ShownText.line(document.path)) + "  " + verdictWord)
    let marked = MarkedText(document, style: style).lines()
    if !marked.isEmpty { lines += [""] + marked.map { "  " + $0 } + ["", legend] }
    lines += ["", ShownText.line(document.verdictSentence)]
    lines += section("Against \(document.confrontation?.name ?? "")", confronted)
    lines += section("Readings that arithmetic rules out", document.refutedLines)
    if assessment.conflicts.isEmpty { lines += section("What follows", implied) }
    for (number, conflict) in assessment.conflicts.enumerated() {
      let title = assessment.conflicts.count == 1 ? "The conflict" : "Conflict \(number + 1)"
      lines += section(title, conflictLines(conflict))
    }
    lines += section("Probably misread: no alarm rests on these", document.misreadingLines)
    if explains { lines += section("Derivation", Derivation(document).lines()) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ body: [String]) -> [String] {
    body.isEmpty
      ? []
      : ["", style.bold(ShownText.line(title))]
        + body.map { $0.isEmpty ? "" : "  " + ShownText.line($0) }
  }

  // MARK: - The verdict

  private var verdictWord: String {
    switch assessment.verdict {
    case .consistent: style.green("consistent")
    case .inconsistent: style.red("inconsistent")
    case .unverifiable: style.yellow("unverifiable")
    }
  }

  private var legend: String {
    let parts = document.legendMarks.map { style.mark($0) + " " + $0.meaning }
    return style.dim("  " + parts.joined(separator: "   "))
  }

  // MARK: - Readings and implied values

  /// The quantities that the figures bound without stating them.
  private var implied: [String] {
    let rows = document.impliedFindings
    guard !rows.isEmpty else { return [] }
    let scale = Wording.Scale(for: document)
    var table = AlignedTable(alignments: [.left, .left, .left, .right, .right, .left])
    table.add(["", "", "", "from", "to", ""])
    for finding in rows {
      let ends = scale.ends(finding.implied)
      table.add([
        finding.quantity.measure.rawValue, finding.quantity.scope.description,
        finding.quantity.period.description, ends.lower, ends.upper,
        scale.unit(finding.quantity.unit),
      ])
    }
    return table.lines()
  }

  // MARK: - The data

  /// Each figure beside the data, and below what each quantity was matched to.
  private var confronted: [String] {
    guard let confrontation = document.confrontation, !document.statements.isEmpty else {
      return []
    }
    var figures = AlignedTable(alignments: [.left, .left, .right, .left, .left])
    figures.add(["", "figure", "data", "", ""])
    for figure in document.confrontedFigures {
      figures.add([
        figure.statement.id, "«\(document.quote(figure.statement))»", figure.value, figure.unit,
        figure.verdict,
      ])
    }
    var matches = AlignedTable(alignments: [.left, .left])
    for match in confrontation.matches {
      matches.add([match.quantity.description, "→ \(match.words)"])
    }
    return figures.lines() + [""] + matches.lines()
  }

  // MARK: - Conflicts

  private func conflictLines(_ conflict: Conflict) -> [String] {
    var lines = [conflict.explanation, ""]
    for id in conflict.statements {
      guard let statement = document.statement(id), let reading = statement.readings.first else {
        continue
      }
      lines.append("\(id)  «\(document.quote(statement))»: \(Wording.claim(reading))")
    }
    for id in conflict.identities { lines.append("\(id)  \(document.identityText(id))") }
    // Identities that contradict each other are not mended by any figure.
    guard !conflict.repairs.isEmpty else { return lines }
    lines += ["", "Any one of these would mend it:"]
    for repair in conflict.repairs {
      guard let statement = document.statement(repair.statement),
        let reading = statement.readings.first
      else {
        continue
      }
      let hint = repair.hint.map { " (\($0))" } ?? ""
      lines.append(
        "\(repair.statement)  \(repair.stated) → \(Wording.range(repair.holdsIf, unit: reading.figure))\(hint)"
      )
    }
    return lines
  }

  // MARK: - Several documents

  /// What stands below the reports on several documents.
  static func summary(_ summary: CheckSummary, style: TextStyle) -> String {
    var lines = ["", style.bold(summary.sentence)]
    for finding in summary.inconsistent {
      lines.append(
        "  " + style.red("inconsistent") + "  \(finding.path): "
          + finding.statements.joined(separator: ", "))
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
