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
    if let reached = timeOfReachedLevel(index) {
      state.base = baseOfReachedLevel
      state.period = reached
      isDated = true
      return
    }
    if isMonthJustOver(phrase, at: index) { return }
    // "annual exports", before any year has been spoken of, say no time of their own.
    if phrase.months == .recent(12), discourse.recent[12] == nil { return }
    if isApposition(index) || isLongAgo(phrase, at: index) || isOfChangeBefore(index) { return }
    guard !PeriodRules.isBase(sentence, index), !followsBaseLevel(index) else {
      // "following the 8.1% decline of the month before": that change's own time.
      if let last = state.lastClaim.map({ claims[$0] }), last.isChange,
        last.period == discourse.basePeriod(of: phrase, current: state.period)
      {
        return
      }
      state.isBaseOfLevel = false
      state.base = discourse.basePeriod(
        of: phrase, current: isDated ? state.period : periodAhead(index) ?? state.period)
      return
    }
    let period = discourse.period(of: phrase, current: state.period)
    if period != state.period, !PeriodRules.isSecondOfTwoYears(sentence, index) { state.base = nil }
    if let start = discourse.start(of: phrase, current: state.period) {
      state.base = start
      state.isBaseOfLevel = false
    }
    state.period = period
    isDated = true
  }

  /// The sentence with its two months as a span where a level is of both and all between: "totalled
  /// £3.3 billion between September and November".
  static func withSpansOfLevels(_ sentence: [Mention]) -> [Mention] {
    var sentence = sentence
    for index in sentence.indices where index > 2 {
      guard case .between(let from, let to)? = sentence[index].period?.months,
        sentence[index - 1].isWord(.between), sentence[index - 2].isAmountFigure,
        sentence[index - 3].concept == .level
          || sentence[..<(index - 2)].suffix(4).contains(where: { $0.isWord(.to) }),
        let year = sentence[index].period?.year
      else { continue }
      sentence[index].meaning = .period(
        PeriodPhrase(months: .span(from, to > from ? to : to + 12), year: year))
    }
    return sentence
  }

  /// "jumped to $4.38 billion last month", said of the month that the text is about.
  private func isMonthJustOver(_ phrase: PeriodPhrase, at index: Int) -> Bool {
    guard phrase.months == .previous(1), sentence[index].text == "last",
      state.period?.months == 1, let last = state.lastClaim.map({ claims[$0] })
    else { return false }
    return last.isLevel && sentence[index - 1].start == last.mention.start
  }

  /// Whether the year says since when there has been nothing like it: "since the series began in 1971".
  private func isLongAgo(_ phrase: PeriodPhrase, at index: Int) -> Bool {
    guard phrase.months == .wholeYear, case .named(let year) = phrase.year,
      year + 1 < discourse.anchorYear
    else { return false }
    return sentence[..<index].suffix(6).contains { $0.isWord(.sinceThen) }
  }

  /// "after falling 12.9 percent in January": the time of the change before the one that is told.
  private func isOfChangeBefore(_ index: Int) -> Bool {
    guard state.period != nil, isRightBehindFigure(index),
      let figure = sentence[..<index].lastIndex(where: { $0.figure != nil })
    else { return false }
    let clause = sentence[..<figure].reversed().prefix {
      $0.figure == nil && !$0.isMeasure && !$0.isSymbol(",", ";", ":", "(", ")")
    }
    return clause.contains { $0.isWord(.after) }
  }

  /// Whether the period says an earlier one in other words: "July-August 2013, the opening two months
  /// of the 2013-14 fiscal year".
  func isApposition(_ index: Int) -> Bool {
    // "in March, a first-quarter total of 163.7 billion" has a figure of its own.
    if index + 1 < sentence.count,
      sentence[index + 1].isMeasure || sentence[index + 1].isWord(.totals)
    {
      return false
    }
    var hasComma = false
    for position in sentence.indices[..<index].reversed() {
      let mention = sentence[position]
      if mention.period != nil { return hasComma || isApposition(position) }
      switch mention.meaning {
      case .symbol where mention.text == ",":
        if hasComma { return false }
        hasComma = true
      case .concept(.function) where mention.isWord(.article, .of, .during): continue
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

  /// Whether the words lead to the change of another time: "a milder fall than the 15.9 percent".
  func isOfEarlierChange(_ index: Int) -> Bool {
    sentence[index].isWord(.than) && index + 1 < sentence.count
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
    if let reached = right.first(where: { sentence[$0].period != nil })
      .flatMap({ timeOfReachedLevel($0, figure: figure) })
    {
      return reached
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
      // «25,6 млрд пришлось на июль, 25,4 – на август»
      if leadsToTime(index) { continue }
      switch sentence[index].meaning {
      case .concept(.function), .concept(.neutral): continue
      case .concept(.measure)
      where usedByRight.contains(index) && !PeriodRules.isBalanceOfBase(sentence, index):
        continue
      default: break
      }
      break
    }
    if !hasPeriod(before: figure), let period = periodOfClause(from: figure) { return period }
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

  /// The time right behind the level that a change led to, where it is told by the time of the level
  /// that the change began from: "from 61 bn in the first nine months of 2010 to 79 bn in the same
  /// period of 2011".
  func timeOfReachedLevel(_ index: Int, figure: Int? = nil) -> Period? {
    guard let phrase = sentence[index].period, phrase.months == .same,
      case .named = phrase.year,
      let figure = figure ?? sentence[..<index].lastIndex(where: { $0.figure != nil }),
      figure > 0, sentence[figure - 1].isWord(.to),
      sentence[figure + 1..<index].allSatisfy({ $0.concept == .function }),
      let base = baseOfReachedLevel
    else { return nil }
    let time = discourse.period(of: phrase, current: base)
    return time > base ? time : nil
  }

  /// The time of the last level that a change began from.
  private var baseOfReachedLevel: Period? { claims.last(where: \.standsForBase)?.period }

  /// Whether a verb of share or the dash for it, and then `на`, lead to the time of the figure before.
  func leadsToTime(_ index: Int) -> Bool {
    guard sentence[index].isDash || sentence[index].concept == .takesShare,
      index + 1 < sentence.count
    else { return false }
    return sentence[index + 1].isWord(.onto)
  }

  /// The time behind the level that a change leads to: "by 10.1 per cent to S$47.3 billion in
  /// April-June".
  private func periodOfClause(from figure: Int) -> Period? {
    for index in sentence.indices where index > figure {
      let mention = sentence[index]
      if mention.figure != nil {
        guard sentence[index - 1].isWord(.to) else { return nil }
        continue
      }
      if mention.isMeasure || mention.concept == .and || mention.isSymbol(",", ";", ":", "(", ")") {
        return nil
      }
      if let phrase = mention.period {
        return PeriodRules.isBase(sentence, index)
          ? nil : discourse.period(of: phrase, current: state.period)
      }
    }
    return nil
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
        if marker.isWord(.from, .than, .over)
          || marker.concept == .against
          || marker.concept == .more || marker.concept == .less,
          index + 1 < sentence.count, mention.isAmountFigure,
          case .period(let base)? = nextPeriodMarker(index, current: period)
        {
          return base
        }
        // "by £8.9 billion to £18.3 billion … compared with the previous three": one clause.
        if marker.isWord(.to) { continue }
        // "3.8 and 2.4 pct lower than in March": one list, one base.
        if marker.concept == .and, index == figure + 2 { continue }
        break
      }
      if PeriodRules.isBalanceOfBase(sentence, index) { continue }
      if mention.isMeasure || mention.isSymbol("(", ")", ";") { break }
      if let phrase = mention.period, let start = discourse.start(of: phrase, current: period) {
        return start
      }
      if let phrase = mention.period, PeriodRules.isBase(sentence, index) {
        return discourse.basePeriod(of: phrase, current: period)
      }
    }
    if let base = baseBehindBrackets(figure, period: period) { return base }
    if let host = state.host.map({ claims[$0] }), let base = host.base, host.period == period {
      return base
    }
    if let base = state.base, base != period {
      // Another time is compared over as long a time as the one that the base was named for.
      guard let now = state.period, now != period, now.months == period.months,
        [12, now.months].contains(now.first - base.first)
      else { return base }
      return period.advanced(byMonths: base.first - now.first)
    }
    return period.advanced(byMonths: -12 * max(1, period.months / 12))
  }

  /// The base behind a list of measures with their changes in brackets: "an increase in both exports
  /// (+1.2%) and imports (+1.6%) compared to the previous month".
  private func baseBehindBrackets(_ figure: Int, period: Period) -> Period? {
    guard figure + 1 < sentence.count, sentence[figure + 1].isSymbol(")") else { return nil }
    for index in (figure + 1)..<sentence.count {
      let mention = sentence[index]
      if let phrase = mention.period {
        return PeriodRules.isBase(sentence, index)
          ? discourse.basePeriod(of: phrase, current: period) : nil
      }
      switch mention.meaning {
      case .figure, .concept(.and), .concept(.measure), .concept(.function), .concept(.base),
        .concept(.against), .concept(.neutral), .concept(.calendar), .concept(.increase),
        .concept(.decrease):
        continue
      default:
        guard mention.isSymbol("(", ")", ",") else { return nil }
      }
    }
    return nil
  }

  /// Whether the clause before a figure names its base.
  func namesBaseInClause(before figure: Int) -> Bool {
    for index in sentence.indices[..<figure].reversed() {
      let mention = sentence[index]
      if mention.figure != nil || mention.isMeasure || mention.isSymbol(",", ";", ":", "(", ")") {
        return false
      }
      if mention.period != nil { return opensClause(index) && PeriodRules.isBase(sentence, index) }
    }
    return false
  }

  /// Whether no figure stands between a word and the beginning of its clause.
  private func opensClause(_ index: Int) -> Bool {
    for mention in sentence[..<index].reversed() {
      if mention.figure != nil { return false }
      if mention.isSymbol(",", ";", ":", "(", ")") { return true }
    }
    return true
  }
}
