import Consistency
import Exact

/// What a percentage can be: a change, an index, a share.
extension KindRules {
  /// The direction of a noun of change right behind the figure: "with a 4.6% increase".
  var changeNounAfter: Int? {
    let next = right.first {
      sentence[$0].concept != .neutral && !(sentence[$0].period?.isComparison ?? false)
    }
    guard let next, sentence[next].isWord(.changeNouns) else { return nil }
    return sentence[next].concept == .decrease ? -1 : 1
  }

  /// The direction of the verb that the level before belongs to, where the change follows as a second
  /// piece of news: «сжалась до 76,5 млрд, на 36,6 %».
  var changeOfLevelBefore: Int? {
    guard let link, link.isLevel, !left.contains(where: { sentence[$0].isMeasure }) else {
      return nil
    }
    for index in sentence.indices[..<left.lowerBound].reversed() {
      let mention = sentence[index]
      switch mention.meaning {
      case .concept(.increase): return 1
      case .concept(.decrease): return -1
      // «с 2,7 млрд до 0,6 млрд, или на 76,8 %»
      case .figure where index > 0 && sentence[index - 1].isWord(.from):
        continue
      case .figure where mention.start != link.mention.start: return nil
      case .symbol where mention.isSymbol(";", "(", ")"): return nil
      default: continue
      }
    }
    return nil
  }

  /// Whether the base stands before the figure, and no word of change: «относительно октября это
  /// 103,1 %».
  var followsBase: Bool {
    let clause = left.reversed().prefix { !sentence[$0].isSymbol(",", ";", ":", "(") }
    return clause.contains { sentence[$0].period != nil && PeriodRules.isBase(sentence, $0) }
      && !clause.contains { sentence[$0].concept == .against || sentence[$0].isMeasure }
  }

  /// Whether a verb of share follows: «66 % пришлось на Россию», "30% went to China".
  var takesShareAfter: Bool {
    // «В экспорте 63 % составляют металлы»
    if let first = right.first, sentence[first].concept == .level, !sentence[first].isLevelNoun,
      left.contains(where: { sentence[$0].isWord(.inside) }),
      left.contains(where: { sentence[$0].isMeasure })
    {
      return true
    }
    for index in right {
      switch sentence[index].meaning {
      case .concept(.takesShare): return true
      case .concept(.neutral), .concept(.measure), .concept(.whole): continue
      default: return false
      }
    }
    return false
  }

  /// Whether the clause opened with the whole: «в структуре экспорта металлы – 49,7 %».
  var wholePrecedes: Bool {
    left.contains { sentence[$0].concept == .whole }
      || sentence[..<left.lowerBound].contains {
        $0.concept == .whole
      } && previous?.meanings.first?.kind == .share
  }

  /// Whether an unknown word stands where a verb of change would: «экспорт взмыл на 5 %».
  var mayFollowUnknownVerb: Bool {
    guard isAmount, left.contains(where: { sentence[$0].isMeasure }) else { return false }
    let verb = left.reversed().first { index in
      switch sentence[index].concept {
      case .function?, .hedge?: false
      default: true
      }
    }
    return verb.map { sentence[$0].isUnknown } ?? false
  }

  var percentMeanings: [Claim.Meaning] {
    if let direction = changeNounAfter, phrase.sign == nil {
      return [Claim.Meaning(kind: .percentChange, direction: direction)]
    }
    if restatesPrevious, let link, link.isChange, phrase.sign == nil, !wholeFollows {
      return [
        Claim.Meaning(
          kind: .percentChange, direction: comparativeAfter ?? link.meanings[0].direction)
      ]
    }
    // "increased to €1.65 billion, or 24.2%"
    if restatesPrevious, phrase.sign == nil, !wholeFollows, let direction = changeOfLevelBefore {
      return [Claim.Meaning(kind: .percentChange, direction: comparativeAfter ?? direction)]
    }
    if let share = shareOfAnotherTime { return [share] }
    if restatesPart { return [Claim.Meaning(kind: .share)] }
    if isCalledIndex, phrase.sign == nil, !isAmount { return indexOrChange }
    if takesShareLast, !isAmount { return [Claim.Meaning(kind: .share)] }
    let hasChange = phrase.sign != nil || changeBefore != nil || changeAfter != nil
    let goesOnAboutShare =
      link?.meanings.first?.kind == .share && !left.contains { sentence[$0].isMeasure }
      && left.contains { sentence[$0].concept == .and } && changeBefore != nil
    if hasShareNoun || goesOnAboutShare, isAmount, hasChange {
      return [Claim.Meaning(kind: .points, direction: direction)]
    }
    if phrase.sign == nil, comparativeAfter == nil, let direction = comparativeOfList {
      return [Claim.Meaning(kind: .percentChange, direction: direction)]
    }
    if phrase.sign != nil || comparativeAfter != nil {
      return [Claim.Meaning(kind: .percentChange, direction: direction)]
    }
    if isAmount, hasChange, !wholeFollows || changeBefore != nil {
      return [Claim.Meaning(kind: .percentChange, direction: direction)]
    }
    if takesShare || takesShareAfter || hasShareNoun
      || (wholeFollows && !followedByBase && (changeBefore == nil))
    {
      return [Claim.Meaning(kind: .share)]
    }
    if preposition == "до" || (preposition == "to" && changeBefore != nil) {
      return followedByBase ? [Claim.Meaning(kind: .index)] : afterPoints
    }
    // «составила 28,4 % против 30,1 % годом ранее»: the share of the base.
    if changeBefore == nil, previous?.meanings.first?.kind == .share,
      left.contains(where: { sentence[$0].concept == .against })
    {
      return [Claim.Meaning(kind: .share)]
    }
    if changeBefore != nil || phrase.impliesChange {
      return [Claim.Meaning(kind: .percentChange, direction: direction)]
    }
    if followedByBase {
      return [Claim.Meaning(kind: .index), Claim.Meaning(kind: .percentChange, cost: 1)]
    }
    if isAmount, let direction = changeOfLevelBefore {
      return [Claim.Meaning(kind: .percentChange, direction: direction)]
    }
    if mayFollowUnknownVerb {
      return [
        Claim.Meaning(kind: .percentChange),
        Claim.Meaning(kind: .percentChange, direction: -1, cost: 1),
      ]
    }
    if standsBehindPlace, (host ?? previous)?.meanings.first?.kind == .share {
      return [Claim.Meaning(kind: .share)]
    }
    if followsBase {
      return [Claim.Meaning(kind: .index), Claim.Meaning(kind: .percentChange, cost: 1)]
    }
    if standsBehindShareNoun { return [Claim.Meaning(kind: .share)] }
    if wholePrecedes { return [Claim.Meaning(kind: .share)] }
    if case .fraction = phrase.form, let previous, previous.isChange {
      return [Claim.Meaning(kind: .percentChange, direction: previous.meanings[0].direction)]
    }
    // "by 10.1 per cent in April-June (first quarter: 9.7 per cent)"
    if let host, host.isChange, left.contains(where: { sentence[$0].period != nil }) {
      return host.meanings
    }
    if host != nil { return bareBracket }
    if standsBehindPlace {
      return [Claim.Meaning(kind: .share), Claim.Meaning(kind: .percentChange, cost: 2)]
    }
    // «в экспорте лидируют Санкт-Петербург (49,7 %), …»
    if link == nil, standsInBracketOfPlace, left.contains(where: { sentence[$0].isMeasure }) {
      return [Claim.Meaning(kind: .share), Claim.Meaning(kind: .percentChange, cost: 2)]
    }
    // «30,1 миллиарда, почти 46 процентов»: beside an amount, as in brackets.
    if let link, link.isLevel, left.allSatisfy(isApposition) { return bareBracket }
    // «Рост зафиксирован с Молдавией (15 %) и Туркменией (на 1,7 %)»
    if isAmount, previous?.isChange != true, let direction = changeInSentence {
      return [Claim.Meaning(kind: .percentChange, direction: direction)]
    }
    if isRestatedAsAmount, previous?.isChange != true { return [Claim.Meaning(kind: .share)] }
    // Ellipsis: «импорт – на 110», "imports 1.4%".
    guard let previous, let meaning = previous.meanings.first else { return [] }
    let namesSubject = left.contains { sentence[$0].isMeasure || sentence[$0].place != nil }
    switch meaning.kind {
    case .points: return afterPoints
    case .index: return previous.meanings
    case .percentChange: return isAmount || namesSubject ? [meaning] : previous.meanings
    case .share where !isAmount || namesSubject: return [meaning]
    case .ratio where isAmount:
      return [Claim.Meaning(kind: .percentChange, direction: meaning.direction)]
    default: return []
    }
  }

  /// Whether the figure is a part of which the amount follows: «импорт – 19,7 %, или 424,7 млн».
  private var isRestatedAsAmount: Bool {
    guard !isAmount, left.contains(where: { sentence[$0].isMeasure }) else { return false }
    let behind = sentence[(figure + 1)...].prefix(3).drop { $0.isSymbol(",") }
    guard let or = behind.first, or.isWord(.or) else { return false }
    return behind.dropFirst().first?.isAmountFigure ?? false
  }

  /// Whether the figure says again how large a part is: «в том числе в Китай – 61,3 млн тонн, или 72 %».
  private var restatesPart: Bool {
    guard restatesPrevious || restatesBehindPlace, !isAmount, phrase.sign == nil, let link,
      link.isLevel,
      let amount = sentence[..<figure].lastIndex(where: { $0.start == link.mention.start })
    else { return false }
    let clause = sentence[..<amount].reversed().prefix {
      $0.figure == nil && !$0.isSymbol(";", "(", ")")
    }
    return clause.contains { $0.concept == .ofWhich }
  }

  /// "including 61.3 million tonnes to China, or 72%": only a place stands between.
  private var restatesBehindPlace: Bool {
    guard let or = left.last(where: { !sentence[$0].isHedge }), isLink(or) else { return false }
    return left.prefix { $0 < or }.allSatisfy { index in
      sentence[index].place != nil || sentence[index].concept == .function
        || sentence[index].isSymbol(",")
    }
  }

  /// A share at another time: «(по итогам 2011 года – 10,8 %)» behind a share, «с 16,76 % до 13,94 %»
  /// behind points.
  var shareOfAnotherTime: Claim.Meaning? {
    let before = (link ?? previous)?.meanings.first?.kind
    if host?.meanings.first?.kind == .share, left.contains(where: { sentence[$0].period != nil }),
      phrase.sign == nil
    {
      return Claim.Meaning(kind: .share)
    }
    guard before == .points || before == .share else { return nil }
    return preposition.map(WordList.from.contains) ?? false ? Claim.Meaning(kind: .share) : nil
  }

  /// Whether the nearest verb is one of a share: "after a 14% fall, made up 29% of them".
  var takesShareLast: Bool {
    for index in left.reversed() {
      switch sentence[index].concept {
      case .takesShare?: return true
      case .hedge?, .function?, .neutral?: continue
      default: return false
      }
    }
    return false
  }

  /// The direction of the nearest word of change anywhere before the figure.
  var changeInSentence: Int? {
    for mention in sentence[..<figure].reversed() {
      switch mention.concept {
      case .increase?: return 1
      case .decrease?: return -1
      default: continue
      }
    }
    return nil
  }

  /// Behind points the percentage is the share: «на 0,6 пункта, до 3,7 %».
  var afterPoints: [Claim.Meaning] {
    let before = previous?.meanings.first?.kind
    let isOfShare = hasShareNoun || before == .points || before == .share
    return isOfShare ? [Claim.Meaning(kind: .share)] : []
  }

  func isApposition(_ index: Int) -> Bool {
    if case .hedge? = sentence[index].concept { return true }
    return sentence[index].isSymbol(",")
  }

  /// Whether the figure is alone in brackets behind a place: «Китай (14,2 %)».
  var standsBehindPlace: Bool {
    left.isEmpty && left.lowerBound >= 2 && sentence[left.lowerBound - 1].isSymbol("(")
      && sentence[left.lowerBound - 2].place != nil
  }

  /// Whether the figure is alone in brackets behind what has a share: «наибольший удельный вес имеют
  /// продовольственные товары (49,7 %) и машины (15,4 %)».
  var standsBehindShareNoun: Bool {
    guard left.isEmpty, left.lowerBound >= 2, sentence[left.lowerBound - 1].isSymbol("(") else {
      return false
    }
    let last = sentence[..<(left.lowerBound - 1)].lastIndex { $0.figure != nil }
    if let last, previous?.meanings.first?.kind == .share { return last < left.lowerBound - 1 }
    return sentence[(last ?? 0)..<left.lowerBound].contains {
      $0.concept == .share || $0.concept == .whole
    }
  }

  /// Whether the bracket that the figure stands in follows a place: «КНР (7,7 млрд, 27,1 %)».
  var standsInBracketOfPlace: Bool {
    guard let open = sentence[..<figure].lastIndex(where: { $0.isSymbol("(") }), open > 0,
      !sentence[open..<figure].contains(where: { $0.isSymbol(")") })
    else { return false }
    return sentence[open - 1].place != nil
  }

  /// A bare percentage in brackets behind a level or another change: an index, a percent change
  /// or, where the host is a part, a share.
  ///
  /// Arithmetic decides.
  var bareBracket: [Claim.Meaning] {
    // In a bracket behind a change the percentage is the same change.
    if standsInBracketOfPlace, link?.isLevel == true {
      return [Claim.Meaning(kind: .share), Claim.Meaning(kind: .percentChange, cost: 1)]
    }
    if isAmount, let change = previous?.meanings.first, change.kind == .percentChange {
      return [change]
    }
    // «упал до 14,2 млрд (на 10,5 %)»
    if isAmount, host?.isLevel == true, let direction = changeInSentence {
      return [Claim.Meaning(kind: .percentChange, direction: direction)]
    }
    if let host, let change = host.meanings.first, change.kind == .absoluteChange {
      return [Claim.Meaning(kind: .percentChange, direction: change.direction)]
    }
    var meanings = indexOrChange
    if phrase.printed.value <= 100, (host ?? link)?.isLevel == true {
      meanings.append(Claim.Meaning(kind: .share, cost: bracketsAreShares ? 0 : 3))
      if bracketsAreShares { meanings = [meanings[2]] }
    }
    return meanings.sorted { $0.cost < $1.cost }
  }

  /// Whether the figure is said to be an index: «темп роста экспорта – 112,3 %».
  var isCalledIndex: Bool {
    left.contains { position in
      if case .index? = sentence[position].concept { true } else { false }
    }
  }

  /// A percentage that is either, the likelier by its size first.
  var indexOrChange: [Claim.Meaning] {
    let looksLikeIndex = phrase.printed.value >= 60
    return [
      Claim.Meaning(kind: .index, cost: looksLikeIndex ? 0 : 2),
      Claim.Meaning(kind: .percentChange, cost: looksLikeIndex ? 1 : 0),
    ].sorted { $0.cost < $1.cost }
  }

}
