import Consistency
import Exact

/// What kinds of claim a figure can be, from its unit and the words around it.
struct KindRules {
  let sentence: [Mention]
  /// The figure itself, with the unit that it may have borrowed.
  let phrase: FigurePhrase
  /// The mentions since the figure before, or since the clause or bracket began.
  let left: Range<Int>
  let figure: Int
  /// The mentions behind the figure, to the end of its segment.
  let right: Range<Int>
  /// The claim whose bracket this is, or nil.
  let host: Claim?
  /// The claim before, in the same sentence.
  let previous: Claim?
  /// The figure before, in the same clause or bracket.
  let link: Claim?
  /// The kinds of change that the sentence has had so far.
  let changesInSentence: Set<Kind>
  /// Whether bare percentages in brackets have been shares so far.
  let bracketsAreShares: Bool

  // MARK: - Cues

  /// The word directly before the figure and its hedges: `на`, `by`, `до`, `to`, `from`.
  var preposition: String? {
    for index in left.reversed() {
      switch sentence[index].meaning {
      case .concept(.hedge): continue
      case .concept(.function)
      where ["лишь", "только", "a", "an", "just", "only", "the", "сразу"].contains(
        sentence[index].text):
        continue
      case .concept(.function), .concept(.takesShare), .concept(.level), .concept(.exceeds):
        return sentence[index].text
      default: return nil
      }
    }
    return nil
  }

  /// The direction of the nearest change word before the figure, within its clause.
  var changeBefore: Int? {
    for index in left.reversed() {
      switch sentence[index].concept {
      case .increase?: return 1
      case .decrease?: return -1
      case .exceeds? where isAmount: return 1
      case .more? where isAmount: return 1
      case .less? where isAmount: return -1
      default: if sentence[index].isSymbol(";") { return nil }
      }
    }
    return nil
  }

  /// The direction of a comparative or change word behind the figure.
  var changeAfter: Int? {
    for index in right {
      switch sentence[index].concept {
      case .more?, .increase?: return 1
      case .less?, .decrease?: return -1
      default: continue
      }
    }
    return nil
  }

  /// The direction of a comparative that belongs to the figure: right behind it, or behind a bracket
  /// or a second figure for the same thing («на 528 тонн (6,3 %) меньше», «на 4 млн, или 10 %, больше»).
  var comparativeAfter: Int? {
    var index = figure + 1
    var steps = 0
    while index < sentence.count, steps < 6 {
      let mention = sentence[index]
      if mention.isSymbol("(") {
        guard let end = sentence[index...].firstIndex(where: { $0.isSymbol(")") }) else {
          return nil
        }
        index = end + 1
        continue
      }
      switch mention.meaning {
      case .concept(.more): return 1
      case .concept(.less): return -1
      case .concept(.exceeds) where isAmount: return 1
      case .concept(.function) where mention.text != "to", .concept(.neutral): break
      case .concept(.and):
        // «…, или на 22,6 % больше» has a preposition of its own: the comparative is that figure's.
        // "3.8 and 2.4 pct lower" is one list.
        if index + 1 < sentence.count, sentence[index + 1].figure != nil, index == figure + 1 {
          index += 1
          break
        }
        guard isLink(index), let next = nextFigure(index),
          !sentence[index..<next].contains(where: { ["на", "by"].contains($0.text) })
            || (next + 1 < sentence.count && sentence[next + 1].isSymbol(","))
        else { return nil }
        index = next
      case .symbol where mention.text == ",":
        // Only around «или 10 %»: a comma alone ends what belongs to the figure.
        let isBeforeLink = index + 1 < sentence.count && isLink(index + 1)
        guard isBeforeLink || (index > 0 && sentence[index - 1].figure != nil && index > figure + 1)
        else {
          return nil
        }
      default: return nil
      }
      index += 1
      steps += 1
    }
    return nil
  }

  /// `или`, `or`: what follows says the same thing in another way.
  private func isLink(_ index: Int) -> Bool {
    sentence[index].concept == .and && ["или", "or"].contains(sentence[index].text)
  }

  private func nextFigure(_ index: Int) -> Int? {
    for position in index + 1..<min(index + 4, sentence.count)
    where sentence[position].figure != nil {
      return position
    }
    return nil
  }

  /// Whether the figure says the figure before it again: «на 4 млн, или 10,7 %».
  var restatesPrevious: Bool {
    for index in left.reversed() {
      switch sentence[index].meaning {
      case .concept(.hedge): continue
      case .concept(.function):
        if ["есть", "то есть", "т"].contains(sentence[index].text) { return true }
      case .concept(.and): return isLink(index) && index <= left.lowerBound + 2
      default: return false
      }
    }
    return false
  }

  /// «на 5 %», "by 5 percent": the number is the size of a change.
  var isAmount: Bool {
    switch preposition {
    case "на", "by": true
    default: false
    }
  }

  var hasShareNoun: Bool { left.contains { sentence[$0].concept == .share } }

  private var takesShare: Bool { left.contains { sentence[$0].concept == .takesShare } }

  /// Whether the whole of a share follows: `оборота`, `of all imports`, `этой суммы`.
  var wholeFollows: Bool {
    for index in right {
      let mention = sentence[index]
      switch mention.meaning {
      case .concept(.whole), .concept(.overall): return true
      case .concept(.measure): return true
      case .concept(.function) where ["of", "от", "the", "in", "its", "в"].contains(mention.text):
        continue
      case .concept(.neutral), .concept(.home): continue
      case .place(let place) where place.isModifier: continue
      default: return false
      }
    }
    return false
  }

  private var followedByBase: Bool {
    var index = figure + 1
    // «53,2 % и 46,6 % уровня»: the base stands behind the list.
    while index + 1 < sentence.count, sentence[index].concept == .and,
      sentence[index + 1].figure != nil
    {
      index += 2
    }
    let limit = index + 3
    while index < sentence.count, index <= limit {
      if sentence[index].period != nil { return PeriodRules.isBase(sentence, index) }
      switch sentence[index].meaning {
      case .concept(.base), .concept(.function), .concept(.neutral), .concept(.level): index += 1
      default: return false
      }
    }
    return false
  }

  // MARK: - Kinds

  /// The kinds that the figure can be, the plainest first; empty where it is no trade claim.
  func meanings(isBalance: Bool) -> [Claim.Meaning] {
    // The second of a list is what the first is: "by £1.7 billion and £4.7 billion".
    if let link, isSecondOfList, link.isChange,
      FigurePhrase.sameSort(link.figure.unit, phrase.unit),
      phrase.sign == nil
    {
      return link.meanings
    }
    switch phrase.unit {
    case .points: return [Claim.Meaning(kind: .points, direction: direction)]
    case .percent: return percentMeanings
    case .times: return timesMeanings
    case .money, .physical: return amountMeanings(isBalance: isBalance)
    case .none: return []
    }
  }

  /// Whether only `and` stands between the figure and the one before.
  private var isSecondOfList: Bool {
    left.count == 1 && left.allSatisfy { sentence[$0].concept == .and && !isLink($0) }
  }

  private var direction: Int {
    if let sign = phrase.sign { return sign }
    return comparativeAfter ?? changeBefore ?? changeAfter ?? previous?.meanings.first?.direction
      ?? 1
  }

  /// The direction of a noun of change right behind the figure: "with a 4.6% increase".
  private var changeNounAfter: Int? {
    guard let next = right.first, KindRules.changeNouns.contains(sentence[next].text) else {
      return nil
    }
    return sentence[next].concept == .decrease ? -1 : 1
  }

  private static let changeNouns: Set<String> = [
    "increase", "decrease", "rise", "fall", "drop", "decline", "gain", "growth", "jump", "surge",
    "reduction", "cut", "slump", "climb", "dip", "loss", "slide", "improvement", "expansion",
    "contraction", "advance", "upswing", "uptick", "downturn", "plunge", "slip", "rebound",
  ]

  /// The direction of the verb that the level before belongs to, where the change follows as a second
  /// piece of news: «сжалась до 76,5 млрд, на 36,6 %».
  private var changeOfLevelBefore: Int? {
    guard let link, link.isLevel, !left.contains(where: { sentence[$0].isMeasure }) else {
      return nil
    }
    for index in sentence.indices[..<left.lowerBound].reversed() {
      let mention = sentence[index]
      switch mention.meaning {
      case .concept(.increase): return 1
      case .concept(.decrease): return -1
      // «с 2,7 млрд до 0,6 млрд, или на 76,8 %»
      case .figure where index > 0 && ["с", "со", "from"].contains(sentence[index - 1].text):
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
  private var followsBase: Bool {
    let clause = left.reversed().prefix { !sentence[$0].isSymbol(",", ";", ":", "(") }
    return clause.contains { sentence[$0].period != nil && PeriodRules.isBase(sentence, $0) }
      && !clause.contains { sentence[$0].concept == .against || sentence[$0].isMeasure }
  }

  /// Whether a verb of share follows: «66 % пришлось на Россию», "30% went to China".
  private var takesShareAfter: Bool {
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
  private var wholePrecedes: Bool {
    left.contains { sentence[$0].concept == .whole }
      || sentence[..<left.lowerBound].contains {
        $0.concept == .whole
      } && previous?.meanings.first?.kind == .share
  }

  /// Whether an unknown word stands where a verb of change would: «экспорт взмыл на 5 %».
  private var mayFollowUnknownVerb: Bool {
    guard isAmount, left.contains(where: { sentence[$0].isMeasure }) else { return false }
    let verb = left.reversed().first { index in
      switch sentence[index].concept {
      case .function?, .hedge?: false
      default: true
      }
    }
    return verb.map { sentence[$0].isUnknown } ?? false
  }

  private var percentMeanings: [Claim.Meaning] {
    if let direction = changeNounAfter, phrase.sign == nil {
      return [Claim.Meaning(kind: .percentChange, direction: direction)]
    }
    if restatesPrevious, let link, link.isChange, phrase.sign == nil, !wholeFollows {
      return [
        Claim.Meaning(
          kind: .percentChange, direction: comparativeAfter ?? link.meanings[0].direction)
      ]
    }
    if let share = shareOfAnotherTime { return [share] }
    if takesShareLast, !isAmount { return [Claim.Meaning(kind: .share)] }
    let hasChange = phrase.sign != nil || changeBefore != nil || changeAfter != nil
    if hasShareNoun, isAmount, hasChange {
      return [Claim.Meaning(kind: .points, direction: direction)]
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
    if wholePrecedes { return [Claim.Meaning(kind: .share)] }
    if case .fraction = phrase.form, let previous, previous.isChange {
      return [Claim.Meaning(kind: .percentChange, direction: previous.meanings[0].direction)]
    }
    if host != nil { return bareBracket }
    if standsBehindPlace {
      return [Claim.Meaning(kind: .share), Claim.Meaning(kind: .percentChange, cost: 2)]
    }
    // «30,1 миллиарда, почти 46 процентов»: beside an amount, as in brackets.
    if let link, link.isLevel, left.allSatisfy(isApposition) { return bareBracket }
    // «Рост зафиксирован с Молдавией (15 %) и Туркменией (на 1,7 %)»
    if isAmount, previous?.isChange != true, let direction = changeInSentence {
      return [Claim.Meaning(kind: .percentChange, direction: direction)]
    }
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

  /// A share at another time: «(по итогам 2011 года – 10,8 %)» behind a share, «с 16,76 % до 13,94 %»
  /// behind points.
  private var shareOfAnotherTime: Claim.Meaning? {
    let before = (link ?? previous)?.meanings.first?.kind
    if host?.meanings.first?.kind == .share, left.contains(where: { sentence[$0].period != nil }),
      phrase.sign == nil
    {
      return Claim.Meaning(kind: .share)
    }
    guard before == .points || before == .share else { return nil }
    return ["с", "со", "from"].contains(preposition) ? Claim.Meaning(kind: .share) : nil
  }

  /// Whether the nearest verb is one of a share: "after a 14% fall, made up 29% of them".
  private var takesShareLast: Bool {
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
  private var changeInSentence: Int? {
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
  private var afterPoints: [Claim.Meaning] {
    let before = previous?.meanings.first?.kind
    let isOfShare = hasShareNoun || before == .points || before == .share
    return isOfShare ? [Claim.Meaning(kind: .share)] : []
  }

  private func isApposition(_ index: Int) -> Bool {
    if case .hedge? = sentence[index].concept { return true }
    return sentence[index].isSymbol(",")
  }

  /// Whether the figure is alone in brackets behind a place: «Китай (14,2 %)».
  var standsBehindPlace: Bool {
    left.isEmpty && left.lowerBound >= 2 && sentence[left.lowerBound - 1].isSymbol("(")
      && sentence[left.lowerBound - 2].place != nil
  }

  /// Whether the bracket that the figure stands in follows a place: «КНР (7,7 млрд, 27,1 %)».
  private var standsInBracketOfPlace: Bool {
    guard let open = sentence[..<figure].lastIndex(where: { $0.isSymbol("(") }), open > 0,
      !sentence[open..<figure].contains(where: { $0.isSymbol(")") })
    else { return false }
    return sentence[open - 1].place != nil
  }

  /// A bare percentage in brackets behind a level or another change: an index, a percent change
  /// or, where the host is a part, a share.
  ///
  /// Arithmetic decides.
  private var bareBracket: [Claim.Meaning] {
    // In a bracket behind a change the percentage is the same change.
    if standsInBracketOfPlace, link?.isLevel == true {
      return [Claim.Meaning(kind: .share), Claim.Meaning(kind: .percentChange, cost: 1)]
    }
    if isAmount, let change = previous?.meanings.first, change.kind == .percentChange {
      return [change]
    }
    if let host, let change = host.meanings.first, change.kind == .absoluteChange {
      return [Claim.Meaning(kind: .percentChange, direction: change.direction)]
    }
    let value = phrase.printed.value
    let looksLikeIndex = value >= 60
    var meanings = [
      Claim.Meaning(kind: .index, cost: looksLikeIndex ? 0 : 2),
      Claim.Meaning(kind: .percentChange, cost: looksLikeIndex ? 1 : 0),
    ]
    if value <= 100, (host ?? link)?.isLevel == true {
      meanings.append(Claim.Meaning(kind: .share, cost: bracketsAreShares ? 0 : 3))
      if bracketsAreShares { meanings = [meanings[2]] }
    }
    return meanings.sorted { $0.cost < $1.cost }
  }

  private var timesMeanings: [Claim.Meaning] {
    let isDecline = phrase.isDecrease || direction < 0
    var meanings = [Claim.Meaning(kind: .ratio, direction: isDecline ? -1 : 1)]
    // "Three times more" is three times as much to most and four times to some; the Russian
    // «в три раза больше» has one meaning.
    if comparativeAfter == 1, preposition != "в", isEnglish {
      meanings.append(Claim.Meaning(kind: .ratio, cost: 1, isOneMore: true))
    }
    return meanings
  }

  private var isEnglish: Bool {
    right.contains { sentence[$0].text.utf8.first.map { $0 < 0x80 } ?? false }
  }

  private func amountMeanings(isBalance: Bool) -> [Claim.Meaning] {
    // «выросла на 9 %, или на 600 млн»: the same change in money, less likely the level.
    if restatesPrevious, let change = link?.meanings.first,
      change.kind == .percentChange || change.kind == .ratio,
      preposition != "до", preposition != "to"
    {
      return [
        Claim.Meaning(kind: .absoluteChange, direction: change.direction),
        Claim.Meaning(kind: isBalance ? .balance : .level, cost: 1),
      ]
    }
    let isChange: Bool
    if isAmount {
      // «импорт – на 6,6 млрд» goes on with the change of the figure before; «вывезено на 3,5 млрд»
      // is what was traded, whatever follows.
      isChange =
        !followsTradeVerb
        && (changeBefore != nil || changeAfter != nil || comparativeAfter != nil
          || previous?.meanings.first?.kind == .absoluteChange)
    } else if preposition == "of" {
      // "an increase of 5 million"
      isChange =
        left.last { sentence[$0].concept == .increase || sentence[$0].concept == .decrease }
        .map { left.upperBound - $0 <= 3 } ?? false
    } else {
      isChange =
        comparativeAfter != nil || followsChangeDirectly || repeatsChangeWithLevelAhead
        || followsChangeNoun
    }
    // «остался отрицательным – минус 413 млн»: the sign of a balance, not a change of it.
    if isBalance, !isAmount, let last = left.last,
      ["минус", "minus", "плюс", "plus"].contains(sentence[last].text)
    {
      return [Claim.Meaning(kind: .balance)]
    }
    if let direction = changeNounAfter, left.last.map({ isArticle($0) }) ?? false {
      return [Claim.Meaning(kind: .absoluteChange, direction: direction)]
    }
    if isChange { return [Claim.Meaning(kind: .absoluteChange, direction: direction)] }
    return [Claim.Meaning(kind: isBalance ? .balance : .level)]
  }
}

extension KindRules {
  /// «прибавка за год – 6,9 млрд»: a change word opens the segment and a dash leads to the amount.
  private var followsChangeNoun: Bool {
    guard let last = left.last, sentence[last].isDash else { return false }
    let segment = left.reversed().prefix { !sentence[$0].isSymbol(",", ";", ":", "(") }
    return segment.contains {
      sentence[$0].concept == .increase || sentence[$0].concept == .decrease
    }
      && !segment.contains { sentence[$0].isMeasure || sentence[$0].concept == .level }
  }

  private func isArticle(_ index: Int) -> Bool {
    ["a", "an", "the", "by", "of"].contains(sentence[index].text)
  }

  /// Whether the preposition follows a verb that names a flow: «вывезено на 3,5 млрд».
  private var followsTradeVerb: Bool {
    guard left.count > 1 else { return false }
    for index in left.dropLast().reversed() {
      if sentence[index].isMeasure {
        return ["но", "ны", "на", "ла", "ло", "ли", "ил", "ал"].contains {
          sentence[index].text.hasSuffix($0)
        }
      }
      switch sentence[index].meaning {
      case .concept(.hedge), .concept(.product), .concept(.neutral), .concept(.function),
        .unknown:
        continue
      default: return false
      }
    }
    return false
  }

  /// "exports 1.56 billion … to 57.33 billion": a second flow with the verb left out, whose level
  /// follows, so that the first amount is the change.
  private var repeatsChangeWithLevelAhead: Bool {
    guard left.contains(where: { sentence[$0].isMeasure }),
      !left.contains(where: { sentence[$0].concept == .level || sentence[$0].concept == .exceeds })
    else { return false }
    guard changesInSentence.contains(.absoluteChange) else { return false }
    for index in figure + 1..<sentence.count {
      let mention = sentence[index]
      if mention.isMeasure || mention.isSymbol(";") { return false }
      if ["to", "до"].contains(mention.text), index + 1 < sentence.count,
        let next = sentence[index + 1].figure
      {
        switch next.unit {
        case .money, .physical: return true
        default: continue
        }
      }
    }
    return false
  }

  /// "up $2.4 billion", «прибавил 5 млн»: the change word stands right before the amount.
  private var followsChangeDirectly: Bool {
    for index in left.reversed() {
      switch sentence[index].meaning {
      case .concept(.hedge): continue
      case .concept(.increase), .concept(.decrease): return true
      // «прибавил за год 26,9 млрд»
      case .period where index > left.lowerBound: continue
      case .concept(.calendar(.year)), .concept(.calendar(.month)), .concept(.calendar(.quarter)):
        continue
      case .concept(.function)
      where ["за", "в", "во", "год", "года", "in", "over", "the"].contains(sentence[index].text):
        continue
      default: return false
      }
    }
    return false
  }
}

extension Mention {
  var isMeasure: Bool {
    if case .concept(.measure) = meaning { true } else { false }
  }

  /// Whether it is a figure of money or of weight.
  var isAmountFigure: Bool {
    switch figure?.unit {
    case .money, .physical: true
    default: false
    }
  }

  /// Whether it is a figure with a unit that trade figures have.
  var isTradeFigure: Bool {
    switch figure?.unit {
    case .money, .percent, .times, .physical: true
    default: false
    }
  }
}

extension Claim {
  /// Whether the figure is the amount itself.
  var isLevel: Bool {
    meanings.first.map { $0.kind == .level || $0.kind == .balance } ?? false
  }

  /// Whether the figure is a change.
  var isChange: Bool {
    switch meanings.first?.kind {
    case .percentChange, .ratio, .index, .absoluteChange: true
    default: false
    }
  }
}
