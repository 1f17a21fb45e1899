public import Analytics
internal import Releases
internal import TradeData

/// The report on an analysis as one page that needs nothing else: no network, no other file.
///
/// A headline in words with the exact figures, what became of the rows, plots, and the table with its
/// CSV. Every figure in print is one of the result or an exact sum of such, rounded once at most;
/// a result too large for a page is summarised, and the page says so.
public struct AnalysisPage: Sendable {
  /// Groups of series that do not add up, such as exports and imports, that have plots of their own.
  static let mostGroups = 3

  private let data: ReportData
  private let source: ReportSource
  private let words: ReportWords
  private let maps: [ProductMap]

  /// Gathers what the report needs of `table`, several blocks at a time.
  ///
  /// - Parameters:
  ///   - table: The result.
  ///   - source: Where its figures come from.
  ///   - maps: The maps of products that the page is to draw.
  ///   - threads: How many blocks are made at the same time.
  /// - Throws: What the table throws where a block cannot be made.
  public init(
    _ table: ResultTable, from source: ReportSource, maps: [ProductMap] = [], threads: Int
  ) async throws {
    data = try ReportData(table, lag: source.lag, threads: threads)
    self.source = source
    self.maps = maps
    words = ReportWords(source.language)
  }

  /// The whole page.
  public func text() -> String {
    """
    <!doctype html>
    <html lang="\(source.language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
    style-src 'unsafe-inline'; script-src '\(ReportAssets.scriptHash)'; base-uri 'none'; \
    form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(HTMLText.escaped(title))</title>
    <style>
    \(PageStyle.base)
    \(ReportAssets.style)</style>
    </head>
    <body class="report">
    <main>
    \(content())</main>
    <footer><p>\(HTMLText.escaped(certainty))</p></footer>
    <script>\(ReportAssets.script)</script>
    </body>
    </html>

    """
  }

  /// What stands in the page, without its frame.
  public func content() -> String {
    var html = "<h1>\(HTMLText.escaped(title))</h1>\n"
    let shown = data.groups.prefix(AnalysisPage.mostGroups)
    for (number, group) in shown.enumerated() {
      let headline = Headline(data: data, group: group, source: source, words: words)
      if data.groups.count > 1 {
        html += "<h2>\(HTMLText.escaped(name(group)))</h2>\n"
      }
      let sentences = headline.sentences()
      html += "<p class=\"headline\">\(HTMLText.escaped(sentences.first ?? ""))</p>\n"
      if sentences.count > 1 {
        html += "<ul class=\"findings\">"
        for sentence in sentences.dropFirst() { html += "<li>\(HTMLText.escaped(sentence))</li>" }
        html += "</ul>\n"
      }
      if data.groups.count == 1 { html += "<h2>\(words.say("The plots", "Графики"))</h2>\n" }
      html += "<div class=\"plots\">\n"
      html += GroupPlots(
        headline: headline, map: maps.first { $0.labels == group.labels }
      ).html(id: "g\(number + 1)")
      html += "</div>\n"
    }
    html += flows()
    if data.groups.count > shown.count {
      let text = words.say(
        "\(data.groups.count - shown.count) further groups have no plots of their own; they are in "
          + "the table.",
        "Ещё групп без собственных графиков: \(data.groups.count - shown.count); они в таблице.")
      html += "<p class=\"note\">\(HTMLText.escaped(text))</p>\n"
    }
    html += RowsSection(source: source, words: words).html()
    return html + ResultSection(data: data, words: words).html()
  }

  /// Both flows against each other, where they are a key of the result.
  private func flows() -> String {
    guard source.isAdditive, let key = data.shape.keys.firstIndex(of: "flow"),
      data.shape.dividingKeys == [key],
      let exports = data.groups.first(where: { $0.labels == [Flow.export.rawValue] }),
      let imports = data.groups.first(where: { $0.labels == [Flow.import.rawValue] })
    else { return "" }
    let periods = data.shape.periods
    return "<div class=\"plots\">\n"
      + FlowPlot(
        exports: exports.totals, imports: imports.totals, periods: periods, unit: source.unit,
        words: words
      ).plot(caption: "\(periods.first ?? "") – \(periods.last ?? "")").html(
        id: "flows", words) + "</div>\n"
  }

  private func name(_ group: ReportData.Group) -> String {
    zip(data.shape.dividingKeys, group.labels).map { key, text in
      let shown = words.text(text, in: data.shape.columns[key].name)
      return "\(words.column(data.shape.columns[key].name)): \(shown)"
    }.joined(separator: ", ")
  }

  private var title: String {
    let keys = data.shape.keys.map(words.column).joined(separator: ", ")
    let periods = data.shape.periods
    let span =
      periods.count > 1 ? "\(periods[0]) – \(periods[periods.count - 1])" : periods.first ?? ""
    return keys.isEmpty
      ? words.say("Trade, \(span)", "Торговля, \(span)")
      : words.say("Trade by \(keys), \(span)", "Торговля (\(keys)), \(span)")
  }

  private var certainty: String {
    words.say(
      "Sums are exact; a ratio or percentage is the exact one, rounded once to "
        + "\(source.places) digits after the point. Made by saldo.",
      "Суммы точны; отношения и проценты округлены один раз, знаков после запятой: "
        + "\(source.places). Составлено saldo.")
  }
}
