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
  private var statements: [Statement] { document.release.statements }

  /// The report, with a line break at its end.
  public func text() -> String {
    var lines: [String] = []
    lines.append(style.bold(document.path) + "  " + verdictWord)
    let marked = MarkedText(document, style: style).lines()
    if !marked.isEmpty { lines += [""] + marked.map { "  " + $0 } + ["", legend] }
    lines += ["", verdictSentence]
    lines += section("Readings that arithmetic rules out", refuted)
    if assessment.conflicts.isEmpty { lines += section("What follows", implied) }
    for (number, conflict) in assessment.conflicts.enumerated() {
      let title = assessment.conflicts.count == 1 ? "The conflict" : "Conflict \(number + 1)"
      lines += section(title, conflictLines(conflict))
    }
    if explains { lines += section("Derivation", Derivation(document).lines()) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func section(_ title: String, _ body: [String]) -> [String] {
    body.isEmpty ? [] : ["", style.bold(title)] + body.map { "  " + $0 }
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
    var parts = [
      style.green("✓") + " tested, holds", "· holds, nothing tests it",
      style.red("✗") + " in conflict",
    ]
    if !document.release.unread.isEmpty { parts.append(style.yellow("?") + " not read") }
    return style.dim("  " + parts.joined(separator: "   "))
  }

  private var verdictSentence: String {
    let count = statements.count
    guard count > 0 else { return "No figure was found in the text: there is nothing to check." }
    let tested = statements.filter { statement in
      statement.readings.contains { assessment.readings[$0.id]?.isTested ?? false }
    }.count
    let figures = count == 1 ? "1 figure" : "\(count) figures"
    switch assessment.verdict {
    case .consistent:
      let tight =
        assessment.isTight ? " It holds only at an end of the rounding of some figure." : ""
      return "All \(figures) can be true at once; \(tested) of them \(tested == 1 ? "is" : "are") "
        + "tested by the others.\(tight)"
    case .inconsistent:
      let names = assessment.conflicts.map { $0.statements.joined(separator: ", ") }
      return
        "The \(figures) cannot all be true: \(names.joined(separator: "; ")) contradict each other."
    case .unverifiable:
      let bounded =
        assessment.isBounded ? " The readings are too many to try all of them." : ""
      let nothing =
        count == 1 ? "there is 1 figure alone" : "none of the \(count) figures bounds another"
      return "Nothing contradicts, but nothing could: \(nothing)." + bounded
    }
  }

  // MARK: - Readings and implied values

  private var refuted: [String] {
    statements.flatMap { statement -> [String] in
      let live = statement.readings.filter { assessment.readings[$0.id]?.status != .refuted }
      guard !live.isEmpty, live.count < statement.readings.count else { return [] }
      return statement.readings.filter { assessment.readings[$0.id]?.status == .refuted }.map {
        reading in
        "\(statement.id) «\(statement.quote)» is not \(Wording.article(reading)): "
          + reason(for: reading) + "; it is \(live.map(Wording.article).joined(separator: " or "))"
      }
    }
  }

  private func reason(for reading: Reading) -> String {
    guard let allowed = assessment.readings[reading.id]?.allowed else {
      return "no combination of readings allows it"
    }
    return "the others allow only \(Wording.range(allowed, unit: reading.figure))"
  }

  /// The quantities that the figures bound without stating them.
  private var implied: [String] {
    let rows = assessment.quantities.filter { finding in
      finding.stated == nil && finding.implied.isBounded && finding.quantity.measure != .other
    }
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

  // MARK: - Conflicts

  private func conflictLines(_ conflict: Conflict) -> [String] {
    var lines = [conflict.explanation, ""]
    let byID = Dictionary(statements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for id in conflict.statements {
      guard let statement = byID[id], let reading = statement.readings.first else { continue }
      lines.append("\(id)  «\(statement.quote)»: \(Wording.claim(reading))")
    }
    let identities = Dictionary(
      assessment.identities.map { ($0.id, $0.identity.text) },
      uniquingKeysWith: { first, _ in first })
    for id in conflict.identities { lines.append("\(id)  \(identities[id] ?? "")") }
    lines += ["", "Any one of these would mend it:"]
    for repair in conflict.repairs {
      guard let statement = byID[repair.statement], let reading = statement.readings.first else {
        continue
      }
      let hint = repair.hint.map { " (\($0))" } ?? ""
      lines.append(
        "\(repair.statement)  \(repair.stated) → \(Wording.range(repair.holdsIf, unit: reading.figure))\(hint)"
      )
    }
    return lines
  }
}
