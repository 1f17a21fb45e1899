import Consistency
import Exact

/// What a sentence takes from those before it, and leaves to those behind it.
extension SentenceReader {
  mutating func enterSentence() {
    if let subject = meantByPronoun {
      state.subject = subject
      refersBack = true
      return
    }
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
    // «Крупнейшие партнёры – Китай (3,9 млрд, 51,4 % оборота)»: the whole says of what.
    if let whole = ScopeRules.wholeOfPartners(sentence) {
      state.subject = Subject(measure: whole, scope: subject.scope)
      namesWhole = true
      return
    }
    // A sentence without a measure may go on about the measure that the document began with.
    if let main = discourse.mainMeasure, main != subject.measure {
      let alternative = Subject(measure: main, scope: subject.scope)
      let namesParts =
        sentence.contains { $0.concept == .ofWhich } || ScopeRules.namesPartners(sentence)
      state.subject = namesParts ? alternative : subject
      state.alternatives = [namesParts ? subject : alternative]
    }
    if let first = sentence.first, first.concept == .continuing || first.concept == .ofWhich,
      !hasOwnPlace, discourse.scopesBefore.count == 1, let before = discourse.scopesBefore.first
    {
      state.subject?.scope = before
      state.otherScopes = []
    }
    if sentence.contains(where: { $0.concept == .thatPlace }),
      let before = discourse.scopesBefore.first(where: { $0 != subject.scope })
    {
      subject.scope = before
      state.subject = subject
      state.otherScopes = []
    }
  }

  /// What a pronoun or "this figure" before the first figure stands for: «Оно составило 1,25 млрд», «этот
  /// показатель увеличился на …».
  private var meantByPronoun: Subject? {
    let head = sentence.prefix { $0.figure == nil }
    let names = head.contains { mention in
      mention.isMeasure && mention.concept != .measure(.turnover, sign: 0)
    }
    guard !names, let first = head.first else { return nil }
    if let gender = RussianMorphology.gender(ofPronoun: first.text) {
      return (discourse.lastTold + discourse.lastNamed).last { $0.gender == gender }?.subject
    }
    guard !head.contains(where: { $0.isMeasure || $0.place != nil }) else { return nil }
    let points = zip(head, head.dropFirst()).contains { pointer, noun in
      pointer.isWord(.pointing) && noun.isWord(.figureNouns)
    }
    return points || first.text == "it" ? discourse.lastNamed.first?.subject : nil
  }

  /// Whether the sentence gives only another time's level of what was just told: «По итогам октября 2011
  /// года дефицит составлял …».
  private var isOfSubjectBefore: Bool {
    guard let subject = claims.first?.subject, claims.allSatisfy({ $0.subject == subject }) else {
      return false
    }
    return discourse.said[subject]?.contains {
      $0.sentence < number && $0.period == discourse.period
    } ?? false
  }

  mutating func leaveSentence() {
    discourse.noteLastNamed(in: sentence)
    discourse.lastTold = MeasureRules.measures(sentence, Array(sentence.indices)).compactMap {
      found in
      claims.last { $0.subject.measure == found.subject.measure }.map {
        Discourse.LastNamed(
          subject: $0.subject,
          gender: RussianMorphology.gender(ofNominative: sentence[found.index].text))
      }
    }
    guard !claims.isEmpty else {
      if discourse.sentence < 0, isDated, let period = (stack.first ?? state).period {
        discourse.period = period
      }
      return
    }
    // A document that begins with adjusted figures goes on with them until it says otherwise.
    discourse.isAdjusted =
      isAdjusted
      && (discourse.isAdjusted
        || discourse.mainPeriod == nil
          && sentence.prefix(4).contains { $0.concept == .seasonallyAdjusted })
    discourse.sentence = number
    discourse.scopesBefore = Set(claims.map(\.subject.scope))
    for scope in claims.flatMap({ [$0.subject.scope] + $0.alternatives.map(\.scope) }) {
      guard scope.path.count == 1, let place = scope.path.first, place != discourse.home else {
        continue
      }
      discourse.homes.insert(place)
    }
    discourse.subjectsBefore = claims.filter { !$0.standsForBase }.reduce(into: []) { list, claim in
      if !list.contains(claim.subject) { list.append(claim.subject) }
    }
    let outer = stack.first ?? state
    // "In December alone …" is an aside: what follows is of the period before it.
    let isAside = sentence.contains {
      $0.isWord(.only)
    }
    let narrows = discourse.period.flatMap { before in
      outer.period.map { before.contains($0) && before != $0 }
    }
    // "The December gap was originally put at …" looks back at what was compared with.
    let looksBack = outer.period.map { now in
      discourse.bases.contains(now) && discourse.period.map { now.last < $0.last } ?? false
    }
    // «Месяцем раньше он был равен 166,5 млн, а в ноябре 2016-го – 155 млн», "The highest surplus ever
    // was seen in 2017, at 53.3 billion."
    let isAsideOfOne =
      claims.count == 1 && (refersBack || sentence.contains { $0.isWord(.superlatives) })
      || isOfSubjectBefore
    let isOfThePast = discourse.period.map { now in
      (claims.contains(where: \.standsForBase) || isAsideOfOne)
        && claims.allSatisfy { $0.isLevel && $0.period.last < now.last }
    }
    if !(isAside && (narrows ?? false)), !(looksBack ?? false), !(isOfThePast ?? false) {
      discourse.period = latest(outer.period)
      discourse.base = outer.isBaseOfLevel ? nil : outer.base
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

  /// The period that the next sentence goes on with: not one that the sentence looked back to.
  private func latest(_ last: Period?) -> Period? {
    guard let last else { return nil }
    return claims.lazy.filter { !$0.standsForBase && $0.period.months == last.months }
      .map(\.period).max { $0.last < $1.last } ?? last
  }
}
