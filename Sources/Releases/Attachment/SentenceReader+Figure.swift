import Consistency
import Exact

/// Shares, comparisons, and what belongs to the figure itself.
extension SentenceReader {
  mutating func settleShare(
    _ claim: inout Claim, left: Range<Int>, right: Range<Int>, previous: Claim?, rules: KindRules
  ) {
    let scope = claim.subject.scope
    var whole = Subject(measure: claim.subject.measure, scope: scope)
    let named = MeasureRules.measures(sentence, Array(right)).first?.subject.measure
    if let named { whole.measure = named }
    // «доля экспорта в обороте»: the measure behind «в» is the whole's.
    let own = MeasureRules.measures(sentence, Array(left))
    if let last = own.last, own.count > 1,
      sentence[own[own.count - 2].index..<last.index].contains(where: {
        ["в", "во", "in", "of"].contains($0.text)
      })
    {
      claim.subject.measure = own[own.count - 2].subject.measure
      whole.measure = last.subject.measure
    }
    // «На Китай пришлось 3,9 млрд, или 51,4 % оборота»: both are of the whole that is named.
    if let named, claim.attachment != .named, own.isEmpty, named != claim.subject.measure,
      named != .balance, scope.isPart(of: discourse.rootScope), rules.wholeFollows
    {
      claim.subject.measure = named
      claim.subject.balanceSign = 0
      if rules.restatesPrevious, let last = state.lastClaim, claims[last].attachment != .named,
        claims[last].isLevel, claims[last].subject.scope == scope
      {
        claims[last].subject.measure = named
      }
    }
    if claim.subject.measure == .turnover, let named, named != .turnover,
      scope.isPart(of: discourse.rootScope)
    {
      claim.subject.measure = named
    }
    if claim.subject.measure == whole.measure {
      let isPart = scope.isPart(of: discourse.rootScope)
      if isPart {
        whole.scope = discourse.rootScope
        if let home = scope.path.first, home != discourse.home, let previousWhole = previous?.whole
        {
          whole.scope = previousWhole.scope
        }
      } else if let previousWhole = previous?.whole, previousWhole.measure == claim.subject.measure
      {
        whole = previousWhole
      } else if claim.subject.measure == .exports || claim.subject.measure == .imports {
        whole.measure = .turnover
      }
    }
    // «Почти половину экспорта составило продовольствие»: a part of the named whole that the words
    // behind it name, if any do.
    if claim.attachment != .named, state.lastClaim == nil, let named,
      claim.subject.scope == whole.scope,
      !rules.restatesPrevious
    {
      whole = Subject(measure: named, scope: discourse.homeScope ?? discourse.rootScope)
      claim.subject = Subject(
        measure: named, scope: Scope(whole.scope.path, product: partBehind(right) ?? "a part"))
    }
    // «…, ещё 15,4 % – продукция машиностроения»: another part of the same whole.
    if claim.attachment != .named, let before = previous, let earlierWhole = before.whole,
      before.subject == claim.subject, named == nil, !rules.restatesPrevious, state.host == nil,
      isNamedBeforeBracket(left)
        || left.contains(where: {
          sentence[$0].text == "еще" || ["another", "further", "and"].contains(sentence[$0].text)
        })
    {
      whole = earlierWhole
      claim.subject = Subject(
        measure: earlierWhole.measure,
        scope: Scope(earlierWhole.scope.path, product: partBehind(right) ?? "another part"))
    }
    guard whole.measure != claim.subject.measure || whole.scope != claim.subject.scope else {
      return
    }
    claim.whole = whole
  }

  /// Whether the bracket that the figure opens follows a noun: «… и алюминий (24,2 %)».
  func isNamedBeforeBracket(_ left: Range<Int>) -> Bool {
    left.isEmpty && left.lowerBound >= 2 && sentence[left.lowerBound - 1].isSymbol("(")
      && sentence[left.lowerBound - 2].isUnknown
  }

  /// The noun that a part is named with behind its share: «составило продовольствие».
  func partBehind(_ right: Range<Int>) -> String? {
    for index in right.lowerBound..<min(right.upperBound + 5, sentence.count) {
      if sentence[index].isUnknown, index > right.lowerBound,
        sentence[index - 1].concept == .level || sentence[index - 1].isDash
      {
        return sentence[index].text
      }
    }
    return nil
  }

  /// «в 1,4 раза больше, чем импорт»: two flows of one period.
  func settleComparison(_ claim: inout Claim, left: Range<Int>, right: Range<Int>) {
    // «экспорт превысил импорт в 2,4 раза», «Импорт, 40,1 млн, уступает вывозу в 12 раз»
    let measures = MeasureRules.measures(sentence, Array(left))
    if let verb = left.last(where: {
      sentence[$0].concept == .exceeds || SentenceReader.isTrailing(sentence[$0])
    }), let other = measures.last, other.index > verb,
      let own = measures.last(where: { $0.index < verb })?.subject.measure
        ?? state.lastClaim.map({ claims[$0].subject.measure }), own != other.subject.measure
    {
      if SentenceReader.isTrailing(sentence[verb]) {
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
    guard let last = flows.last, let own = flow(last) else { return nil }
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
      if ["чем", "than"].contains(mention.text) || mention.tokens.count > 1 { compares = true }
    }
    return nil
  }

  /// The same where it restates a comparison: «в 1,4 раза, или на 104,9 млрд».
  func excessOfComparison(_ unit: FigurePhrase.Unit) -> Int? {
    guard case .money = unit, let last = state.lastClaim.map({ claims[$0] }),
      last.comparedMeasure != nil, !last.isCoverage
    else { return nil }
    let direction = last.meanings[0].direction
    return last.subject.measure == .exports ? direction : -direction
  }

  private static func isTrailing(_ mention: Mention) -> Bool {
    ["уступ", "отста", "trail", "lag"].contains { mention.text.hasPrefix($0) }
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
      case .concept(.function) where ["на", "в", "до", "by", "to"].contains(sentence[index].text):
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

  /// "398,740 tonnes in December and 371,500 a year earlier": a second amount with a time of its own.
  private func followsLevel(_ index: Int, left: Range<Int>) -> Bool {
    guard
      left.contains(where: {
        sentence[$0].concept == .against || sentence[$0].concept == .and
          || ["from", "с", "до", "to"].contains(sentence[$0].text)
      })
    else { return false }
    var next = index + 1
    while next < sentence.count, ["in", "of", "в", "за"].contains(sentence[next].text) { next += 1 }
    return next < sentence.count && sentence[next].period != nil
  }

  /// Whether two printed numbers are of one size, so that they may have one unit.
  private func isComparable(_ first: FigurePhrase, _ second: FigurePhrase) -> Bool {
    guard second.printed.value > 0 else { return false }
    let ratio = first.printed.value / second.printed.value
    return ratio > Rational(1, 30) && ratio < 30
  }

  /// The weight or number that a figure with a scale and no unit shares with its list: «с 738 тыс. до
  /// 1049 тыс. тонн»; nil where it is money.
  func physicalUnit(of phrase: FigurePhrase, at index: Int, left: Range<Int>)
    -> FigurePhrase.Unit?
  {
    for position in index + 1..<max(index + 1, min(index + 12, sentence.count)) {
      if let next = sentence[position].figure {
        if case .physical = next.unit { return next.unit }
        guard next.unit == .money(nil) else { break }
        continue
      }
      guard
        MeasureRules.isListFiller(sentence[position])
          || ["до", "to", "с", "from"].contains(sentence[position].text)
      else { break }
    }
    let isCost = left.contains { index in
      ["на", "сумм", "стоимост", "worth", "valued"].contains { sentence[index].text.hasPrefix($0) }
    }
    let level = claims.last(where: \.isLevel)?.figure ?? discourse.lastLevel
    guard !isCost, let level, isComparable(phrase, level), case .physical = level.unit else {
      return nil
    }
    return level.unit
  }

  /// Gives a bare number the unit of its list: `98.2 and 86.1 billion`, «на 20 процентов, … на 110».
  func borrowUnit(
    _ phrase: inout FigurePhrase, at index: Int, left: Range<Int>, previous: Claim?
  ) -> Bool {
    guard !phrase.isCount else { return false }
    // Forward: only list words up to the next figure, which has the unit.
    for position in index + 1..<max(index + 1, min(index + 24, sentence.count)) {
      let mention = sentence[position]
      if let next = mention.figure {
        guard next.unit != .none else { continue }
        phrase.unit = next.unit
        if !phrase.hasScale { phrase.scale = next.scale }
        return true
      }
      guard
        MeasureRules.isListFiller(mention) || mention.isMeasure || mention.concept == .level
          || mention.isDash || mention.place != nil
          || (mention.concept == .function && ["до", "to", "с", "from"].contains(mention.text))
      else { break }
    }
    // Backward: the same preposition as the figure before.
    guard let previous, state.lastClaim != nil else { return false }
    if previous.isLevel, followsLevel(index, left: left), isComparable(phrase, previous.figure) {
      phrase.unit = previous.figure.unit
      if !phrase.hasScale { phrase.scale = previous.figure.scale }
      return true
    }
    let before = left.last.map { sentence[$0].text }
    let beforePrevious = previous.mention.tokens.lowerBound
    guard before == "на" || before == "by" || left.contains(where: { sentence[$0].isMeasure })
    else {
      return false
    }
    guard beforePrevious >= 0, phrase.printed.exponent < 0 || before == "на" || before == "by"
    else {
      return false
    }
    phrase.unit = previous.figure.unit
    phrase.scale = previous.figure.scale
    return true
  }
}
