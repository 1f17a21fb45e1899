import TradeData

/// What the name of an indicator or of a unit says that a value is: `VALUE_IN_EUROS`,
/// `Export(US$ Mil)`, `FAS Value`, `thousand USD`.
struct IndicatorMeaning: Sendable, Hashable {
  /// The flow, where the name says it.
  var flow: Flow?
  /// The currency with its power of ten, where the name says it.
  var unit: Unit?

  /// Nil where the name has a word that is none of a trade value: a share, a quantity, an index.
  init?(_ name: String) {
    var currency: String?
    var exponent = 0
    let text = name.lowercased().replacing("us$", with: " usd ").replacing("$", with: " usd ")
      .replacing("€", with: " eur ")
    for word in text.split(whereSeparator: { !$0.isLetter }) {
      if let found = IndicatorMeaning.currencies[String(word)] {
        guard currency == nil || currency == found else { return nil }
        currency = found
      } else if let power = UnitWords.exponent(of: String(word)) ?? IndicatorMeaning.powers[word] {
        exponent += power
      } else if let found = IndicatorMeaning.flows[String(word)] {
        flow = found
      } else if !IndicatorMeaning.fillers.contains(String(word)) {
        return nil
      }
    }
    unit = currency.map { Unit($0, exponent: exponent) }
  }

  private static let currencies = [
    "usd": "USD", "dollars": "USD", "dollar": "USD", "долл": "USD", "долларов": "USD",
    "eur": "EUR", "euro": "EUR", "euros": "EUR", "евро": "EUR", "rub": "RUB", "руб": "RUB",
    "рублей": "RUB", "gbp": "GBP", "jpy": "JPY", "cny": "CNY", "inr": "INR", "kzt": "KZT",
    "byn": "BYN", "uah": "UAH", "chf": "CHF", "krw": "KRW", "cad": "CAD", "aud": "AUD",
  ]
  private static let powers: [Substring: Int] = ["mil": 6, "k": 3, "mio": 6]
  // Values free alongside ship are those of the exports of the United States, customs values those
  // of its imports.
  private static let flows: [String: Flow] = [
    "export": .export, "exports": .export, "fas": .export, "import": .import,
    "imports": .import, "customs": .import, "cif": .import,
  ]
  private static let fillers: Set<String> = [
    "value", "values", "trade", "in", "of", "current", "us", "statistical", "total", "general",
    "сша",
  ]
}
