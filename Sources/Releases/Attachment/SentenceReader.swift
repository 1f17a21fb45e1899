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
  /// Whether the sentence had a figure that no rule could read: then it may have been misunderstood.
  var missesFigure = false
  /// Whether the sentence lists partners and names of what their shares are.
  var namesWhole = false
  /// Whether the sentence begins with a word for the measure that the one before ended with.
  var refersBack = false
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
    /// Whether the base is only the time of a level that another was set beside.
    var isBaseOfLevel = false
    /// The index of the last claim at this depth.
    var lastClaim: Int?
    /// The claim that the bracket follows.
    var host: Int?
    var windowStart = 0
    /// Measures of a list that wait for their figures: `exports and imports … respectively`.
    var queue: [Subject] = []
    var list: [Subject] = []
    /// Times of a list that wait for their figures: «в июле, августе и сентябре – 32,9, 36,1 и 39,4».
    var times: [Period] = []
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
    self.sentence = SentenceReader.withSpansOfLevels(sentence).map { mention in
      mention.withMoney(of: discourse)
    }
    self.number = number
    self.discourse = discourse
    self.bracketsAreShares = bracketsAreShares
    hasOwnPlace = sentence.contains { $0.place != nil }
    state = State(period: discourse.period, base: discourse.base)
    state.subject = discourse.subject
  }

  // MARK: - The walk

  mutating func run() {
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
        // "from $43.3 billion in October, which had first been put at …"
        if let last = state.lastClaim, claims[last].standsForBase, inner.isRelativeClause {
          inner.period = claims[last].period
        }
        inner.hasFigure = false
        stack.append(state)
        state = inner
      } else if let phrase = mention.period {
        notePeriod(phrase, at: index)
      } else if mention.figure != nil {
        // A bare number that is no figure («область 5») hides nothing that stands before it.
        guard let next = readFigure(at: index) else {
          missesFigure = missesFigure || mention.isTradeFigure
          continue
        }
        state.windowStart = max(next, index + 1)
        state.hasFigure = true
      }
    }
    shareDoubts()
    leaveSentence()
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
    if phrase.unit == .money(nil), let code = left.compactMap({ sentence[$0].currency }).last {
      phrase.unit = .money(LocalCurrencies.code(code, in: discourse.home))
    }
    if phrase.unit == .money(nil), let unit = physicalUnit(of: phrase, at: index, left: left) {
      phrase.unit = unit
    }
    borrowScale(&phrase, at: index)
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
    if let product = productOfHead(subject, at: index) ?? productOfDocument(subject) {
      subject.scope = Scope(subject.scope.path, product: product)
    }
    let excess =
      excessOfFlow(at: index, left: left, unit: phrase.unit)
      ?? (rules.restatesPrevious ? excessOfComparison(phrase.unit) : nil)
    if let excess {
      subject.measure = .balance
      subject.balanceSign = excess
    }
    if subject.measure == .balance, let sign = signOfCarriedBalance(at: index) {
      subject.balanceSign = sign
    }
    if subject.measure == .balance, let last = left.last, isSign(last) {
      subject.balanceSign = sentence[last].isWord(.minus) ? -1 : 1
    }
    let isCoverage =
      left.contains { sentence[$0].concept == .coverage }
      || (previous?.isCoverage ?? false && !left.contains { sentence[$0].isMeasure })
    let meanings =
      if isCoverage {
        coverageMeanings(phrase, direction: rules.direction)
      } else if excess != nil {
        [Claim.Meaning(kind: .balance)]
      } else {
        rules.meanings(isBalance: subject.measure == .balance)
      }
    guard !meanings.isEmpty else { return 0 }
    if meanings[0].kind == .balance, subject.measure != .balance, excess == nil {
      subject.measure = .balance
      subject.balanceSign = phrase.sign ?? 0
    }

    let listed = listedTime(at: index, left: left)
    var claim = Claim(
      mention: sentence[index], figure: phrase, hedge: hedge(left, phrase: phrase, rules: rules),
      start: phraseStart(left), meanings: meanings, subject: subject,
      attachment: attachment,
      period: listed ?? period(at: index, right: right),
      sentence: number)
    claim.depth = stack.count
    claim.alternatives = others.map {
      Subject(measure: subject.measure, balanceSign: subject.balanceSign, scope: $0)
    }
    if attachment != .named { claim.alternatives += state.alternatives.filter { $0 != subject } }
    // The balance may be home's where the flows are the partner's.
    if discourse.flowsAreOfPartner, subject.measure == .balance, subject.balanceSign != 0 {
      claim.alternatives.append(
        Subject(measure: .balance, balanceSign: -subject.balanceSign, scope: subject.scope))
    }
    claim.vintage =
      vintage(left) ?? physicalTerms(left, right) ?? (isAdjusted ? WayOfCounting.adjusted : nil)
    claim.isCoverage = isCoverage
    if listed == nil || !claim.isLevel { settleTime(&claim, at: index, left: left, host: host) }
    // Nothing changes from a time to itself.
    if claim.base == claim.period { claim.base = claim.period.advanced(byMonths: -12) }
    if !isCoverage, meanings.contains(where: { $0.kind == .share || $0.kind == .points }) {
      settleShare(
        &claim, left: left, right: right, previous: previous ?? host, rules: rules)
      subject = claim.subject
    }
    if isCoverage {
      if meanings[0].kind == .points {
        claim.whole = Subject(measure: .imports, scope: claim.subject.scope)
      } else {
        claim.comparedMeasure = .imports
      }
    } else if meanings[0].kind == .ratio {
      settleComparison(&claim, left: left, right: right)
    }
    if mayBeOfMainPeriod(claim), let main = discourse.mainPeriod {
      claim.otherTimes.append(
        Claim.Time(
          period: main,
          base: claim.base.map { main.advanced(byMonths: $0.first - claim.period.first) }))
    }
    claim.isDoubtful = isDoubtful(claim, left: left, rules: rules)
    claim.reservation = reservation(claim, left, right)
    remember(&claim, subject: &subject, at: index)
    // "113 billion of those exports": the measure is this figure's, not the next one's.
    if let first = right.first, sentence[first].isWord(.of, .outOf),
      let measure = right.first(where: { sentence[$0].isMeasure })
    {
      usedByRight.insert(measure)
    }
    // The whole of a share belongs to the share, not to what follows.
    guard claim.meanings[0].kind == .share || isCoverage, rules.wholeFollows,
      let whole = right.first(where: { sentence[$0].isMeasure || sentence[$0].concept == .whole })
    else { return 0 }
    return whole + 1
  }

  /// Whether the sentence is about figures from which the season has been taken out: other quantities
  /// than those as counted.
  var isAdjusted: Bool {
    let isUnadjusted = sentence.contains { $0.text == "unadjusted" }
    return !isUnadjusted
      && (discourse.isAdjusted || sentence.contains { $0.concept == .seasonallyAdjusted })
  }

  /// What is said of volumes: another quantity than the value of the same trade.
  func physicalTerms(_ left: Range<Int>, _ right: Range<Int>) -> String? {
    func has(_ range: some Collection<Int>) -> Bool {
      range.contains {
        sentence[$0].concept == .realTerms || sentence[$0].concept == .index(isReal: true)
      }
    }
    guard has(sentence.indices) else { return nil }
    let speaksOfBoth = sentence.contains { $0.isWord(.inMoney) }
    return has(right) || !speaksOfBoth ? WayOfCounting.volume : nil
  }

  /// Coverage is exports by imports of one period, in percent or times.
  func coverageMeanings(_ phrase: FigurePhrase, direction: Int) -> [Claim.Meaning] {
    switch phrase.unit {
    case .percent: [Claim.Meaning(kind: .index)]
    case .points: [Claim.Meaning(kind: .points, direction: direction)]
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
    if claim.isLevel { discourse.lastLevel = claim.figure }
    if claim.standsForBase {
      discourse.bases.insert(claim.period)
      if let now = claims.last(where: { !$0.standsForBase && $0.subject == claim.subject }) {
        discourse.lags.insert(now.period.first - claim.period.first)
      }
    }
    if let base = claim.base { discourse.bases.insert(base) }
    if !claim.standsForBase { discourse.recent[claim.period.months] = claim.period }
    for place in sentence[..<index].compactMap(\.place) where place.key != discourse.home {
      discourse.partners.insert(place.key)
    }
  }

  /// The last claim of the sentence with the same kind of unit: what an ellipsis repeats.
  func lastOfKind(_ unit: FigurePhrase.Unit) -> Claim? {
    guard unit == .percent || unit == .points || unit == .times else { return nil }
    // What stands in brackets is said in passing: the list goes on with what stands outside.
    return claims.last { $0.figure.unit == unit && $0.depth <= stack.count }
      ?? claims.last { $0.figure.unit == unit }
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
