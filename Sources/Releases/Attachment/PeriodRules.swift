import Exact

/// Which period a figure is of, and which it is compared with.
enum PeriodRules {
  /// Whether the period mentioned at `index` is what something is compared with.
  static func isBase(_ mentions: [Mention], _ index: Int) -> Bool {
    guard let phrase = mentions[index].period else { return false }
    if phrase.isComparison { return true }
    if isSaidToBePast(mentions, index) || isFirstOfTwoYears(mentions, index)
      || headsBracketedLevel(mentions, index)
    {
      return true
    }
    var position = index - 1
    var steps = 0
    var passesNounsOnly = true
    var passesNoun = false
    while position >= 0, steps < 6 {
      let mention = mentions[position]
      switch mention.meaning {
      case .concept(.base), .concept(.against), .concept(.exceeds): return true
      case .concept(.more), .concept(.less):
        // "5 percent more than in 2016" took the word "than" with it; «выше мартовского» needs none.
        // «выше результата 2017-го» neither.
        return mention.tokens.count > 1 || passesNounsOnly
      case .concept(.function):
        // "deficit of $26.3 billion over July-April": during those months.
        if mention.text == "over" {
          switch phrase.months {
          case .span(let first, let last) where last > first: return false
          case .recent: return false
          default: break
          }
        }
        if mention.text == "with", mentions[..<position].contains(where: { $0.text == "comparing" })
        {
          return true
        }
        if mention.isWord(.comparing) {
          return hasFigure(mentions, before: position) || mention.text == "than"
        }
      case .concept(.decrease) where mention.isWord(.trailing): return passesNounsOnly
      case .concept(.measure(.balance, _)): return isBalanceOfBase(mentions, position)
      case .concept(.neutral), .concept(.home), .concept(.calendar), .concept(.level): break
      // "more than twice the value recorded in 2023", "133.5 percent of the January 2017 level"
      case .figure(let figure):
        return figure.unit == .times && passesNoun && !passesNounsOnly
          || figure.unit == .percent && mentions[position + 1].isWord(.of) && !passesNoun
      default: return false
      }
      if case .concept(.function) = mention.meaning {
        // "above those of July 2022"
        if !mention.isWord(.of, .article), !["those", "that"].contains(mention.text) {
          passesNounsOnly = false
        }
      } else {
        passesNoun = true
      }
      position -= 1
      steps += 1
    }
    return false
  }

  /// "compared with 47.4 billion in the first quarter of 2023": the time of a level that something is
  /// compared with.
  static func isOfComparedLevel(_ mentions: [Mention], _ index: Int) -> Bool {
    var passesFigure = false
    var isList = false
    for mention in mentions[..<index].reversed() {
      switch mention.meaning {
      case .figure where !passesFigure: passesFigure = true
      case .concept(.against), .concept(.base): return passesFigure
      case .concept(.function) where mention.isWord(.from) && passesFigure:
        return true
      case .concept(.function), .concept(.neutral), .concept(.hedge), .concept(.measure),
        .concept(.polarity):
        continue
      // "from $4.13 billion in August and $4.82 billion in September 2022"
      case .concept(.and) where passesFigure: isList = true
      case .period where isList: continue
      case .figure where isList: isList = false
      default: return false
      }
    }
    return false
  }

  /// Whether the period is the later of two years: "between 2014 and 2024".
  static func isSecondOfTwoYears(_ mentions: [Mention], _ index: Int) -> Bool {
    index > 2 && isFirstOfTwoYears(mentions, index - 2)
  }

  /// "exports were $50.0 billion (H1 2022: $49.3 billion)": the time of the level that a bracket sets
  /// beside the one before it.
  private static func headsBracketedLevel(_ mentions: [Mention], _ index: Int) -> Bool {
    let open = index - (index > 0 && mentions[index - 1].isWord(.inside) ? 2 : 1)
    guard open > 0, mentions[open].isSymbol("("), mentions[open - 1].isAmountFigure,
      index + 2 < mentions.count, mentions[index + 1].isSymbol(":") || mentions[index + 1].isDash
    else { return false }
    return mentions[index + 2].isAmountFigure
  }

  /// Whether a balance is named again with the level or the time of the base: "down $1,567m from a
  /// surplus of $6,951m in February", "a decrease of $3,375m on the surplus in August".
  static func isBalanceOfBase(_ mentions: [Mention], _ index: Int) -> Bool {
    guard case .measure(.balance, _)? = mentions[index].concept,
      let marker = mentions[..<index].lastIndex(where: { !$0.isWord(.article) }), marker > 0
    else { return false }
    let word = mentions[marker]
    if word.concept == .against || word.concept == .base { return true }
    return (word.isWord(.from, .than, .over) || word.text == "on")
      && mentions[marker - 1].figure != nil
  }

  /// "between 2014 and 2024 imports doubled": from the one year to the other.
  private static func isFirstOfTwoYears(_ mentions: [Mention], _ index: Int) -> Bool {
    guard index > 0, index + 2 < mentions.count, mentions[index - 1].isWord(.between),
      mentions[index + 1].concept == .and
    else { return false }
    return mentions[index].period?.months == .wholeYear
      && mentions[index + 2].period?.months == .wholeYear
  }

  /// "in November it had been 20.8 billion": what was before the time that is spoken of.
  private static func isSaidToBePast(_ mentions: [Mention], _ index: Int) -> Bool {
    // "By the end of June exports had risen …" is of the time that was reached.
    if mentions[..<index].last(where: { !$0.isWord(.article) })?.text == "by" { return false }
    for mention in mentions[(index + 1)...].prefix(4) {
      if mention.text == "had" { return true }
      switch mention.meaning {
      case .concept(.function), .concept(.neutral), .concept(.measure): continue
      default: return false
      }
    }
    return false
  }

  private static func hasFigure(_ mentions: [Mention], before index: Int) -> Bool {
    var depth = 0
    for mention in mentions[..<index].reversed() {
      // "fell A$4,756 million (11%) from March": one clause around a bracket.
      if mention.isSymbol(")") { depth += 1 }
      if mention.isSymbol("(") { depth -= 1 }
      if depth > 0 { continue }
      if mention.figure != nil { return true }
      if mention.isSymbol(";") || depth < 0 { return false }
    }
    return false
  }
}

extension Discourse {
  /// The months that a phrase means while `current` is spoken of.
  func period(of phrase: PeriodPhrase, current: Period?) -> Period {
    let now = current ?? Period(year: anchorYear)
    let fiscal = FiscalYear.of(home)
    func year(_ reference: PeriodPhrase.Year) -> Int {
      switch reference {
      case .named(let year), .split(let year), .fiscal(let year), .starting(let year): year
      // "This year" is the document's, whatever earlier one was just looked back to.
      case .relative(0): max(anchorYear, now.year)
      case .relative(let offset): now.year + offset
      case .unnamed: current?.year ?? anchorYear
      }
    }
    switch phrase.months {
    case .between(_, let to):
      return period(of: PeriodPhrase(months: .span(to, to), year: phrase.year), current: current)
    case .span(let from, let to):
      // A span that ends early in the year may begin in the year before.
      var january = year(phrase.year) * 12
      switch phrase.year {
      case .split where from < (fiscal ?? .usual).firstMonth: january += 12
      case .split, .fiscal, .starting: break
      case .unnamed where from == to && now.months <= 3 && january + from - 1 - now.last > 6:
        // Said in January, December is that of the year before.
        january -= 12
      case .unnamed where now.year < now.lastYear:
        // Within a fiscal year a month is that of the year in which the two meet.
        if !now.contains(Period(first: january + from - 1, last: january + to - 1)) {
          january += 12
        }
      default: if to > 12 { january -= 12 }
      }
      return Period(first: january + from - 1, last: january + to - 1)
    case .counted(let from, let to):
      let isNamedByItsEnd = fiscal?.isNamedByItsEnd ?? true
      let begin =
        switch phrase.year {
        case .fiscal(let year) where isNamedByItsEnd: year - 1
        default: year(phrase.year)
        }
      let first = begin * 12 + (fiscal ?? .usual).firstMonth - 1
      return Period(first: first + from - 1, last: first + to - 1)
    case .wholeYear:
      switch phrase.year {
      case .split(let year):
        return Discourse.year(of: fiscal ?? .usual, from: year)
      case .fiscal(let year):
        guard let fiscal else { break }
        return Discourse.year(of: fiscal, from: fiscal.isNamedByItsEnd ? year - 1 : year)
      default: break
      }
      if case .relative = phrase.year, let current, !current.isYear {
        return current.advanced(byMonths: 12 * (year(phrase.year) - current.year))
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

  /// The period that something is compared with: never one that is yet to come.
  ///
  /// "Exports in January were 21.5 pct above December."
  func basePeriod(of phrase: PeriodPhrase, current: Period?) -> Period {
    let base = period(of: phrase, current: current)
    guard phrase.year == .unnamed, let current, base.first > current.last else { return base }
    return base.advanced(byMonths: -12)
  }

  /// The month that a change between two months is from.
  func start(of phrase: PeriodPhrase, current: Period?) -> Period? {
    guard case .between(let from, let to) = phrase.months else { return nil }
    return period(of: phrase, current: current).advanced(
      byMonths: from < to ? from - to : from - to - 12)
  }

  private static func year(of fiscal: FiscalYear, from year: Int) -> Period {
    let first = year * 12 + fiscal.firstMonth - 1
    return Period(first: first, last: first + 11)
  }
}

extension Period {
  /// The year of the last month.
  fileprivate var lastYear: Int { last / 12 }
}
