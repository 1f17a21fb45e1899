import Consistency
import Exact

/// Walks through one sentence and attaches each figure to a measure, a scope, a period and a base.
///
/// The rule for all four is the same: what stands since the figure before belongs to this figure;
/// where nothing does, what follows within the segment does, unless the next figure needs it; where
/// nothing does either, the sentence so far is inherited, then the document so far. A bracket
/// inherits from the figure that it follows and leaves nothing behind.
struct SentenceReader {
  private let sentence: [Mention]
  private let number: Int
  private var discourse: Discourse
  private var claims: [Claim] = []
  private var state: State
  private var stack: [State] = []
  private var usedByRight: Set<Int> = []
  private var bracketsAreShares: Bool
  private let hasOwnPlace: Bool

  /// What the sentence has said so far, at one depth of brackets.
  private struct State {
    var subject: Subject?
    var attachment = Attachment.carried
    var otherScopes: [Scope] = []
    var period: Period?
    var base: Period?
    /// The index of the last claim at this depth.
    var lastClaim: Int?
    /// The claim that the bracket follows.
    var host: Int?
    var windowStart = 0
    /// Measures of a list that wait for their figures: `exports and imports … respectively`.
    var queue: [Subject] = []
    var list: [Subject] = []
    /// The bases of the changes in this bracket, in order.
    var bases: [Period] = []
    /// The bases of an earlier bracket with more than one, which a later one may repeat:
    /// «(122,7 % к марту 2020 и 123,4 % к февралю), … (соответственно 130,1 % и 124,7 %)».
    var listedBases: [Period] = []
    /// Whether a subject that is no trade measure is spoken of.
    var isOffTopic = false
  }

  static func claims(
    in sentence: [Mention], number: Int, discourse: inout Discourse, bracketsAreShares: inout Bool
  ) -> [Claim] {
    var reader = SentenceReader(sentence, number, discourse, bracketsAreShares)
    reader.run()
    discourse = reader.discourse
    bracketsAreShares = reader.bracketsAreShares
    return reader.claims
  }

  private init(
    _ sentence: [Mention], _ number: Int, _ discourse: Discourse, _ bracketsAreShares: Bool
  ) {
    self.sentence = sentence
    self.number = number
    self.discourse = discourse
    self.bracketsAreShares = bracketsAreShares
    hasOwnPlace = sentence.contains { $0.place != nil }
    state = State(period: discourse.period, base: discourse.base)
    state.subject = discourse.subject
  }

  // MARK: - The walk

  private mutating func run() {
    noteHome()
    enterSentence()
    for index in sentence.indices {
      let mention = sentence[index]
      if mention.isSymbol("(", "[") {
        var inner = state
        inner.host = state.lastClaim
        inner.windowStart = index + 1
        inner.bases = []
        stack.append(state)
        state = inner
      } else if mention.isSymbol(")", "]") {
        if var outer = stack.popLast() {
          if state.lastClaim != outer.lastClaim { outer.windowStart = index + 1 }
          if state.bases.count > 1 { outer.listedBases = state.bases }
          state = outer
        }
      } else if let phrase = mention.period {
        notePeriod(phrase, at: index)
      } else if mention.figure != nil {
        readFigure(at: index)
        state.windowStart = index + 1
      }
    }
    leaveSentence()
  }

  private mutating func enterSentence() {
    guard let carried = discourse.subject else { return }
    var subject = carried
    subject.scope = discourse.homeScope ?? discourse.rootScope
    state.subject = subject
    // A sentence that names no place may go on about the one place of the sentence before.
    let isOverall = sentence.contains { $0.concept == .overall || $0.concept == .home }
    if !hasOwnPlace, !isOverall, discourse.scopesBefore.count == 1,
      let before = discourse.scopesBefore.first, before != subject.scope
    {
      state.otherScopes = [before]
    }
    if sentence.contains(where: { $0.concept == .thatPlace }),
      let before = discourse.scopesBefore.first(where: { $0 != subject.scope })
    {
      subject.scope = before
      state.subject = subject
      state.otherScopes = []
    }
  }

  private mutating func leaveSentence() {
    guard !claims.isEmpty else { return }
    discourse.scopesBefore = Set(claims.map(\.subject.scope))
    let outer = stack.first ?? state
    discourse.period = outer.period
    discourse.base = outer.base
    discourse.subject = claims.first { !$0.meanings.isEmpty }?.subject ?? discourse.subject
    if discourse.homeScope == nil, let first = claims.first {
      // Only a partner that is the whole sentence's stays the document's.
      let scopes = Set(claims.map(\.subject.scope))
      discourse.homeScope = scopes.count == 1 ? first.subject.scope : discourse.rootScope
    }
  }

  // MARK: - Places

  /// The document's own place is the first that is named without the preposition of a partner.
  private mutating func noteHome() {
    guard discourse.home == nil, sentence.contains(where: { $0.figure != nil && isTrade($0) })
    else {
      return
    }
    for (index, mention) in sentence.enumerated() {
      guard let place = mention.place, ScopeRules.role(sentence, index) != .partner else {
        continue
      }
      if place.isGroup, !ScopeRules.isGroupOfOwn(sentence, index) { continue }
      discourse.home = place.key
      return
    }
  }

  private func isTrade(_ mention: Mention) -> Bool {
    switch mention.figure?.unit {
    case .money, .percent, .times, .physical: true
    default: false
    }
  }

  // MARK: - Periods

  private mutating func notePeriod(_ phrase: PeriodPhrase, at index: Int) {
    guard !PeriodRules.isBase(sentence, index) else {
      state.base = PeriodRules.resolve(
        phrase, current: state.period, anchorYear: discourse.anchorYear)
      return
    }
    let period = PeriodRules.resolve(
      phrase, current: state.period, anchorYear: discourse.anchorYear)
    if period != state.period { state.base = nil }
    state.period = period
  }

  /// The period of the figure: one right behind it, else the one in force, else the first that the
  /// rest of the sentence names.
  private func period(at figure: Int, right: Range<Int>) -> Period {
    for index in right {
      if let phrase = sentence[index].period, !PeriodRules.isBase(sentence, index) {
        return PeriodRules.resolve(
          phrase, current: state.period, anchorYear: discourse.anchorYear)
      }
      switch sentence[index].meaning {
      case .concept(.function), .concept(.neutral): continue
      default: break
      }
      break
    }
    if let period = state.period, hasPeriod(before: figure) || discourse.period != nil {
      return period
    }
    for index in sentence.indices where index > figure {
      if let phrase = sentence[index].period, !PeriodRules.isBase(sentence, index) {
        return PeriodRules.resolve(
          phrase, current: state.period, anchorYear: discourse.anchorYear)
      }
    }
    return state.period ?? Period(year: discourse.anchorYear)
  }

  private func hasPeriod(before figure: Int) -> Bool {
    sentence[..<figure].contains { $0.period != nil }
  }

  /// The base of a change: one that follows before the next figure, else the one in force, else a
  /// year earlier.
  private func base(at figure: Int, period: Period) -> Period {
    for index in sentence.indices where index > figure {
      let mention = sentence[index]
      if mention.figure != nil {
        // "up $2.4 billion from $66.5 billion in February": the level of the base names its time.
        let marker = sentence[index - 1]
        if marker.text == "from" || marker.concept == .against, index + 1 < sentence.count,
          case .period(let base)? = nextPeriodMarker(index)
        {
          return base
        }
        break
      }
      if mention.isMeasure || mention.isSymbol("(", ")", ";") { break }
      if let phrase = mention.period, PeriodRules.isBase(sentence, index) {
        return PeriodRules.resolve(phrase, current: period, anchorYear: discourse.anchorYear)
      }
    }
    if let base = state.base, base != period { return base }
    return period.advanced(byMonths: -12 * max(1, period.months / 12))
  }

  // MARK: - Figures

  private mutating func readFigure(at index: Int) {
    guard let figure = sentence[index].figure else { return }
    let left = state.windowStart..<index
    let right = segment(after: index)
    let host = state.host.map { claims[$0] }
    let previous = state.lastClaim.map { claims[$0] }
    var phrase = figure
    if phrase.unit == .none, !borrowUnit(&phrase, at: index, left: left, previous: previous) {
      return
    }

    let rules = KindRules(
      sentence: sentence.replacing(index, figure: phrase), left: left, figure: index, right: right,
      host: state.lastClaim == state.host ? host : nil,
      previous: lastOfKind(phrase.unit) ?? previous ?? claims.last,
      bracketsAreShares: bracketsAreShares)
    guard
      let (found, attachment, others) = subject(at: index, left: left, right: right, rules: rules)
    else { return }
    var subject = found
    let isCoverage =
      left.contains { sentence[$0].concept == .coverage }
      || (previous?.isCoverage ?? false && !left.contains { sentence[$0].isMeasure })
    let meanings =
      isCoverage ? coverageMeanings(phrase) : rules.meanings(isBalance: subject.measure == .balance)
    guard !meanings.isEmpty else { return }

    var claim = Claim(
      mention: sentence[index], figure: phrase, hedge: hedge(left, phrase: phrase, rules: rules),
      start: phraseStart(left), meanings: meanings, subject: subject,
      attachment: attachment, otherScopes: others,
      period: period(at: index, right: right), sentence: number)
    claim.vintage = vintage(left)
    settleTime(&claim, at: index, left: left, host: host)
    if meanings.contains(where: { $0.kind == .share || $0.kind == .points }) {
      settleShare(&claim, left: left, right: right, previous: previous ?? host)
    }
    if isCoverage {
      claim.comparedMeasure = .imports
      claim.isCoverage = true
    } else if meanings[0].kind == .ratio {
      settleComparison(&claim, right: right)
    }
    if case .money(let code?) = phrase.unit { discourse.currency = code }
    remember(&claim, subject: &subject, at: index)
  }

  /// Coverage is exports by imports of one period, in percent or times.
  private func coverageMeanings(_ phrase: FigurePhrase) -> [Claim.Meaning] {
    switch phrase.unit {
    case .percent: [Claim.Meaning(kind: .index)]
    case .times, .none: [Claim.Meaning(kind: .ratio)]
    default: []
    }
  }

  private mutating func remember(_ claim: inout Claim, subject: inout Subject, at index: Int) {
    claims.append(claim)
    state.lastClaim = claims.count - 1
    if !usedByRightScope.contains(index) {
      state.subject = subject
      state.attachment = .inherited
    } else if var kept = state.subject {
      kept.measure = subject.measure
      state.subject = kept
    } else {
      state.subject = subject
    }
    if claim.meanings.count == 1, claim.meanings[0].kind == .share, state.host != nil {
      bracketsAreShares = true
    }
    if state.period == nil { state.period = claim.period }
    for place in sentence[..<index].compactMap(\.place) where place.key != discourse.home {
      discourse.partners.insert(place.key)
    }
  }

  /// The last claim of the sentence with the same kind of unit: what an ellipsis repeats.
  private func lastOfKind(_ unit: FigurePhrase.Unit) -> Claim? {
    guard unit == .percent || unit == .points || unit == .times else { return nil }
    return claims.last { $0.figure.unit == unit }
  }

  private var usedByRightScope: Set<Int> = []

  /// The mentions from the figure to the end of its segment.
  private func segment(after index: Int) -> Range<Int> {
    var end = index + 1
    while end < sentence.count {
      let mention = sentence[end]
      if mention.figure != nil || mention.isSymbol(",", ";", ":", "(", ")") { break }
      if mention.concept == .and, !joinsPlaces(end) { break }
      if mention.isDash, end > index + 1 { break }
      end += 1
    }
    return index + 1..<end
  }

  private func joinsPlaces(_ index: Int) -> Bool {
    index > 0 && index + 1 < sentence.count && sentence[index - 1].place != nil
      && sentence[index + 1].place != nil
  }

  // MARK: - The measure

  private mutating func subject(
    at index: Int, left: Range<Int>, right: Range<Int>, rules: KindRules
  ) -> (Subject, Attachment, [Scope])? {
    if let coverage = left.last(where: { sentence[$0].concept == .coverage }) {
      var subject = Subject(measure: .exports)
      subject.scope =
        scope(at: index, left: left, right: right, measureAt: coverage, isShare: false).0
      state.isOffTopic = false
      return (subject, .named, [])
    }
    let own = MeasureRules.measures(sentence, left.filter { !usedByRight.contains($0) })
    if MeasureRules.isOffTopic(sentence, left) {
      state.isOffTopic = true
      return nil
    }
    // A list of measures that is followed by as many figures is taken in order.
    if own.count > 1, MeasureRules.isList(sentence, own.map(\.index)) {
      let list = own.map { scoped($0.subject, left: left, measureAt: $0.index) }
      let figures = MeasureRules.figuresInList(sentence, from: index)
      if figures == list.count {
        state.list = list
        state.queue = Array(list.dropFirst())
        state.isOffTopic = false
        return (list[0], .named, [])
      }
      if figures == 1, Set(list.map(\.measure)) == [.exports, .imports] {
        var total = list[0]
        total.measure = .turnover
        return (total, .named, [])
      }
    }
    if own.isEmpty, !state.list.isEmpty,
      left.allSatisfy({ MeasureRules.continuesList(sentence[$0]) })
    {
      if state.queue.isEmpty, MeasureRules.figuresInList(sentence, from: index) == state.list.count
      {
        state.queue = state.list
      }
      if !state.queue.isEmpty { return (state.queue.removeFirst(), .named, []) }
    }
    if let last = MeasureRules.governing(own, sentence, rules: rules) {
      state.isOffTopic = false
      var subject = MeasureRules.turned(last.subject, sentence, left)
      if subject.balanceSign == 0, subject.measure == .balance {
        subject.balanceSign = MeasureRules.polarity(sentence, around: last.index)
      }
      let (scope, others) = scope(
        at: index, left: left, right: right, measureAt: last.index, isShare: rules.hasShareNoun)
      subject.scope = scope
      return (subject, .named, others)
    }
    // «на 20 процентов увеличились показатели экспорта», "an €18.7 bn surplus"
    if !(rules.wholeFollows && rules.meanings(isBalance: false).first?.kind == .share),
      let next = MeasureRules.measures(sentence, Array(right)).first,
      MeasureRules.attachesBackwards(sentence, from: index, to: next.index)
    {
      usedByRight.insert(next.index)
      state.isOffTopic = false
      var subject = next.subject
      if subject.balanceSign == 0, subject.measure == .balance {
        subject.balanceSign = MeasureRules.polarity(sentence, around: next.index)
      }
      let (scope, others) = scope(
        at: index, left: left, right: right, measureAt: next.index, isShare: false)
      subject.scope = scope
      return (subject, .named, others)
    }
    return inherited(at: index, left: left, right: right, rules: rules)
  }

  private mutating func inherited(
    at index: Int, left: Range<Int>, right: Range<Int>, rules: KindRules
  ) -> (Subject, Attachment, [Scope])? {
    guard !state.isOffTopic else { return nil }
    guard var subject = state.subject else {
      // A share of a named whole says what it is a share of: "oil took 27% of all imports".
      guard let whole = MeasureRules.measures(sentence, Array(right)).first else { return nil }
      var subject = whole.subject
      subject.scope = scope(at: index, left: left, right: right, measureAt: nil, isShare: true).0
      return (subject, .inherited, [])
    }
    if state.lastClaim == nil, state.host == nil, !rules.standsBehindPlace {
      // Nothing in this sentence names a measure: only a sentence that names nothing else either
      // can be about the measure of the one before.
      let strangers = sentence[..<index].contains { $0.isUnknown && !$0.text.isEmpty }
      let whole = MeasureRules.measures(sentence, Array(right)).first
      if strangers, whole == nil { return nil }
      if let whole, rules.wholeFollows { subject.measure = whole.subject.measure }
      subject.balanceSign = subject.measure == .balance ? subject.balanceSign : 0
    }
    if rules.wholeFollows,
      left.contains(where: { sentence[$0].place != nil || ScopeRules.isProduct(sentence[$0]) }),
      let whole = MeasureRules.measures(sentence, Array(right)).first, state.host == nil
    {
      subject.measure = whole.subject.measure
    }
    let (scope, others) = scope(
      at: index, left: left, right: right, measureAt: nil, isShare: rules.hasShareNoun)
    subject.scope = scope
    return (subject, state.lastClaim == nil ? .carried : .inherited, others)
  }

  // MARK: - The scope

  private func scoped(_ subject: Subject, left: Range<Int>, measureAt: Int) -> Subject {
    var subject = subject
    subject.scope =
      ScopeRules.scope(
        sentence, left, measureAt: measureAt, inherited: state.subject?.scope, discourse: discourse,
        used: usedByRight
      ) ?? state.subject?.scope ?? discourse.homeScope ?? discourse.rootScope
    return subject
  }

  /// The scope of the figure and the others that it may have as well.
  private mutating func scope(
    at index: Int, left: Range<Int>, right: Range<Int>, measureAt: Int?, isShare: Bool
  ) -> (Scope, [Scope]) {
    let home = discourse.homeScope ?? discourse.rootScope
    let inherited = state.subject?.scope ?? home
    if left.isEmpty, left.lowerBound >= 2, sentence[left.lowerBound - 1].isSymbol("("),
      let place = sentence[left.lowerBound - 2].place, place.key != discourse.home
    {
      usedByRightScope.insert(index)
      return (discourse.rootScope.appending(place.key), [])
    }
    // «3 млрд 696,2 млн из СНГ и …»: a place behind the figure is this figure's alone.
    if let place = ScopeRules.placeBehind(sentence, right, discourse: discourse) {
      usedByRight.insert(place)
      usedByRightScope.insert(index)
      let scope = ScopeRules.scope(
        sentence, place..<place + 1, measureAt: nil, inherited: nil, discourse: discourse, used: [])
      if let scope { return (scope, []) }
    }
    if let measureAt, right.contains(measureAt) {
      let region = measureAt..<right.upperBound
      if let scope = ScopeRules.scope(
        sentence, region, measureAt: measureAt, inherited: inherited, discourse: discourse, used: []
      ) {
        return (scope, [])
      }
    }
    if let scope = ScopeRules.scope(
      sentence, left, measureAt: measureAt, inherited: inherited, discourse: discourse,
      used: usedByRight)
    {
      state.otherScopes = []
      return (scope, [])
    }
    // A new measure drops the product of the one before, and behind a semicolon perhaps its partner.
    if measureAt != nil, left.contains(where: { sentence[$0].isSymbol(";") }), inherited != home,
      !left.contains(where: { sentence[$0].concept == .thatPlace })
    {
      return (inherited, [home])
    }
    return (inherited, state.otherScopes)
  }

  // MARK: - Time

  /// Sets the base of a change, or moves a level that stands for the base into its period.
  private mutating func settleTime(
    _ claim: inout Claim, at index: Int, left: Range<Int>, host: Claim?
  ) {
    guard let marker = baseMarker(index, left: left) else {
      if claim.meanings.contains(where: \.needsBase) {
        claim.base = base(at: index, period: claim.period)
        if state.host != nil, let base = claim.base {
          let position = state.bases.count
          if state.listedBases.count > position, !namesBase(index) {
            claim.base = state.listedBases[position]
          }
          state.bases.append(claim.base ?? base)
        }
      }
      return
    }
    let spoken = claim.period
    let own: Period? =
      switch marker {
      case .period(let period): period
      case .word: nil
      }
    if claim.isCoverage {
      claim.period = own ?? base(at: index, period: spoken)
      return
    }
    let base = own ?? base(at: index, period: spoken)
    if claim.isLevel || claim.meanings.first?.kind == .share {
      claim.period = base
      claim.base = nil
      if let previous = state.lastClaim.map({ claims[$0] }) ?? host,
        previous.subject.measure == .balance,
        claim.figure.sign == nil, claim.subject.measure == .balance
      {
        claim.subject.balanceSign = previous.subject.balanceSign
      }
    } else if claim.isChange,
      own == nil || left.contains(where: { sentence[$0].concept == .against })
    {
      // «рост на 5 % против 3 % годом ранее»: the earlier change.
      claim.base = base.advanced(byMonths: base.first - spoken.first)
      claim.period = base
    } else {
      claim.base = base
    }
  }

  private func namesBase(_ figure: Int) -> Bool {
    for index in sentence.indices where index > figure {
      if sentence[index].figure != nil || sentence[index].isSymbol(")", "(", ";") { return false }
      if sentence[index].period != nil { return PeriodRules.isBase(sentence, index) }
    }
    return false
  }

  private enum BaseMarker {
    case period(Period)
    case word
  }

  /// What makes a figure the base's: `против`, «годом ранее –», "compared with", "from", «с … до …».
  private func baseMarker(_ index: Int, left: Range<Int>) -> BaseMarker? {
    let isAmount =
      sentence[index].figure.map { figure in
        switch figure.unit {
        case .money, .physical, .none: true
        default: false
        }
      } ?? false || left.contains { sentence[$0].concept == .coverage }
      || (state.lastClaim.map { claims[$0].isCoverage } ?? false)
    for position in left.reversed() {
      let mention = sentence[position]
      if mention.concept == .against { return nextPeriodMarker(index) ?? .word }
      if let phrase = mention.period, PeriodRules.isBase(sentence, position) {
        // «к 2016 году на 5 %» is the base of the change, not a figure of the base.
        guard isAmount || left.contains(where: { sentence[$0].concept == .against }) else {
          return nil
        }
        return .period(
          PeriodRules.resolve(phrase, current: state.period, anchorYear: discourse.anchorYear))
      }
      if mention.isMeasure || mention.period != nil { return nil }
      // A verb of its own begins a new claim: «прибавил 8 % к 2015 году и дошёл до 1380 млн».
      switch mention.concept {
      case .level?, .increase?, .decrease?, .exceeds?, .and?: return nil
      default: if ["до", "to"].contains(mention.text) { return nil }
      }
      if isAmount, mention.concept == .base { return nextPeriodMarker(index) ?? .word }
      if isAmount, position == left.upperBound - 1 || isHedge(position + 1),
        ["from", "с", "со"].contains(mention.text)
      {
        return nextPeriodMarker(index) ?? .word
      }
    }
    // «больше, чем в сентябре 2018 (186,5 млрд)»: the bracket behind a base names its level.
    if isAmount, left.isEmpty, state.host != nil, left.lowerBound >= 2,
      let phrase = sentence[left.lowerBound - 2].period,
      PeriodRules.isBase(sentence, left.lowerBound - 2)
    {
      return .period(
        PeriodRules.resolve(phrase, current: state.period, anchorYear: discourse.anchorYear))
    }
    // A level that an earlier time follows: «против» left out, «48,2 млрд годом ранее».
    if isAmount, state.lastClaim != nil, case .period(let base)? = nextPeriodMarker(index),
      directlyFollowed(index)
    {
      return .period(base)
    }
    return nil
  }

  private func isHedge(_ index: Int) -> Bool {
    guard sentence.indices.contains(index), case .hedge? = sentence[index].concept else {
      return false
    }
    return true
  }

  private func directlyFollowed(_ index: Int) -> Bool {
    index + 1 < sentence.count && sentence[index + 1].period?.isComparison == true
  }

  private func nextPeriodMarker(_ index: Int) -> BaseMarker? {
    for position in sentence.indices where position > index {
      let mention = sentence[position]
      if mention.figure != nil || mention.isMeasure || mention.isSymbol("(", ")", ";", ",") {
        return nil
      }
      if let phrase = mention.period {
        return .period(
          PeriodRules.resolve(phrase, current: state.period, anchorYear: discourse.anchorYear))
      }
    }
    return nil
  }

  // MARK: - Shares and comparisons

  private func settleShare(
    _ claim: inout Claim, left: Range<Int>, right: Range<Int>, previous: Claim?
  ) {
    let scope = claim.subject.scope
    var whole = Subject(measure: claim.subject.measure, scope: scope)
    let named = MeasureRules.measures(sentence, Array(right)).first?.subject.measure
    if let named { whole.measure = named }
    // «доля экспорта в обороте»: the measure behind «в» is the whole's.
    let own = MeasureRules.measures(sentence, Array(left))
    if let last = own.last, own.count > 1, last.index > 0,
      ["в", "во", "in", "of"].contains(sentence[last.index - 1].text)
    {
      claim.subject.measure = own[own.count - 2].subject.measure
      whole.measure = last.subject.measure
    }
    if claim.subject.measure == .turnover, let named, named != .turnover, scope.path.count > 1 {
      claim.subject.measure = named
    }
    if claim.subject.measure == whole.measure {
      let isPart = scope.path.count > discourse.rootScope.path.count
      if isPart {
        whole.scope = discourse.rootScope
        if let home = scope.path.first, home != discourse.home, let previousWhole = previous?.whole
        {
          whole.scope = previousWhole.scope
        }
      } else if let previousWhole = previous?.whole, previousWhole.measure == claim.subject.measure
      {
        whole = previousWhole
      } else if claim.subject.measure == .exports || claim.subject.measure == .imports {
        whole.measure = .turnover
      }
    }
    guard whole.measure != claim.subject.measure || whole.scope != scope else { return }
    claim.whole = whole
  }

  /// «в 1,4 раза больше, чем импорт»: two flows of one period.
  private func settleComparison(_ claim: inout Claim, right: Range<Int>) {
    var index = right.lowerBound
    var hasComparative = false
    while index < sentence.count, index < right.lowerBound + 7 {
      let mention = sentence[index]
      if mention.figure != nil || mention.isSymbol(";", "(", ")") || mention.period != nil {
        return
      }
      switch mention.concept {
      case .more?, .less?, .base?, .increase?: hasComparative = true
      case .measure(let measure, _)?:
        guard hasComparative || mention.text == "than", measure != claim.subject.measure else {
          return
        }
        claim.comparedMeasure = measure
        claim.base = nil
        return
      default: break
      }
      index += 1
    }
  }

  // MARK: - Small things

  private func hedge(_ left: Range<Int>, phrase: FigurePhrase, rules: KindRules) -> Hedge? {
    for index in left.reversed() {
      switch sentence[index].concept {
      case .hedge(let hedge)?: return hedge
      case .exceeds? where !rules.isAmount: return .atLeast
      case .function?, .neutral?, .level?: continue
      default: return nil
      }
    }
    return nil
  }

  /// Where the phrase begins: its hedge and the preposition before it are part of the quote.
  private func phraseStart(_ left: Range<Int>) -> Int {
    var start = sentence[left.upperBound].start
    for index in left.reversed() {
      switch sentence[index].meaning {
      case .concept(.hedge): start = sentence[index].start
      case .concept(.function) where ["на", "в", "до", "by", "to"].contains(sentence[index].text):
        start = sentence[index].start
      default: return start
      }
    }
    return start
  }

  private func vintage(_ left: Range<Int>) -> String? {
    for index in left.suffix(4) {
      if case .vintage(let name)? = sentence[index].concept { return name }
    }
    return nil
  }

  /// Gives a bare number the unit of its list: `98.2 and 86.1 billion`, «на 20 процентов, … на 110».
  private func borrowUnit(
    _ phrase: inout FigurePhrase, at index: Int, left: Range<Int>, previous: Claim?
  ) -> Bool {
    guard !phrase.isCount else { return false }
    // Forward: only list words up to the next figure, which has the unit.
    for position in index + 1..<max(index + 1, min(index + 7, sentence.count)) {
      let mention = sentence[position]
      if let next = mention.figure {
        guard next.unit != .none else { continue }
        phrase.unit = next.unit
        if !phrase.hasScale { phrase.scale = next.scale }
        return true
      }
      guard
        MeasureRules.isListFiller(mention) || mention.isMeasure || mention.concept == .level
          || mention.isDash
          || (mention.concept == .function && ["до", "to", "с", "from"].contains(mention.text))
      else { break }
    }
    // Backward: the same preposition as the figure before.
    guard let previous, state.lastClaim != nil else { return false }
    let before = left.last.map { sentence[$0].text }
    let beforePrevious = previous.mention.tokens.lowerBound
    guard before == "на" || before == "by" || left.contains(where: { sentence[$0].isMeasure })
    else {
      return false
    }
    guard beforePrevious >= 0, phrase.printed.exponent < 0 || before == "на" || before == "by"
    else {
      return false
    }
    phrase.unit = previous.figure.unit
    phrase.scale = previous.figure.scale
    return true
  }
}

extension [Mention] {
  /// The same sentence with another figure at `index`.
  fileprivate func replacing(_ index: Int, figure: FigurePhrase) -> [Mention] {
    var copy = self
    copy[index].meaning = .figure(figure)
    return copy
  }
}
