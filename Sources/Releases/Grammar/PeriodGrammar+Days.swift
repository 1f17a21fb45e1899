import Exact

/// Days of the calendar, and those that begin and end months.
extension PeriodGrammar {
  /// `10 июля`, `с 12 по 15 июля`, `15 November`, `November 15`, `10.07.2018`.
  func date(at index: Int) -> Int? {
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
    guard tokens[index].kind == .word, let (_, next) = monthName(at: index), next < tokens.count,
      isDay(tokens[next])
    else { return nil }
    // `March 5.2 percent` is a month and a figure, `March 5` and `March 5, 2019` are days.
    let after = next + 1
    if after < tokens.count, tokens[after].text == "%" || isUnitWord(after) { return nil }
    return endOfDate(after, from: index)
  }

  /// «с 1 июля по 31 декабря 2021 года»: days that begin and end months.
  func spanOfDays(at index: Int) -> (result: Result, count: Int)? {
    guard tokens[index].text == "1", let (from, middle) = monthOfDay(index) else { return nil }
    // A year between is that of the end as well: "1 January 2021 to 30 June 2021".
    let (firstYear, join) = yearAfter(middle)
    guard join < tokens.count, isThrough(join) || tokens[join].text == "по",
      let (to, end) = monthOfDay(join + 1), to >= from,
      let day = tokens[(join + 1)..<end].lazy.compactMap({ Int($0.text) }).first,
      day >= (to == 2 ? 28 : [4, 6, 9, 11].contains(to) ? 30 : 31)
    else { return nil }
    let (year, after) = yearAfter(end)
    return (
      .period(PeriodPhrase(months: .span(from, to), year: year == .unnamed ? firstYear : year)),
      after - index
    )
  }

  /// The month of a day such as `1 июля`, `31 December`, and the token behind it.
  private func monthOfDay(_ index: Int) -> (Int, Int)? {
    guard index < tokens.count, isDay(tokens[index]) else { return nil }
    var position = index + 1
    if position < tokens.count, ["st", "nd", "rd", "th"].contains(tokens[position].text) {
      position += 1
    }
    return monthName(at: position)
  }

  /// The month of a date, where it names its year.
  func monthOfDate(_ range: Range<Int>) -> Period? {
    let parts = tokens[range.lowerBound].text.split(separator: ".").compactMap { Int($0) }
    if parts.count == 3 { return Period(year: parts[2], from: parts[1], to: parts[1]) }
    guard let year = range.last(where: { isYear(tokens[$0]) }).flatMap({ Int(tokens[$0].text) }),
      let month = range.compactMap({ month(at: $0) }).first
    else { return nil }
    return Period(year: year, from: month, to: month)
  }

  func endOfDate(_ index: Int, from start: Int) -> Int {
    var position = index
    if position + 1 < tokens.count, tokens[position].text == ",", isYear(tokens[position + 1]) {
      position += 1
    }
    if let (_, end) = namedYear(at: position, isAttached: true) { position = end }
    return position - start
  }

  func isDay(_ token: Token) -> Bool {
    guard token.kind == .number, token.text.utf8.count <= 2, let day = Int(token.text) else {
      return false
    }
    return (1...31).contains(day)
  }
}
