/// Some months of a year, told apart from the year itself.
struct YearPart: Sendable, Hashable {
  /// The first month, 1 to 12.
  let first: Int
  /// The last month, not before the first.
  let last: Int

  static let wholeYear = YearPart(first: 1, last: 12)

  init(first: Int, last: Int) {
    self.first = first
    self.last = last
  }

  init(month: Int) { self.init(first: month, last: month) }

  init(quarter: Int) { self.init(first: quarter * 3 - 2, last: quarter * 3) }

  /// The quarter (`q`), half (`h`) or month (`m`) of that number.
  init?(_ number: Int, of unit: String) {
    switch unit {
    case "q" where (1...4).contains(number): self.init(quarter: number)
    case "h" where (1...2).contains(number): self.init(first: number * 6 - 5, last: number * 6)
    case "m" where (1...12).contains(number): self.init(month: number)
    default: return nil
    }
  }

  /// The text of a column of months or of quarters; `52` is the whole year (UN Comtrade).
  init?(_ text: String, isQuarter: Bool) {
    let word = text.lowercased()
    if ["52", "annual", "total", "year", "год", "всего"].contains(word) {
      self = .wholeYear
      return
    }
    let digits = word.filter(\.isNumber)
    if isQuarter {
      let letters = word.filter(\.isLetter)
      let isQuarterWord = ["", "q", "кв", "квартал", "quarter"].contains(letters)
      guard let number = YearPart.roman(letters) ?? (isQuarterWord ? Int(digits) : nil),
        let part = YearPart(number, of: "q")
      else { return nil }
      self = part
    } else if let month = YearPart.months[word] {
      self.init(month: month)
    } else {
      let letters = word.filter(\.isLetter)
      guard letters.isEmpty || letters == "m", digits.utf8.count <= 2, let number = Int(digits),
        let part = YearPart(number, of: "m")
      else { return nil }
      self = part
    }
  }

  /// I to IV.
  static func roman(_ word: String) -> Int? {
    ["i", "ii", "iii", "iv"].firstIndex(of: word).map { $0 + 1 }
  }

  /// The months by their names, whole or cut to three letters, English and Russian.
  static let months: [String: Int] = {
    let names = [
      ["january", "jan", "январь", "января", "янв"],
      ["february", "feb", "февраль", "февраля", "фев"],
      ["march", "mar", "март", "марта", "мар"], ["april", "apr", "апрель", "апреля", "апр"],
      ["may", "май", "мая"], ["june", "jun", "июнь", "июня", "июн"],
      ["july", "jul", "июль", "июля", "июл"], ["august", "aug", "август", "августа", "авг"],
      ["september", "sep", "sept", "сентябрь", "сентября", "сен"],
      ["october", "oct", "октябрь", "октября", "окт"],
      ["november", "nov", "ноябрь", "ноября", "ноя"],
      ["december", "dec", "декабрь", "декабря", "дек"],
    ]
    var months: [String: Int] = [:]
    for (place, words) in names.enumerated() {
      for word in words { months[word] = place + 1 }
    }
    return months
  }()
}
