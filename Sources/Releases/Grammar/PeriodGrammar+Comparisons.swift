import Exact

/// Periods that are said by another: «годом ранее», "the same months of 2018".
extension PeriodGrammar {
  /// `годом ранее`, `аналогичный период 2016 года`, `the same months of 2018`, `previous month`.
  func comparison(at index: Int) -> (result: Result, count: Int)? {
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
    // "annual imports": those of the year spoken of, and no comparison.
    case .yearOnYear where tokens[index].text == "annual" && isBeforeMeasure(next):
      return found(.recent(12), .unnamed, next)
    case .yearEarlier, .yearOnYear: return found(.same, .relative(-1), next)
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
  func earlierMonths(at index: Int) -> (result: Result, count: Int)? {
    func found(_ months: Int, _ end: Int) -> (result: Result, count: Int) {
      (.period(PeriodPhrase(months: .previous(months), year: .unnamed)), end - index)
    }
    if let (count, end) = countOfMonths(at: index), end < tokens.count,
      ["before", "earlier", "previously", "ago", "ранее", "раньше", "назад"].contains(
        tokens[end].text)
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
  func meansPeriodSpokenOf(_ index: Int) -> Bool {
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

  /// Whether a measure follows, with the product before it or not: "goods exports".
  private func isBeforeMeasure(_ index: Int) -> Bool {
    for position in index..<min(index + 3, tokens.count) {
      switch concepts[position]?.concept {
      case .measure?: return true
      case .product?, .neutral?: continue
      default: return false
      }
    }
    return false
  }

  func unit(at index: Int) -> Int? {
    guard case .calendar(let word)? = concepts[index]?.concept else { return nil }
    switch word {
    case .month: return 1
    case .quarter: return 3
    case .half: return 6
    default: return nil
    }
  }

  func periodWord(at index: Int) -> Int? {
    guard case .calendar(let word)? = concepts[index]?.concept else { return nil }
    switch word {
    case .period, .month, .quarter, .half:
      return index + (concepts[index]?.count ?? 1)
    default: return nil
    }
  }

}
