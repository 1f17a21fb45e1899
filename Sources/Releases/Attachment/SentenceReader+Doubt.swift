import Consistency
import Exact

/// Where a figure may be of something that no rule sees, so that no alarm rests on it.
extension SentenceReader {
  /// What is doubtful of one figure is doubtful of the others that were read with the same subject:
  /// if «deficit on …» was not understood, neither is its change.
  mutating func shareDoubts() {
    let wholly = claims.filter { claim in claim.isDoubtful && claim.attachment == .named }
    var doubted: Set<Subject> = []
    for index in claims.indices {
      let subject = claims[index].subject
      if claims[index].isDoubtful {
        if claims[index].attachment == .carried { doubted.insert(subject) }
        continue
      }
      claims[index].isDoubtful =
        doubted.contains(subject)
        || wholly.contains { $0.subject == subject && $0.period == claims[index].period }
    }
  }

  /// Whether the figure may be of something that no rule sees: its measure is not named beside it
  /// and strange words stand there, or it would say an earlier figure again with another number.
  func isDoubtful(_ claim: Claim, left: Range<Int>, rules: KindRules) -> Bool {
    if rules.restatesPrevious { return false }
    // A level in brackets may be the one before it: then it repeats nothing.
    if !claim.isLevel || claim.otherTimes.isEmpty, repeats(claim) { return true }
    // A product is a new topic, of which the partner of an earlier sentence need not be the place.
    if claim.subject.scope.product != nil, partnerLeftBehind(claim) != nil { return true }
    if mayBeOfMainPeriod(claim) || isOfStrangeWhole(claim) { return true }
    if comparesWithRecord(claim) { return true }
    if missesFigure || isOfUnknownTime || isOfUnnamedPart(left) || isRevision { return true }
    switch claim.attachment {
    case .named: return isFarFromMeasure(claim, left)
    case .carried where discourse.subjects.count > 1 && !namesWhole: return true
    case .carried, .inherited:
      let clause = left.reversed().prefix { !sentence[$0].isSymbol(",", ";", ":", "(", ")") }
      return clause.contains { sentence[$0].isUnknown && !sentence[$0].text.isEmpty }
    }
  }

  /// "The bulk of it, 5.65 billion, went …": a part that only what follows may name.
  private func isOfUnnamedPart(_ left: Range<Int>) -> Bool {
    left.contains { sentence[$0].isWord(.unnamedParts) }
  }

  /// "was revised from R9.47 billion to R9.30 billion": two estimates of one quantity.
  private var isRevision: Bool {
    zip(sentence, sentence.dropFirst()).contains { word, next in
      word.isWord(.revisions) && next.isWord(.waysOfRevision)
    }
  }

  /// «на 230 млн меньше исторического максимума»: from when the record is need not be said.
  private func comparesWithRecord(_ claim: Claim) -> Bool {
    guard claim.isChange,
      let figure = sentence.firstIndex(where: { $0.start == claim.mention.start })
    else { return false }
    let behind = sentence[(figure + 1)...].prefix(5).prefix { !$0.isSymbol(",", ";", ".") }
    return behind.contains { $0.concept == .more || $0.concept == .less }
      && behind.contains { $0.isWord(.records) }
  }

  /// Whether a share is of what is no whole of its subject: "72% of Estonia's" beside Latvia's exports.
  private func isOfStrangeWhole(_ claim: Claim) -> Bool {
    guard let whole = claim.whole, whole.measure == claim.subject.measure else { return false }
    return whole.scope != claim.subject.scope && !claim.subject.scope.isPart(of: whole.scope)
  }

  /// Weeks and days are no periods that a quantity is kept for.
  var isOfUnknownTime: Bool {
    discourse.endsWithinMonth
      || sentence.contains { $0.isWord(.shortTimes) }
  }

  /// Without a period of its own behind a sentence on a narrower one, a figure may be of either.
  func mayBeOfMainPeriod(_ claim: Claim) -> Bool {
    guard !isDated, !claim.standsForBase, let main = discourse.mainPeriod else { return false }
    // A sentence may have looked back a year.
    return main != claim.period
      && (main.contains(claim.period) || claim.period == main.advanced(byMonths: -12))
  }

  /// Whether words that the vocabulary does not know stand between a measure and its figure, so that
  /// they may say of what the figure really is: «перевес вывоза над ввозом сузился до …».
  func isFarFromMeasure(_ claim: Claim, _ left: Range<Int>) -> Bool {
    guard let measure = left.last(where: { sentence[$0].isMeasure }),
      !left.contains(where: { $0 > measure && sentence[$0].isSymbol(";") })
    else { return false }
    for index in left where index > measure {
      guard sentence[index].isUnknown, !sentence[index].text.isEmpty, !isCircumstance(index) else {
        continue
      }
      if let product = claim.subject.scope.product,
        Gazetteer.stem(product) == Gazetteer.stem(sentence[index].text)
      {
        continue
      }
      return true
    }
    return false
  }

  /// Whether the word is of a circumstance that its clause names: «в условиях пандемии коронавируса».
  private func isCircumstance(_ index: Int) -> Bool {
    for mention in sentence[...index].reversed() {
      if mention.isWord(.circumstances) { return true }
      guard mention.isUnknown || mention.concept == .function || mention.concept == .neutral else {
        return false
      }
    }
    return false
  }

  /// Whether an earlier claim gives the same quantity the same way with quite another number.
  func repeats(_ claim: Claim) -> Bool {
    discourse.said[claim.subject]?.contains { $0.says(theSameAs: claim) } ?? false
  }

  /// Why beside data, which counts everything, the figure proves nothing.
  func reservation(_ claim: Claim, _ left: Range<Int>, _ right: Range<Int>) -> String? {
    if let word = StrangeWords.first(in: sentence, left, right, of: claim.subject.scope) {
      return "the text says \"\(word.text)\", which was not understood"
    }
    return partnerLeftBehind(claim).map {
      "the sentence does not name \($0), and the text names other partners as well"
    }
  }

  /// The partner that the figure has from an earlier sentence, where the text has named others too.
  func partnerLeftBehind(_ claim: Claim) -> String? {
    let scope = claim.subject.scope
    guard scope.path.count > 1, let partner = scope.path.last,
      !sentence.contains(where: { $0.place?.key == partner }),
      discourse.partners.contains(where: { $0 != partner })
    else { return nil }
    return partner
  }
}
