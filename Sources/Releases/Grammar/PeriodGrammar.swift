import Exact

/// Reads periods: months, spans, quarters, halves, years, and words relative to another period.
struct PeriodGrammar {
  let tokens: [Token]
  let concepts: Concepts

  enum Result {
    case period(PeriodPhrase)
    case date
  }

  /// The period or date that begins at token `index` and how many tokens it takes.
  func period(at index: Int) -> (result: Result, count: Int)? {
    if let count = date(at: index) { return (.date, count) }
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
    if let found = spanOfYears(at: index) { return found }
    if let (from, to, next) = months(at: index) {
      let (year, end) = yearAfter(next)
      return (.period(PeriodPhrase(months: .span(from, to), year: year)), end - index)
    }
    if let (year, end) = fiscalYear(at: index) {
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

  // MARK: - Days

  /// `10 июля`, `с 12 по 15 июля`, `15 November`, `November 15`, `10.07.2018`.
  private func date(at index: Int) -> Int? {
    let token = tokens[index]
    if token.kind == .number {
      let parts = token.text.split(separator: ".")
      if parts.count == 3, parts[0].count <= 2, parts[1].count <= 2, parts[2].count == 4 {
        return 1
      }
      guard isDay(token) else { return nil }
      var position = index + 1
      if position < tokens.count, ["st", "nd", "rd", "th"].contains(tokens[position].text) {
        position += 1
      }
      // A run of days before the month: `12 по 15 июля`, `12-15 July`.
      if position + 1 < tokens.count, isThrough(position), isDay(tokens[position + 1]) {
        position += 2
      }
      guard month(at: position) != nil else { return nil }
      return endOfDate(position + (concepts[position]?.count ?? 1), from: index)
    }
    guard month(at: index) != nil, index + 1 < tokens.count, isDay(tokens[index + 1]),
      tokens[index].kind == .word
    else { return nil }
    // `March 5.2 percent` is a month and a figure, `March 5` and `March 5, 2019` are days.
    let after = index + 2
    if after < tokens.count, tokens[after].text == "%" || isUnitWord(after) { return nil }
    return endOfDate(after, from: index)
  }

  private func endOfDate(_ index: Int, from start: Int) -> Int {
    var position = index
    if position + 1 < tokens.count, tokens[position].text == ",", isYear(tokens[position + 1]) {
      position += 1
    }
    if let (_, end) = namedYear(at: position, isAttached: true) { position = end }
    return position - start
  }

  private func isDay(_ token: Token) -> Bool {
    guard token.kind == .number, token.text.utf8.count <= 2, let day = Int(token.text) else {
      return false
    }
    return (1...31).contains(day)
  }

  private func isUnitWord(_ index: Int) -> Bool {
    switch concepts[index]?.concept {
    case .percent, .scale, .times, .currency, .points: true
    default: false
    }
  }

  // MARK: - Compact forms

  /// `1H17`, `H1 2017`, `Q1`, `1Q2017`, `9M 2020`, `FY2019`.
  private func compact(at index: Int) -> (result: Result, count: Int)? {
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
    return (.period(PeriodPhrase(months: .span(span.0, span.1), year: year)), end - index)
  }

  /// "from 37 billion in the third": the unit is left out behind a period of the same kind.
  private func bareOrdinal(at index: Int) -> (result: Result, count: Int)? {
    if case .calendar(let unit)? = concepts[index]?.concept, unit == .quarter || unit == .month,
      index > 0,
      ["the", "за", "в", "this"].contains(tokens[index - 1].text), isEnd(index + 1)
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

  private func followsOrdinal(_ index: Int) -> Bool {
    index < tokens.count && ["of", "to", "through", "ended", "ending"].contains(tokens[index].text)
  }

  private func isEnd(_ index: Int) -> Bool {
    index >= tokens.count || tokens[index].kind == .symbol || tokens[index].kind == .paragraph
  }

  private func isEndOrMeasure(_ index: Int) -> Bool {
    if isEnd(index) { return true }
    if ["the", "as", "exports", "imports"].contains(tokens[index].text) { return true }
    if case .measure? = concepts[index]?.concept { return true }
    return false
  }

  // MARK: - Comparisons

  /// `годом ранее`, `аналогичный период 2016 года`, `the same months of 2018`, `previous month`.
  private func comparison(at index: Int) -> (result: Result, count: Int)? {
    // «с начала 2020 года»
    if tokens[index].text == "с", index + 2 < tokens.count, tokens[index + 1].text == "начала",
      let (year, end) = namedYear(at: index + 2, isAttached: true)
    {
      return (.period(PeriodPhrase(months: .toDate, year: .named(year))), end - index)
    }
    if let found = earlierMonths(at: index) { return found }
    guard case .calendar(let word)? = concepts[index]?.concept else { return nil }
    let next = index + (concepts[index]?.count ?? 1)
    func found(_ months: PeriodPhrase.Months, _ year: PeriodPhrase.Year, _ end: Int) -> (
      result: Result, count: Int
    ) {
      (.period(PeriodPhrase(months: months, year: year)), end - index)
    }
    switch word {
    case .yearEarlier: return found(.same, .relative(-1), next)
    case .monthEarlier: return found(.previous(1), .unnamed, next)
    case .quarterEarlier: return found(.previous(3), .unnamed, next)
    case .yearToDate: return found(.toDate, .unnamed, next)
    case .same:
      var position = skipLinks(next)
      // A named span of the same kind: «аналогичного квартала», «тех же восьми месяцев».
      if let (_, _, end) = months(at: position) {
        position = end
      } else if let end = periodWord(at: position) {
        position = end
      } else if !isYearAhead(position) {
        return nil
      }
      let (year, end) = yearAfter(position)
      if year == .unnamed, meansPeriodSpokenOf(index), let unit = unit(at: skipLinks(next)) {
        return found(.recent(unit), .unnamed, end)
      }
      return found(.same, year == .unnamed ? .relative(-1) : year, end)
    case .last:
      // «предыдущему месяцу», «прошлого квартала», "the previous month".
      guard case .calendar(let unit)? = concepts[next]?.concept else { return nil }
      let end = next + (concepts[next]?.count ?? 1)
      switch unit {
      case .month where tokens[index].text.hasPrefix("last") == false:
        return found(.previous(1), .unnamed, end)
      case .quarter: return found(.previous(3), .unnamed, end)
      case .period: return found(.same, .relative(-1), end)
      default: return nil
      }
    default: return nil
    }
  }

  /// "the twelve months before", «предыдущие три», "3.4 billion a month and 13.7 a year earlier".
  private func earlierMonths(at index: Int) -> (result: Result, count: Int)? {
    func found(_ months: Int, _ end: Int) -> (result: Result, count: Int) {
      (.period(PeriodPhrase(months: .previous(months), year: .unnamed)), end - index)
    }
    if let (count, end) = countOfMonths(at: index), end < tokens.count,
      ["before", "earlier", "previously", "ранее", "раньше"].contains(tokens[end].text)
    {
      return found(count, end + 1)
    }
    if case .calendar(.last)? = concepts[index]?.concept {
      let next = index + (concepts[index]?.count ?? 1)
      if let (count, end) = countOfMonths(at: next) { return found(count, end) }
      if case .number(let count)? = concepts[next]?.concept, isEnd(next + 1) {
        return found(count, next + 1)
      }
    }
    guard index + 2 < tokens.count, tokens[index].text == "a", tokens[index + 1].text == "month",
      tokens[index + 2].text == "and"
    else { return nil }
    let ahead = tokens[(index + 3)..<min(index + 12, tokens.count)]
    return ahead.contains { ["earlier", "ago", "before"].contains($0.text) }
      ? found(1, index + 2) : nil
  }

  /// «вывезено за тот же месяц», "in the same month": the one just spoken of, unless something is
  /// being compared.
  private func meansPeriodSpokenOf(_ index: Int) -> Bool {
    guard index > 0, ["тот", "том", "те", "тех", "the", "same"].contains(tokens[index].text),
      ["за", "в", "in", "during", "for", "over"].contains(tokens[index - 1].text)
    else { return false }
    for position in (max(0, index - 12)..<index - 1).reversed() {
      if [".", ";", "("].contains(tokens[position].text) { return true }
      switch concepts[position]?.concept {
      case .against?, .base?, .more?, .less?: return false
      default:
        if tokens[position].text == "from" || tokens[position].kind == .number { return false }
      }
    }
    return true
  }

  private func unit(at index: Int) -> Int? {
    guard case .calendar(let word)? = concepts[index]?.concept else { return nil }
    switch word {
    case .month: return 1
    case .quarter: return 3
    case .half: return 6
    default: return nil
    }
  }

  private func periodWord(at index: Int) -> Int? {
    guard case .calendar(let word)? = concepts[index]?.concept else { return nil }
    switch word {
    case .period, .month, .quarter, .half:
      return index + (concepts[index]?.count ?? 1)
    default: return nil
    }
  }

  // MARK: - Months of a year

  /// The first and last month of a span that is named without its year.
  private func months(at index: Int) -> (Int, Int, Int)? {
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
        // "first nine months", «первые восемь месяцев»
        guard number == 1, let (count, end) = countOfMonths(at: next) else { return nil }
        return (1, count, end)
      }
      let end = next + (concepts[next]?.count ?? 1)
      switch unit {
      case .half where number <= 2: return (number * 6 - 5, number * 6, end)
      case .quarter: return (number * 3 - 2, number * 3, end)
      default: return nil
      }
    }
    if let (count, end) = countOfMonths(at: index) {
      // "the three months to May": months that end with the named one.
      if let last = throughEnd(end), let (month, after) = monthName(at: last) {
        return (month - count + 1, month, after)
      }
      return (1, count, end)
    }
    // «полугодие» alone is the first.
    if case .calendar(.half)? = concepts[index]?.concept, tokens[index].text.hasPrefix("полу") {
      return (1, 6, index + (concepts[index]?.count ?? 1))
    }
    return nil
  }

  private func countOfMonths(at index: Int) -> (Int, Int)? {
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
    guard (2...12).contains(count), case .calendar(.month)? = concepts[next]?.concept else {
      return nil
    }
    return (count, next + 1)
  }

  private func ordinal(at index: Int) -> (Int, Int)? {
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

  private func month(at index: Int) -> Int? {
    guard case .month(let month)? = concepts[index]?.concept else { return nil }
    return month
  }

  private func monthName(at index: Int) -> (Int, Int)? {
    guard let month = month(at: index) else { return nil }
    var next = index + 1
    if next < tokens.count, tokens[next].text == ".", Abbreviations.contains(tokens[index].text),
      !tokens[next].followsSpace
    {
      next += 1
    }
    return (month, next)
  }

  /// The token after the mark or word that joins the ends of a span.
  private func throughEnd(_ index: Int) -> Int? {
    guard index < tokens.count else { return nil }
    if tokens[index].kind == .symbol, tokens[index].text.unicodeScalars.first?.isDash == true {
      return index + 1
    }
    return isThrough(index) ? index + 1 : nil
  }

  private func isThrough(_ index: Int) -> Bool {
    if case .calendar(.through)? = concepts[index]?.concept { return true }
    return tokens[index].text.unicodeScalars.first?.isDash == true || tokens[index].text == "and"
  }

  // MARK: - Years

  /// The year that follows the months, with the small words between: `of 2016`, `прошлого года`.
  private func yearAfter(_ index: Int) -> (PeriodPhrase.Year, Int) {
    let position = skipLinks(index)
    guard position < tokens.count else { return (.unnamed, index) }
    if let (year, end) = fiscalYear(at: position) { return (year, end) }
    if let (year, end) = namedYear(at: position, isAttached: true) { return (.named(year), end) }
    if let (year, end) = relativeYear(at: position) { return (year, end) }
    if case .calendar(.yearEarlier)? = concepts[position]?.concept {
      return (.relative(-1), position + (concepts[position]?.count ?? 1))
    }
    return (.unnamed, index)
  }

  private func isYearAhead(_ index: Int) -> Bool { yearAfter(index).0 != .unnamed }

  private func skipLinks(_ index: Int) -> Int {
    var position = index
    while position < tokens.count,
      ["of", "in", "the", "в", "за", "во", ","].contains(tokens[position].text)
    {
      // A comma joins a month to its year in "March, 2019" only.
      if tokens[position].text == ",",
        position + 1 >= tokens.count || !isYear(tokens[position + 1])
          || month(at: position - 1) == nil
      {
        break
      }
      position += 1
    }
    return position
  }

  private func isYear(_ token: Token) -> Bool {
    guard token.kind == .number, token.text.utf8.count == 4, let year = Int(token.text) else {
      return false
    }
    return (1900...2099).contains(year)
  }

  /// "July 1986 to January 1987", «с июля 2018 года по июнь 2019 года».
  private func spanOfYears(at index: Int) -> (result: Result, count: Int)? {
    guard let (from, next) = monthName(at: index),
      case (.named(let first), let middle) = yearAfter(next), let end = throughEnd(middle),
      let (to, after) = monthName(at: end), case (.named(let second), let last) = yearAfter(after)
    else { return nil }
    let months = (second - first) * 12 + to - from
    guard (1..<60).contains(months) else { return nil }
    return (
      .period(PeriodPhrase(months: .span(from, from + months), year: .starting(first))),
      last - index
    )
  }

  /// `2023-24`, `fiscal 2022`, `FY2022-23`.
  private func fiscalYear(at index: Int) -> (PeriodPhrase.Year, Int)? {
    var position = index
    let isFiscal = ["fiscal", "fy", "financial"].contains(tokens[index].text)
    if isFiscal {
      position += 1
      while position < tokens.count, ["year", "years", "-"].contains(tokens[position].text) {
        position += 1
      }
    }
    guard position < tokens.count, isYear(tokens[position]), let year = Int(tokens[position].text)
    else { return nil }
    if position + 2 < tokens.count, tokens[position + 1].kind == .symbol,
      !tokens[position + 1].followsSpace, !tokens[position + 2].followsSpace,
      tokens[position + 1].text == "/"
        || tokens[position + 1].text.unicodeScalars.first?.isDash == true,
      tokens[position + 2].kind == .number, let second = Int(tokens[position + 2].text),
      second == (year + 1) % 100 && tokens[position + 2].text.utf8.count == 2
        || (isFiscal && second == year + 1)
    {
      return (.split(year), position + 3)
    }
    return isFiscal ? (.fiscal(year), position + 1) : nil
  }

  /// A year by its number.
  ///
  /// Alone it needs a sign that it is one: the word `год`, an ending, or a word of time before
  /// it, because an event may carry a year in its name.
  private func namedYear(at index: Int, isAttached: Bool) -> (Int, Int)? {
    guard index < tokens.count, isYear(tokens[index]), let year = Int(tokens[index].text) else {
      return nil
    }
    var position = index + 1
    var isMarked = isAttached
    if position + 1 < tokens.count, tokens[position].isJoiner, tokens[position].text != ".",
      ["го", "м", "й", "му", "ый", "ом", "х"].contains(tokens[position + 1].text)
    {
      position += 2
      isMarked = true
    }
    if position < tokens.count, case .calendar(.year)? = concepts[position]?.concept,
      tokens[position].text != "fiscal"
    {
      position += 1
      isMarked = true
      if position < tokens.count, tokens[position].text == ".", !tokens[position].followsSpace,
        Abbreviations.contains(tokens[position - 1].text)
      {
        position += 1
      }
    }
    if !isMarked {
      guard index > 0, !isMeasured(position) else { return nil }
      let before = tokens[index - 1]
      if before.kind == .symbol, before.text == "-" || before.text == "«" { return nil }
      isMarked =
        PeriodGrammar.wordsBeforeYears.contains(before.text) || before.text == "("
        || before.text == ":" || before.text.hasSuffix("'s") || before.text.hasSuffix("’s")
        || isMeasureWord(position)
    }
    return isMarked ? (year, position) : nil
  }

  /// Whether what follows the number makes it an amount: `2017 млн`, `2017 процентов`.
  private func isMeasured(_ index: Int) -> Bool {
    guard index < tokens.count else { return false }
    if tokens[index].text == "%" { return true }
    switch concepts[index]?.concept {
    case .scale, .percent, .currency, .unit, .times, .points: return true
    default: return false
    }
  }

  /// Whether the year describes a measure: "1987 trade surplus".
  private func isMeasureWord(_ index: Int) -> Bool {
    if case .measure? = concepts[index]?.concept { true } else { false }
  }

  private static let wordsBeforeYears: Set<String> = [
    "в", "за", "к", "с", "по", "от", "на", "против", "чем", "и", "уровню", "уровня", "in", "of",
    "for",
    "from", "than", "to", "since", "by", "and", "over", "on", "year", "during", "fiscal", "fy",
    "calendar", "versus", "vs", "against", "through", "until", "with", "until", "уровнем", "годом",
    "показателю", "показателя", "относительно", "above", "below",
  ]

  /// `прошлого года`, `last year`, `текущем году`, `this year`, `the year`.
  private func relativeYear(at index: Int) -> (PeriodPhrase.Year, Int)? {
    guard case .calendar(let word)? = concepts[index]?.concept else { return nil }
    let next = index + (concepts[index]?.count ?? 1)
    guard word == .last || word == .this, next < tokens.count,
      case .calendar(.year)? = concepts[next]?.concept
    else { return nil }
    var end = next + 1
    if end < tokens.count, tokens[end].text == ".", !tokens[end].followsSpace,
      Abbreviations.contains(tokens[next].text)
    {
      end += 1
    }
    return (.relative(word == .last ? -1 : 0), end)
  }
}
