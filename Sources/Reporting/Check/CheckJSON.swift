internal import Consistency
internal import Exact
public import Releases

/// Writes checked documents in the schema `saldo.check/1`.
///
/// Every number that is data is a decimal or fraction in a string; positions are Unicode scalars.
public enum CheckJSON {
  /// Writes all documents as one object.
  public static func write(_ documents: [CheckedDocument], to json: inout JSONWriter) {
    begin(&json)
    for document in documents { write(document, to: &json) }
    end(&json)
  }

  /// What stands before the first document.
  static func begin(_ json: inout JSONWriter) {
    json.beginObject()
    json.write("saldo.check/1", "schema")
    json.beginArray("documents")
  }

  /// What stands after the last one.
  static func end(_ json: inout JSONWriter) {
    json.endArray()
    json.endObject()
  }

  /// Writes one document: an element of `documents`, or a line of `jsonl`.
  public static func write(_ document: CheckedDocument, to json: inout JSONWriter) {
    let assessment = document.assessment
    let ids = Dictionary(
      assessment.quantities.map { ($0.quantity, $0.id) }, uniquingKeysWith: { first, _ in first })
    json.beginObject()
    json.write(document.path, "path")
    json.write(document.release.language.rawValue, "language")
    json.write(assessment.verdict.rawValue, "verdict")
    json.write(assessment.isTight, "tight")
    if assessment.isBounded { json.write(true, "bounded") }
    json.beginArray("statements")
    for statement in document.release.statements { write(statement, assessment, ids, to: &json) }
    json.endArray()
    json.beginArray("quantities")
    for finding in assessment.quantities { write(finding, to: &json) }
    json.endArray()
    json.beginArray("identities")
    for (id, identity) in assessment.identities {
      json.beginObject()
      json.write(id, "id")
      json.write(identity.text, "text")
      json.write(identity.source.rawValue, "source")
      json.endObject()
    }
    json.endArray()
    writeWitness(assessment, to: &json)
    json.beginArray("conflicts")
    for conflict in assessment.conflicts { write(conflict, to: &json) }
    json.endArray()
    if let confrontation = document.confrontation {
      AgainstJSON.write(confrontation, ids, to: &json)
    }
    write(document.release.dates, "dates", to: &json)
    write(document.release.unread, "unread", to: &json)
    if !document.misreadings.isEmpty { writeMisreadings(of: document, to: &json) }
    json.endObject()
  }

  private static func write(
    _ statement: Statement, _ assessment: Assessment, _ ids: [Quantity: String],
    to json: inout JSONWriter
  ) {
    json.beginObject()
    json.write(statement.id, "id")
    json.write(statement.quote, "quote")
    json.write(statement.start, "start")
    json.write(statement.end, "end")
    json.beginArray("readings")
    for reading in statement.readings {
      let finding = assessment.readings[reading.id]
      json.beginObject()
      json.write(reading.id, "id")
      json.write(reading.kind.rawValue, "kind")
      // A comparison of two flows is about neither of them alone.
      json.write((reading.comparesFlows ? .other : reading.subject.measure).rawValue, "measure")
      if let name = reading.subject.name { json.write(name, "name") }
      json.write(
        reading.subject.scope.parent == nil ? nil : reading.subject.scope.description, "scope")
      json.write(reading.subject.period.description, "period")
      json.write(reading.basePeriod?.description, "base")
      json.write(reading.figure.printed.description, "value")
      json.write(reading.figure.scale.description, "scale")
      json.write(reading.figure.unit, "unit")
      write(reading.figure.interval, "interval", to: &json)
      json.write(ids[reading.subject], "quantity")
      if let reference = reading.reference { json.write(ids[reference], "reference") }
      json.write((finding?.status ?? .open).rawValue, "status")
      json.write(finding?.isTested ?? false, "tested")
      if let allowed = finding?.allowed { write(allowed, "allowed", to: &json) }
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private static func write(_ finding: Assessment.QuantityFinding, to json: inout JSONWriter) {
    json.beginObject()
    json.write(finding.id, "id")
    json.write(finding.quantity.measure.rawValue, "measure")
    if let name = finding.quantity.name { json.write(name, "name") }
    json.write(
      finding.quantity.scope.parent == nil ? nil : finding.quantity.scope.description, "scope")
    json.write(finding.quantity.period.description, "period")
    json.write(finding.quantity.unit, "unit")
    if let vintage = finding.quantity.vintage { json.write(vintage, "vintage") }
    if let stated = finding.stated {
      write(stated, "stated", to: &json)
    } else {
      json.write(nil as String?, "stated")
    }
    write(finding.implied, "implied", to: &json)
    json.endObject()
  }

  private static func writeWitness(_ assessment: Assessment, to json: inout JSONWriter) {
    guard let witness = assessment.witness else { return json.write(nil as String?, "witness") }
    json.beginObject("witness")
    for finding in assessment.quantities {
      if let value = witness[finding.id] { json.write(value.fraction, finding.id) }
    }
    json.endObject()
  }

  private static func write(_ conflict: Conflict, to json: inout JSONWriter) {
    json.beginObject()
    write(conflict.statements, "statements", to: &json)
    write(conflict.identities, "identities", to: &json)
    json.write(conflict.explanation, "explanation")
    json.beginArray("refutations")
    for refutation in conflict.refutations {
      json.beginObject()
      write(refutation.readings, "readings", to: &json)
      json.beginArray("rows")
      for row in refutation.rows {
        json.beginObject()
        json.write(row.from, "from")
        json.beginObject("coefficients")
        for (id, coefficient) in row.coefficients.sorted(by: { $0.key < $1.key }) {
          json.write(coefficient.description, id)
        }
        json.endObject()
        json.write(row.relation.rawValue, "relation")
        json.write(row.bound.description, "bound")
        json.write(row.multiplier.description, "multiplier")
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
    json.endArray()
    json.beginArray("repairs")
    for repair in conflict.repairs {
      json.beginObject()
      json.write(repair.statement, "statement")
      json.write(repair.stated, "stated")
      write(repair.holdsIf, "holds_if", to: &json)
      json.write(repair.hint, "hint")
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private static func write(_ interval: Interval, _ key: String, to json: inout JSONWriter) {
    json.beginArray(key)
    json.write(interval.lower.value?.description)
    json.write(interval.upper.value?.description)
    json.endArray()
  }

  private static func write(_ texts: [String], _ key: String, to json: inout JSONWriter) {
    json.beginArray(key)
    for text in texts { json.write(text) }
    json.endArray()
  }

  private static func writeMisreadings(of document: CheckedDocument, to json: inout JSONWriter) {
    json.beginArray("misread")
    for misreading in document.misreadings {
      json.beginObject()
      json.beginArray("statements")
      for id in misreading.statements { json.write(id) }
      json.endArray()
      json.write(misreading.explanation, "explanation")
      json.endObject()
    }
    json.endArray()
  }

  private static func write(_ spans: [Span], _ key: String, to json: inout JSONWriter) {
    json.beginArray(key)
    for span in spans {
      json.beginObject()
      json.write(span.quote, "quote")
      json.write(span.start, "start")
      json.write(span.end, "end")
      json.endObject()
    }
    json.endArray()
  }
}
