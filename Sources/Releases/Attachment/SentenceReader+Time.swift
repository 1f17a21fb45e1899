import Consistency
import Exact

/// When a figure was, and what it is compared with.
extension SentenceReader {
  mutating func notePeriod(_ phrase: PeriodPhrase, at index: Int) {
    // "September's $1.55 billion", "the 823 billion surplus of April": one figure's own time.
    if isPossessive(index)
      || (isDated && isRightBehindFigure(index) && !followsBaseLevel(index)
        && !PeriodRules.isBase(sentence, index))
    {
      return
    }
    if isApposition(index) { return }
    guard !PeriodRules.isBase(sentence, index), !followsBaseLevel(index) else {
      state.base = discourse.basePeriod(
        of: phrase, current: isDated ? state.period : periodAhead(index) ?? state.period)
      return
    }
    let period = discourse.period(of: phrase, current: state.period)
    if period != state.period { state.base = nil }
    state.period = period
    isDated = true
  }

  /// Whether the period says an earlier one in other words: "July-August 2013, the opening two months
  /// of the 2013-14 fiscal year".
  private func isApposition(_ index: Int) -> Bool {
    var hasComma = false
    for position in sentence.indices[..<index].reversed() {
      let mention = sentence[position]
      if mention.period != nil { return hasComma || isApposition(position) }
      switch mention.meaning {
      case .symbol where mention.text == ",":
        if hasComma { return false }
        hasComma = true
      case .concept(.function) where ["the", "of", "за"].contains(mention.text): continue
      case .unknown, .concept(.calendar): continue
      default: return false
      }
    }
    return false
  }

  /// The first period behind `index` that is no base: what "compared with the same month of 2022"
  /// at the head of a sentence goes by.
  func periodAhead(_ index: Int) -> Period? {
    for position in sentence.indices where position > index {
      if let phrase = sentence[position].period, !PeriodRules.isBase(sentence, position) {
        return discourse.period(of: phrase, current: state.period)
      }
    }
    return nil
  }

  /// Whether a period is a possessive: "September's".
  func isPossessive(_ index: Int) -> Bool {
    sentence[index].period != nil
      && (sentence[index].text.hasSuffix("'s") || sentence[index].text.hasSuffix("’s"))
      && sentence[index].tokens.count == 1
  }

  /// Whether only small words stand between a period and the figure before it.
  func isRightBehindFigure(_ index: Int) -> Bool {
    for position in sentence.indices[..<index].reversed() {
      if sentence[position].figure != nil { return true }
      if isReported(position) { continue }
      switch sentence[position].concept {
      case .function?, .neutral?: continue
      case .measure? where usedByRight.contains(position): continue
      default: return false
      }
    }
    return false
  }

  /// "the 628 mln recorded in February 1986": a participle that leads from a figure to its time.
  func isReported(_ index: Int) -> Bool {
    [
      "recorded", "registered", "posted", "reported", "seen", "reached", "зафиксированн",
      "отмеченн", "достигнут", "полученн",
    ].contains { sentence[index].text.hasPrefix($0) }
  }

  private static func isAfter(_ mention: Mention) -> Bool {
    ["after", "following", "после", "вслед"].contains(mention.text)
  }

  /// "a milder fall than the 15.9 percent of July"
  private func isOfEarlierChange(_ index: Int) -> Bool {
    ["than", "чем"].contains(sentence[index].text) && index + 1 < sentence.count
      && sentence[index + 1].text == "the"
  }

  /// Whether the period says when the base was whose level stands before it: "from $66.5 billion in
  /// February".
  func followsBaseLevel(_ index: Int) -> Bool {
    guard let last = state.lastClaim.map({ claims[$0] }), last.standsForBase else { return false }
    for mention in sentence[..<index].reversed() {
      if mention.figure != nil { return mention.start == last.mention.start }
      guard mention.concept == .function || mention.concept == .neutral else { return false }
    }
    return false
  }

  /// The period of the figure: one right behind it, else the one in force, else the first that the
  /// rest of the sentence names.
  func period(at figure: Int, right: Range<Int>) -> Period {
    // "after $40.60 billion and $40.67 billion in the first quarter": one time for the whole list.
    if let period = periodOfList(from: figure) { return period }
    if figure > 0, isPossessive(figure - 1), let phrase = sentence[figure - 1].period {
      return discourse.period(of: phrase, current: state.period)
    }
    for index in right {
      if isPossessive(index) { break }
      if var phrase = sentence[index].period, !PeriodRules.isBase(sentence, index) {
        // "For the same four months turnover had been … in 2012 and … in 2013"
        if phrase.months == .wholeYear, case .named = phrase.year, let now = discourse.period,
          sentence[..<figure].contains(where: { $0.text == "same" || $0.period?.months == .same }),
          !now.isYear
        {
          phrase.months = .same
          return discourse.period(of: phrase, current: now)
        }
        return discourse.period(of: phrase, current: state.period)
      }
      if isReported(index) { continue }
      switch sentence[index].meaning {
      case .concept(.function), .concept(.neutral): continue
      case .concept(.measure) where usedByRight.contains(index): continue
      default: break
      }
      break
    }
    if let period = state.period, hasPeriod(before: figure) || discourse.period != nil {
      return period
    }
    for index in sentence.indices where index > figure {
      if let phrase = sentence[index].period, !PeriodRules.isBase(sentence, index) {
        return discourse.period(of: phrase, current: state.period)
      }
    }
    return state.period ?? discourse.firstPeriod ?? Period(year: discourse.anchorYear)
  }

  /// The time that stands behind a list of figures which ends with `respectively`.
  private func periodOfList(from figure: Int) -> Period? {
    var position = figure
    while position < sentence.count,
      sentence[position].figure != nil || MeasureRules.isListFiller(sentence[position])
    {
      position += 1
    }
    guard sentence[figure..<position].contains(where: { $0.concept == .respectively }) else {
      return nil
    }
    while position < sentence.count, sentence[position].concept == .function { position += 1 }
    guard position < sentence.count, let phrase = sentence[position].period,
      !PeriodRules.isBase(sentence, position)
    else { return nil }
    return discourse.period(of: phrase, current: state.period)
  }

  func hasPeriod(before figure: Int) -> Bool {
    sentence[..<figure].contains { $0.period != nil }
  }

  /// The base of a change: one that follows before the next figure, else the one in force, else a
  /// year earlier.
  func base(at figure: Int, period: Period) -> Period {
    // «относительно октября это 103,1 %, относительно ноября – 121,7 %»
    if namesBaseInClause(before: figure), let base = state.base, base != period { return base }
    var depth = 0
    // "nearly double January's 623 million"
    if figure + 1 < sentence.count, isPossessive(figure + 1),
      let phrase = sentence[figure + 1].period
    {
      return discourse.basePeriod(of: phrase, current: period)
    }
    for index in sentence.indices where index > figure {
      let mention = sentence[index]
      // "rose by £1.1 billion (2.3%) in January compared with December": one clause around a bracket.
      if mention.isSymbol("("), index == figure + 1 { depth += 1 }
      if depth > 0 {
        if mention.isSymbol(")") { depth -= 1 }
        continue
      }
      if mention.figure != nil {
        // "up $2.4 billion from $66.5 billion in February": the level of the base names its time.
        let before = sentence.indices[..<index].reversed().first { !isSmall($0) } ?? index - 1
        let marker = sentence[before]
        if ["from", "than", "чем"].contains(marker.text) || marker.concept == .against
          || marker.concept == .more || marker.concept == .less,
          index + 1 < sentence.count, mention.isAmountFigure,
          case .period(let base)? = nextPeriodMarker(index, current: period)
        {
          return base
        }
        // "by £8.9 billion to £18.3 billion … compared with the previous three": one clause.
        if ["to", "до"].contains(marker.text) { continue }
        // "3.8 and 2.4 pct lower than in March": one list, one base.
        if marker.concept == .and, index == figure + 2 { continue }
        break
      }
      if mention.isMeasure || mention.isSymbol("(", ")", ";") { break }
      if let phrase = mention.period, PeriodRules.isBase(sentence, index) {
        return discourse.basePeriod(of: phrase, current: period)
      }
    }
    if let host = state.host.map({ claims[$0] }), let base = host.base, host.period == period {
      return base
    }
    if let base = state.base, base != period { return base }
    return period.advanced(byMonths: -12 * max(1, period.months / 12))
  }

  /// Whether the clause before a figure names its base.
  private func namesBaseInClause(before figure: Int) -> Bool {
    for index in sentence.indices[..<figure].reversed() {
      let mention = sentence[index]
      if mention.figure != nil || mention.isMeasure || mention.isSymbol(",", ";", ":", "(", ")") {
        return false
      }
      if mention.period != nil { return PeriodRules.isBase(sentence, index) }
    }
    return false
  }

  // MARK: - Time

  /// Sets the base of a change, or moves a level that stands for the base into its period.
  mutating func settleTime(
    _ claim: inout Claim, at index: Int, left: Range<Int>, host: Claim?
  ) {
    let isShare = claim.meanings.first?.kind == .share
    guard let marker = baseMarker(index, left: left, isShare: isShare) else {
      if claim.meanings.contains(where: \.needsBase) {
        claim.base = base(at: index, period: claim.period)
        settleLags(&claim, at: index)
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
    if own != nil, state.base == nil { state.base = base }
    if claim.isLevel || claim.meanings.first?.kind == .share {
      claim.period = base
      claim.base = nil
      claim.standsForBase = true
      if let previous = state.lastClaim.map({ claims[$0] }) ?? host,
        previous.subject.measure == .balance, claim.attachment != .named,
        claim.figure.sign == nil, claim.subject.measure == .balance
      {
        claim.subject.balanceSign = said(left) ?? previous.subject.balanceSign
      }
    } else if claim.isChange,
      own == nil
        || left.contains(where: { sentence[$0].concept == .against || isOfEarlierChange($0) })
    {
      // "€3,417 million after a 14% fall": no other time is meant.
      if own == nil, left.contains(where: { SentenceReader.isAfter(sentence[$0]) }),
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
      claim.otherTimes = discourse.lags.subtracting([lag]).sorted().map {
        Claim.Time(period: claim.period, base: claim.period.advanced(byMonths: -$0))
      }
    }
  }

  /// The sign of a balance that an adjective in front of the figure says.
  func said(_ left: Range<Int>) -> Int? {
    for index in left.reversed() {
      if case .polarity(let sign)? = sentence[index].concept { return sign }
    }
    return nil
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
    // "were 13.1 percent lower than a year before at $12.60 billion"
    if isAmount, let last = left.last, ["at", "to", "до"].contains(sentence[last].text) {
      return nil
    }
    // "against 398,740 tonnes in December and 371,500 a year earlier"
    if isAmount, let last = left.last, sentence[last].concept == .and,
      state.lastClaim.map({ claims[$0].standsForBase }) ?? false, directlyFollowed(index),
      let marker = nextPeriodMarker(index)
    {
      return marker
    }
    for position in left.reversed() {
      let mention = sentence[position]
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
      if mention.isMeasure || mention.period != nil { return nil }
      // A verb of its own begins a new claim: «прибавил 8 % к 2015 году и дошёл до 1380 млн».
      switch mention.concept {
      // «тогда как год назад было положительным – 2 241,3 млн», "in November it had been 20.8 billion"
      case .level? where isAmount && followsComparison(position): continue
      case .level?, .increase?, .decrease?, .exceeds?, .and?: return nil
      case .function? where ["когда", "when"].contains(mention.text) && isAmount: continue
      case .polarity?: continue
      default:
        if mention.isSymbol(","), ["когда", "when"].contains(sentence[position + 1].text) {
          continue
        }
        if ["до", "to"].contains(mention.text) || mention.isSymbol(",") || mention.isUnknown {
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
        mention.text == "from" || (["с", "со"].contains(mention.text) && reachesLevel(index))
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

  /// Whether the verb of a level belongs to a time that is past to the sentence's.
  func followsComparison(_ verb: Int) -> Bool {
    for position in (state.windowStart..<max(verb, state.windowStart)).reversed() {
      if let period = sentence[position].period {
        return period.isComparison || PeriodRules.isBase(sentence, position)
      }
      if sentence[position].isSymbol(","), position + 1 < verb,
        ["когда", "when"].contains(sentence[position + 1].text)
      {
        continue
      }
      switch sentence[position].concept {
      case .function?, .neutral?, .measure?, .and?: continue
      default: return sentence[position].text == "had"
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
    case .hedge?, .vintage?: true
    default: ["a", "an", "the"].contains(sentence[index].text)
    }
  }

  func directlyFollowed(_ index: Int) -> Bool {
    var next = index + 1
    // "more than triple the 205.2 billion of a year before"
    while next < sentence.count, ["of", "in", "за"].contains(sentence[next].text) { next += 1 }
    return next < sentence.count && sentence[next].period?.isComparison == true
  }

  func nextPeriodMarker(_ index: Int, current: Period? = nil) -> BaseMarker? {
    for position in sentence.indices where position > index {
      let mention = sentence[position]
      if mention.figure != nil || mention.isMeasure || mention.isSymbol("(", ")", ";", ",") {
        return nil
      }
      if let phrase = mention.period {
        return .period(
          discourse.period(of: phrase, current: current ?? state.period))
      }
    }
    return nil
  }
}
