import Consistency
import Exact

/// What a change is compared with, and which amounts are the base's.
extension SentenceReader {
  /// Sets the base of a change, or moves a level that stands for the base into its period.
  mutating func settleTime(
    _ claim: inout Claim, at index: Int, left: Range<Int>, host: Claim?
  ) {
    let isShare = claim.meanings.first?.kind == .share
    // "from 0.9 million tonnes ($430 million) a year earlier": of the same time.
    if claim.isLevel, let host, host.standsForBase, left.isEmpty,
      !FigurePhrase.sameSort(host.figure.unit, claim.figure.unit)
    {
      claim.period = host.period
      claim.standsForBase = true
      return
    }
    guard let marker = baseMarker(index, left: left, isShare: isShare) else {
      if claim.meanings.contains(where: \.needsBase) {
        claim.base = base(at: index, period: claim.period)
        settleLags(&claim, at: index)
        settleLengths(&claim)
        // A bare amount in brackets behind a change may be the level that it is a change from.
        if claim.isLevel, left.isEmpty, let before = host?.base {
          claim.otherTimes.append(Claim.Time(period: before))
        }
        if state.host != nil, let base = claim.base {
          let position = state.bases.count
          if state.listedBases.count > position, !namesBase(index) {
            claim.base = state.listedBases[position]
          }
          state.bases.append(claim.base ?? base)
        }
      } else if let before = levelInBracketBefore(claim, left: left, host: host) {
        claim.otherTimes.append(Claim.Time(period: before))
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
    if own != nil, state.base == nil {
      state.base = base
      state.isBaseOfLevel = true
    }
    if claim.isLevel || claim.meanings.first?.kind == .share {
      claim.period = base
      claim.base = nil
      claim.standsForBase = true
      if let previous = state.lastClaim.map({ claims[$0] }) ?? host,
        previous.subject.measure == .balance, claim.attachment != .named,
        claim.figure.sign == nil, claim.subject.measure == .balance,
        !(left.last.map(isSign) ?? false)
      {
        claim.subject.balanceSign = said(left) ?? previous.subject.balanceSign
      }
    } else if claim.isChange,
      own == nil
        || left.contains(where: { sentence[$0].concept == .against || isOfEarlierChange($0) })
    {
      // "€3,417 million after a 14% fall": no other time is meant.
      if own == nil, left.contains(where: { sentence[$0].isWord(.after) }),
        !namesBase(index)
      {
        claim.base = base
        let earlier = spoken.advanced(byMonths: -spoken.months)
        claim.otherTimes = [
          Claim.Time(period: earlier, base: earlier.advanced(byMonths: base.first - spoken.first))
        ]
        return
      }
      // «рост на 5 % против 3 % годом ранее»: the earlier change, over as long a time.
      let before = claims.last { $0.isChange && $0.base != nil }
      let lag = before.flatMap { last in last.base.map { $0.first - last.period.first } }
      claim.base = base.advanced(byMonths: lag ?? base.first - spoken.first)
      claim.otherTimes = [
        Claim.Time(period: base, base: base.advanced(byMonths: base.first - spoken.first))
      ]
      claim.period = base
    } else {
      claim.base = base
    }
  }

  /// The time of the level that a change was from, where a bare amount in brackets behind the level
  /// reached may be it: «на 43,9 %, до 780 тысяч тонн (542 тысячи)».
  private func levelInBracketBefore(_ claim: Claim, left: Range<Int>, host: Claim?) -> Period? {
    guard claim.isLevel, left.isEmpty, let host, host.isLevel, host.subject == claim.subject,
      FigurePhrase.sameSort(host.figure.unit, claim.figure.unit)
    else { return nil }
    let change = claims.last { $0.isChange && $0.subject == host.subject }
    return change?.base ?? host.period.advanced(byMonths: -12 * max(1, host.period.months / 12))
  }

  /// A change that names no base may be from any of those that the document has named so far: "from
  /// July" in the sentence before, or a year earlier.
  private mutating func settleLags(_ claim: inout Claim, at index: Int) {
    guard let base = claim.base else { return }
    let isNamed =
      namesBase(index)
      || sentence.indices.contains {
        $0 < index && sentence[$0].period != nil && PeriodRules.isBase(sentence, $0)
      }
    let lag = claim.period.first - base.first
    if isNamed {
      discourse.lags.insert(lag)
    } else {
      // Adjusted figures are mostly compared with the period just before.
      let usual: Set<Int> = isAdjusted && claim.period.months <= 3 ? [claim.period.months] : []
      claim.otherTimes = discourse.lags.union(usual).subtracting([lag]).sorted().map {
        Claim.Time(period: claim.period, base: claim.period.advanced(byMonths: -$0))
      }
    }
  }

  /// A change from a year to some months of another is from the same months, or of the whole year.
  private func settleLengths(_ claim: inout Claim) {
    guard let base = claim.base, base.isYear, claim.period.months <= 12, !claim.period.isYear
    else { return }
    let years = max(1, claim.period.first / 12 - base.first / 12) * 12
    claim.base = claim.period.advanced(byMonths: -years)
    if !isDated {
      claim.otherTimes.append(Claim.Time(period: base.advanced(byMonths: years), base: base))
    }
  }

  /// The sign of a balance that an adjective in front of the figure says.
  func said(_ left: Range<Int>) -> Int? {
    for index in left.reversed() {
      if case .polarity(let sign)? = sentence[index].concept { return sign }
    }
    return nil
  }

  /// The sign that an adjective gives a balance that is not named again: «со странами дальнего
  /// зарубежья – отрицательным: 38,5 млн».
  func signOfCarriedBalance(at index: Int) -> Int? {
    let last = sentence[..<index].lastIndex { $0.figure != nil }
    let since = (last.map { $0 + 1 } ?? 0)..<index
    let namesBalance = since.contains { position in
      if case .measure(.balance, _)? = sentence[position].concept { true } else { false }
    }
    return namesBalance ? nil : said(since)
  }

  func namesBase(_ figure: Int) -> Bool {
    for index in sentence.indices where index > figure {
      if sentence[index].figure != nil || sentence[index].isSymbol(")", "(", ";") { return false }
      if sentence[index].period != nil { return PeriodRules.isBase(sentence, index) }
    }
    return false
  }

  enum BaseMarker {
    case period(Period)
    case word
  }

  /// What makes a figure the base's: `против`, «годом ранее –», "compared with", "from", «с … до …».
  func baseMarker(_ index: Int, left: Range<Int>, isShare: Bool) -> BaseMarker? {
    let isAmount =
      isShare
      || sentence[index].figure.map { figure in
        switch figure.unit {
        case .money, .physical, .none: true
        default: false
        }
      } ?? false
      || left.contains { sentence[$0].concept == .coverage || sentence[$0].concept == .share }
      || (state.lastClaim.map { claims[$0].isCoverage } ?? false)
    if flowSetAgainst(at: index, left: left) != nil { return nil }
    // "were 13.1 percent lower than a year before at $12.60 billion"
    if isAmount, let last = left.last, sentence[last].isWord(.at, .to) {
      return nil
    }
    // "against 398,740 tonnes in December and 371,500 a year earlier"
    if isAmount, let last = left.last, sentence[last].concept == .and,
      state.lastClaim.map({ claims[$0].standsForBase }) ?? false, directlyFollowed(index),
      let marker = nextPeriodMarker(index)
    {
      return marker
    }
    // «(год назад – 85,4 % и 14,6 % соответственно)»: one time for the whole list.
    if isAmount, let last = state.lastClaim.map({ claims[$0] }), last.standsForBase,
      left.allSatisfy({ MeasureRules.isListFiller(sentence[$0]) }), !state.list.isEmpty
    {
      return .period(last.period)
    }
    // "turning a R8.52 billion surplus into a deficit of …"
    if isAmount, left.contains(where: { sentence[$0].text.hasPrefix("turn") }),
      sentence[(index + 1)...].prefix(4).contains(where: { $0.text == "into" })
    {
      return .word
    }
    if isAmount, let time = openingComparison(left) { return .period(time) }
    for position in left.reversed() {
      let mention = sentence[position]
      // "against minus EUR 736.8 million"
      if position == left.upperBound - 1, isSign(position) { continue }
      // "after a gain of 2.8% in December", "after falling 12.9 percent in January"
      if !isAmount, isNounOfChange(position) || followsAfter(position) { continue }
      if mention.concept == .against || isOfEarlierChange(position) {
        return periodOfList(from: index).map { .period($0) } ?? nextPeriodMarker(index) ?? .word
      }
      if let phrase = mention.period, PeriodRules.isBase(sentence, position) {
        // «к 2016 году на 5 %» is the base of the change, not a figure of the base.
        guard isAmount || left.contains(where: { sentence[$0].concept == .against }) else {
          return nil
        }
        return .period(discourse.basePeriod(of: phrase, current: state.period))
      }
      if mention.isSymbol(";") { return nil }
      // "compared with a deficit of 38.6 bn": a balance may be named again with its sign.
      if case .measure(.balance, _)? = mention.concept { continue }
      // "$1.3 billion more than June exports of $265.3 billion"
      if isAmount, state.lastClaim != nil, mention.isMeasure, position > left.lowerBound,
        let phrase = sentence[position - 1].period, PeriodRules.isBase(sentence, position - 1)
      {
        return .period(discourse.basePeriod(of: phrase, current: state.period))
      }
      // "the same period of 2023, when the trade turnover was 2.8 billion"
      if mention.isMeasure, isAmount, isInClauseOfBase(position) { continue }
      if mention.isMeasure || mention.period != nil { return nil }
      // A verb of its own begins a new claim: «прибавил 8 % к 2015 году и дошёл до 1380 млн».
      switch mention.concept {
      // «тогда как год назад было положительным – 2 241,3 млн», "in November it had been 20.8 billion"
      case .level? where isAmount && followsComparison(position): continue
      case .level?, .increase?, .decrease?, .exceeds?, .and?: return nil
      case .function? where mention.isWord(.when, .which) && isAmount: continue
      case .polarity?: continue
      default:
        if mention.isSymbol(","), sentence[position + 1].isWord(.when, .which) { continue }
        if mention.isWord(.to) || mention.isSymbol(",") || mention.isUnknown {
          return nil
        }
      }
      if isAmount, mention.concept == .more || mention.concept == .less, mention.tokens.count > 1,
        left.suffix(from: position + 1).allSatisfy(isSmall)
      {
        return nextPeriodMarker(index) ?? .word
      }
      if isAmount, mention.concept == .base { return nextPeriodMarker(index) ?? .word }
      if isAmount, left.suffix(from: position + 1).allSatisfy(isSmall),
        mention.text == "from" || (mention.isWord(.from) && reachesLevel(index))
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
        discourse.period(of: phrase, current: state.period)
      )
    }
    // A level that an earlier time follows: «против» left out, «48,2 млрд годом ранее».
    if isAmount, state.lastClaim != nil, case .period(let base)? = nextPeriodMarker(index),
      directlyFollowed(index)
    {
      return .period(base)
    }
    return nil
  }

  /// The time of a level whose clause opens with it, told by the time spoken of: «В аналогичном периоде
  /// 2024 года было ввезено 5 млн», "A year before, trade had stood at 130 billion".
  private func openingComparison(_ left: Range<Int>) -> Period? {
    let times = left.filter { sentence[$0].period != nil }
    guard times.count == 1, let time = times.first, let phrase = sentence[time].period else {
      return nil
    }
    if phrase.isYearEarlier {
      guard time == 0 || sentence[time - 1].isSymbol(";") else { return nil }
    } else {
      guard phrase.months == .same, case .named = phrase.year, time > 0,
        sentence[time - 1].isWord(.inside, .during),
        time < 2 || sentence[time - 2].isSymbol(",", ";", ":", "(")
      else { return nil }
    }
    let changes = left.contains { index in
      sentence[index].concept == .increase || sentence[index].concept == .decrease
    }
    return changes ? nil : discourse.basePeriod(of: phrase, current: state.period)
  }

  /// Whether the verb of a level belongs to a time that is past to the sentence's.
  func followsComparison(_ verb: Int) -> Bool {
    for position in (state.windowStart..<max(verb, state.windowStart)).reversed() {
      if let period = sentence[position].period {
        return period.isComparison || PeriodRules.isBase(sentence, position)
      }
      if sentence[position].isSymbol(","), position + 1 < verb,
        sentence[position + 1].isWord(.when, .which)
      {
        continue
      }
      switch sentence[position].concept {
      case .function?, .neutral?, .measure?, .and?, .level?: continue
      default: return sentence[position].text == "had"
      }
    }
    return false
  }

  /// Whether a measure stands in a clause with `when` behind a base.
  private func isInClauseOfBase(_ measure: Int) -> Bool {
    for position in sentence.indices[..<measure].reversed() {
      if sentence[position].isWord(.when), position > 1, sentence[position - 1].isSymbol(",") {
        return sentence[position - 2].period != nil && PeriodRules.isBase(sentence, position - 2)
      }
      switch sentence[position].concept {
      case .function?, .neutral?, .level?: continue
      default: return false
      }
    }
    return false
  }

  /// Whether «до» and another amount follow: only then is «с 0,75 …» where a change began.
  func reachesLevel(_ index: Int) -> Bool {
    for position in sentence.indices where position > index + 1 {
      if sentence[position].isSymbol(";", "(", ")") || sentence[position].isMeasure { return false }
      if sentence[position].figure != nil { return sentence[position - 1].text == "до" }
    }
    return false
  }

  /// Whether a word can stand between a preposition and its figure: a hedge, "a revised".
  func isSmall(_ index: Int) -> Bool {
    switch sentence[index].concept {
    case .hedge?, .vintage?, .measure(.balance, _)?, .neutral?: true
    default: sentence[index].isWord(.article, .of)
    }
  }

  /// Whether the word is a sign in letters.
  func isSign(_ index: Int) -> Bool {
    sentence[index].isWord(.sign)
  }

  /// Whether a word of change is a noun with its article: "a gain of".
  private func isNounOfChange(_ index: Int) -> Bool {
    guard index > 0, index + 1 < sentence.count, sentence[index + 1].text == "of" else {
      return false
    }
    return sentence[index].isWord(.changeNouns)
  }

  /// Whether a word of change stands right behind `after`: "after falling".
  private func followsAfter(_ index: Int) -> Bool {
    guard index > 0, sentence[index - 1].isWord(.after) else { return false }
    return sentence[index].concept == .increase || sentence[index].concept == .decrease
  }

  func directlyFollowed(_ index: Int) -> Bool {
    var next = index + 1
    // "more than triple the 205.2 billion of a year before"
    while next < sentence.count, sentence[next].period == nil,
      sentence[next].isWord(.of, .inside, .during, .article)
    {
      next += 1
    }
    return next < sentence.count && sentence[next].period?.isComparison == true
  }

  func nextPeriodMarker(_ index: Int, current: Period? = nil) -> BaseMarker? {
    for position in sentence.indices where position > index {
      let mention = sentence[position]
      // "lower than the USD4.02 billion deficit in September 2018"
      let isOwnNoun = position == index + 1 && mention.isMeasure
      if mention.figure != nil || (mention.isMeasure && !isOwnNoun)
        || mention.isSymbol("(", ")", ";", ",")
      {
        return nil
      }
      if let phrase = mention.period {
        let now = current ?? state.period
        let period = discourse.period(of: phrase, current: now)
        // "in the first quarter, from 28.5 billion in the fourth": that of the year before.
        if case .ordinal = phrase.months, let now, period.first > now.last {
          return .period(period.advanced(byMonths: -12))
        }
        return .period(period)
      }
    }
    return nil
  }
}
