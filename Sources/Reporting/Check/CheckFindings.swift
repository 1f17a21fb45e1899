internal import Consistency
internal import Exact
internal import Releases

/// What every report on a document says, whatever its form.
extension CheckedDocument {
  /// The clashes that no misprint explains, a line each.
  var misreadingLines: [String] {
    misreadings.map { $0.statements.joined(separator: ", ") + ": " + $0.explanation }
  }

  var statements: [Statement] { release.statements }

  /// The verdict in one sentence.
  var verdictSentence: String {
    let count = statements.count
    if count == 0, assessment.conflicts.isEmpty {
      return "No figure was found in the text: there is nothing to check."
    }
    let tested = statements.count(where: isTested)
    let figures = count == 1 ? "1 figure" : "\(count) figures"
    let others = !isHeldToData ? "the others" : count == 1 ? "the data" : "the others and the data"
    switch assessment.verdict {
    case .consistent:
      let tight =
        assessment.isTight ? " It holds only at an end of the rounding of some figure." : ""
      return count == 1
        ? "The figure can be true; it is tested by \(others).\(tight)"
        : "All \(figures) can be true at once; \(tested) of them "
          + "\(tested == 1 ? "is" : "are") tested by \(others).\(tight)"
    case .inconsistent:
      let usesData = assessment.conflicts.contains { !$0.identities.isEmpty && isOnData($0) }
      let alone = assessment.conflicts.flatMap(\.statements)
      if usesData, assessment.conflicts.allSatisfy({ $0.statements.count == 1 && isOnData($0) }) {
        return "\(alone.joined(separator: ", ")) of the \(figures) "
          + "\(alone.count == 1 ? "contradicts" : "contradict") the data."
      }
      // Identities may contradict each other without any figure; then they are named.
      let names = assessment.conflicts.map {
        ($0.statements.isEmpty ? $0.identities : $0.statements).joined(separator: ", ")
      }
      let contradiction =
        names.joined(separator: "; ")
        + (usesData ? " contradict each other or the data." : " contradict each other.")
      return assessment.conflicts.contains { !$0.statements.isEmpty }
        ? "The \(figures) cannot all be true: \(contradiction)"
        : "The identities cannot all hold: \(contradiction)"
    case .unverifiable:
      let bounded =
        assessment.isBounded ? " The readings are too many to try all of them." : ""
      let nothing =
        count == 1 ? "there is 1 figure alone" : "none of the \(figures) bounds another"
      return "Nothing contradicts, but nothing could: \(nothing)."
        + bounded
    }
  }

  /// Whether a conflict needs what the data says.
  private func isOnData(_ conflict: Conflict) -> Bool {
    assessment.identities.contains {
      $0.identity.source == .against && conflict.identities.contains($0.id)
    }
  }

  /// Whether some other value of the statement's figure would contradict the rest; what rules a
  /// reading out does not test the one that remains.
  func isTested(_ statement: Statement) -> Bool {
    statement.readings.contains { reading in
      assessment.readings[reading.id].map { $0.isTested && $0.status != .refuted } ?? false
    }
  }

  /// The readings that arithmetic rules out, where the statement has another that it does not.
  func refutedReadings(of statement: Statement) -> [Reading] {
    let refuted = statement.readings.filter { assessment.readings[$0.id]?.status == .refuted }
    return refuted.count < statement.readings.count ? refuted : []
  }

  /// What each figure is not, and is, where arithmetic rules a reading out, a line each.
  var refutedLines: [String] {
    statements.flatMap { statement in
      let refuted = refutedReadings(of: statement)
      let live = statement.readings.filter { !refuted.contains($0) }.map {
        $0.isDetached ? "of something else" : Wording.article($0)
      }
      return refuted.map { reading in
        "\(statement.id) «\(quote(statement))» is not \(Wording.article(reading)): "
          + refutation(of: reading) + "; it is \(live.joined(separator: " or "))"
      }
    }
  }

  /// Why `reading` is ruled out.
  func refutation(of reading: Reading) -> String {
    guard let allowed = assessment.readings[reading.id]?.allowed else {
      return "no combination of readings allows it"
    }
    return "the others allow only \(Wording.range(allowed, unit: reading.figure))"
  }

  /// The trade quantities that the figures bound without stating them; what the data says by itself
  /// does not follow from them.
  var impliedFindings: [Assessment.QuantityFinding] {
    let known = Set(
      confrontation?.matches.filter { $0.finding.value != nil }.map(\.quantity) ?? [])
    return assessment.quantities.filter { finding in
      !known.contains(finding.quantity) && finding.stated == nil && finding.implied.isBounded
        && finding.quantity.measure != .other
    }
  }

  /// The statement's words as a reader sees them.
  func quote(_ statement: Statement) -> String { readableQuote(statement.quote) }

  /// The statement with this id.
  func statement(_ id: String) -> Statement? { statements.first { $0.id == id } }

  /// The text of the identity with this id.
  func identityText(_ id: String) -> String {
    assessment.identities.first { $0.id == id }?.identity.text ?? ""
  }
}

/// How a figure fares, by a sign that needs no colour.
enum FigureMark: String {
  case conflict = "✗"
  case tested = "✓"
  case untested = "·"
  case doubted = "~"
  case unread = "?"

  init(_ statement: Statement, in document: CheckedDocument) {
    if document.assessment.conflicts.contains(where: { $0.statements.contains(statement.id) }) {
      self = .conflict
    } else if document.misreadings.contains(where: { $0.statements.contains(statement.id) }) {
      self = .doubted
    } else {
      self = document.isTested(statement) ? .tested : .untested
    }
  }

  /// What the sign means.
  var meaning: String {
    switch self {
    case .conflict: "in conflict"
    case .tested: "tested, holds"
    case .untested: "holds, nothing tests it"
    case .doubted: "probably misread, no alarm"
    case .unread: "not read"
    }
  }
}

extension CheckedDocument {
  /// The marks that a legend explains.
  var legendMarks: [FigureMark] {
    var marks: [FigureMark] = [.tested, .untested, .conflict]
    if !misreadings.isEmpty { marks.append(.doubted) }
    if !release.unread.isEmpty { marks.append(.unread) }
    return marks
  }
}
