import Exact

/// The periods that a column's header names, in Russian or English.
///
/// Read are years (`2016`, `2015 г.`), pairs of years (`2012-2013`, `2015/16`), quarters (`I кв. 2015`,
/// `Q1 2015`), months (`янв. 2015`, `January 2015`, `2015-03`, `2015M03`), runs of months
/// (`январь-июнь 2016`), half-years and `9 мес.`; a part of a year without its year is one of the
/// reporting year.
struct HeaderPeriods: Sendable {
  /// The periods in the order of the text; a pair of years is two of them.
  let periods: [Period]
  /// Whether they are two years joined by a dash or slash: a fiscal year, or a change between them.
  let isPair: Bool

  /// The fiscal year or the one period that is named, or nil where none or several are.
  var single: Period? {
    if isPair { return Period(first: periods[0].first, last: periods[1].last) }
    return periods.count == 1 ? periods[0] : nil
  }

  /// Reads a header.
  init(_ header: String) {
    let text = HeaderPeriods.normalized(header)
    if let pair = text.firstMatch(of: /\b((?:19|20)\d\d)\s*[-\/]\s*((?:19|20)?\d\d)\b(?!-)/),
      let first = Int(pair.1), let digits = Int(pair.2)
    {
      let second = digits < 100 ? first / 100 * 100 + digits : digits
      // 2015-03 is a month, 2002-03 a pair; a month's number is not the next year's.
      if second == first + 1 || (digits > 100 && second > first) {
        periods = [Period(year: first), Period(year: second)]
        isPair = true
        return
      }
    }
    isPair = false
    let years = text.matches(of: /(?:^|[^0-9])((?:19|20)\d\d)(?![0-9])/)
    guard !years.isEmpty else {
      periods = HeaderPeriods.part(of: text, year: 0).map { [$0] } ?? []
      return
    }
    var found: [Period] = []
    var begin = text.startIndex
    for (number, match) in years.enumerated() {
      // A part of a year is named before it, behind the year before; after it only in the last.
      let end = number == years.count - 1 ? text.endIndex : match.range.upperBound
      guard let year = Int(match.1) else { continue }
      found.append(
        HeaderPeriods.part(of: String(text[begin..<end]), year: year) ?? Period(year: year))
      begin = match.range.upperBound
    }
    periods = found
  }

  private static func normalized(_ header: String) -> String {
    var text = header.lowercased()
    for dash in ["–", "—", "−"] { text = text.replacing(dash, with: "-") }
    return text.replacing("\u{a0}", with: " ").replacing("ё", with: "е")
  }

  /// The quarter, half-year, months or whole year that a text names.
  private static func part(of text: String, year: Int) -> Period? {
    if let quarter = quarter(in: text) { return Period(year: year, quarter: quarter) }
    if let half = text.firstMatch(of: /\b(i{1,2}|[12])(?:-?[ео]е)? (?:полугод|half)/) {
      return half.1 == "i" || half.1 == "1"
        ? Period(year: year, from: 1, to: 6) : Period(year: year, from: 7, to: 12)
    }
    if let months = text.firstMatch(of: /\b(\d{1,2}) ?(?:мес|months)/), let count = Int(months.1),
      (1...12).contains(count)
    {
      return Period(year: year, from: 1, to: count)
    }
    if let numbered = text.firstMatch(of: /(?:19|20)\d\d(?:-|m)(\d\d)\b/),
      let month = Int(numbered.1), (1...12).contains(month)
    {
      return Period(year: year, from: month, to: month)
    }
    let months = text.matches(of: /[a-zа-я]+/).compactMap { month(String($0.output)) }
    if let first = months.first {
      let last = months.count > 1 && text.contains("-") ? months[1] : first
      return first <= last ? Period(year: year, from: first, to: last) : nil
    }
    return year == 0 && text.contains(/\b(?:год|year|за год|annual)\b/) ? Period(year: 0) : nil
  }

  private static func quarter(in text: String) -> Int? {
    if let match = text.firstMatch(of: /\b(iv|i{1,3}|[1-4])(?:-?й)? ?(?:кв|quarter)/) {
      return roman(match.1)
    }
    if let match = text.firstMatch(of: /\bq([1-4])\b/) { return Int(match.1) }
    if let match = text.firstMatch(of: /\b([1-4])(?:st|nd|rd|th) quarter/) { return Int(match.1) }
    let alone = text.filter { !$0.isWhitespace }
    return alone == "iv" || alone == "ii" || alone == "iii" || alone == "i" ? roman(alone) : nil
  }

  private static func roman(_ text: some StringProtocol) -> Int? {
    switch text {
    case "i", "1": 1
    case "ii", "2": 2
    case "iii", "3": 3
    case "iv", "4": 4
    default: nil
    }
  }

  /// The month whose name, or its usual abbreviation, `word` is.
  static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    for (number, stems) in monthStems.enumerated()
    where stems.contains(where: { stem in
      word == stem.short || (word.hasPrefix(stem.long) && word.count <= stem.long.count + 3)
    }) {
      return number + 1
    }
    return nil
  }

  private static let monthStems: [[(short: String, long: String)]] = [
    [("янв", "январ"), ("jan", "januar")], [("фев", "феврал"), ("feb", "februar")],
    [("мар", "март"), ("mar", "march")], [("апр", "апрел"), ("apr", "april")],
    [("май", "мая"), ("may", "may")], [("июн", "июн"), ("jun", "june")],
    [("июл", "июл"), ("jul", "july")], [("авг", "август"), ("aug", "august")],
    [("сен", "сент"), ("sep", "sept")], [("окт", "октябр"), ("oct", "octob")],
    [("ноя", "нояб"), ("nov", "novem")], [("дек", "декабр"), ("dec", "decem")],
  ]
}
