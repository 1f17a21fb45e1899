internal import Consistency
internal import Exact
internal import Releases

/// What a page says of one figure: what it stands for in each of its readings, and how each fares.
struct FigureCard {
  private let statement: Statement
  private let document: CheckedDocument

  init(_ statement: Statement, in document: CheckedDocument) {
    self.statement = statement
    self.document = document
  }

  /// The content of the card, without block elements, since it stands inside a paragraph.
  func html() -> String {
    let mark = FigureMark(statement, in: document)
    return "<span class=\"heading\"><b>\(statement.id)</b> \(mark.symbol) \(mark.meaning)</span>"
      + readings() + repairs()
  }

  /// What the figure would have to be for a conflict that it is part of to go away.
  private func repairs() -> String {
    document.assessment.conflicts.flatMap(\.repairs).filter {
      $0.statement == statement.id && $0.holdsIf != .everything
    }.compactMap { repair in
      statement.readings.first.map { Wording.range(repair.holdsIf, unit: $0.figure) }
    }.map { range in
      "<span class=\"reading\">a conflict would go away with \(HTMLText.escaped(range))</span>"
    }.joined()
  }

  /// A line for each reading.
  func readings() -> String {
    let refuted = document.refutedReadings(of: statement)
    return statement.readings.map { reading in
      let claim = HTMLText.escaped(Wording.claim(reading))
      if refuted.contains(reading) {
        return "<span class=\"reading refuted\"><s>\(claim)</s> ruled out: "
          + "\(HTMLText.escaped(document.refutation(of: reading)))</span>"
      }
      return "<span class=\"reading\">\(claim)\(HTMLText.escaped(remark(on: reading)))</span>"
    }.joined()
  }

  /// What the rest of the document allows in the figure's place, where it does not allow everything.
  private func remark(on reading: Reading) -> String {
    guard let finding = document.assessment.readings[reading.id], finding.isTested,
      let allowed = finding.allowed, allowed != .everything
    else { return "" }
    return "; the others allow \(Wording.range(allowed, unit: reading.figure))"
  }
}
