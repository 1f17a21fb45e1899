import Consistency
import Exact

/// What kinds of claim a figure can be, from its unit and the words around it.
struct KindRules {
  let sentence: [Mention]
  /// The figure itself, with the unit that it may have borrowed.
  let phrase: FigurePhrase
  /// The mentions since the figure before, or since the clause or bracket began.
  let left: Range<Int>
  let figure: Int
  /// The mentions behind the figure, to the end of its segment.
  let right: Range<Int>
  /// The claim whose bracket this is, or nil.
  let host: Claim?
  /// The claim before, in the same sentence.
  let previous: Claim?
  /// The figure before, in the same clause or bracket.
  let link: Claim?
  /// The kinds of change that the sentence has had so far.
  let changesInSentence: Set<Kind>
  /// Whether bare percentages in brackets have been shares so far.
  let bracketsAreShares: Bool

  // MARK: - Cues

  /// The word directly before the figure and its hedges: `на`, `by`, `до`, `to`, `from`.
  var preposition: String? {
    for index in left.reversed() {
      switch sentence[index].meaning {
      case .concept(.hedge): continue
      case .concept(.function)
      where sentence[index].isWord(.article, .only):
        continue
      case .concept(.function), .concept(.takesShare), .concept(.level), .concept(.exceeds):
        return sentence[index].text
      default: return nil
      }
    }
    return nil
  }

  /// The direction of the nearest change word before the figure, within its clause.
  var changeBefore: Int? {
    for index in left.reversed() {
      switch sentence[index].concept {
      case .increase?: return 1
      case .decrease?: return -1
      case .exceeds? where isAmount: return 1
      case .more? where isAmount: return 1
      case .less? where isAmount: return -1
      default: if sentence[index].isSymbol(";") { return nil }
      }
    }
    return nil
  }

  /// The direction of a comparative or change word behind the figure.
  var changeAfter: Int? {
    for index in right {
      switch sentence[index].concept {
      case .more?, .increase?: return 1
      case .less?, .decrease?: return -1
      default: continue
      }
    }
    return nil
  }

  /// The direction of a comparative that belongs to the figure: right behind it, or behind a bracket
  /// or a second figure for the same thing («на 528 тонн (6,3 %) меньше», «на 4 млн, или 10 %, больше»).
  var comparativeAfter: Int? {
    var index = figure + 1
    var steps = 0
    while index < sentence.count, steps < 6 {
      let mention = sentence[index]
      if mention.isSymbol("(") {
        guard let end = sentence[index...].firstIndex(where: { $0.isSymbol(")") }) else {
          return nil
        }
        index = end + 1
        continue
      }
      switch mention.meaning {
      case .concept(.more): return 1
      case .concept(.less): return -1
      case .concept(.exceeds) where isAmount: return 1
      case .concept(.function) where mention.text != "to", .concept(.neutral): break
      case .concept(.and):
        // «…, или на 22,6 % больше» has a preposition of its own: the comparative is that figure's.
        // "3.8 and 2.4 pct lower" is one list.
        if index + 1 < sentence.count, sentence[index + 1].figure != nil, index == figure + 1 {
          index += 1
          break
        }
        guard isLink(index), let next = nextFigure(index),
          !sentence[index..<next].contains(where: { $0.isWord(.by) })
            || (next + 1 < sentence.count && sentence[next + 1].isSymbol(","))
            || index == figure + 1
        else { return nil }
        // «отправлено 1,1 млн тонн, или в 1,6 раза больше»: the multiple alone compares.
        if !isAmount, sentence[next].figure?.unit == .times { return nil }
        index = next
      case .symbol where mention.text == ",":
        // Only around «или 10 %»: a comma alone ends what belongs to the figure.
        let isBeforeLink = index + 1 < sentence.count && isLink(index + 1)
        guard isBeforeLink || (index > 0 && sentence[index - 1].figure != nil && index > figure + 1)
        else {
          return nil
        }
      default: return nil
      }
      index += 1
      steps += 1
    }
    return nil
  }

  /// The direction of a comparative that a list of subjects shares: "exports were 7.1% and imports 12.9%
  /// higher".
  var comparativeOfList: Int? {
    guard sentence[figure].figure?.unit == phrase.unit, let next = nextFigure(figure),
      sentence[next].figure?.unit == phrase.unit, next + 1 < sentence.count,
      sentence[figure + 1..<next].contains(where: { $0.concept == .and })
    else { return nil }
    switch sentence[next + 1].concept {
    case .more?: return 1
    case .less?: return -1
    default: return nil
    }
  }

  /// `или`, `or`: what follows says the same thing in another way.
  func isLink(_ index: Int) -> Bool {
    sentence[index].concept == .and && sentence[index].isWord(.or)
  }

  func nextFigure(_ index: Int) -> Int? {
    for position in index + 1..<min(index + 4, sentence.count)
    where sentence[position].figure != nil {
      return position
    }
    return nil
  }

  /// Whether the figure says the figure before it again: «на 4 млн, или 10,7 %».
  var restatesPrevious: Bool {
    for index in left.reversed() {
      switch sentence[index].meaning {
      case .concept(.hedge): continue
      case .concept(.function):
        if sentence[index].isWord(.thatIs) { return true }
      case .concept(.and): return isLink(index) && index <= left.lowerBound + 2
      default: return false
      }
    }
    return false
  }

  /// «на 5 %», "by 5 percent": the number is the size of a change.
  var isAmount: Bool {
    switch preposition {
    case "на", "by": true
    default: false
    }
  }

  var hasShareNoun: Bool { left.contains { sentence[$0].concept == .share } }

  /// Whether a verb of share governs the figure: not in "representing rises of 9.4%".
  var takesShare: Bool {
    for index in left.reversed() {
      switch sentence[index].concept {
      case .takesShare?: return true
      case .increase?, .decrease?: return false
      default: continue
      }
    }
    return false
  }

  /// Whether the whole of a share follows: `оборота`, `of all imports`, `этой суммы`.
  var wholeFollows: Bool {
    for index in right {
      let mention = sentence[index]
      switch mention.meaning {
      case .concept(.whole), .concept(.overall): return true
      case .concept(.measure): return true
      case .concept(.function) where mention.isWord(.of, .inside, .article, .its):
        continue
      case .concept(.neutral), .concept(.home): continue
      case .place(let place) where place.isModifier || place.isGroup: continue
      default:
        guard mention.isLevelNoun else { return false }
      }
    }
    return false
  }

  var followedByBase: Bool {
    var index = figure + 1
    // «53,2 % и 46,6 % уровня»: the base stands behind the list.
    while index + 1 < sentence.count, sentence[index].concept == .and,
      sentence[index + 1].figure != nil
    {
      index += 2
    }
    let limit = index + 3
    while index < sentence.count, index <= limit {
      if sentence[index].period != nil { return PeriodRules.isBase(sentence, index) }
      switch sentence[index].meaning {
      case .concept(.base), .concept(.function), .concept(.neutral), .concept(.level),
        .concept(.calendar), .concept(.respectively):
        index += 1
      default: return false
      }
    }
    return false
  }

  // MARK: - Kinds

  /// The kinds that the figure can be, the plainest first; empty where it is no trade claim.
  func meanings(isBalance: Bool) -> [Claim.Meaning] {
    // The second of a list is what the first is: "by £1.7 billion and £4.7 billion".
    if let link = link.flatMap({ $0.standsForBase ? previous : $0 }), isSecondOfList, link.isChange,
      FigurePhrase.sameSort(link.figure.unit, phrase.unit),
      phrase.sign == nil
    {
      return link.meanings
    }
    switch phrase.unit {
    case .points: return [Claim.Meaning(kind: .points, direction: direction)]
    case .percent: return percentMeanings
    case .times: return timesMeanings
    case .money, .physical: return amountMeanings(isBalance: isBalance)
    case .none: return []
    }
  }

  /// Whether only `and`, and perhaps a base, stands between the figure and the one before: "up 9.1%
  /// from April and 22.6% from May 2023".
  var isSecondOfList: Bool {
    guard let last = left.last, sentence[last].concept == .and, !isLink(last) else { return false }
    return left.dropLast().allSatisfy { index in
      sentence[index].concept == .function || sentence[index].concept == .base
        || (sentence[index].period != nil && PeriodRules.isBase(sentence, index))
    }
  }

  var direction: Int {
    if let sign = phrase.sign { return sign }
    return comparativeAfter ?? changeBefore ?? changeAfter ?? previous?.meanings.first?.direction
      ?? 1
  }

}
