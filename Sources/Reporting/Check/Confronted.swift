internal import Consistency
internal import Exact
internal import Releases

/// A statement beside the data, in words.
struct ConfrontedFigure {
  let statement: Statement
  let reading: Reading
  let outcome: Confrontation.Outcome

  /// What the data says, in the figure's own unit and scale; empty where it says nothing.
  var value: String {
    switch outcome {
    case .agrees(let value), .disagrees(let value, _), .doubtful(let value, _, _): number(value)
    case .partial(let value, _): "≥ \(number(value))"
    case .absent: ""
    }
  }

  /// The unit of `value`.
  var unit: String {
    if case .absent = outcome { "" } else { Wording.unitName(reading.figure) }
  }

  /// How the figure fares, in words.
  var verdict: String {
    switch outcome {
    case .agrees: "agrees"
    case .disagrees(_, let difference):
      "disagrees by \(difference.signum > 0 ? "+" : "−")\(number(difference.magnitude))"
    case .partial(_, let reason): "not excluded: \(reason)"
    case .doubtful(_, let agrees, let reason):
      "not used, would \(agrees ? "agree" : "disagree"): \(reason)"
    case .absent(let reason): "not in the data: \(reason)"
    }
  }

  /// The value to the last digit, or, where it has no last digit, some more than are printed.
  private func number(_ value: Rational) -> String {
    if let exact = value.exactDecimal, exact.utf8.count <= 20 { return exact }
    return "≈ " + value.decimal(places: max(0, -reading.figure.printed.exponent) + 3)
  }
}

extension CheckedDocument {
  /// Each statement beside the data, by the reading that agrees, else by the one that is shown.
  var confrontedFigures: [ConfrontedFigure] {
    guard let confrontation else { return [] }
    return statements.compactMap { statement in
      let figures = confrontation.figures.filter { $0.statement == statement.id }
      let shown = assessment.combination[statement.id]
      let best =
        figures.first { if case .agrees = $0.outcome { true } else { false } }
        ?? figures.first { $0.reading == shown } ?? figures.first
      guard let best, let reading = statement.readings.first(where: { $0.id == best.reading })
      else { return nil }
      return ConfrontedFigure(statement: statement, reading: reading, outcome: best.outcome)
    }
  }

  /// Whether the data says anything that the figures are held to.
  var isHeldToData: Bool { !(confrontation?.identities.isEmpty ?? true) }
}

extension DataMatch {
  /// What the quantity was matched to, or why there is nothing.
  var words: String {
    switch finding {
    case .absent(let reason): "not in the data: \(reason)"
    case .exact(let value): "\(description): \(amount(value))"
    case .atLeast(let value, let reason):
      "\(description): ≥ \(amount(value)); it may be a part: \(reason)"
    case .doubtful(let value, let reason): "\(description): \(amount(value)); not used: \(reason)"
    }
  }

  private func amount(_ value: Rational) -> String {
    [value.description, quantity.unit ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
