import Exact

/// Reads periods: months, spans, quarters, halves, years, and words relative to another period.
struct PeriodGrammar {
  let tokens: [Token]
  let concepts: Concepts

  enum Result {
    case period(PeriodPhrase)
    case date(Period?)
  }

  /// The period or date that begins at token `index` and how many tokens it takes.
  func period(at index: Int) -> (result: Result, count: Int)? {
    if let found = spanOfDays(at: index) { return found }
    if let count = date(at: index) { return (.date(monthOfDate(index..<index + count)), count) }
    if let found = compact(at: index) { return found }
    if let found = comparison(at: index) { return found }
    if let found = bareOrdinal(at: index) { return found }
    // "over the two months": those just spoken of.
    if index > 0, ["the", "these", "those", "эти", "этих"].contains(tokens[index - 1].text),
      let (count, end) = countOfMonths(at: index), yearAfter(end).0 == .unnamed,
      throughEnd(end) == nil, !followsOrdinal(end)
    {
      return (.period(PeriodPhrase(months: .recent(count), year: .unnamed)), end - index)
    }
    if let found = spanFromTo(at: index) { return found }
    if let found = spanOfYears(at: index) { return found }
    if let (from, to, next) = months(at: index) {
      let (year, end) = yearAfter(next)
      if isBetweenMonths(index, from, to) {
        return (.period(PeriodPhrase(months: .between(from, to), year: year)), end - index)
      }
      let isCounted = month(at: index) == nil
      return (.period(.span(from, to, of: year, isCounted: isCounted)), end - index)
    }
    if let (year, end) = fiscalYear(at: index) {
      // "fiscal 2023 (April 2023 to March 2024)"
      if end + 1 < tokens.count, tokens[end].text == "(",
        case (.period(let months), let count)? = spanOfYears(at: end + 1),
        end + 1 + count < tokens.count, tokens[end + 1 + count].text == ")"
      {
        return (.period(months), end + 2 + count - index)
      }
      return (.period(PeriodPhrase(months: .wholeYear, year: year)), end - index)
    }
    if let (year, end) = namedYear(at: index, isAttached: false) {
      return (.period(PeriodPhrase(months: .wholeYear, year: .named(year))), end - index)
    }
    if case .calendar(.year)? = concepts[index]?.concept, index > 1, isEndOrMeasure(index + 1),
      ["for the", "over the"].contains("\(tokens[index - 2].text) \(tokens[index - 1].text)")
        || (["for", "over"].contains(tokens[index - 2].text) && tokens[index - 1].text == "full")
    {
      return (.period(PeriodPhrase(months: .wholeYear, year: .unnamed)), 1)
    }
    if let (year, end) = relativeYear(at: index) {
      // «прошлого года январь–март» and «в прошлом году» alike.
      return (.period(PeriodPhrase(months: .wholeYear, year: year)), end - index)
    }
    return nil
  }

  func isUnitWord(_ index: Int) -> Bool {
    switch concepts[index]?.concept {
    case .percent, .scale, .times, .currency, .points: true
    default: false
    }
  }

  // MARK: - Compact forms

  /// `1H17`, `H1 2017`, `Q1`, `1Q2017`, `9M 2020`, `FY2019`.
  func compact(at index: Int) -> (result: Result, count: Int)? {
    var position = index
    var number: Int?
    if tokens[position].kind == .number, let value = Int(tokens[position].text), value <= 12 {
      number = value
      position += 1
    }
    guard position < tokens.count, tokens[position].kind == .word,
      number == nil || !tokens[position].followsSpace
    else { return nil }
    let letter = tokens[position].text
    guard ["h", "q", "m", "п", "кв", "к", "м"].contains(letter) else { return nil }
    position += 1
    if number == nil {
      guard position < tokens.count, !tokens[position].followsSpace,
        tokens[position].kind == .number, let value = Int(tokens[position].text), value <= 12
      else { return nil }
      number = value
      position += 1
    }
    guard let number else { return nil }
    let span: (Int, Int)
    switch letter {
    case "h", "п":
      guard (1...2).contains(number) else { return nil }
      span = (number * 6 - 5, number * 6)
    case "q", "кв", "к":
      guard (1...4).contains(number) else { return nil }
      span = (number * 3 - 2, number * 3)
    default:
      guard tokens[index].kind == .number, (2...12).contains(number) else { return nil }
      span = (1, number)
    }
    // A two-digit year may stand tight behind: `1H17`.
    if position < tokens.count, tokens[position].kind == .number, !tokens[position].followsSpace,
      tokens[position].text.utf8.count == 2, let year = Int(tokens[position].text)
    {
      return (
        .period(PeriodPhrase(months: .span(span.0, span.1), year: .named(2000 + year))),
        position + 1 - index
      )
    }
    let (year, end) = yearAfter(position)
    return (.period(.span(span.0, span.1, of: year, isCounted: true)), end - index)
  }

  /// "from 37 billion in the third": the unit is left out behind a period of the same kind.
  func bareOrdinal(at index: Int) -> (result: Result, count: Int)? {
    if case .calendar(let unit)? = concepts[index]?.concept, unit == .quarter || unit == .month,
      index > 0,
      ["the", "за", "в", "this"].contains(tokens[index - 1].text),
      isEnd(index + 1) || isVerb(index + 1)
        || isMeasureWord(index + 1) && index > 1
          && ["over", "in", "for", "during"].contains(tokens[index - 2].text)
    {
      return (.period(PeriodPhrase(months: .recent(unit == .quarter ? 3 : 1), year: .unnamed)), 1)
    }
    guard case .calendar(.ordinal(let number))? = concepts[index]?.concept, index > 1,
      ["the", "в", "во"].contains(tokens[index - 1].text),
      tokens[index - 1].text != "the" || tokens[index - 2].text == "in"
    else { return nil }
    let next = index + 1
    guard next >= tokens.count || tokens[next].kind == .symbol || tokens[next].kind == .paragraph
    else {
      return nil
    }
    return (.period(PeriodPhrase(months: .ordinal(number), year: .unnamed)), 1)
  }

  /// Whether a verb of a level or a change stands there: "trade in the quarter was …".
  func isVerb(_ index: Int) -> Bool {
    switch concepts[index]?.concept {
    case .level?, .increase?, .decrease?: true
    default: false
    }
  }

  func followsOrdinal(_ index: Int) -> Bool {
    index < tokens.count && ["of", "to", "through", "ended", "ending"].contains(tokens[index].text)
  }

  func isEnd(_ index: Int) -> Bool {
    index >= tokens.count || tokens[index].kind == .symbol || tokens[index].kind == .paragraph
  }

  /// "the largest in eleven months" says how rare the figure is, not of when it is.
  func isSpanOfRecord(_ index: Int) -> Bool {
    guard index > 1, ["in", "for", "за"].contains(tokens[index - 1].text) else { return false }
    let before = (max(0, index - 5)..<index - 1).reversed().prefix {
      tokens[$0].kind != .paragraph && tokens[$0].text != "."
    }
    return before.contains { position in
      let token = tokens[position]
      return (token.text.hasSuffix("est") && token.text.count > 4) || token.text == "worst"
        || ["наибольш", "наименьш", "максим", "миним", "рекорд", "худш", "лучш", "впервые"].contains
        {
          token.text.hasPrefix($0)
        } || isFirstOfItsKind(position)
    }
  }

  /// "the first decline in three months", but not "the first quarter".
  private func isFirstOfItsKind(_ index: Int) -> Bool {
    guard case .calendar(.ordinal(1))? = concepts[index]?.concept else { return false }
    switch concepts[index + 1]?.concept {
    case .calendar?, .number?, .fraction?: return false
    default: return countOfMonths(at: index + 1) == nil
    }
  }

  func isEndOrMeasure(_ index: Int) -> Bool {
    if isEnd(index) { return true }
    if ["the", "as", "exports", "imports"].contains(tokens[index].text) { return true }
    if case .measure? = concepts[index]?.concept { return true }
    return false
  }

  // MARK: - Months of a year

  /// The first and last month of a span that is named without its year.
  func months(at index: Int) -> (Int, Int, Int)? {
    if let (from, next) = monthName(at: index) {
      guard let end = throughEnd(next), let (to, after) = monthName(at: end) else {
        return (from, from, next)
      }
      if to > from { return (from, to, after) }
      // "April-March 2023-24": the end is in the year behind, and the year is named.
      switch yearAfter(after).0 {
      case .named, .split: return to < from ? (from, to + 12, after) : (from, from, next)
      default: return (from, from, next)
      }
    }
    // «I квартал», "first nine months", "the third quarter", «первое полугодие».
    if let (number, after) = ordinal(at: index) {
      // "third-quarter exports"
      let next = after < tokens.count && tokens[after].isJoiner ? after + 1 : after
      // «первая половина 2023 года», "the first half"
      if case .fraction(50)? = concepts[next]?.concept, number <= 2 {
        return (number * 6 - 5, number * 6, next + 1)
      }
      guard case .calendar(let unit)? = concepts[next]?.concept else {
        // "first nine months", «первые восемь месяцев», "first three quarters"
        guard number == 1, let (count, end) = countOfMonths(at: next) ?? countOfQuarters(at: next)
        else { return nil }
        return (1, count, end)
      }
      let end = next + (concepts[next]?.count ?? 1)
      switch unit {
      case .half where number <= 2: return (number * 6 - 5, number * 6, end)
      case .quarter: return (number * 3 - 2, number * 3, end)
      // "the first month of 2017", but not "the second month in a row"
      case .month where number == 1 && yearAfter(end).0 != .unnamed: return (1, 1, end)
      default: return nil
      }
    }
    // "the year ended March 2017"
    if ["year", "год"].contains(tokens[index].text), index + 2 < tokens.count {
      if let (month, after) = lastMonth(index + 1) { return (month - 11, month, after) }
    }
    // "until February this year", "through September"
    if index > 0, ["until", "through", "till"].contains(tokens[index].text),
      tokens[index - 1].kind == .word, let (month, after) = monthName(at: index + 1)
    {
      return (1, month, after)
    }
    if let span = monthsToEnd(at: index) { return span }
    if let (count, end) = countOfMonths(at: index) {
      if isSpanOfRecord(index) { return nil }
      // "the three months to May": months that end with the named one.
      if let (month, after) = lastMonth(end) { return (month - count + 1, month, after) }
      return (1, count, end)
    }
    // «за три квартала 2023 года», and not "three quarters of the 2023 total"
    if index > 0, ["за", "in", "for", "over", "during"].contains(tokens[index - 1].text),
      let (count, end) = countOfQuarters(at: index), yearAfter(end).0 != .unnamed
    {
      return (1, count, end)
    }
    // «полугодие» alone is the first.
    if case .calendar(.half)? = concepts[index]?.concept, tokens[index].text.hasPrefix("полу") {
      return (1, 6, index + (concepts[index]?.count ?? 1))
    }
    return nil
  }

  /// "by the end of September", "to end-October": a flow since January.
  private func monthsToEnd(at index: Int) -> (Int, Int, Int)? {
    guard tokens[index].text == "end", index > 0, index + 2 < tokens.count,
      tokens[index + 1].text == "of" || tokens[index + 1].isJoiner,
      let (month, after) = monthName(at: index + 2)
    else { return nil }
    let before = tokens[index - 1].text == "the" && index > 1 ? index - 2 : index - 1
    guard ["by", "to", "at", "until", "till", "through"].contains(tokens[before].text) else {
      return nil
    }
    return (1, month, after)
  }

  /// The month that a span of so many months ends with, and the token behind it: "to May", "ended
  /// September 30".
  func lastMonth(_ index: Int) -> (Int, Int)? {
    guard index < tokens.count else { return nil }
    var position = ["ended", "ending"].contains(tokens[index].text) ? index + 1 : throughEnd(index)
    while let next = position, next < tokens.count,
      ["in", "on", "the", "end", "of"].contains(tokens[next].text) || tokens[next].isJoiner
    {
      position = next + 1
    }
    guard let position, position < tokens.count, let (month, after) = monthName(at: position) else {
      return nil
    }
    let isDay =
      after < tokens.count && isDay(tokens[after])
      && !(after + 1 < tokens.count && (tokens[after + 1].text == "%" || isUnitWord(after + 1)))
    guard isDay else { return (month, after) }
    let comma = after + 1
    let hasYear =
      comma + 1 < tokens.count && tokens[comma].text == "," && isYear(tokens[comma + 1])
    return (month, hasYear ? comma + 1 : comma)
  }

  /// "from January to August 2024", with the word that begins it: not a base.
  ///
  /// Where a word of change stands before two months in a row, the change is from the one to the
  /// other.
  func spanFromTo(at index: Int) -> (result: Result, count: Int)? {
    guard tokens[index].isWord(.from), index + 1 < tokens.count, month(at: index + 1) != nil else {
      return nil
    }
    if case (.period(let phrase), let count)? = spanOfYears(at: index + 1),
      case .span(let from, let to) = phrase.months, case .starting(let year) = phrase.year
    {
      // "from December 2016 to January 2017": two years for two months in a row are a change's.
      guard to == from + 1, followsChange(index) || to % 12 == 1 else {
        return (.period(phrase), count + 1)
      }
      let end = PeriodPhrase.Year.named(year + (to - 1) / 12)
      return (
        .period(PeriodPhrase(months: .between(from, (to - 1) % 12 + 1), year: end)), count + 1
      )
    }
    guard let (from, to, next) = months(at: index + 1), to > from else { return nil }
    let joins = tokens[(index + 2)..<next].contains { $0.kind == .word && isThroughWord($0) }
    guard joins else { return nil }
    let (year, end) = yearAfter(next)
    let isChange = followsChange(index) && to == from + 1
    return (
      .period(PeriodPhrase(months: isChange ? .between(from, to) : .span(from, to), year: year)),
      end - index
    )
  }

  private func isThroughWord(_ token: Token) -> Bool {
    ["to", "through", "until", "till", "по", "до"].contains(token.text)
  }

  private func followsChange(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    switch concepts[index - 1]?.concept {
    case .increase?, .decrease?: return true
    default: return false
    }
  }

  /// Whether two single months are the ends of a change: "between May and June".
  ///
  /// Months further apart are a span, "between January and August", unless a change of an amount stands
  /// right before: "rose by 5 percent between January and June".
  func isBetweenMonths(_ index: Int, _ from: Int, _ to: Int) -> Bool {
    guard index > 0, from != to, tokens[index - 1].text == "between", month(at: index) != nil,
      index + 1 < tokens.count, tokens[index + 1].text == "and"
    else { return false }
    return (to - from + 12) % 12 == 1 || followsFigure(index - 1)
  }

  private func followsFigure(_ index: Int) -> Bool {
    index > 0 && (tokens[index - 1].text == "%" || isUnitWord(index - 1))
  }

  func countOfMonths(at index: Int) -> (Int, Int)? {
    guard index + 1 < tokens.count else { return nil }
    let count: Int
    var next = index + 1
    if tokens[index].kind == .number, let value = Int(tokens[index].text) {
      count = value
      while next < tokens.count, tokens[next].isJoiner { next += 1 }
      // «9-ти месяцев»
      if next < tokens.count, ["ти", "и", "х", "ми"].contains(tokens[next].text) { next += 1 }
    } else if case .number(let value)? = concepts[index]?.concept {
      count = value
    } else {
      return nil
    }
    // «двух первых месяцев»
    if case .calendar(.ordinal(1))? = concepts[next]?.concept { next += 1 }
    guard (2...12).contains(count), case .calendar(.month)? = concepts[next]?.concept else {
      return nil
    }
    return (count, next + 1)
  }

  /// The months of a number of quarters, and the token behind: "three quarters", «два квартала».
  private func countOfQuarters(at index: Int) -> (Int, Int)? {
    switch concepts[index]?.concept {
    case .fraction(75): return (9, index + (concepts[index]?.count ?? 1))
    case .number(let count) where (2...4).contains(count):
      guard case .calendar(.quarter)? = concepts[index + 1]?.concept else { return nil }
      return (3 * count, index + 2)
    default: return nil
    }
  }

  func ordinal(at index: Int) -> (Int, Int)? {
    if case .calendar(.ordinal(let number))? = concepts[index]?.concept {
      return (number, index + 1)
    }
    guard tokens[index].kind == .number, let number = Int(tokens[index].text),
      (1...4).contains(number)
    else { return nil }
    var position = index + 1
    if position + 1 < tokens.count, tokens[position].isJoiner,
      ["го", "й", "м", "му", "ом", "ое", "е", "ый", "ого"].contains(tokens[position + 1].text)
    {
      position += 2
    } else if position < tokens.count, ["st", "nd", "rd", "th"].contains(tokens[position].text) {
      position += 1
    }
    guard case .calendar(let unit)? = concepts[position]?.concept, unit == .quarter || unit == .half
    else { return nil }
    return (number, position)
  }

  func month(at index: Int) -> Int? {
    guard case .month(let month)? = concepts[index]?.concept else { return nil }
    return month
  }

  func monthName(at index: Int) -> (Int, Int)? {
    guard index < tokens.count, let month = month(at: index) else { return nil }
    var next = index + 1
    if next < tokens.count, tokens[next].text == ".", Abbreviations.contains(tokens[index].text),
      !tokens[next].followsSpace
    {
      next += 1
    }
    return (month, next)
  }

  /// The token after the mark or word that joins the ends of a span.
  func throughEnd(_ index: Int) -> Int? {
    guard index < tokens.count else { return nil }
    if tokens[index].kind == .symbol, tokens[index].text.unicodeScalars.first?.isDash == true {
      return index + 1
    }
    return isThrough(index) ? index + 1 : nil
  }

  func isThrough(_ index: Int) -> Bool {
    if case .calendar(.through)? = concepts[index]?.concept { return true }
    return tokens[index].text.unicodeScalars.first?.isDash == true || tokens[index].text == "and"
  }

}
