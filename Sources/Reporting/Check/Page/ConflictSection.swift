internal import Consistency
internal import Exact
internal import Releases

/// The part of a page that is about one conflict.
///
/// Its arithmetic in words, and for each figure in it a drawing of what it states and what the
/// others allow.
struct ConflictSection {
  private let conflict: Conflict
  private let document: CheckedDocument
  private let id: String

  init(_ conflict: Conflict, in document: CheckedDocument, id: String) {
    self.conflict = conflict
    self.document = document
    self.id = id
  }

  /// The section; `isExplained` where the conflict stands in words elsewhere.
  func html(title: String, isExplained: Bool) -> String {
    var html = "<section aria-labelledby=\"\(id)\">\n<h3 id=\"\(id)\">\(title)</h3>\n"
    if !isExplained { html += "<p>\(HTMLText.escaped(conflict.explanation))</p>\n" }
    if !conflict.identities.isEmpty {
      html += "<ul class=\"identities\">\n"
      for identity in conflict.identities {
        html += "<li><b>\(identity)</b> \(HTMLText.escaped(document.identityText(identity)))</li>\n"
      }
      html += "</ul>\n"
    }
    if !conflict.repairs.isEmpty {
      html += "<p>Any one of these would mend it:</p>\n<ul class=\"repairs\">\n"
      for repair in conflict.repairs { html += item(repair) }
      html += "</ul>\n"
    }
    return html + "</section>\n"
  }

  private func item(_ repair: Repair) -> String {
    guard let statement = document.statement(repair.statement),
      let reading = statement.readings.first
    else { return "" }
    let hint = repair.hint.map { " <i>(\(HTMLText.escaped($0)))</i>" } ?? ""
    let subject = HTMLText.escaped(reading.subject.description)
    return "<li><b>\(repair.statement)</b> \(subject): <del>\(repair.stated)</del> → "
      + "<ins>\(HTMLText.escaped(Wording.range(repair.holdsIf, unit: reading.figure)))</ins>\(hint)\n"
      + IntervalDrawing(
        stated: reading.figure.interval, allowed: repair.holdsIf, figure: reading.figure,
        id: "\(id)-\(repair.statement)"
      ).svg() + "</li>\n"
  }
}
