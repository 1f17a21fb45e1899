import Consistency
import Exact

/// A stretch of the source and what it means by itself, before any rule has looked around it.
struct Mention: Sendable {
  enum Meaning: Sendable {
    case concept(Concept)
    case figure(FigurePhrase)
    case period(PeriodPhrase)
    /// A day of the calendar, nothing that a figure could belong to, with its month where the year is
    /// named.
    case date(Period?)
    case place(Place)
    /// A word that the vocabulary does not know.
    case unknown
    case symbol
    case sentenceEnd
  }

  var meaning: Meaning
  let tokens: Range<Int>
  /// The text of the first token, in lower case.
  let text: String
  let isCapitalized: Bool
  /// The place in the source, in Unicode scalars.
  let start: Int
  let end: Int

  var concept: Concept? {
    if case .concept(let concept) = meaning { concept } else { nil }
  }

  var figure: FigurePhrase? {
    if case .figure(let figure) = meaning { figure } else { nil }
  }

  var period: PeriodPhrase? {
    if case .period(let period) = meaning { period } else { nil }
  }

  var place: Place? {
    if case .place(let place) = meaning { place } else { nil }
  }

  var isUnknown: Bool {
    if case .unknown = meaning { true } else { false }
  }

  func isSymbol(_ symbols: String...) -> Bool {
    if case .symbol = meaning { symbols.contains(text) } else { false }
  }

  var isDash: Bool {
    if case .symbol = meaning { text.unicodeScalars.first?.isDash ?? false } else { false }
  }

  var isSentenceEnd: Bool {
    if case .sentenceEnd = meaning { true } else { false }
  }
}

/// A number with its scale and unit, as printed.
struct FigurePhrase: Sendable, Hashable {
  enum Unit: Sendable, Hashable {
    case money(String?)
    case percent
    case points
    case times
    case physical(String)
    /// No unit is printed with the number.
    case none
  }

  enum Form: Sendable, Hashable {
    case digits
    /// A number by words: one unit of resolution.
    case words
    /// A fraction by a word, in percent.
    case fraction(Rational)
  }

  var printed: PrintedDecimal
  /// The power of ten that the printed number is multiplied by.
  var scale: Int
  var unit: Unit
  var form: Form = .digits
  /// -1 or 1 where a sign is printed.
  var sign: Int?
  /// For a multiple by one word (`вдвое`, `halved`), whether it is a decline.
  var isDecrease = false
  /// Whether the word itself says that something changed (`doubled`).
  var impliesChange = false
  /// Whether the number stands for a counted thing that is no trade figure (people, firms).
  var isCount = false
  /// Whether it was put together from several numbers, as in `962 тыс 600`.
  var isCompound = false
  var hasScale: Bool { scale != 0 || isCompound }

  /// Whether two units measure the same sort of thing: two amounts of money, two percentages.
  static func sameSort(_ first: Unit, _ second: Unit) -> Bool {
    if case .money = first, case .money = second { return true }
    return first == second
  }
}

/// A period as it is said, before the sentence around it fixes the year.
struct PeriodPhrase: Sendable, Hashable {
  enum Months: Sendable, Hashable {
    case span(Int, Int)
    /// Months, quarters or halves counted from where a fiscal year begins: "the first eleven months of
    /// 2020-21".
    case counted(Int, Int)
    /// From the one month to the other, as a change goes: "between May and June".
    case between(Int, Int)
    case wholeYear
    /// The months of the period spoken of.
    case same
    /// The period just before the one spoken of: a month for a month, a quarter for a quarter.
    case previous(Int)
    /// The quarter or half of this number, whichever the period spoken of is: "in the third".
    case ordinal(Int)
    /// The last period of so many months that was spoken of: "in the quarter".
    case recent(Int)
    /// From January to the month spoken of.
    case toDate
  }

  enum Year: Sendable, Hashable {
    case named(Int)
    /// An offset from the year spoken of.
    case relative(Int)
    /// Two calendar years, of which this is the first: `2023-24`.
    case split(Int)
    /// The year of the first month of a span that ends in another: "July 1986 to January 1987".
    case starting(Int)
    /// A fiscal year by its one number: `fiscal 2022`.
    case fiscal(Int)
    case unnamed
  }

  var months: Months
  var year: Year

  /// The months `from` to `to`, named or counted, of a year.
  static func span(_ from: Int, _ to: Int, of year: Year, isCounted: Bool) -> PeriodPhrase {
    switch year {
    case .split where isCounted, .fiscal where isCounted:
      PeriodPhrase(months: .counted(from, to), year: year)
    default: PeriodPhrase(months: .span(from, to), year: year)
    }
  }

  /// The months of a list of two that reads like a span: "August and September".
  func parts(tokens: Int) -> [PeriodPhrase] {
    guard case .span(let from, let to) = months, to == from + 1, tokens == 3 else { return [self] }
    return [from, to].map { PeriodPhrase(months: .span($0, $0), year: year) }
  }

  /// Whether the phrase can only name what something is compared with: `годом ранее`.
  var isComparison: Bool {
    switch months {
    case .same, .previous: true
    default: false
    }
  }

  /// Whether it is the same time a year earlier.
  var isYearEarlier: Bool { months == .same && year == .relative(-1) }
}

/// A country, a region or a group, by a key that is the same in every grammatical form.
struct Place: Sendable, Hashable {
  let key: String
  /// Whether the form is an adjective or a possessive: `Georgian`, `китайский`, `India's`.
  var isModifier = false
  /// Whether it is a group of countries.
  var isGroup = false
}
