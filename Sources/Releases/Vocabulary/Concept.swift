import Consistency
import Exact

/// What a word or a phrase of the vocabulary tells the grammar.
///
/// The two languages share the concepts and differ in the words, so that a rule is written once.
enum Concept: Sendable, Hashable {
  /// A trade measure: a noun (`экспорт`), or a verb that implies one (`вывезено`, `bought`).
  ///
  /// The sign is -1 for a word that means a negative balance, +1 for a positive one, 0
  /// otherwise.
  case measure(Measure, sign: Int)
  /// A verb or noun of growth.
  case increase
  /// A verb or noun of decline.
  case decrease
  /// A comparative that follows its number: `на 5 % больше`, `5 percent more`.
  case more
  /// The comparative of decline: `меньше`, `less`.
  case less
  /// A verb that introduces a level: `составил`, `stood at`.
  case level
  /// A verb that makes its number a lower end: `превысил`.
  case exceeds
  /// A noun that makes its percentage a share: `доля`.
  case share
  /// A verb that does: `пришлось`, `accounted for`.
  case takesShare
  /// Words that name the whole of a share without a measure: `этой суммы`, `of the total`.
  case whole
  /// A marker that the next level is the base's: `против`, `compared with`.
  case against
  /// A marker that the next period is the base's: `по сравнению с`, `чем`, `к`.
  case base
  /// How far a figure is from its digits.
  case hedge(Hedge)
  /// Figures stand in the order of the things before them.
  case respectively
  /// The flow opposite to the one just named.
  case otherDirection
  /// The partner or group just named: `туда`, `from there`.
  case thatPlace
  /// The subject of the whole document again: `в целом`, `overall`.
  case overall
  /// Parts of what was just named follow: `из них`, `of which`.
  case ofWhich
  /// The sentence goes on about what the one before was about: `при этом`.
  case continuing
  /// Exports by imports: `коэффициент покрытия`, `coverage ratio`.
  case coverage
  /// A subject that is no trade measure: `инфляция`, `GDP`.
  case otherTopic
  /// The document's own region or country by a common noun: `регион`, `the country`.
  case home
  /// A group of partners or goods by its name.
  case group(String)
  /// A negative or positive balance, said by an adjective.
  case polarity(Int)
  /// Which estimate a figure is.
  case vintage(String)
  /// Words that join two things of a list.
  case and
  /// Figures without their seasonal swing.
  case seasonallyAdjusted
  /// Volumes and not values are measured.
  case realTerms
  /// A noun that makes its percentage an index: `темп роста`, `volume index`; the flag says whether
  /// it is of volumes.
  case index(isReal: Bool)
  /// A word that bears no meaning for the figures.
  case neutral
  /// Who says so follows or precedes: `по данным`, "according to", "said".
  case source
  /// The first or second of two things just named: "the latter".
  case listed(Int)
  /// A word that builds sentences; it never names a thing.
  case function
  /// A thing that is traded or counted; a part of the measure that it stands with.
  case product(String)
  /// A number by a word: `семь`, `seven`.
  case number(Int)
  /// A power of ten by a word: `млн`, `billion`.
  case scale(Int)
  /// A multiple by one word: `вдвое`, `doubled`; the flag says whether it falls.
  case multiple(Rational, isDecrease: Bool)
  /// A fraction by a word, in percent: `треть`, `a quarter`.
  case fraction(Rational)
  /// A currency by its ISO 4217 code.
  case currency(String)
  /// A physical unit by its symbol.
  case unit(String)
  /// `процент`, `pct`.
  case percent
  /// `п.п.`, `percentage points`.
  case points
  /// `раз`, `times`.
  case times
  /// A month by its number.
  case month(Int)
  /// A piece of a calendar.
  case calendar(CalendarWord)
}

/// How a word in front of a figure moves the ends of its interval (u is one unit of the last digit).
enum Hedge: String, Sendable, Hashable {
  /// `более`, `over`: the number or more.
  case atLeast
  /// `менее`, `under`: the number or less.
  case atMost
  /// `почти`, `almost`: up to one and a half units below.
  case almost
  /// `около`, `about`: one and a half units either way.
  case about
  /// `ровно`, `exactly`: the printed rounding.
  case exactly
}

/// Words of which periods are made.
enum CalendarWord: Sendable, Hashable {
  /// `год`, `year`.
  case year
  /// `полугодие`, `half`.
  case half
  /// `квартал`, `quarter`.
  case quarter
  /// `месяц`, `month`.
  case month
  /// `I`, `первый`, `second`: which half or quarter.
  case ordinal(Int)
  /// `аналогичный`, `тот же`, `the same`: the months just named, in another year.
  case same
  /// `период`, `period`.
  case period
  /// `прошлый`, `last`.
  case last
  /// `текущий`, `this`.
  case this
  /// `годом ранее`, `a year earlier`.
  case yearEarlier
  /// `год к году`, `year on year`: a way of comparing, and no year of its own.
  case yearOnYear
  /// `месяцем ранее`, `a month earlier`.
  case monthEarlier
  /// `кварталом ранее`, `a quarter earlier`.
  case quarterEarlier
  /// `с начала года`, `year to date`.
  case yearToDate
  /// The words between the ends of a span: `по`, `through`.
  case through
}
