internal import TradeData

/// The part of a report that says what became of the rows of the files.
struct RowsSection {
  let source: ReportSource
  let words: ReportWords

  func html() -> String {
    let tally = source.tally
    let kinds: [(Int, String)] = [
      (tally.used, words.say("used", "использовано")),
      (tally.filtered, words.say("left out by the conditions", "отброшено условиями")),
      (
        tally.aggregates,
        words.say("totals that repeat their parts, left out", "суммы, повторяющие свои части")
      ),
      (tally.domestic, words.say("domestic, kept apart", "внутренние, учтены отдельно")),
      (tally.missing, words.say("without a value", "без значения")),
      (tally.rejected, words.say("rejected as unreadable", "отклонено как нечитаемые")),
    ]
    var html = "<section aria-labelledby=\"rows\">\n<h2 id=\"rows\">"
    html += words.say("The rows", "Строки файлов") + "</h2>\n<ul class=\"rows\">\n<li><b>"
    html += number(tally.read) + "</b> \(words.say("read", "прочитано"))</li>\n"
    for (count, text) in kinds where count > 0 || text == kinds[0].1 {
      html += "<li><b>\(number(count))</b> \(HTMLText.escaped(text))</li>\n"
    }
    html += "</ul>\n"
    if !source.rejects.isEmpty {
      html +=
        "<p>\(words.say("The first that could not be read:", "Первые нечитаемые:"))</p>\n<ul>\n"
      for reject in source.rejects {
        html += "<li>\(HTMLText.escaped("\(reject.file):\(reject.line), "))"
        html += HTMLText.escaped(words.say("field", "поле") + " \(reject.field): \(reject.reason)")
        html += "</li>\n"
      }
      html += "</ul>\n"
    }
    html += "<details><summary>"
    html += words.say("How the files were read", "Как прочитаны файлы") + "</summary>\n<ul>\n"
    let files = source.files.prefix(20).joined(separator: ", ")
    let more = source.files.count > 20 ? " … (\(source.files.count))" : ""
    for line in ["\(words.say("files", "файлы")): \(files)\(more)"] + [
      "\(words.say("layout", "формат")): \(source.layout)",
      "\(words.say("columns", "столбцы")): \(source.columns)",
    ] + source.notes {
      html += "<li>\(HTMLText.escaped(line))</li>\n"
    }
    return html + "</ul>\n</details>\n</section>\n"
  }

  private func number(_ count: Int) -> String { words.style.text(String(count)) }
}
