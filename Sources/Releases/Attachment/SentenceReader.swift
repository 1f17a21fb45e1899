import Consistency
import Exact

/// Walks through one sentence and attaches each figure to a measure, a scope, a period and a base.
///
/// The rule for all four is the same: what stands since the figure before belongs to this figure;
/// where nothing does, what follows within the segment does, unless the next figure needs it; where
/// nothing does either, the sentence so far is inherited, then the document so far. A bracket
/// inherits from the figure that it follows and leaves nothing behind.
struct SentenceReader {
  let sentence: [Mention]
  let number: Int
  var discourse: Discourse
  var claims: [Claim] = []
  var state: State
  var stack: [State] = []
  var usedByRight: Set<Int> = []
  /// Whether the sentence has named its period.
  var isDated = false
  var bracketsAreShares: Bool
  let hasOwnPlace: Bool

  /// What the sentence has said so far, at one depth of brackets.
  struct State {
    var subject: Subject?
    var otherScopes: [Scope] = []
    /// What a figure without a subject of its own may be of besides `subject`.
    var alternatives: [Subject] = []
    /// Whether parts of the figure before are being listed.
    var isParts = false
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
    /// Whether this bracket follows a measure, with no figure between.
    var isOfNoun = false
    /// Whether this bracket has a figure.
    var hasFigure = false
    /// Whether this is a relative clause, which its comma ends: "imports, which sagged 4.5% in
    /// 1986, soared".
    var isRelativeClause = false
    /// The bases of the changes in this bracket, in order.
    var bases: [Period] = []
    /// The bases of an earlier bracket with more than one, which a later one may repeat:
    /// «(122,7 % к марту 2020 и 123,4 % к февралю), … (соответственно 130,1 % и 124,7 %)».
    var listedBases: [Period] = []
    /// Whether a subject that is no trade measure is spoken of.
    var isOffTopic = false
  }

  static func claims(
    in sentence: [Mention], number: Int, discourse: inout Discourse,
    bracketsAreShares: inout Bool
  ) -> [Claim] {
    var reader = SentenceReader(sentence, number, discourse, bracketsAreShares)
    reader.run()
    discourse = reader.discourse
    bracketsAreShares = reader.bracketsAreShares
    return reader.claims
  }

  init(
    _ sentence: [Mention], _ number: Int, _ discourse: Discourse,
    _ bracketsAreShares: Bool
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

  mutating func run() {
    noteHome()
    enterSentence()
    for index in sentence.indices {
      let mention = sentence[index]
      if mention.isSymbol("(", "[") {
        var inner = state
        // «Экспорт (3,8 млрд) …»: a bracket behind a measure is of that measure, not of the figure
        // before.
        inner.isOfNoun = pendingMeasure(before: index)
        inner.host = inner.isOfNoun ? nil : state.lastClaim
        if !inner.isOfNoun { inner.windowStart = index + 1 }
        inner.bases = []
        inner.hasFigure = false
        stack.append(state)
        state = inner
      } else if mention.isSymbol(")", "]") {
        if var outer = stack.popLast() {
          if state.hasFigure, !state.isOfNoun { outer.windowStart = index + 1 }
          if state.bases.count > 1 { outer.listedBases = state.bases }
          state = outer
        }
      } else if endsInnerClause(index) {
        if let outer = stack.popLast() { state = outer }
        if mention.concept == .and { state.windowStart = index }
      } else if opensRelativeClause(index) {
        var inner = state
        inner.isRelativeClause = mention.concept != .ofWhich
        inner.isParts = mention.concept == .ofWhich
        inner.hasFigure = false
        stack.append(state)
        state = inner
      } else if let phrase = mention.period {
        notePeriod(phrase, at: index)
      } else if mention.figure != nil {
        // A bare number that is no figure («область 5») hides nothing that stands before it.
        guard let next = readFigure(at: index) else { continue }
        state.windowStart = max(next, index + 1)
        state.hasFigure = true
      }
    }
    shareDoubts()
    leaveSentence()
  }

  /// What is doubtful of one figure is doubtful of the others that were read with the same subject:
  /// if «deficit on …» was not understood, neither is its change.
  mutating func shareDoubts() {
    let doubted = Set(claims.filter { $0.isDoubtful && $0.attachment == .carried }.map(\.subject))
    let wholly = claims.filter { claim in claim.isDoubtful && claim.attachment == .named }
    for index in claims.indices where !claims[index].isDoubtful {
      let subject = claims[index].subject
      claims[index].isDoubtful =
        doubted.contains(subject)
        || wholly.contains { $0.subject == subject && $0.period == claims[index].period }
    }
  }

  /// Whether a measure waits for its figure where a bracket opens.
  func pendingMeasure(before index: Int) -> Bool {
    for position in (state.windowStart..<max(index, state.windowStart)).reversed() {
      if sentence[position].isMeasure { return !usedByRight.contains(position) }
      guard
        sentence[position].place != nil || sentence[position].concept == .function
          || sentence[position].concept == .neutral
      else { return false }
    }
    return false
  }

  /// Whether the relative clause or the list of parts is over: the clause at its comma, the list at
  /// «, а …» or a semicolon.
  func endsInnerClause(_ index: Int) -> Bool {
    guard state.hasFigure else { return false }
    let mention = sentence[index]
    if state.isRelativeClause { return mention.isSymbol(",") }
    guard state.isParts else { return false }
    return mention.isSymbol(";")
      || (mention.concept == .and && index > 0 && sentence[index - 1].isSymbol(",")
        && ["а", "но", "while", "whereas", "but"].contains(mention.text))
  }

  func opensRelativeClause(_ index: Int) -> Bool {
    let mention = sentence[index]
    if mention.concept == .ofWhich { return state.lastClaim != nil && !state.isParts }
    guard mention.concept == .function, index > 0, sentence[index - 1].isSymbol(","),
      !state.isRelativeClause
    else { return false }
    return mention.text == "which" || mention.text == "who" || mention.text.hasPrefix("котор")
  }

  mutating func enterSentence() {
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
    // A sentence without a measure may go on about the measure that the document began with.
    if let main = discourse.mainMeasure, main != subject.measure {
      let alternative = Subject(measure: main, scope: subject.scope)
      let namesParts = sentence.contains { $0.concept == .ofWhich }
      state.subject = namesParts ? alternative : subject
      state.alternatives = [namesParts ? subject : alternative]
    }
    if sentence.contains(where: { $0.concept == .thatPlace }),
      let before = discourse.scopesBefore.first(where: { $0 != subject.scope })
    {
      subject.scope = before
      state.subject = subject
      state.otherScopes = []
    }
  }

  mutating func leaveSentence() {
    guard !claims.isEmpty else { return }
    discourse.sentence = number
    discourse.scopesBefore = Set(claims.map(\.subject.scope))
    let outer = stack.first ?? state
    // "In December alone …" is an aside: what follows is of the period before it.
    let isAside = sentence.contains {
      ["alone", "одном", "одном", "один", "одна", "одной", "только", "лишь"].contains($0.text)
    }
    let narrows = discourse.period.flatMap { before in
      outer.period.map { before.contains($0) && before != $0 }
    }
    if !(isAside && (narrows ?? false)) {
      discourse.period = outer.period
      discourse.base = outer.base
    }
    discourse.mainPeriod = discourse.mainPeriod ?? claims.first?.period
    discourse.subject = claims.first { !$0.meanings.isEmpty }?.subject ?? discourse.subject
    discourse.mainMeasure = discourse.mainMeasure ?? claims.first?.subject.measure
    if discourse.homeScope == nil, let first = claims.first {
      // Only a partner that is the whole sentence's stays the document's.
      let scopes = Set(claims.map(\.subject.scope))
      discourse.homeScope = scopes.count == 1 ? first.subject.scope : discourse.rootScope
    }
  }

  // MARK: - Places

  /// The document's own place is the first that is named without the preposition of a partner.
  mutating func noteHome() {
    guard discourse.home == nil, sentence.contains(where: { $0.figure != nil && isTrade($0) })
    else { return }
    for (index, mention) in sentence.enumerated() {
      guard let place = mention.place, ScopeRules.role(sentence, index) != .partner else {
        continue
      }
      if place.isGroup, !ScopeRules.isGroupOfOwn(sentence, index) { continue }
      discourse.home = place.key
      return
    }
  }

  func isTrade(_ mention: Mention) -> Bool {
    switch mention.figure?.unit {
    case .money, .percent, .times, .physical: true
    default: false
    }
  }

  // MARK: - Figures

  /// Reads the figure at `index`, and returns where the window of the next one begins; nil for a
  /// number without a unit of its own or of its list.
  mutating func readFigure(at index: Int) -> Int? {
    guard let figure = sentence[index].figure else { return nil }
    let left = state.windowStart..<index
    let right = segment(after: index)
    let host = state.host.map { claims[$0] }
    let previous = state.lastClaim.map { claims[$0] }
    var phrase = figure
    if phrase.unit == .none,
      left.contains(where: { sentence[$0].concept == .coverage })
        || (previous?.isCoverage ?? false && phrase.printed.exponent < 0)
    {
      phrase.unit = .times
    }
    if phrase.unit == .none, !borrowUnit(&phrase, at: index, left: left, previous: previous) {
      return nil
    }

    let rules = KindRules(
      sentence: sentence, phrase: phrase, left: left, figure: index, right: right,
      host: state.lastClaim == state.host ? host : nil,
      previous: lastOfKind(phrase.unit) ?? previous ?? claims.last, link: previous,
      changesInSentence: Set(claims.compactMap { $0.meanings.first?.kind }),
      bracketsAreShares: bracketsAreShares)
    guard
      let (found, attachment, others) = subject(at: index, left: left, right: right, rules: rules)
    else { return 0 }
    var subject = found
    let isCoverage =
      left.contains { sentence[$0].concept == .coverage }
      || (previous?.isCoverage ?? false && !left.contains { sentence[$0].isMeasure })
    let meanings =
      isCoverage ? coverageMeanings(phrase) : rules.meanings(isBalance: subject.measure == .balance)
    guard !meanings.isEmpty else { return 0 }

    var claim = Claim(
      mention: sentence[index], figure: phrase, hedge: hedge(left, phrase: phrase, rules: rules),
      start: phraseStart(left), meanings: meanings, subject: subject,
      attachment: attachment,
      period: period(at: index, right: right), sentence: number)
    claim.alternatives = others.map {
      Subject(measure: subject.measure, balanceSign: subject.balanceSign, scope: $0)
    }
    if attachment != .named { claim.alternatives += state.alternatives.filter { $0 != subject } }
    claim.vintage = vintage(left) ?? (isAdjusted ? "seasonally adjusted" : nil)
    settleTime(&claim, at: index, left: left, host: host)
    if meanings.contains(where: { $0.kind == .share || $0.kind == .points }) {
      settleShare(
        &claim, left: left, right: right, previous: previous ?? host, rules: rules)
      subject = claim.subject
    }
    if isCoverage {
      claim.comparedMeasure = .imports
      claim.isCoverage = true
    } else if meanings[0].kind == .ratio {
      settleComparison(&claim, right: right)
    }
    if case .money(let code?) = phrase.unit { discourse.currency = code }
    claim.isDoubtful = isDoubtful(claim, left: left, rules: rules)
    claim.reservation = reservation(claim, left, right)
    remember(&claim, subject: &subject, at: index)
    // "113 billion of those exports": the measure is this figure's, not the next one's.
    if let first = right.first, ["of", "от", "из"].contains(sentence[first].text),
      let measure = right.first(where: { sentence[$0].isMeasure })
    {
      usedByRight.insert(measure)
    }
    // The whole of a share belongs to the share, not to what follows.
    guard claim.meanings[0].kind == .share, rules.wholeFollows,
      let whole = right.first(where: { sentence[$0].isMeasure || sentence[$0].concept == .whole })
    else { return 0 }
    return whole + 1
  }

  /// Whether the figure may be of something that no rule sees: its measure is not named beside it
  /// and strange words stand there, or it would say an earlier figure again with another number.
  func isDoubtful(_ claim: Claim, left: Range<Int>, rules: KindRules) -> Bool {
    if rules.restatesPrevious { return false }
    if repeats(claim) { return true }
    // A product is a new topic, of which the partner of an earlier sentence need not be the place.
    if claim.subject.scope.product != nil, partnerLeftBehind(claim) != nil { return true }
    // Without a period of its own behind a sentence on a narrower one, a figure may be of either.
    if !isDated, !claim.standsForBase, let main = discourse.mainPeriod, main != claim.period,
      main.contains(claim.period)
    {
      return true
    }
    switch claim.attachment {
    case .named: return false
    case .carried: return true
    case .inherited:
      let clause = left.reversed().prefix { !sentence[$0].isSymbol(",", ";", ":", "(", ")") }
      return clause.contains { sentence[$0].isUnknown }
    }
  }

  /// Why beside data, which counts everything, the figure proves nothing.
  func reservation(_ claim: Claim, _ left: Range<Int>, _ right: Range<Int>) -> String? {
    if let word = StrangeWords.first(in: sentence, left, right, of: claim.subject.scope) {
      return "the text says \"\(word.text)\", which was not understood"
    }
    return partnerLeftBehind(claim).map {
      "the sentence does not name \($0), and the text names other partners as well"
    }
  }

  /// The partner that the figure has from an earlier sentence, where the text has named others too.
  func partnerLeftBehind(_ claim: Claim) -> String? {
    let scope = claim.subject.scope
    guard scope.path.count > 1, let partner = scope.path.last,
      !sentence.contains(where: { $0.place?.key == partner }),
      discourse.partners.contains(where: { $0 != partner })
    else { return nil }
    return partner
  }

  /// Whether the sentence is about figures from which the season has been taken out: other quantities
  /// than those as counted.
  var isAdjusted: Bool { sentence.contains { $0.concept == .seasonallyAdjusted } }

  /// Whether an earlier claim gives the same quantity the same way with quite another number.
  func repeats(_ claim: Claim) -> Bool {
    discourse.said[claim.subject]?.contains { $0.says(theSameAs: claim) } ?? false
  }

  /// Coverage is exports by imports of one period, in percent or times.
  func coverageMeanings(_ phrase: FigurePhrase) -> [Claim.Meaning] {
    switch phrase.unit {
    case .percent: [Claim.Meaning(kind: .index)]
    case .times, .none: [Claim.Meaning(kind: .ratio)]
    default: []
    }
  }

  mutating func remember(_ claim: inout Claim, subject: inout Subject, at index: Int) {
    if let product = subject.scope.product, discourse.products[Gazetteer.stem(product)] == nil {
      discourse.products[Gazetteer.stem(product)] = product
    }
    claims.append(claim)
    discourse.said[claim.subject, default: []].append(claim)
    state.lastClaim = claims.count - 1
    if claim.attachment == .named { state.alternatives = [] }
    if !usedByRightScope.contains(index) {
      state.subject = subject
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
    discourse.recent[claim.period.months] = claim.period
    for place in sentence[..<index].compactMap(\.place) where place.key != discourse.home {
      discourse.partners.insert(place.key)
    }
  }

  /// The last claim of the sentence with the same kind of unit: what an ellipsis repeats.
  func lastOfKind(_ unit: FigurePhrase.Unit) -> Claim? {
    guard unit == .percent || unit == .points || unit == .times else { return nil }
    return claims.last { $0.figure.unit == unit }
  }

  var usedByRightScope: Set<Int> = []

  /// The mentions from the figure to the end of its segment.
  func segment(after index: Int) -> Range<Int> {
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

  func joinsPlaces(_ index: Int) -> Bool {
    index > 0 && index + 1 < sentence.count && sentence[index - 1].place != nil
      && sentence[index + 1].place != nil
  }
}
