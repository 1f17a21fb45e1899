internal import Consistency
internal import Releases

/// The report on checked documents as one page that needs nothing else: no network, no script.
///
/// Each figure of the text carries its sign and can be pointed at, tapped or reached by keyboard; a
/// card then says what it stands for. The page follows the light or dark of the system, fits a
/// phone, and prints with the cards' contents as a list.
struct CheckPage: Sendable {
  private var list: [String] = []
  private var sections: [String] = []

  private var hasProofs = false

  /// Appends the section of `document`.
  mutating func add(_ document: CheckedDocument) {
    let id = entry(document.path, document.assessment.verdict)
    hasProofs = true
    sections.append(DocumentSection(document, id: id).html())
  }

  /// Appends the section of `table`.
  mutating func add(_ table: CheckedTable) {
    let id = entry(table.path, table.verdict)
    sections.append(TableSection(table, id: id).html())
  }

  /// Lists a document and answers with the name of its section.
  private mutating func entry(_ path: String, _ verdict: Verdict) -> String {
    let id = "d\(sections.count + 1)"
    let sign = VerdictSign(verdict)
    list.append(
      "<li class=\"\(sign.style)\"><span class=\"sign\" aria-hidden=\"true\">\(sign.symbol)</span> "
        + "<a href=\"#\(id)\">\(HTMLText.escaped(path))</a> "
        + "<small>\(verdict.rawValue)</small></li>")
    return id
  }

  /// The sections, without the frame of a page.
  func content() -> String { sections.joined(separator: "\n") }

  /// The whole page.
  func text(_ summary: CheckSummary) -> String {
    let title =
      sections.count == 1 ? "Figures checked" : "Figures of \(sections.count) documents checked"
    var page = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title)</title>
      <style>
      \(PageStyle.css)
      </style>
      </head>
      <body>
      <main>
      <h1>\(title)</h1>

      """
    if sections.count > 1 || summary.failed > 0 {
      page += "<p>\(HTMLText.escaped(summary.sentence)).</p>\n"
      page += "<nav aria-label=\"Documents\"><ul class=\"documents\">\n"
      page += list.joined(separator: "\n") + "\n</ul></nav>\n"
    }
    page += content() + "</main>\n"
    let certainty =
      hasProofs
      ? "The verdict is exact and its proof was checked a second time, apart from the search that "
        + "found it."
      : "A figure disagrees only where no values of the others make it true, in exact arithmetic."
    page += """
      <footer><p>Each figure is the interval of values that its rounding allows. \(certainty)</p></footer>
      </body>
      </html>

      """
    return page
  }
}

/// How a verdict is shown.
struct VerdictSign {
  let symbol: String
  let style: String

  init(_ verdict: Verdict) {
    switch verdict {
    case .consistent: (symbol, style) = ("✓", "tested")
    case .inconsistent: (symbol, style) = ("✗", "conflict")
    case .unverifiable: (symbol, style) = ("○", "untested")
    }
  }
}
