/// Releases whose figures are those of made-up trade, rounded as the press rounds.
struct ReleaseTexts {
  private var generator: SeededGenerator

  init(_ generator: SeededGenerator) { self.generator = generator }

  /// A release with so many figures, in Russian and English by turns.
  ///
  /// The figures are one level and growth from year to year, so that all of them are connected.
  mutating func text(figures: Int, number: Int) -> String {
    number % 2 == 0 ? russian(figures) : english(figures)
  }

  private mutating func russian(_ figures: Int) -> String {
    var (exports, imports) = (amount(), amount())
    var text =
      "По данным министерства, в 2010 году оборот Калужской области с Китаем составил "
      + "\(millions(exports + imports, ",")) млн долларов США, экспорт – "
      + "\(millions(exports, ",")) млн долларов США."
    for step in 0..<max(0, figures - 2) / 2 {
      let (nextExports, nextImports) = (changed(exports), changed(imports))
      text +=
        " В \(2011 + step) году экспорт \(verb(nextExports - exports, "вырос", "снизился")) на "
        + "\(percent(nextExports, exports, ",")) процента, импорт "
        + "\(verb(nextImports - imports, "вырос", "снизился")) на "
        + "\(percent(nextImports, imports, ",")) процента."
      (exports, imports) = (nextExports, nextImports)
    }
    return text
  }

  private mutating func english(_ figures: Int) -> String {
    var (exports, imports) = (amount(), amount())
    var text =
      "In 2010 the country's trade turnover with China was "
      + "$\(millions(exports + imports, ".")) million, the ministry said; exports were "
      + "$\(millions(exports, ".")) million."
    for step in 0..<max(0, figures - 2) / 2 {
      let (nextExports, nextImports) = (changed(exports), changed(imports))
      text +=
        " In \(2011 + step) exports \(verb(nextExports - exports, "rose", "fell")) by "
        + "\(percent(nextExports, exports, ".")) percent and imports "
        + "\(verb(nextImports - imports, "rose", "fell")) by "
        + "\(percent(nextImports, imports, ".")) percent."
      (exports, imports) = (nextExports, nextImports)
    }
    return text
  }

  private mutating func amount() -> Int { 100_000 + generator.below(900_000) }

  private mutating func changed(_ amount: Int) -> Int { amount * (80 + generator.below(50)) / 100 }

  private func verb(_ change: Int, _ rise: String, _ fall: String) -> String {
    change < 0 ? fall : rise
  }

  /// Thousands as millions with one decimal, rounded to the nearest.
  private func millions(_ thousands: Int, _ point: String) -> String {
    let tenths = (thousands + 50) / 100
    return "\(tenths / 10)\(point)\(tenths % 10)"
  }

  /// The size of a percent change with one decimal, rounded to the nearest.
  private func percent(_ current: Int, _ previous: Int, _ point: String) -> String {
    let tenths =
      (2000 * (current - previous).magnitude + previous.magnitude)
      / (2 * previous.magnitude)
    return "\(tenths / 10)\(point)\(tenths % 10)"
  }
}
