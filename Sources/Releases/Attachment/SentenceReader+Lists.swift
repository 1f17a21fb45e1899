import Consistency
import Exact

/// Figures that stand in the order of the things or times before them.
extension SentenceReader {
  /// What "the former" or "the latter" stands for: one of the last two subjects of the sentence.
  func listed(_ left: Range<Int>) -> Subject? {
    for index in left.reversed() {
      guard case .listed(let place)? = sentence[index].concept else { continue }
      var subjects: [Subject] = []
      for claim in claims.reversed() where !subjects.contains(claim.subject) {
        subjects.insert(claim.subject, at: 0)
        if subjects.count == 2 { return subjects[place] }
      }
    }
    return nil
  }

  /// The partners that a list of as many figures with `respectively` goes by: «Товарооборот с
  /// Киргизией и Германией составил 903,2 млн и 829,0 млн соответственно».
  func listOfPlaces(_ index: Int, left: Range<Int>, measure: Subject?) -> [Subject]? {
    let count = MeasureRules.figuresInList(sentence, from: index)
    guard count > 1, let measure = measure ?? state.subject,
      sentence[left.lowerBound...].contains(where: { $0.concept == .respectively })
    else { return nil }
    let places = left.filter { sentence[$0].place.map { $0.key != discourse.home } ?? false }
    guard places.count == count, let first = places.first, let last = places.last,
      sentence[first..<last].allSatisfy({ $0.place != nil || MeasureRules.isListFiller($0) })
    else { return nil }
    return places.compactMap { sentence[$0].place?.key }.map {
      Subject(
        measure: measure.measure, balanceSign: measure.balanceSign,
        scope: discourse.rootScope.appending($0))
    }
  }

  /// The subjects that a list of figures with `respectively` repeats: the last as many of the
  /// sentence.
  func listedBefore(_ index: Int) -> [Subject]? {
    let count = MeasureRules.figuresInList(sentence, from: index)
    guard count > 1, state.listedBases.count != count,
      sentence.contains(where: { $0.concept == .respectively })
    else { return nil }
    if claims.isEmpty {
      let before = discourse.subjectsBefore
      return before.count == count && !hasOwnPlace ? before : nil
    }
    var subjects: [Subject] = []
    // A bracket behind the trade lists its flows; one behind a flow may end a list of both.
    let hostMeasure = state.host.map { claims[$0].subject.measure }.flatMap {
      $0 == .turnover || $0 == .balance ? $0 : nil
    }
    // A list of percentages goes by the shares before it: «(год назад – 85,4 % и 14,6 %
    // соответственно)».
    if sentence[index].figure?.unit == .percent {
      for claim in claims.reversed()
      where claim.meanings.first?.kind == .share && !subjects.contains(claim.subject) {
        subjects.insert(claim.subject, at: 0)
        if subjects.count == count { return subjects }
      }
      subjects = []
    }
    for claim in claims.reversed()
    where claim.isLevel && claim.subject.measure != hostMeasure && !subjects.contains(claim.subject)
    {
      subjects.insert(claim.subject, at: 0)
      guard subjects.count == count else { continue }
      // In a bracket the flows are those of the figure that it follows.
      guard hostMeasure != nil, let host = state.host.map({ claims[$0] }) else { return subjects }
      return subjects.map {
        Subject(measure: $0.measure, balanceSign: $0.balanceSign, scope: host.subject.scope)
      }
    }
    return nil
  }

  /// The time of a figure in a list that follows a list of as many times.
  mutating func listedTime(at figure: Int, left: Range<Int>) -> Period? {
    if !state.times.isEmpty {
      guard left.allSatisfy({ MeasureRules.isListFiller(sentence[$0]) }) else {
        state.times = []
        return nil
      }
      return state.times.removeFirst()
    }
    let count = MeasureRules.figuresInList(sentence, from: figure)
    guard count > 1, !sentence[figure..<sentence.count].contains(where: { $0.isSymbol("%") })
    else { return nil }
    var times: [Period] = []
    for index in left.reversed() {
      if let phrase = sentence[index].period {
        guard !PeriodRules.isBase(sentence, index) else { break }
        for part in phrase.parts(tokens: sentence[index].tokens.count).reversed() {
          times.insert(discourse.period(of: part, current: state.period), at: 0)
        }
      } else if !MeasureRules.isListFiller(sentence[index]), !sentence[index].isDash,
        sentence[index].concept != .level
      {
        break
      }
    }
    if times.count != count { times = timesBehindList(from: figure) }
    guard times.count == count else { return nil }
    state.times = Array(times.dropFirst())
    return times[0]
  }

  /// The times behind a list of figures that is followed by as many: "S$870 billion and S$915 billion in
  /// 2016 and 2015 respectively".
  private func timesBehindList(from figure: Int) -> [Period] {
    guard sentence[figure...].contains(where: { $0.concept == .respectively }) else { return [] }
    var times: [Period] = []
    for mention in sentence[figure...] {
      if let phrase = mention.period {
        times.append(discourse.period(of: phrase, current: state.period))
      } else if mention.figure != nil, !times.isEmpty {
        break
      } else if mention.figure == nil, !MeasureRules.isListFiller(mention),
        mention.concept != .function
      {
        break
      }
    }
    return times.count > 1 ? times : []
  }

  /// The time that stands behind a list of figures which ends with `respectively`.
  func periodOfList(from figure: Int) -> Period? {
    var position = figure
    while position < sentence.count,
      sentence[position].figure != nil || MeasureRules.isListFiller(sentence[position])
    {
      position += 1
    }
    guard sentence[figure..<position].contains(where: { $0.concept == .respectively }) else {
      return nil
    }
    while position < sentence.count, sentence[position].concept == .function { position += 1 }
    guard position < sentence.count, let phrase = sentence[position].period,
      !PeriodRules.isBase(sentence, position)
    else { return nil }
    return discourse.period(of: phrase, current: state.period)
  }
}
