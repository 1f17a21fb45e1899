import Consistency
import Exact

/// Of what a share is a share.
extension SentenceReader {
  mutating func settleShare(
    _ claim: inout Claim, left: Range<Int>, right: Range<Int>, previous: Claim?, rules: KindRules
  ) {
    let scope = claim.subject.scope
    var whole = Subject(measure: claim.subject.measure, scope: scope)
    let named = MeasureRules.measures(sentence, right.filter { !usedByRight.contains($0) }).first?
      .subject.measure
    if let named { whole.measure = named }
    // «доля экспорта в обороте»: the measure behind «в» is the whole's.
    let own = MeasureRules.measures(sentence, Array(left))
    if let last = own.last, own.count > 1,
      sentence[own[own.count - 2].index..<last.index].contains(where: {
        $0.isWord(.inside, .of)
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
        // A partner's share of a product is of all of that product.
        whole.scope =
          scope.path.count > discourse.rootScope.path.count
          ? Scope(discourse.rootScope.path, product: scope.product) : discourse.rootScope
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
    // "8.2 billion, or 58.11% for exports": both are of what the share names, whatever stood before.
    if rules.restatesPrevious, let last = state.lastClaim, claims[last].isLevel,
      claims[last].subject.scope == claim.subject.scope,
      claims[last].subject.measure != claim.subject.measure
    {
      claims[last].alternatives.append(claim.subject)
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
          sentence[$0].isWord(.further)
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

}
