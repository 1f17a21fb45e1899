internal import Analytics
internal import Exact
internal import Releases
internal import TradeData

/// The words of a report on trade data, in the language of its reader.
struct ReportWords: Sendable {
  let language: Language
  let style: NumberStyle

  init(_ language: Language) {
    self.language = language
    style = NumberStyle(language)
  }

  /// One of two texts, by language.
  func say(_ english: String, _ russian: String) -> String {
    language == .russian ? russian : english
  }

  var all: String { say("all rows", "все строки") }
  var period: String { say("period", "период") }
  var series: String { say("series", "ряд") }
  var value: String { say("value", "стоимость") }
  var turnover: String { say("turnover", "оборот") }
  var total: String { say("total", "всего") }
  var exports: String { say("exports", "экспорт") }
  var imports: String { say("imports", "импорт") }
  var balance: String { say("balance", "сальдо") }
  var exportsUp: String { say("exports, up", "экспорт, вверх") }
  var importsDown: String { say("imports, down", "импорт, вниз") }
  var change: String { say("change", "изменение") }
  var difference: String { say("difference", "разница") }
  var percentChange: String { say("change, %", "изменение, %") }
  var percentagePoints: String { say("percentage points", "процентные пункты") }
  var raises: String { say("raises the total", "увеличивает сумму") }
  var lowers: String { say("lowers the total", "уменьшает сумму") }
  var reportedExports: String { say("exports, as reported", "экспорт по данным страны") }
  var partnerImports: String {
    say("imports, as the partner reports", "импорт по данным партнёра")
  }
  var figuresOfPlot: String { say("The figures of this plot", "Числа этого графика") }

  /// The sentence on the unit of an axis.
  func axisUnit(_ unit: String) -> String { say("In \(unit).", "Единица: \(unit).") }

  /// A unit with its multiple.
  func unit(_ unit: Unit) -> String {
    guard language == .russian else {
      switch unit.exponent {
      case 6: return unit.name.isEmpty ? "mln units of the file" : "mln \(unit.name)"
      case 9: return unit.name.isEmpty ? "bn units of the file" : "bn \(unit.name)"
      case 12: return unit.name.isEmpty ? "trn units of the file" : "trn \(unit.name)"
      default: return unit.description
      }
    }
    let multiple =
      switch unit.exponent {
      case 0: ""
      case 3: "тыс. "
      case 6: "млн "
      case 9: "млрд "
      case 12: "трлн "
      default: "10^\(unit.exponent) "
      }
    return multiple + (unit.name.isEmpty ? "ед. файла" : unit.name)
  }

  /// The name of a column, or the name itself where it has no other.
  func column(_ name: String) -> String {
    guard let pair = ReportWords.columns[name] else {
      return name.split(separator: "_").joined(separator: " ")
    }
    return say(pair.0, pair.1)
  }

  private static let columns: [String: (String, String)] = [
    "reporter": ("reporter", "страна"), "partner": ("partner", "партнёр"),
    "flow": ("flow", "поток"), "product": ("product", "товар"), "region": ("region", "регион"),
    "country": ("country", "страна"), "indicator": ("indicator", "показатель"),
    "unit": ("unit", "единица"), "multiplier": ("multiplier", "множитель"),
    "period": ("period", "период"), "value": ("value", "стоимость"),
    "previous": ("previous", "было"), "delta": ("delta", "изменение"),
    "ratio": ("ratio", "отношение"), "percent_change": ("change, %", "изменение, %"),
    "status": ("status", "статус"), "exports": ("exports", "экспорт"),
    "imports": ("imports", "импорт"), "balance": ("balance", "сальдо"),
    "turnover": ("turnover", "оборот"), "coverage": ("coverage", "покрытие"),
    "balance_delta": ("balance delta", "изменение сальдо"),
    "balance_normalised": ("balance / turnover", "сальдо / оборот"),
    "contribution": ("contribution", "вклад"), "share": ("share", "доля"),
    "cagr": ("compound growth", "среднегодовой рост"), "slope": ("slope", "наклон"),
    "hhi": ("concentration (HHI)", "концентрация (HHI)"),
    "grubel_lloyd": ("Grubel–Lloyd index", "индекс Грубеля–Ллойда"),
    "rca": ("comparative advantage (RCA)", "сравнительное преимущество (RCA)"),
    "eci": ("economic complexity (ECI)", "экономическая сложность (ECI)"),
    "pci": ("product complexity (PCI)", "сложность товара (PCI)"),
    "coi": ("complexity outlook (COI)", "перспектива сложности (COI)"),
    "fitness": ("fitness", "приспособленность"),
    "product_fitness": ("product fitness", "приспособленность товара"),
    "fisher": ("Fisher price index", "индекс цен Фишера"),
    "diversity": ("diversity", "разнообразие"), "ubiquity": ("ubiquity", "распространённость"),
    "rca_symmetric": ("symmetric RCA", "симметричное RCA"),
    "complexity_status": ("complexity status", "статус сложности"),
    "cog": ("outlook gain (COG)", "выигрыш перспективы (COG)"),
    "mirror_exports": ("mirror exports", "зеркальный экспорт"),
    "mirror_value": ("mirror value", "зеркальная стоимость"),
    "mirror_gap": ("mirror gap", "зеркальный разрыв"),
    "moving_sum": ("moving sum", "скользящая сумма"),
    "moving_mean": ("moving mean", "скользящее среднее"),
    "year_to_date": ("year to date", "с начала года"),
    "density": ("density", "плотность"), "intensity": ("trade intensity", "интенсивность"),
  ]

  /// The word for a flow, or the text itself.
  func flow(_ text: String) -> String {
    switch text {
    case Flow.export.rawValue: exports
    case Flow.import.rawValue: imports
    default: text
    }
  }

  /// A status as a reader sees it.
  func status(_ word: String) -> String {
    switch word {
    case "new": say("new", "новый")
    case "ceased": say("ceased", "прекращён")
    case "no-base": say("no base", "нет базы")
    case "sign-change": say("sign change", "смена знака")
    default: word
    }
  }

  /// A text of a column as a reader sees it: words of the program are put into the language.
  func text(_ text: String, in column: String) -> String {
    switch column {
    case "status": status(text)
    case "flow": flow(text)
    default: text
    }
  }

  /// A count as a reader sees it.
  func count(_ count: Int) -> String { style.text(String(count)) }

  /// `3 series`, `3 ряда`.
  func countOfSeries(_ count: Int) -> String {
    say("\(self.count(count)) series", "\(self.count(count)) \(plural(count))")
  }

  private func plural(_ count: Int) -> String {
    switch (count % 10, count % 100) {
    case (1, let rest) where rest != 11: "ряд"
    case (2...4, let rest) where !(12...14).contains(rest): "ряда"
    default: "рядов"
    }
  }

  /// The text beside a drawing of lines: where each begins and ends.
  func lineDescription(_ lines: [PlotSeries], _ periods: [String]) -> String {
    lines.map { line in
      let known = zip(periods, line.values).compactMap { period, value in
        value.map { "\(style.text($0)) (\(period))" }
      }
      let ends = known.count > 1 ? [known[0], known[known.count - 1]] : known
      return "\(line.name): " + ends.joined(separator: say(" to ", " – "))
    }.joined(separator: "; ")
  }

  func heatDescription(rows: Int, columns: Int) -> String {
    say(
      "\(rows) rows by \(columns) columns; a dot marks a ratio of one or more.",
      "\(rows) строк на \(columns) столбцов; точка отмечает отношение от единицы.")
  }
}
