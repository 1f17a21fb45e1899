internal import Analytics
internal import Exact
internal import TradeData

/// The part of a report that is the result itself: a table to sort and filter, and its CSV.
///
/// The page holds the rows once, as the CSV that `--format csv` writes, and a script makes the table
/// of it; without a script, and in print, there are the rows of the last period.
struct ResultSection {
  /// Bytes of CSV that a page takes along: a hundred series of some thirty columns and years, and a
  /// page well under two megabytes.
  static let budget = 1_100_000
  /// Rows that are there without a script.
  static let mostRows = 50

  let data: ReportData
  let words: ReportWords

  func html() -> String {
    let (csv, count) = csv()
    let shape = data.shape
    let last = shape.periods.count - 1
    let rows = data.groups.flatMap(\.series).filter { last >= 0 && $0.rows[last] >= 0 }
    var html = "<section class=\"result\" aria-labelledby=\"result\" data-result>\n"
    html += "<h2 id=\"result\">\(words.say("The table", "Таблица"))</h2>\n"
    if count < data.seriesCount {
      html += "<p class=\"note\">" + HTMLText.escaped(summary(count)) + "</p>\n"
    }
    html += controls
    html += "<div class=\"wide scroller\" tabindex=\"0\" role=\"region\" aria-label=\""
    html += HTMLText.escaped(words.say("Rows of the result", "Строки результата")) + "\">\n"
    html += "<table class=\"sortable\">\n<thead><tr>"
    for (number, column) in shape.columns.enumerated() {
      let kind = number <= shape.keyCount ? " class=\"key\"" : ""
      html += "<th scope=\"col\"\(kind)>\(HTMLText.escaped(words.column(column.name)))</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for series in rows.prefix(ResultSection.mostRows) {
      html += "<tr>"
      for column in shape.columns.indices { html += cell(series, column, last) }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>\n</div>\n"
    if rows.count > ResultSection.mostRows {
      html += "<p class=\"note\" data-static>"
      html += HTMLText.escaped(
        words.say(
          "The first \(ResultSection.mostRows) of \(words.count(rows.count)) rows of \(shape.periods[last]).",
          "Первые \(ResultSection.mostRows) из \(words.count(rows.count)) строк, \(shape.periods[last])."
        ))
      html += "</p>\n"
    }
    return html + "<pre hidden data-csv>\(csv)</pre>\n</section>\n"
  }

  /// The CSV of as many series as the page takes along, the largest first chosen, in the order of
  /// the result, escaped; and how many series it is of.
  private func csv() -> (text: String, series: Int) {
    let formatter = CSVFormatter(data.shape.columns)
    let lines = data.series.map { formatter.bytes(of: $0.block) }
    var chosen = Set(lines.indices)
    if lines.reduce(0, { $0 + $1.count }) > ResultSection.budget {
      let last = data.shape.periods.count - 1
      func size(_ number: Int) -> Rational {
        data.series[number].number(data.shape.value, last).map { Rational($0).magnitude } ?? -1
      }
      var room = ResultSection.budget
      chosen = []
      for number in lines.indices.sorted(by: { size($0) > size($1) }) {
        guard lines[number].count <= room else { break }
        room -= lines[number].count
        chosen.insert(number)
      }
    }
    var bytes = formatter.opening
    for number in chosen.sorted() { lines[number].append(to: &bytes) }
    return (String(decoding: HTMLText.escaped(bytes), as: UTF8.self), chosen.count)
  }

  private func summary(_ count: Int) -> String {
    words.say(
      "The result has \(words.count(data.rowCount)) rows of \(words.count(data.seriesCount)) series, "
        + "too many for one page: the table and the CSV here hold the \(words.count(count)) largest "
        + "series of the last period. "
        + "All totals and counts above are of all series; --format csv writes every row.",
      "В результате \(words.count(data.rowCount)) строк, рядов \(words.count(data.seriesCount)): "
        + "слишком много для одной страницы. Таблица и CSV содержат крупнейшие ряды последнего "
        + "периода (\(words.count(count))). "
        + "Суммы и счёт выше – по всем рядам; все строки пишет --format csv.")
  }

  private func cell(_ series: ReportSeries, _ column: Int, _ period: Int) -> String {
    switch data.shape.columns[column].content {
    case .text:
      let text = data.shape.text(column, series.code(column, period))
      let shown = words.text(text, in: data.shape.columns[column].name)
      return "<td class=\"word\">\(HTMLText.escaped(shown))</td>"
    case .exact:
      return "<td>\(series.number(column, period).map(words.style.text) ?? "")</td>"
    case .rounded(let places):
      let text = series.number(column, period).map {
        words.style.text(Rational($0).decimal(places: places))
      }
      return "<td>\(text ?? "")</td>"
    }
  }

  /// Shown by the script that they need.
  private var controls: String {
    let periods = data.shape.periods.reversed().enumerated().map { number, period in
      "<option\(number == 0 ? " selected" : "") value=\"\(HTMLText.escaped(period))\">"
        + "\(HTMLText.escaped(period))</option>"
    }.joined()
    let (filter, period) = (
      words.say("Filter", "Фильтр"), words.say("Period", "Период")
    )
    let text = { (english: String, russian: String) in
      HTMLText.escaped(words.say(english, russian))
    }
    return """
      <div class="controls" hidden data-controls data-keys="\(data.shape.keyCount)" \
      data-mark="\(words.say(".", ","))" data-group="\(words.say(",", "\u{a0}"))" \
      data-rows="\(text("rows", "строк"))" data-page="\(text("page", "страница"))" \
      data-of="\(text("of", "из"))" data-file="saldo.csv" \
      data-texts="\(numbers { $0.isText })" data-spare="\(numbers(isSpare))" \
      data-names="\(HTMLText.escaped(names))">
      <label>\(filter) <input type="search" data-filter autocomplete="off"></label>
      <label>\(period) <select data-period><option value="">\(text("all", "все"))</option>\
      \(periods)</select></label>
      <label><input type="checkbox" data-all> \(text("All columns", "Все столбцы"))</label>
      <button type="button" data-save>\(text("Save as CSV", "Сохранить CSV"))</button>
      <span class="pages"><button type="button" data-back>\(text("Back", "Назад"))</button>
      <button type="button" data-next>\(text("Next", "Дальше"))</button></span>
      <output data-count>–</output>
      </div>

      """
  }

  /// What stands on the page for texts of the result that are words of the program, as JSON.
  private var names: String {
    var json = JSONWriter(isPretty: false)
    json.beginObject()
    for (number, column) in data.shape.columns.enumerated() {
      let pairs = ReportShape.texts(column).map { ($0, words.text($0, in: column.name)) }
        .filter { $0.0 != $0.1 }
      guard !pairs.isEmpty else { continue }
      json.beginObject(String(number))
      for (text, shown) in pairs { json.write(shown, text) }
      json.endObject()
    }
    json.endObject()
    return json.text
  }

  /// The numbers of some of the columns.
  private func numbers(_ isMeant: (ResultTable.Column) -> Bool) -> String {
    data.shape.columns.indices.filter { isMeant(data.shape.columns[$0]) }.map(String.init)
      .joined(separator: " ")
  }

  /// Columns that say in another form what one beside them says; the table shows them when asked.
  private static let spare = [
    "ratio": "percent_change", "turnover": "value", "balance_normalised": "coverage",
    "rca_symmetric": "rca", "hhi_normalised": "hhi", "hirschman": "hhi",
    "mirror_ratio": "mirror_gap", "mirror_log_ratio": "mirror_gap",
  ]

  private func isSpare(_ column: ResultTable.Column) -> Bool {
    ResultSection.spare[column.name].map { data.shape.column($0) != nil } ?? false
  }
}

extension ResultTable.Column {
  /// Whether its cells are texts.
  fileprivate var isText: Bool {
    if case .text = content { true } else { false }
  }
}
