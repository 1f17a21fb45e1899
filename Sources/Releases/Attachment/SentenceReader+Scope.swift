import Consistency
import Exact

/// Whose a figure is: the place, the partner and the product.
extension SentenceReader {
  /// The product that the whole document is about, for a figure of the same flow that names none: a
  /// release on timber goes on with «поставки в дальнее зарубежье».
  func productOfDocument(_ subject: Subject) -> String? {
    guard subject.scope.product == nil, subject.measure == discourse.mainMeasure,
      let product = discourse.homeScope?.product,
      !sentence.contains(where: { $0.concept == .overall }),
      discourse.subjects.allSatisfy({ $0.scope.product != nil })
    else { return nil }
    return product
  }

  /// The product that the clause before a colon names, for a figure behind it: «Увеличился экспорт
  /// ячменя: за рубеж отправлено …».
  func productOfHead(_ subject: Subject, at figure: Int) -> String? {
    guard let colon = sentence[..<figure].lastIndex(where: { $0.isSymbol(":") }),
      !sentence[..<colon].contains(where: { $0.figure != nil }),
      let measure = sentence[..<colon].lastIndex(where: \.isMeasure),
      !sentence[colon..<figure].contains(where: \.isProduct),
      let product = ProductRules.beside(sentence, 0..<colon, measureAt: measure)
        ?? ProductRules.predicate(sentence, measure + 1..<colon)
    else { return nil }
    let isNamedSince = subject.scope.product.map(Gazetteer.stem).map { stem in
      sentence[colon..<figure].contains { Gazetteer.stem($0.text) == stem }
    }
    return isNamedSince ?? false ? nil : product
  }

  func scoped(_ subject: Subject, left: Range<Int>, measureAt: Int) -> Subject {
    var subject = subject
    subject.scope =
      ScopeRules.scope(
        sentence, left, measureAt: measureAt, inherited: state.subject?.scope, discourse: discourse,
        used: usedByRight
      ) ?? state.subject?.scope ?? discourse.homeScope ?? discourse.rootScope
    return subject
  }

  /// The partner named last, where words right behind the figure stand for it.
  private func thatPlaceBehind(_ right: Range<Int>) -> Scope? {
    let words = sentence[right].prefix { $0.concept == .function || $0.concept == .thatPlace }
    guard words.contains(where: { $0.concept == .thatPlace }) else { return nil }
    func isOfPartner(_ scope: Scope) -> Bool {
      scope.path.count > discourse.rootScope.path.count
    }
    if let last = claims.last(where: { isOfPartner($0.subject.scope) }) {
      return last.subject.scope
    }
    // Of several partners none is meant more than another.
    let before = discourse.scopesBefore.filter(isOfPartner)
    return before.count == 1 ? before.first : nil
  }

  /// A country beside home in a list of several whose own trade is told: «Латвия экспортировала товаров
  /// на 6,4 млрд евро, Литва – на 16 млрд».
  ///
  /// Certain where an earlier sentence has told of it too: «в Латвии дефицит составил …, в Литве – …».
  private func secondSubject(
    _ left: Range<Int>, _ scope: Scope
  ) -> (scope: Scope, isCertain: Bool)? {
    guard scope.path.count > discourse.rootScope.path.count,
      claims.first?.subject.scope == discourse.rootScope,
      let index = left.last(where: { sentence[$0].place != nil }),
      let place = sentence[index].place,
      place.key == scope.path.last, !place.isGroup, !place.isModifier,
      let home = sentence[..<left.lowerBound].firstIndex(where: { $0.place?.key == discourse.home })
    else { return nil }
    let isLikeHome = home > 0 && index > 0 && sentence[home - 1].text == sentence[index - 1].text
    let hasOwnTrade = discourse.homes.contains(place.key)
    guard ScopeRules.role(sentence, index) == .unsaid || hasOwnTrade && isLikeHome else {
      return nil
    }
    return (Scope([place.key], product: scope.product), hasOwnTrade)
  }

  /// The scope of the figure and the others that it may have as well.
  mutating func scope(
    at index: Int, left: Range<Int>, right: Range<Int>, measureAt: Int?, isShare: Bool
  ) -> (Scope, [Scope]) {
    let home = discourse.homeScope ?? discourse.rootScope
    let inherited = state.subject?.scope ?? home
    if left.lowerBound >= 2, sentence[left.lowerBound - 1].isSymbol("("),
      let place = sentence[left.lowerBound - 2].place, place.key != discourse.home,
      !left.contains(where: { sentence[$0].isMeasure || sentence[$0].place != nil })
    {
      return (discourse.rootScope.appending(place.key), [])
    }
    if measureAt == nil, sentence[index].isAmountFigure, isNamedBeforeBracket(left) {
      return (Scope(inherited.path, product: sentence[left.lowerBound - 2].text), [])
    }
    // "came to 6.1 thousand tonnes and earned US$ 8.3 million": the verb names no other goods.
    if let measureAt, measureAt > left.lowerBound, sentence[measureAt].isWord(.earning),
      let last = state.lastClaim.map({ claims[$0].subject.scope }), last.product != nil,
      !sentence[left.lowerBound..<measureAt].contains(where: {
        $0.isMeasure || $0.isProduct || $0.isUnknown || $0.place != nil
      })
    {
      return (last, [])
    }
    // A bracket that splits a figure is of the figure's own part: «баланс услуг – 9,6 млрд (экспорт
    // 9,9 млрд, …)».
    if measureAt != nil, let host = state.host.map({ claims[$0].subject.scope }),
      host.product != nil, !left.contains(where: { sentence[$0].place != nil }),
      !left.contains(where: { sentence[$0].isProduct })
    {
      return (host, [])
    }
    // "imported 55.3 billion euros from these countries"
    if let scope = thatPlaceBehind(right) {
      usedByRightScope.insert(index)
      return (scope, [])
    }
    // «3 млрд 696,2 млн из СНГ и …»: a place behind the figure is this figure's alone.
    if let place = ScopeRules.placeBehind(sentence, right, discourse: discourse) {
      usedByRight.insert(place)
      usedByRightScope.insert(index)
      let scope = ScopeRules.scope(
        sentence, place..<place + 1, measureAt: nil, inherited: nil, discourse: discourse, used: [])
      let isPart = left.contains { sentence[$0].concept == .ofWhich }
      if let scope {
        return (Scope(scope.path, product: scope.product ?? (isPart ? inherited.product : nil)), [])
      }
    }
    if case .physical? = sentence[index].figure?.unit,
      let product = ProductRules.behindAmount(sentence, right)
    {
      let path =
        ScopeRules.scope(
          sentence, left, measureAt: measureAt, inherited: inherited, discourse: discourse,
          used: usedByRight)?.path ?? inherited.path
      return (Scope(path, product: product), [])
    }
    if let measureAt, measureAt >= right.lowerBound {
      let region = measureAt..<max(right.upperBound, segment(after: measureAt).upperBound)
      if let scope = ScopeRules.scope(
        sentence, region, measureAt: measureAt, inherited: inherited, discourse: discourse, used: []
      ) {
        return (scope, [])
      }
    }
    if isShare, let measureAt, let part = ProductRules.partOfShare(sentence, left, in: measureAt) {
      let path = ScopeRules.scope(
        sentence, left, measureAt: measureAt, inherited: inherited, discourse: discourse,
        used: usedByRight)?.path
      return (Scope(path ?? inherited.path, product: part), [])
    }
    if let scope = ScopeRules.scope(
      sentence, left, measureAt: measureAt, inherited: inherited, discourse: discourse,
      used: usedByRight)
    {
      state.otherScopes = []
      if let other = secondSubject(left, scope) {
        return other.isCertain ? (other.scope, []) : (scope, [other.scope])
      }
      // "The goods deficit shrank to …, as exports rose": the flows of that balance, or of all trade.
      // «Экспорт услуг уменьшился на 17 %, импорт – на 20 %»: the other flow of the same.
      if measureAt != nil, scope.product == nil, let first = claims.first,
        first.subject.measure != .turnover, first.subject.scope.product != nil,
        first.subject.scope.path == scope.path
      {
        return (first.subject.scope, [scope])
      }
      return (scope, [])
    }
    // Behind a semicolon a new measure may be the sentence's first subject's again.
    let first = claims.first?.subject.scope ?? home
    if measureAt != nil, left.contains(where: { sentence[$0].isSymbol(";") }), inherited != first,
      !left.contains(where: { sentence[$0].concept == .thatPlace })
    {
      return (inherited, [first])
    }
    return (inherited, state.otherScopes)
  }
}
