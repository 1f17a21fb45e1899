internal import Exact

extension Period {
  /// Reads a period as trade files write it; nil where the text is none, or is ambiguous.
  ///
  /// Besides the project's own forms: months as `201706`, `2017M06`, `06/2017`, `Jun-2017`,
  /// `июнь 2017`, and by a day, `2017-06-30` or `30.06.2017`; quarters as `2017Q2`, `Q2 2017`,
  /// `2 кв. 2017`, `II квартал 2017`; halves as `2017H1`; years as `2017.0`, `201752` (Eurostat,
  /// UN Comtrade); fiscal years from April to March as `2012-2013`; spans as `Jan-Mar 2017` and
  /// `2024 through October`.
  ///
  /// - Parameters:
  ///   - text: The text of a field.
  ///   - isFiscal: Whether `2011-12` is a fiscal year and not December 2011: what it is shows only in
  ///     the texts beside it, as `2012-13`.
  init?(field text: String, isFiscal: Bool = false) {
    if let year = Period.fiscalYear(text, isFiscal) {
      self.init(fiscalYear: year)
    } else if let period = Period(text) {
      self = period
    } else if let period = Period(words: PeriodWords(text)) {
      self = period
    } else {
      return nil
    }
  }

  /// From April of a year to March of the next.
  init(fiscalYear year: Int) { self.init(first: year * 12 + 3, last: year * 12 + 14) }

  /// The first of two years that follow one another: `2012-2013`, `FY2012-13`; and `2012/13` where
  /// that cannot be a month or such texts are known to be fiscal years.
  private static func fiscalYear(_ text: String, _ isFiscal: Bool) -> Int? {
    let isMarked = text.uppercased().hasPrefix("FY")
    let rest = isMarked ? text.dropFirst(2).drop { $0 == " " } : text[...]
    let parts = rest.split(omittingEmptySubsequences: false) { "-/–".contains($0) }
    guard parts.count == 2, parts[0].utf8.count == 4, let first = Int(parts[0]), first >= 1000,
      let second = Int(parts[1])
    else { return nil }
    if parts[1].utf8.count == 4 { return second == first + 1 ? first : nil }
    guard parts[1].utf8.count == 2, second == (first + 1) % 100 else { return nil }
    return isMarked || isFiscal || second > 12 || second == 0 ? first : nil
  }

  /// Whether some bytes are a year and the next one in two digits that are no month: `2012-13`.
  static func isPlainlyFiscal(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    let text = Array(bytes).filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: " ") }
    guard text.count == 7, text[4] == UInt8(ascii: "-") || text[4] == UInt8(ascii: "/") else {
      return false
    }
    return fiscalYear(String(decoding: text, as: UTF8.self), false) != nil
  }

  private init?(words: PeriodWords) {
    let numbers = words.numbers
    var (year, part): (Int, YearPart?) = (0, nil)
    // The shape of the text: a year (Y), another number (N), a month's name (M), a year and a month in
    // one number (P), and the marks of quarters (q), halves (h), months (m) and spans (t).
    switch words.shape {
    case "Y": (year, part) = (numbers[0], .wholeYear)
    case "YN" where words.hasPoint && numbers[1] == 0: (year, part) = (numbers[0], .wholeYear)
    case "P":
      (year, part) = (numbers[0], numbers[1] == 52 ? .wholeYear : YearPart(numbers[1], of: "m"))
    case "YN", "YmN": (year, part) = (numbers[0], YearPart(numbers[1], of: "m"))
    case "NY": (year, part) = (numbers[1], YearPart(numbers[0], of: "m"))
    case "YM": (year, part) = (numbers[0], YearPart(month: numbers[1]))
    case "MY": (year, part) = (numbers[1], YearPart(month: numbers[0]))
    case "MN" where words.lastIsTwoDigits:
      // Excel's "Jun-17".
      (year, part) = (numbers[1] + (numbers[1] < 60 ? 2000 : 1900), YearPart(month: numbers[0]))
    case "MMY" where numbers[0] <= numbers[1]:
      (year, part) = (numbers[2], YearPart(first: numbers[0], last: numbers[1]))
    case "YtM": (year, part) = (numbers[0], YearPart(first: 1, last: numbers[1]))
    case "YqN", "YNq": (year, part) = (numbers[0], YearPart(numbers[1], of: "q"))
    case "qNY", "NqY": (year, part) = (numbers[1], YearPart(numbers[0], of: "q"))
    case "YhN", "YNh": (year, part) = (numbers[0], YearPart(numbers[1], of: "h"))
    case "hNY", "NhY": (year, part) = (numbers[1], YearPart(numbers[0], of: "h"))
    case "YNN" where (1...31).contains(numbers[2]):
      (year, part) = (numbers[0], YearPart(numbers[1], of: "m"))
    case "NNY" where words.hasPoint && (1...31).contains(numbers[0]):
      (year, part) = (numbers[2], YearPart(numbers[1], of: "m"))
    default: return nil
    }
    guard let part else { return nil }
    self.init(year: year, from: part.first, to: part.last)
  }
}

/// The words of a period's text, as numbers and a shape.
private struct PeriodWords {
  private(set) var shape = ""
  private(set) var numbers: [Int] = []
  let hasPoint: Bool
  private(set) var lastIsTwoDigits = false

  init(_ text: String) {
    hasPoint = text.contains(".")
    for word in PeriodWords.split(PeriodWords.date(text) ?? text.lowercased()) {
      if PeriodWords.fillers.contains(word) { continue }
      guard let (letter, meant) = PeriodWords.meaning(word) else {
        (shape, numbers) = ("", [])
        return
      }
      lastIsTwoDigits = word.utf8.count == 2
      shape.append(letter)
      numbers += meant
    }
  }

  /// The date before a time of day, `2017-06-01T00:00:00`; nil for any other text.
  private static func date(_ text: String) -> String? {
    let rest = text.dropFirst(10)
    guard text.dropFirst(4).first == "-", let sign = rest.first, sign == "T" || sign == " ",
      rest.contains(":")
    else { return nil }
    return String(text.prefix(10))
  }

  private static func split(_ text: String) -> [String] {
    var words: [String] = []
    var last: Character = " "
    for character in text {
      if character.isLetter || character.isNumber {
        if last.isLetter == character.isLetter, last.isNumber == character.isNumber,
          !words.isEmpty
        {
          words[words.count - 1].append(character)
        } else {
          words.append(String(character))
        }
      }
      last = character
    }
    return words
  }

  private static func meaning(_ word: String) -> (Character, [Int])? {
    if let number = Int(word) {
      switch word.utf8.count {
      case 1, 2: return ("N", [number])
      case 4: return number >= 1000 ? ("Y", [number]) : nil
      case 6: return number >= 100_000 ? ("P", [number / 100, number % 100]) : nil
      case 8:
        return number >= 10_000_000 ? ("P", [number / 10_000, number / 100 % 100]) : nil
      default: return nil
      }
    }
    if let month = YearPart.months[word] { return ("M", [month]) }
    if let roman = YearPart.roman(word) { return ("N", [roman]) }
    return units[word].map { ($0, []) }
  }

  private static let units: [String: Character] = [
    "m": "m", "q": "q", "qtr": "q", "quarter": "q", "кв": "q", "квартал": "q", "h": "h", "s": "h",
    "полугодие": "h", "through": "t",
  ]

  private static let fillers: Set<String> = ["г", "год", "года", "year", "yr", "cy"]
}
