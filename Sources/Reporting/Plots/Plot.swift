/// A finished plot: what it shows in words, its drawing, and the figures behind it.
struct Plot {
  /// One entry of a legend.
  struct Key {
    let style: String
    let text: String
    /// Whether the sign is round in the drawing.
    var isRound = false
  }

  /// What is seen.
  let title: String
  /// Units, and the periods that are compared.
  let caption: String
  /// The drawing, or several.
  let drawings: String
  var legend: [Key] = []
  /// The figures as a table: a header and rows, the first cell of each its name.
  let header: [String]
  let rows: [[String]]
  /// What a reader may choose, as markup for the script of the page.
  var controls = ""

  /// The plot as a figure of a page.
  func html(id: String, _ words: ReportWords) -> String {
    var html = "<figure id=\"\(id)\" class=\"plot-figure\">\n<figcaption>"
    html += "<h3>\(HTMLText.escaped(title))</h3>"
    html += "<p>\(HTMLText.escaped(caption))</p></figcaption>\n"
    html += controls + drawings
    if !legend.isEmpty {
      html += "<ul class=\"keys\">"
      for key in legend {
        html +=
          "<li><svg class=\"swatch\" viewBox=\"0 0 22 12\" aria-hidden=\"true\">"
          + Plot.swatch(key) + "</svg> \(HTMLText.escaped(key.text))</li>"
      }
      html += "</ul>\n"
    }
    html += "<details class=\"plot-table\"><summary>\(HTMLText.escaped(words.figuresOfPlot))"
    html += "<span class=\"hidden\">: \(HTMLText.escaped(title))</span></summary>\n"
    html += "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\""
    html += HTMLText.escaped(title) + "\">\n<table>\n<thead><tr>"
    for name in header { html += "<th scope=\"col\">\(HTMLText.escaped(name))</th>" }
    html += "</tr></thead>\n<tbody>\n"
    for row in rows {
      html += "<tr><th scope=\"row\">\(HTMLText.escaped(row.first ?? ""))</th>"
      for cell in row.dropFirst() { html += "<td>\(HTMLText.escaped(cell))</td>" }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table>\n</div>\n</details>\n</figure>\n"
  }

  /// A line for what is drawn as one, else a box.
  private static func swatch(_ key: Key) -> String {
    let style = key.style
    if key.isRound { return "<circle class=\"\(style)\" cx=\"11\" cy=\"6\" r=\"5\"/>" }
    return style.hasPrefix("line") || style.hasPrefix("balance")
      ? "<path class=\"\(style)\" d=\"M1 6L21 6\"/>"
      : "<rect class=\"\(style)\" x=\"4\" y=\"1\" width=\"14\" height=\"10\"/>"
  }
}
