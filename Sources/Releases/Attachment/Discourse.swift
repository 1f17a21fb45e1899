import Consistency
import Exact

/// What a reader keeps in mind from sentence to sentence.
struct Discourse: Sendable {
  /// The year that the document speaks of where a period does not say its own; 0 where none is
  /// named anywhere.
  var anchorYear = 0
  /// The document's own country or region.
  var home: String?
  /// Whose dollar the sign alone means.
  let dollar: String
  /// The scope of the first trade figure: what later sentences speak of unless they say otherwise.
  var homeScope: Scope?
  /// Every partner or group that has been named.
  var partners: Set<String> = []
  /// The other places whose own trade has been told, as home's is.
  var homes: Set<String> = []
  /// The last month of the first span that begins in January: what "since January" means.
  var toDateMonths: Int?
  /// The period that the document began with.
  var mainPeriod: Period?
  /// The first period that the document names, if only behind a headline.
  var firstPeriod: Period?
  /// The period spoken of.
  var period: Period?
  var base: Period?
  /// Every period that something was compared with so far.
  var bases: Set<Period> = []
  /// How many months before their periods the bases lay that were named so far.
  var lags: Set<Int> = []
  var subject: Subject?
  /// What the last sentence named behind its last figure, or without one; "this figure" means it.
  var lastNamed: [LastNamed] = []
  /// What the last sentence told, for a pronoun that nothing behind its last figure fits.
  var lastTold: [LastNamed] = []
  /// The measure that the document began with.
  var mainMeasure: Measure?
  /// The last period of each length in months: what "in the quarter" means.
  var recent: [Int: Period] = [:]
  /// The scopes of the sentence before, so that a sentence that names none can continue it.
  var scopesBefore: Set<Scope> = []
  /// Whether the document speaks of a time that ends on a day: «с начала 2021 года по 28 ноября».
  let endsWithinMonth: Bool
  /// Whether figures are seasonally adjusted unless a sentence says otherwise.
  var isAdjusted = false
  /// The subjects of the sentence before, in its order: what a list with `respectively` goes by.
  var subjectsBefore: [Subject] = []
  /// The last amount.
  var lastLevel: FigurePhrase?
  /// Every claim so far, by its subject.
  var said: [Subject: [Claim]] = [:]
  /// The number of the last sentence with a claim.
  var sentence = -1
  /// The measures with their scopes that the document has had so far.
  var subjects: Set<Subject> { Set(said.keys) }
  /// Whether the flows are the partner's, as its customs count them, though the document is about home:
  /// «экспорт из Китая в РФ», "imports from Russia" in a text on Russia.
  var flowsAreOfPartner = false
  /// Whether the document sets services apart, so that goods are a part of the trade.
  var separatesGoods = false
  /// The first printed form of each product, by its stem.
  var products: [String: String] = [:]

  /// The scope of the whole document's subject.
  var rootScope: Scope { home.map { Scope([$0]) } ?? Scope() }

  /// The year that undated months belong to: the first named year that is not a base.
  init(_ sentences: [[Mention]]) {
    separatesGoods = sentences.joined().contains { mention in
      switch mention.concept {
      case .product("services")?, .product("услуги")?: true
      default: mention.text == "goods" && mention.tokens.count > 1
      }
    }
    for mention in sentences.joined() {
      if case .span(1, let last)? = mention.period?.months, last > 1, toDateMonths == nil {
        toDateMonths = last
      }
    }
    // Where every figure is of those days, they are a time like any other.
    let hasOtherTimes = sentences.contains { sentence in
      sentence.indices.contains { index in
        guard let phrase = sentence[index].period, !PeriodRules.isBase(sentence, index) else {
          return false
        }
        return !phrase.isComparison
      }
    }
    endsWithinMonth =
      hasOtherTimes
      && sentences.contains { sentence in
        zip(sentence, sentence.dropFirst()).contains { word, next in
          guard case .date = next.meaning else { return false }
          return word.isWord(.until)
        }
      }
    home = Discourse.home(of: sentences)
    dollar = LocalCurrencies.dollar(in: sentences, home: home)
    anchorYear = Discourse.anchorYear(of: sentences)
    if let home {
      flowsAreOfPartner = sentences.contains { ScopeRules.namesFlowOfPartner($0, home: home) }
    }
    for sentence in sentences {
      for (index, mention) in sentence.enumerated() where firstPeriod == nil {
        guard let phrase = mention.period, phrase.months != .recent(12),
          !PeriodRules.isBase(sentence, index)
        else { continue }
        firstPeriod = period(of: phrase, current: nil)
      }
    }
    noteLags(of: sentences)
  }

  /// A document on a month that sets anything beside the month before may compare all with it.
  private mutating func noteLags(of sentences: [[Mention]]) {
    guard let now = firstPeriod, now.months <= 3 else { return }
    for sentence in sentences {
      for index in sentence.indices {
        guard let phrase = sentence[index].period,
          PeriodRules.isBase(sentence, index) || PeriodRules.isOfComparedLevel(sentence, index)
        else { continue }
        let base = basePeriod(of: phrase, current: now)
        if base.months == now.months, now.first - base.first == now.months {
          lags.insert(now.months)
        }
      }
    }
  }

  /// The document's own place: the first that is named without the preposition of a partner in a
  /// sentence on trade.
  private static func home(of sentences: [[Mention]]) -> String? {
    let onTrade = sentences.filter { $0.contains { $0.isTradeFigure || $0.isMeasure } }
    for sentence in onTrade.prefix(3) {
      for (index, mention) in sentence.enumerated() {
        guard let place = mention.place, ScopeRules.role(sentence, index) != .partner else {
          continue
        }
        if place.isGroup, !ScopeRules.isGroupOfOwn(sentence, index) { continue }
        return place.key
      }
    }
    return nil
  }

  /// Takes the time from a sentence that speaks of trade and has no figure: «Торговля с большинством
  /// соседей за январь–апрель сжалась».
  mutating func note(_ sentence: [Mention]) {
    let measure = MeasureRules.measures(sentence, Array(sentence.indices)).first
    noteLastNamed(in: sentence)
    // A heading may say how all is counted: "Seasonally adjusted, Australian dollars."
    if self.sentence < 0, sentence.prefix(4).contains(where: { $0.concept == .seasonallyAdjusted })
    {
      isAdjusted = true
    }
    // A heading may give the time alone: «Оценка за III квартал 2023 года».
    guard measure != nil || self.sentence < 0 else { return }
    if subject == nil, let measure {
      subject = Subject(measure: measure.subject.measure, scope: rootScope)
    }
    for (index, mention) in sentence.enumerated() {
      guard let phrase = mention.period, !PeriodRules.isBase(sentence, index) else { continue }
      period = period(of: phrase, current: period)
      base = nil
      return
    }
  }

  struct LastNamed: Sendable {
    let subject: Subject
    /// The gender of the Russian word, by its ending.
    let gender: RussianMorphology.Gender?
  }

  /// Keeps the measures of a sentence that no figure follows.
  mutating func noteLastNamed(in sentence: [Mention]) {
    let start = sentence.lastIndex { $0.figure != nil } ?? -1
    lastNamed = MeasureRules.measures(sentence, Array(start + 1..<sentence.count)).map { found in
      var subject = found.subject
      subject.scope =
        ScopeRules.scope(
          sentence, max(0, found.index - 3)..<min(sentence.count, found.index + 4),
          measureAt: found.index, inherited: homeScope, discourse: self, used: [])
        ?? homeScope ?? rootScope
      if subject.measure == .balance, subject.balanceSign == 0 {
        subject.balanceSign = MeasureRules.polarity(sentence, around: found.index)
      }
      return LastNamed(
        subject: subject, gender: RussianMorphology.gender(ofNominative: sentence[found.index].text)
      )
    }
  }

  /// The year that the day of the document is in, or the one before where its months are yet to come
  /// in that.
  private static func yearOfDate(_ sentences: [[Mention]]) -> Int? {
    let mentions = sentences.prefix(3).joined()
    for mention in mentions {
      guard case .date(let month?) = mention.meaning else { continue }
      let last = mentions.lazy.compactMap { mention -> Int? in
        if case .span(_, let to)? = mention.period?.months { to } else { nil }
      }.first
      let isYetToCome = last.map { $0 <= 12 && $0 > month.month } ?? false
      return month.last / 12 - (isYetToCome ? 1 : 0)
    }
    return nil
  }

  private static func anchorYear(of sentences: [[Mention]]) -> Int {
    var baseYear: Int?
    for sentence in sentences {
      for (index, mention) in sentence.enumerated() {
        guard let phrase = mention.period, case .named(let year) = phrase.year else { continue }
        if phrase.isComparison || PeriodRules.isBase(sentence, index)
          || PeriodRules.isOfComparedLevel(sentence, index)
        {
          let isSeenFromLater = sentence[..<index].contains { $0.period?.year == .relative(-1) }
          baseYear = baseYear ?? year + (isSeenFromLater ? 2 : 1)
        } else {
          // A document on 1987 may end with what the whole of 1986 was.
          return max(year, baseYear ?? year)
        }
      }
    }
    return baseYear ?? yearOfDate(sentences) ?? 0
  }
}
