import Consistency
import Exact

/// What a figure measures, and of whom.
extension SentenceReader {
  mutating func subject(
    at index: Int, left: Range<Int>, right: Range<Int>, rules: KindRules
  ) -> (Subject, Attachment, [Scope])? {
    if let coverage = left.last(where: { sentence[$0].concept == .coverage }) {
      var subject = Subject(measure: .exports)
      subject.scope =
        scope(at: index, left: left, right: right, measureAt: coverage, isShare: false).0
      state.isOffTopic = false
      return (subject, .named, [])
    }
    if let flow = flowSetAgainst(at: index, left: left) {
      return (Subject(measure: flow, scope: discourse.homeScope ?? discourse.rootScope), .named, [])
    }
    let own = MeasureRules.measures(
      sentence,
      left.filter {
        !usedByRight.contains($0) && !isInDefinition($0, left) && !isTradeOfPronoun($0)
      })
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
    if let list = listOfPlaces(index, left: left, measure: own.last?.subject) {
      state.list = list
      state.queue = Array(list.dropFirst())
      state.isOffTopic = false
      return (list[0], own.isEmpty ? .inherited : .named, [])
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
    if own.isEmpty, let subjects = listedBefore(index) {
      state.list = subjects
      state.queue = Array(subjects.dropFirst())
      return (subjects[0], .named, [])
    }
    if own.isEmpty, rules.standsBehindShareNoun || rules.standsBehindPlace,
      let whole = wholeBeforeBracket(left)
    {
      if let place = sentence[left.lowerBound - 2].place, place.key != discourse.home {
        return (
          Subject(measure: whole, scope: discourse.rootScope.appending(place.key)), .named, []
        )
      }
      let product = isNamedBeforeBracket(left) ? sentence[left.lowerBound - 2].text : "a part"
      return (
        Subject(measure: whole, scope: Scope(discourse.rootScope.path, product: product)), .named,
        []
      )
    }
    if own.isEmpty, let listed = listed(left) { return (listed, .named, []) }
    if own.isEmpty, let destination = destination(behind: index) {
      return (destination, .named, [])
    }
    if own.isEmpty, let next = measureOfRelativeClause(right) {
      var subject = next.subject
      subject.scope = discourse.homeScope ?? discourse.rootScope
      return (subject, .named, [])
    }
    if own.isEmpty, let route = ScopeRules.route(sentence, left, discourse: discourse) {
      state.isOffTopic = false
      return (route, .named, [])
    }
    // «25 млрд долларов по экспорту и 24 млрд по импорту»
    if let flow = flowRightBehind(index, right), own.last?.subject.measure == .turnover {
      usedByRight.insert(flow.index)
      var subject = flow.subject
      subject.scope = scope(at: index, left: left, right: right, measureAt: nil, isShare: false).0
      return (subject, .named, [])
    }
    // «1 496,1 млн дал экспорт»: the clause has its measure behind the figure.
    let clause = left.reversed().prefix { !sentence[$0].isSymbol(",", ";", ":") }
    let isAhead =
      followedByChangeOfMeasure(right)
      || !own.contains { clause.contains($0.index) }
        && (followedByOwnMeasure(right) || followedByBalance(right))
    if !isAhead, let last = MeasureRules.governing(own, sentence, rules: rules) {
      state.isOffTopic = false
      // «поставки из Вьетнама в Россию»: the way says whose exports these are.
      if sentence[last.index].isWord(.deliveries) {
        if let route = ScopeRules.route(sentence, left, discourse: discourse) {
          return (route, .named, [])
        }
        if let flow = flowOfDeliveries(last.index, left) {
          var subject = Subject(measure: flow)
          subject.scope =
            scope(at: index, left: left, right: right, measureAt: last.index, isShare: false).0
          return (subject, .named, [])
        }
      }
      var subject = seenFromHome(
        MeasureRules.turned(last.subject, sentence, left), verb: last.index)
      if subject.balanceSign == 0, subject.measure == .balance {
        subject.balanceSign = MeasureRules.polarity(sentence, around: last.index)
      }
      let (scope, others) = scope(
        at: index, left: left, right: right, measureAt: last.index, isShare: rules.hasShareNoun)
      subject.scope = scope
      return (subject, .named, others)
    }
    // «на 20 процентов увеличились показатели экспорта», "an €18.7 bn surplus"
    let isAheadOfShare = followedByOwnMeasure(right)
    if isAheadOfShare
      || !(rules.wholeFollows && rules.meanings(isBalance: false).first?.kind == .share),
      let next = MeasureRules.measures(
        sentence, Array(right) + (ownMeasureBehind(right).map { [$0] } ?? [])
      ).first,
      next.index >= right.upperBound
        || MeasureRules.attachesBackwards(sentence, from: index, to: next.index)
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

  /// Whether a measure stands in a bracket without a figure that says what the one before it is:
  /// "trade (exports plus imports)".
  private func isInDefinition(_ index: Int, _ left: Range<Int>) -> Bool {
    guard sentence[index].isMeasure,
      let open = sentence[left.lowerBound..<index].lastIndex(where: { $0.isSymbol("(") }),
      let end = sentence[index...].firstIndex(where: { $0.isSymbol(")") }), end < left.upperBound
    else { return false }
    return !sentence[open..<index].contains { $0.isSymbol(")") }
      && !sentence[open..<end].contains { $0.figure != nil }
      && sentence[left.lowerBound..<open].contains(where: \.isMeasure)
  }

  /// «Оно было положительным в торговле со странами СНГ», «сальдо республики в этой торговле»: the
  /// trade adds nothing to what is meant.
  private func isTradeOfPronoun(_ index: Int) -> Bool {
    guard sentence[index].concept == .measure(.turnover, sign: 0), index > 1 else { return false }
    if sentence[index - 1].isWord(.inside) { return refersBack }
    return sentence[index - 1].isWord(.pointing) && sentence[index - 2].isWord(.inside)
      && sentence[..<index].contains(where: \.isMeasure)
  }

  /// Which way deliveries went, where they came from a partner, or the document is about imports alone:
  /// «поставки из Узбекистана капусты».
  private func flowOfDeliveries(_ delivery: Int, _ left: Range<Int>) -> Measure? {
    for index in left where index > delivery + 1 {
      guard let place = sentence[index].place, place.key != discourse.home else { continue }
      return sentence[index - 1].isWord(.origin) ? .imports : .exports
    }
    let said = Set(discourse.subjects.map(\.measure)).intersection([.exports, .imports])
    return said == [.imports] ? .imports : nil
  }

  mutating func inherited(
    at index: Int, left: Range<Int>, right: Range<Int>, rules: KindRules
  ) -> (Subject, Attachment, [Scope])? {
    guard !state.isOffTopic else { return nil }
    guard var subject = state.subject else {
      if let next = measureOfMainClause(index, right: right) {
        var own = next.subject
        own.scope = discourse.rootScope
        return (own, .named, [])
      }
      // A share of a named whole says what it is a share of: "oil took 27% of all imports".
      guard let whole = MeasureRules.measures(sentence, Array(right)).first else { return nil }
      var subject = whole.subject
      subject.scope = scope(at: index, left: left, right: right, measureAt: nil, isShare: true).0
      return (subject, .inherited, [])
    }
    if state.lastClaim == nil, state.host == nil, !rules.standsBehindPlace {
      // Nothing in this sentence names a measure: only a sentence that names nothing else either
      // can be about the measure of the one before.
      let strangers =
        !refersBack && sentence[..<index].contains { $0.isUnknown && !$0.text.isEmpty }
      let whole = MeasureRules.measures(sentence, Array(right)).first
      if strangers, whole == nil, discourse.sentence + 1 < number { return nil }
      if let whole, rules.wholeFollows { subject.measure = whole.subject.measure }
      subject.balanceSign = subject.measure == .balance ? subject.balanceSign : 0
      // "Having grown 5 percent, exports …": the clause before its subject.
      if let next = measureOfMainClause(index, right: right) {
        var own = next.subject
        own.scope =
          ScopeRules.scope(
            sentence, index + 1..<min(next.index + 3, sentence.count), measureAt: next.index,
            inherited: subject.scope, discourse: discourse, used: []) ?? subject.scope
        return (own, .named, [])
      }
    }
    var namesWhole = false
    if rules.wholeFollows, let whole = MeasureRules.measures(sentence, Array(right)).first,
      state.host == nil,
      left.contains(where: { sentence[$0].place != nil || sentence[$0].isProduct })
        || continuesShares(left)
    {
      subject.measure = whole.subject.measure
      namesWhole = true
    }
    // «Товарооборот с Казахстаном – 4,6 млрд, экспорт – …; с Киргизией – 1,3 млрд»
    if let first = claims.first, left.contains(where: { sentence[$0].isSymbol(";") }),
      left.contains(where: { sentence[$0].place != nil }), state.host == nil
    {
      subject.measure = first.subject.measure
      subject.balanceSign = first.subject.balanceSign
    }
    subject = MeasureRules.turned(subject, sentence, left)
    if bracketSplitsFlows(index) { subject.measure = .turnover }
    if let whole = wholeInBracket(behind: index) { subject.measure = whole }
    let (scope, others) = scope(
      at: index, left: left, right: right, measureAt: nil, isShare: rules.hasShareNoun)
    subject.scope = scope
    if namesWhole, scope.product == nil, let product = productOfWhole(right) {
      subject.scope = Scope(scope.path, product: product)
    }
    if refersBack { return (subject, .named, []) }
    return (subject, namesWhole ? .named : claims.isEmpty ? .carried : .inherited, others)
  }

  /// Of what the parts of a list have their shares in brackets: «в структуре экспорта наибольший
  /// удельный вес имеют …».
  private func wholeBeforeBracket(_ left: Range<Int>) -> Measure? {
    let head = sentence[..<left.lowerBound].lastIndex { $0.figure != nil } ?? 0
    return MeasureRules.measures(sentence, Array(head..<left.lowerBound)).last?.subject.measure
      ?? claims.last.flatMap { $0.meanings.first?.kind == .share ? $0.subject.measure : nil }
  }

  /// The product that the whole of a share names: «93,5 % экспорта лесоматериалов».
  private func productOfWhole(_ right: Range<Int>) -> String? {
    guard let whole = right.first(where: { sentence[$0].isMeasure }) else { return nil }
    return ScopeRules.scope(
      sentence, whole..<right.upperBound, measureAt: whole, inherited: nil, discourse: discourse,
      used: [])?.product
  }

  /// Whether a share goes on with those of the same part: «12,8 % экспорта и 18,3 % импорта».
  private func continuesShares(_ left: Range<Int>) -> Bool {
    guard let last = state.lastClaim, claims[last].meanings.first?.kind == .share else {
      return false
    }
    // «12,8 % экспорта (первое место) и 18,3 % импорта»
    let bracket = left.firstIndex { sentence[$0].isSymbol("(") }
    let end = left.lastIndex { sentence[$0].isSymbol(")") }
    return left.allSatisfy { index in
      if let bracket, let end, (bracket...max(bracket, end)).contains(index) { return true }
      return MeasureRules.isListFiller(sentence[index]) || sentence[index].isMeasure
    }
  }

  /// The measure right behind the comma that ends an opening clause with a change and no subject:
  /// «Подешевев на 5,6 %, импорт …».
  func measureOfMainClause(_ index: Int, right: Range<Int>) -> MeasureRules.Found? {
    guard state.lastClaim == nil, claims.isEmpty,
      sentence[..<index].contains(where: { $0.concept == .increase || $0.concept == .decrease }),
      !sentence[..<index].contains(where: { $0.concept == .level }),
      right.upperBound < sentence.count, sentence[right.upperBound].isSymbol(",")
    else { return nil }
    let ahead = Array(right.upperBound + 1..<min(right.upperBound + 4, sentence.count))
    guard !ahead.contains(where: { sentence[$0].concept == .ofWhich }) else { return nil }
    return MeasureRules.measures(sentence, ahead).first
  }

  /// What a partner bought was exported to it: "The EU bought goods worth …, and sold …".
  func seenFromHome(_ subject: Subject, verb: Int) -> Subject {
    guard discourse.home != nil, MeasureRules.isDealing(sentence[verb]),
      let buyer = grammaticalSubject(of: verb), let place = sentence[buyer].place,
      place.key != discourse.home, !place.isModifier,
      sentence[verb].isWord(.dealing) || isVerb(between: buyer, and: verb)
    else { return subject }
    var turned = subject
    turned.measure = subject.measure == .exports ? .imports : .exports
    return turned
  }

  /// Whether a verb and no symbol stands between a place and a noun: «Киргизия нарастила закупки».
  private func isVerb(between place: Int, and noun: Int) -> Bool {
    let between = sentence[(place + 1)..<noun]
    return between.contains { $0.concept == .increase || $0.concept == .decrease }
      && !between.contains { $0.isSymbol(",", ":", "(", ")") || $0.isDash || $0.figure != nil }
  }

  /// The place that opens the clause of a verb.
  private func grammaticalSubject(of verb: Int) -> Int? {
    for index in sentence.indices[..<verb].reversed() {
      if sentence[index].isSymbol(";", ".", ":") { return nil }
      if sentence[index].place != nil {
        let opens =
          index == 0 || sentence[index - 1].isSymbol(",", ";", ":", "(")
          || sentence[index - 1].text == "the" || sentence[index - 1].concept == .and
        if opens { return index }
      }
    }
    return nil
  }
}
