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
    html += "<div class=\"verdict \(sign.style)\">\n<p><strong><span aria-hidden=\"true\">"
    html += "\(sign.symbol)</span> \(verdict.rawValue)</strong> "
    html += "\(HTMLText.escaped(document.verdictSentence))</p>\n" + reasons + "</div>\n"
    let marked = MarkedParagraphs(document, id: id).html()
    if !marked.isEmpty { html += legend + marked }
    html += AgainstSection(document).html()
    for (number, conflict) in document.assessment.conflicts.enumerated() {
      let section = ConflictSection(conflict, in: document, id: "\(id)-c\(number + 1)")
      // The only one stands in words beside the verdict.
      html +=
        document.assessment.conflicts.count == 1
        ? section.html(title: "The conflict", isExplained: true)
        : section.html(title: "Conflict \(number + 1)", isExplained: false)
    }
    if document.assessment.conflicts.isEmpty { html += implied }
    html += misread + figures
    return html + "</article>\n"
  }

  /// Reasons of one kind that stand beside the verdict; what is more is found below.
  private static let mostReasons = 3

  /// What a reader should know at once: why figures clash, what a phrase can only mean, and what was
  /// probably misread.
  private var reasons: String {
    func first(_ lines: [String], _ lead: String = "") -> [String] {
      lines.prefix(DocumentSection.mostReasons).map { lead + $0 }
    }
    let lines =
      first(document.assessment.conflicts.map(\.explanation))
      + first(document.refutedLines.map { $0 + "." })
      + first(document.misreadingLines, "Probably misread, so no alarm: ")
    guard !lines.isEmpty else { return "" }
    return "<ul>" + lines.map { "<li>\(HTMLText.escaped($0))</li>" }.joined() + "</ul>\n"
  }

  private var legend: String {
    let present = Set(document.statements.map { FigureMark($0, in: document) })
    var items = document.legendMarks.filter { $0 == .unread || present.contains($0) }.map { mark in
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

  /// The clashes that are laid to the reading, where there are more than stand beside the verdict.
  private var misread: String {
    let lines = document.misreadingLines
    guard lines.count > DocumentSection.mostReasons else { return "" }
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
    case .doubted: "doubted"
    case .unread: "unread"
    }
  }
}
