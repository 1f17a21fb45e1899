import Exact

/// Years: named, fiscal, and relative to the one spoken of.
extension PeriodGrammar {
  /// The year that follows the months, with the small words between: `of 2016`, `прошлого года`.
  func yearAfter(_ index: Int) -> (PeriodPhrase.Year, Int) {
    var position = skipLinks(index)
    guard position < tokens.count else { return (.unnamed, index) }
    // "the first 11 months (July-May) of 2020-21": the months are said twice.
    if position == index, tokens[position].text == "(", monthName(at: position + 1) != nil,
      let end = tokens[position...].prefix(6).firstIndex(where: { $0.text == ")" })
    {
      position = skipLinks(end + 1)
    }
    guard position < tokens.count else { return (.unnamed, index) }
    // "the April-September period of 2017", "the July-September quarter of 2018"
    if position == index, isNameOfSpan(position), position + 1 < tokens.count,
      ["of", "in"].contains(tokens[position + 1].text)
    {
      position = skipLinks(position + 1)
    }
    guard position < tokens.count else { return (.unnamed, index) }
    if let (year, end) = fiscalYear(at: position) { return (year, end) }
    if let (year, end) = namedYear(at: position, isAttached: true) { return (.named(year), end) }
    if let (year, end) = relativeYear(at: position) { return (year, end) }
    if case .calendar(.yearEarlier)? = concepts[position]?.concept {
      return (.relative(-1), position + (concepts[position]?.count ?? 1))
    }
    return (.unnamed, index)
  }

  private func isNameOfSpan(_ index: Int) -> Bool {
    switch concepts[index]?.concept {
    case .calendar(.period)?, .calendar(.quarter)?, .calendar(.half)?: true
    default: false
    }
  }

  func isYearAhead(_ index: Int) -> Bool { yearAfter(index).0 != .unnamed }

  func skipLinks(_ index: Int) -> Int {
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

  func isYear(_ token: Token) -> Bool {
    guard token.kind == .number, token.text.utf8.count == 4, let year = Int(token.text) else {
      return false
    }
    return (1900...2099).contains(year)
  }

  /// "July 1986 to January 1987", «с июля 2018 года по июнь 2019 года».
  func spanOfYears(at index: Int) -> (result: Result, count: Int)? {
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
  func fiscalYear(at index: Int) -> (PeriodPhrase.Year, Int)? {
    var position = index
    // "of the current fiscal year 2020-21"
    if position + 1 < tokens.count, case .calendar(.this)? = concepts[position]?.concept {
      position += 1
    }
    let isFiscal = ["fiscal", "fy", "financial"].contains(tokens[position].text)
    guard isFiscal || position == index else { return nil }
    if isFiscal {
      position += 1
      while position < tokens.count, ["year", "years", "-"].contains(tokens[position].text) {
        position += 1
      }
    }
    guard position < tokens.count, let year = fiscalNumber(position, isNamed: isFiscal) else {
      return nil
    }
    if position + 2 < tokens.count, tokens[position + 1].kind == .symbol,
      !tokens[position + 1].followsSpace, !tokens[position + 2].followsSpace,
      tokens[position + 1].text == "/"
        || tokens[position + 1].text.unicodeScalars.first?.isDash == true,
      tokens[position + 2].kind == .number, let second = Int(tokens[position + 2].text),
      second == (year + 1) % 100 && tokens[position + 2].text.utf8.count == 2
        || (isFiscal || isCalledFiscal(position + 3)) && second == year + 1
    {
      return (.split(year), position + 3)
    }
    return isFiscal ? (.fiscal(year), position + 1) : nil
  }

  /// The year of `2023`, and of `25` in `FY25`.
  private func fiscalNumber(_ index: Int, isNamed: Bool) -> Int? {
    guard tokens[index].kind == .number, let number = Int(tokens[index].text) else { return nil }
    if isYear(tokens[index]) { return number }
    return isNamed && index > 0 && tokens[index - 1].text == "fy"
      && tokens[index].text.utf8.count == 2
      ? 2000 + number : nil
  }

  /// Whether the words behind two years call them one: "the 2022-2023 fiscal year".
  private func isCalledFiscal(_ index: Int) -> Bool {
    index < tokens.count
      && ["fiscal", "financial", "marketing", "season"].contains(tokens[index].text)
  }

  /// A year by its number.
  ///
  /// Alone it needs a sign that it is one: the word `год`, an ending, or a word of time before
  /// it, because an event may carry a year in its name.
  func namedYear(at index: Int, isAttached: Bool) -> (Int, Int)? {
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
        // A heading: "External trade of Georgia, 2022 (preliminary)."
        || before.text == "," && isEnd(position)
    }
    return isMarked ? (year, position) : nil
  }

  /// Whether what follows the number makes it an amount: `2017 млн`, `2017 процентов`.
  func isMeasured(_ index: Int) -> Bool {
    guard index < tokens.count else { return false }
    if tokens[index].text == "%" { return true }
    switch concepts[index]?.concept {
    case .scale, .percent, .currency, .unit, .times, .points: return true
    default: return false
    }
  }

  /// Whether the year describes a measure: "1987 trade surplus".
  func isMeasureWord(_ index: Int) -> Bool {
    if case .measure? = concepts[index]?.concept { true } else { false }
  }

  static let wordsBeforeYears: Set<String> = [
    "в", "за", "к", "с", "по", "от", "на", "против", "чем", "и", "уровню", "уровня", "in", "of",
    "for",
    "from", "than", "to", "since", "by", "between", "and", "over", "on", "year", "during", "fiscal",
    "fy",
    "calendar", "versus", "vs", "against", "through", "until", "with", "until", "уровнем", "годом",
    "показателю", "показателя", "относительно", "above", "below",
  ]

  /// `прошлого года`, `last year`, `текущем году`, `this year`, `the year`.
  func relativeYear(at index: Int) -> (PeriodPhrase.Year, Int)? {
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
