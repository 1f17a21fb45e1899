/// The name of a column, made comparable: `Trade Value (US$)`, `trade_value_us` and `TradeValueUS` are
/// one name, and what a name says of the unit is read off it.
struct ColumnName: Sendable, Hashable {
  /// The letters and digits, in lower case; a percent sign stays, since it is another measure.
  let folded: String
  /// The same without the words of a unit: `tradevalue`.
  let stem: String
  /// The unit that the name states, if it does.
  let unit: Unit?

  /// The name as a file or a layout writes it.
  init(_ text: String) {
    let words = ColumnName.words(text.lowercased())
    folded = words.filter { $0 != "$" && $0 != "€" }.joined()
    var exponent: Int?
    var currency: String?
    var rest: [String] = []
    for word in words {
      if let power = UnitWords.multiples[word], exponent == nil {
        exponent = power
      } else if let name = UnitWords.currencies[word] {
        currency = name
      } else {
        rest.append(word)
      }
    }
    guard exponent != nil || currency != nil else {
      (stem, unit) = (folded, nil)
      return
    }
    stem = rest.filter { !UnitWords.fillers.contains($0) }.joined()
    unit = Unit(currency ?? "", exponent: exponent ?? 0)
  }

  /// Runs of letters, runs of digits, and currency and percent signs.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var last: Character = " "
    for character in text {
      let sign = character == "$" || character == "€" || character == "%"
      if sign {
        words.append(String(character))
      } else if character.isLetter || character.isNumber {
        let folded: Character = character == "ё" ? "е" : character
        if last.isLetter == character.isLetter, last.isNumber == character.isNumber,
          !words.isEmpty
        {
          words[words.count - 1].append(folded)
        } else {
          words.append(String(folded))
        }
      }
      last = character
    }
    return words
  }
}

/// The words by which a header states a unit.
private enum UnitWords {
  static let multiples: [String: Int] = [
    "thousand": 3, "thousands": 3, "thsd": 3, "1000": 3, "000": 3, "тыс": 3, "тысяч": 3,
    "million": 6, "millions": 6, "mln": 6, "mio": 6, "млн": 6, "миллионов": 6,
    "billion": 9, "billions": 9, "bln": 9, "bn": 9, "млрд": 9, "миллиардов": 9,
  ]

  static let currencies: [String: String] = [
    "usd": "USD", "$": "USD", "dollar": "USD", "dollars": "USD", "долл": "USD", "доллар": "USD",
    "долларов": "USD", "долларах": "USD", "eur": "EUR", "euro": "EUR", "euros": "EUR", "€": "EUR",
    "евро": "EUR", "rub": "RUB", "руб": "RUB", "рублей": "RUB", "рублях": "RUB", "kzt": "KZT",
    "тенге": "KZT", "gbp": "GBP", "cny": "CNY", "inr": "INR", "jpy": "JPY",
  ]

  /// Words that only join the others; dropped where a unit is stated.
  static let fillers: Set<String> = [
    "in", "of", "at", "current", "prices", "us", "сша", "в", "the",
  ]
}
