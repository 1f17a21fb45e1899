internal import Consistency
internal import Exact
internal import Releases

/// The part of a page that is about one document.
struct DocumentSection {
  private let document: CheckedDocument
  private let id: String

  init(_ document: CheckedDocument, id: String) {
    self.document = document
    self.id = id
  }

  func html() -> String {
    let verdict = document.assessment.verdict
    let sign = VerdictSign(verdict)
    var html = "<article id=\"\(id)\" aria-labelledby=\"\(id)-name\">\n"
    html += "<h2 id=\"\(id)-name\">\(HTMLText.escaped(document.path))</h2>\n"
    html += "<p class=\"verdict \(sign.style)\"><strong><span aria-hidden=\"true\">\(sign.symbol)"
    html += "</span> \(verdict.rawValue)</strong> "
    html += "\(HTMLText.escaped(document.verdictSentence))</p>\n"
    let marked = MarkedParagraphs(document, id: id).html()
    if !marked.isEmpty { html += legend + marked }
    html += AgainstSection(document).html()
    for (number, conflict) in document.assessment.conflicts.enumerated() {
      let title =
        document.assessment.conflicts.count == 1 ? "The conflict" : "Conflict \(number + 1)"
      html += ConflictSection(conflict, in: document, id: "\(id)-c\(number + 1)").html(title: title)
    }
    if document.assessment.conflicts.isEmpty { html += implied }
    html += misread + figures
    return html + "</article>\n"
  }

  private var legend: String {
    var marks: [FigureMark] = [.tested, .untested, .conflict]
    if !document.release.unread.isEmpty { marks.append(.unread) }
    var items = marks.map { mark in
      "<li><span class=\"figure \(mark.style)\"><span class=\"number\">00</span>"
        + "<sup>\(mark.symbol)</sup></span> \(mark.meaning)</li>"
    }
    if document.statements.contains(where: { !document.refutedReadings(of: $0).isEmpty }) {
      items.append(
        "<li><span class=\"figure narrowed\"><span class=\"number\">00</span></span> "
          + "a reading is ruled out</li>")
    }
    return "<ul class=\"legend\">\(items.joined())</ul>\n"
  }

  /// The quantities that follow from the figures.
  private var implied: String {
    let rows = document.impliedFindings
    guard !rows.isEmpty else { return "" }
    let scale = Wording.Scale(for: document)
    var html = "<h3>What follows</h3>\n<table>\n<thead><tr><th scope=\"col\">Quantity</th>"
    html += "<th scope=\"col\">from</th><th scope=\"col\">to</th><td></td></tr></thead>\n<tbody>\n"
    for finding in rows {
      let ends = scale.ends(finding.implied)
      let place = [finding.quantity.scope.description, finding.quantity.period.description]
        .filter { !$0.isEmpty }.joined(separator: ", ")
      html += "<tr><th scope=\"row\">\(finding.quantity.measure.rawValue) "
      html += "<small>\(HTMLText.escaped(place))</small></th><td>\(ends.lower)</td>"
      html += "<td>\(ends.upper)</td>"
      html +=
        "<td class=\"unit\">\(HTMLText.escaped(scale.unit(finding.quantity.unit)))</td></tr>\n"
    }
    return html + "</tbody>\n</table>\n"
  }

  /// The clashes that are laid to the reading.
  private var misread: String {
    let lines = document.misreadingLines
    guard !lines.isEmpty else { return "" }
    let items = lines.map { "<li>\(HTMLText.escaped($0))</li>" }.joined()
    return "<h3>Probably misread: no alarm rests on these</h3>\n<ul>\(items)</ul>\n"
  }

  /// All figures with their readings: what the cards say, for print and for reading in one go.
  private var figures: String {
    guard !document.statements.isEmpty else { return "" }
    var html = "<details open>\n<summary>All figures with their readings</summary>\n"
    html += "<ul class=\"figures\">\n"
    for statement in document.statements {
      let mark = FigureMark(statement, in: document)
      html += "<li class=\"\(mark.style)\"><b>\(statement.id) "
      html += "<span class=\"sign\">\(mark.symbol)</span></b> "
      html += "<span lang=\"\(document.release.language.rawValue)\">"
      html += "«\(HTMLText.escaped(document.quote(statement)))»</span>"
      html += FigureCard(statement, in: document).readings() + "</li>\n"
    }
    return html + "</ul>\n</details>\n"
  }
}

extension FigureMark {
  /// Its sign, large enough to be seen raised above the line.
  var symbol: String { self == .untested ? "○" : rawValue }

  /// The class of its elements.
  var style: String {
    switch self {
    case .conflict: "conflict"
    case .tested: "tested"
    case .untested: "untested"
    case .unread: "unread"
    }
  }
}
