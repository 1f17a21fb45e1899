internal import Consistency
internal import Releases

/// The part of a page that sets the figures beside the data.
struct AgainstSection {
  private let document: CheckedDocument

  init(_ document: CheckedDocument) {
    self.document = document
  }

  /// Two tables: each figure with what the data says, and each quantity with what it was matched to;
  /// empty where there was no data.
  func html() -> String {
    guard let confrontation = document.confrontation, !document.statements.isEmpty else {
      return ""
    }
    var html = "<h3>Against \(HTMLText.escaped(confrontation.name))</h3>\n<table>\n<thead><tr>"
    html += "<th scope=\"col\">Figure</th><th scope=\"col\">data</th><td></td>"
    html += "<th scope=\"col\">outcome</th></tr></thead>\n<tbody>\n"
    for figure in document.confrontedFigures {
      html += "<tr><th scope=\"row\">\(figure.statement.id) "
      html += "<small>«\(HTMLText.escaped(document.quote(figure.statement)))»</small></th>"
      html += "<td>\(HTMLText.escaped(figure.value))</td>"
      html += "<td class=\"unit\">\(HTMLText.escaped(figure.unit))</td>"
      html += "<td class=\"outcome\">\(HTMLText.escaped(figure.verdict))</td></tr>\n"
    }
    html += "</tbody>\n</table>\n<details>\n<summary>What was matched to what</summary>\n<ul>\n"
    for match in confrontation.matches {
      html += "<li>\(HTMLText.escaped(match.quantity.description)) → "
      html += "\(HTMLText.escaped(match.words))</li>\n"
    }
    return html + "</ul>\n</details>\n"
  }
}
