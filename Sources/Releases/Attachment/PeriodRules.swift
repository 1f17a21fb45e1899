import Exact

/// Which period a figure is of, and which it is compared with.
enum PeriodRules {
  /// Whether the period mentioned at `index` is what something is compared with.
  static func isBase(_ mentions: [Mention], _ index: Int) -> Bool {
    guard let phrase = mentions[index].period else { return false }
    if phrase.isComparison { return true }
    var position = index - 1
    var steps = 0
    while position >= 0, steps < 4 {
      let mention = mentions[position]
      switch mention.meaning {
      case .concept(.base), .concept(.against), .concept(.exceeds): return true
      case .concept(.more), .concept(.less):
        // "5 percent more than in 2016" took the word "than" with it; «выше мартовского» needs none.
        return mention.tokens.count > 1 || steps == 0
      case .concept(.function):
        if comparingWords.contains(mention.text) {
          return hasFigure(mentions, before: position) || mention.text == "than"
        }
      case .concept(.neutral), .concept(.home), .concept(.calendar), .concept(.level): break
      default: return false
      }
      position -= 1
      steps += 1
    }
    return false
  }

  /// Prepositions that compare only behind a figure: "rose 5 pct over 1986", but "over January to
  /// March exports rose".
  private static let comparingWords: Set<String> = ["over", "on", "from", "than", "against"]

  private static func hasFigure(_ mentions: [Mention], before index: Int) -> Bool {
    for mention in mentions[..<index].reversed() {
      if mention.figure != nil { return true }
      if mention.isSymbol(";", "(", ")") { return false }
    }
    return false
  }

  /// The months that a phrase means while `current` is spoken of.
  static func resolve(
    _ phrase: PeriodPhrase, current: Period?, anchorYear: Int, recent: [Int: Period] = [:],
    toDateMonths: Int? = nil
  ) -> Period {
    let now = current ?? Period(year: anchorYear)
    func year(_ reference: PeriodPhrase.Year) -> Int {
      switch reference {
      case .named(let year): year
      case .relative(let offset): now.year + offset
      case .unnamed: current?.year ?? anchorYear
      }
    }
    switch phrase.months {
    case .span(let from, let to):
      // A span that ends early in the year may begin in the year before.
      let january = year(phrase.year) * 12
      return Period(first: january + from - 1, last: january + to - 1)
    case .wholeYear:
      if case .relative(let offset) = phrase.year, let current, !current.isYear {
        return current.advanced(byMonths: 12 * offset)
      }
      return Period(year: year(phrase.year))
    case .same:
      let years = year(phrase.year) - now.year
      return now.advanced(byMonths: 12 * years)
    case .previous(let months):
      return now.advanced(byMonths: -(now.months == 12 ? months : max(months, now.months)))
    case .ordinal(let number):
      let length = now.months == 6 ? 6 : 3
      return Period(year: now.year, from: number * length - length + 1, to: number * length)
    case .recent(let months):
      return recent[months] ?? now
    case .toDate:
      // Before any months are named, those of the first span from January on are meant.
      if current == nil || year(phrase.year) != now.year, let months = toDateMonths {
        return Period(year: year(phrase.year), from: 1, to: months)
      }
      let last = Period(first: now.last, last: now.last)
      return Period(year: last.year, from: 1, to: last.month)
    }
  }
}
