internal import Consistency
internal import Exact
internal import Releases

/// Writes the part of a document in the schema `saldo.check/1` that is about `--against`.
enum AgainstJSON {
  static func write(
    _ confrontation: Confrontation, _ ids: [Quantity: String], to json: inout JSONWriter
  ) {
    json.beginObject("against")
    json.beginArray("files")
    for file in confrontation.files { json.write(file) }
    json.endArray()
    json.beginArray("matches")
    for match in confrontation.matches { write(match, ids, to: &json) }
    json.endArray()
    json.beginArray("figures")
    for figure in confrontation.figures { write(figure, to: &json) }
    json.endArray()
    json.endObject()
  }

  private static func write(
    _ match: DataMatch, _ ids: [Quantity: String], to json: inout JSONWriter
  ) {
    json.beginObject()
    json.write(ids[match.quantity], "quantity")
    json.write(match.quantity.description, "name")
    json.beginArray("matched")
    for term in match.terms {
      json.beginObject()
      json.write(term.role, "role")
      json.write(term.text, "text")
      json.write(term.meaning, "meaning")
      json.endObject()
    }
    json.endArray()
    switch match.finding {
    case .exact: json.write("exact", "finding")
    case .atLeast: json.write("at_least", "finding")
    case .doubtful: json.write("doubtful", "finding")
    case .absent: json.write("absent", "finding")
    }
    json.write(match.finding.value?.description, "value")
    switch match.finding {
    case .exact: json.write(nil as String?, "reason")
    case .atLeast(_, let reason), .doubtful(_, let reason), .absent(let reason):
      json.write(reason, "reason")
    }
    json.endObject()
  }

  private static func write(_ figure: Confrontation.Figure, to json: inout JSONWriter) {
    json.beginObject()
    json.write(figure.statement, "statement")
    json.write(figure.reading, "reading")
    json.write(figure.outcome.name, "outcome")
    json.write(figure.outcome.value?.description, "value")
    if case .disagrees(_, let difference) = figure.outcome {
      json.write(difference.description, "difference")
    }
    if case .doubtful(_, let agrees, _) = figure.outcome { json.write(agrees, "would_agree") }
    if let reason = figure.outcome.reason { json.write(reason, "reason") }
    json.endObject()
  }
}

extension Confrontation.Outcome {
  /// The word for machines.
  var name: String {
    switch self {
    case .agrees: "agrees"
    case .disagrees: "disagrees"
    case .partial: "partial"
    case .doubtful: "doubtful"
    case .absent: "absent"
    }
  }

  /// What the data says, exactly; nil where it says nothing.
  var value: Rational? {
    switch self {
    case .agrees(let value), .disagrees(let value, _), .partial(let value, _),
      .doubtful(let value, _, _):
      value
    case .absent: nil
    }
  }

  /// Why there is no plain answer.
  var reason: String? {
    switch self {
    case .agrees, .disagrees: nil
    case .partial(_, let reason), .doubtful(_, _, let reason), .absent(let reason): reason
    }
  }
}
