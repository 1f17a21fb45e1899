import Consistency
import Exact

/// Shares, comparisons, and what belongs to the figure itself.
extension SentenceReader {

  /// «в 1,4 раза больше, чем импорт»: two flows of one period.
  func settleComparison(_ claim: inout Claim, left: Range<Int>, right: Range<Int>) {
    // «экспорт превысил импорт в 2,4 раза», «Импорт, 40,1 млн, уступает вывозу в 12 раз»
    let measures = MeasureRules.measures(sentence, Array(left))
    if let verb = left.last(where: {
      sentence[$0].concept == .exceeds || sentence[$0].isWord(.trailing)
    }), let other = measures.last, other.index > verb,
      let own = measures.last(where: { $0.index < verb })?.subject.measure
        ?? state.lastClaim.map({ claims[$0].subject.measure }), own != other.subject.measure
    {
      if sentence[verb].isWord(.trailing) {
        for index in claim.meanings.indices { claim.meanings[index].direction = -1 }
      }
      claim.subject.measure = own
      claim.comparedMeasure = other.subject.measure
      claim.base = nil
      return
    }
    var index = right.lowerBound
    var hasComparative = false
    while index < sentence.count, index < right.lowerBound + 7 {
      let mention = sentence[index]
      if mention.figure != nil || mention.isSymbol(";", "(", ")") || mention.period != nil {
        return
      }
      // "a twofold rise, and imports …" begins a clause; «в 1,4 раза больше, чем импорт» does not.
      if mention.concept == .and
        || mention.isSymbol(",")
          && !(index + 1 < sentence.count && sentence[index + 1].isWord(.than))
      {
        return
      }
      switch mention.concept {
      case .more?, .less?, .base?, .increase?, .exceeds?: hasComparative = true
      case .measure(let measure, _)?:
        guard hasComparative || mention.text == "than", measure != claim.subject.measure else {
          return
        }
        claim.comparedMeasure = measure
        claim.base = nil
        return
      default: break
      }
      index += 1
    }
  }

  /// The sign of the balance where an amount says by how much one flow is larger than the other:
  /// «экспорт превысил импорт на 104,9 млрд», "sold $535 billion more than it bought".
  func excessOfFlow(at index: Int, left: Range<Int>, unit: FigurePhrase.Unit) -> Int? {
    guard case .money = unit else { return nil }
    func flow(_ position: Int) -> Measure? {
      guard case .measure(let measure, _)? = sentence[position].concept,
        measure == .exports || measure == .imports
      else { return nil }
      return measure
    }
    let flows = left.filter { flow($0) != nil }
    guard let last = flows.last, let own = flow(last), !isSetAgainst(index) else { return nil }
    if flows.count > 1, let verb = left.last(where: { sentence[$0].concept == .exceeds }),
      verb < last, let larger = flows.last(where: { $0 < verb }).flatMap(flow), larger != own
    {
      return larger == .exports ? 1 : -1
    }
    var sign: Int?
    var compares = false
    for position in index + 1..<min(index + 9, sentence.count) {
      if let other = flow(position) {
        guard let sign, compares, other != own else { return nil }
        return own == .exports ? sign : -sign
      }
      let mention = sentence[position]
      if mention.figure != nil || mention.period != nil || mention.isSymbol(";", "(", ")") {
        return nil
      }
      switch mention.concept {
      case .more?: sign = 1
      case .less?: sign = -1
      default: break
      }
      if mention.isWord(.than) || mention.tokens.count > 1 { compares = true }
    }
    return nil
  }

  /// Whether the amount of another flow follows: «экспорт превысил импорт – 9,6 млрд против 3,4 млрд».
  private func isSetAgainst(_ index: Int) -> Bool {
    index + 2 < sentence.count && sentence[index + 1].concept == .against
      && sentence[index + 2].isAmountFigure
  }

  /// The flow of an amount that is set against that of the other one.
  func flowSetAgainst(at index: Int, left: Range<Int>) -> Measure? {
    let end = isSetAgainst(index) ? index : index - 2
    guard end > 0, end == index || (sentence[end].isAmountFigure && isSetAgainst(end)) else {
      return nil
    }
    let flows = MeasureRules.measures(sentence, Array(0..<end))
    guard let verb = sentence[..<end].lastIndex(where: { $0.concept == .exceeds }),
      let larger = flows.last(where: { $0.index < verb }), let smaller = flows.last,
      smaller.index > verb, larger.subject.measure != smaller.subject.measure,
      sentence[smaller.index + 1..<end].allSatisfy({ $0.isDash || $0.isSymbol(":") })
    else { return nil }
    return end == index ? larger.subject.measure : smaller.subject.measure
  }

  /// The same where it restates a comparison: «в 1,4 раза, или на 104,9 млрд».
  func excessOfComparison(_ unit: FigurePhrase.Unit) -> Int? {
    guard case .money = unit, let last = state.lastClaim.map({ claims[$0] }),
      last.comparedMeasure != nil, !last.isCoverage
    else { return nil }
    let direction = last.meanings[0].direction
    return last.subject.measure == .exports ? direction : -direction
  }

  // MARK: - Small things

  func hedge(_ left: Range<Int>, phrase: FigurePhrase, rules: KindRules) -> Hedge? {
    for index in left.reversed() {
      switch sentence[index].concept {
      case .hedge(let hedge)?: return hedge
      case .exceeds? where !rules.isAmount: return .atLeast
      case .function?, .neutral?, .level?: continue
      default: return nil
      }
    }
    return nil
  }

  /// Where the phrase begins: its hedge and the preposition before it are part of the quote.
  func phraseStart(_ left: Range<Int>) -> Int {
    var start = sentence[left.upperBound].start
    for index in left.reversed() {
      switch sentence[index].meaning {
      case .concept(.hedge): start = sentence[index].start
      case .concept(.function) where sentence[index].isWord(.by, .to, .inside):
        start = sentence[index].start
      default: return start
      }
    }
    return start
  }

  func vintage(_ left: Range<Int>) -> String? {
    for index in left.suffix(4) {
      if case .vintage(let name)? = sentence[index].concept { return name }
    }
    return nil
  }

}
