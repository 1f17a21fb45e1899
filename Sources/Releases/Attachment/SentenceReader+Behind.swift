import Consistency
import Exact

/// What stands behind a figure and says what it measures.
extension SentenceReader {
  /// Where the goods of an amount went or came from: "goods worth 67.5 billion (-5.5%) went to the member
  /// states of the European Union".
  func destination(behind index: Int) -> Subject? {
    guard sentence[index].isAmountFigure else { return nil }
    var position = index + 1
    if position < sentence.count, sentence[position].isSymbol("("),
      let end = sentence[position...].firstIndex(where: { $0.isSymbol(")") })
    {
      position = end + 1
    }
    guard position + 1 < sentence.count else { return nil }
    let measure: Measure
    if sentence[position].isWord(.goingTo), sentence[position + 1].isWord(.to) {
      measure = .exports
    } else if sentence[position].isWord(.comingFrom), sentence[position + 1].isWord(.from) {
      measure = .imports
    } else {
      return nil
    }
    for mention in sentence[(position + 2)...].prefix(6) {
      if let place = mention.place {
        return Subject(measure: measure, scope: discourse.rootScope.appending(place.key))
      }
      guard mention.concept == .function || mention.concept == .neutral || mention.isUnknown else {
        return nil
      }
    }
    return nil
  }

  /// The flow that a preposition leads to right behind an amount: "GH¢59.5 billion in exports".
  func flowRightBehind(_ index: Int, _ right: Range<Int>) -> MeasureRules.Found? {
    guard sentence[index].isAmountFigure, right.count >= 2,
      sentence[right.lowerBound].isWord(.along, .inside, .of, .purpose)
    else { return nil }
    let flow = MeasureRules.measures(sentence, [right.lowerBound + 1]).first
    return flow.flatMap {
      $0.subject.measure == .exports || $0.subject.measure == .imports ? $0 : nil
    }
  }

  /// Whether a verb of level and then a measure stand right behind the figure.
  func followedByOwnMeasure(_ right: Range<Int>) -> Bool {
    ownMeasureBehind(right) != nil
  }

  /// The measure behind a verb of level right behind the figure, or behind a bracket or another
  /// figure for the same thing: "53.4 billion euros (+1.8%) were dispatched", "9.02 billion or 60.5
  /// percent were exported".
  func ownMeasureBehind(_ right: Range<Int>) -> Int? {
    var start = right.lowerBound
    if start < sentence.count, sentence[start].isSymbol("("),
      let end = sentence[start...].firstIndex(where: { $0.isSymbol(")") })
    {
      start = end + 1
    } else if start + 1 < sentence.count, sentence[start].isWord(.or),
      sentence[start + 1].figure?.unit == .percent
    {
      start += 2
    } else {
      return ownMeasure(right)
    }
    let tail = start..<min(start + 7, sentence.count)
    let end = tail.first {
      sentence[$0].figure != nil || sentence[$0].isSymbol(",", ";", ":", "(", ")")
        || sentence[$0].concept == .and
    }
    return ownMeasure(start..<(end ?? tail.upperBound))
  }

  private func ownMeasure(_ right: Range<Int>) -> Int? {
    var hasVerb = false
    for index in right {
      if sentence[index].isMeasure { return hasVerb ? index : nil }
      switch sentence[index].concept {
      case .level? where sentence[index].isLevelNoun: continue
      case .level?, .takesShare?: hasVerb = true
      case .function?, .neutral?, .whole?: continue
      default:
        // «1,1 млрд – на импорт»: the verb of the figure before, left out.
        // "681.8 billion euros' worth of imports"
        if sentence[index].isSymbol("'", "’") { continue }
        guard sentence[index].isDash, index + 1 < sentence.count,
          sentence[index + 1].isWord(.onto)
        else { return nil }
        hasVerb = true
      }
    }
    return nil
  }

  /// Whether a noun of change and its measure stand right behind the figure: "a $6.2 billion decrease in
  /// the goods deficit".
  func followedByChangeOfMeasure(_ right: Range<Int>) -> Bool {
    guard let first = right.first, right.count > 2,
      sentence[first].concept == .increase || sentence[first].concept == .decrease,
      sentence[first + 1].isWord(.inside, .of)
    else { return false }
    let behind = right.dropFirst(2).first { index in
      sentence[index].concept != .function && sentence[index].concept != .neutral
        && !sentence[index].isProduct
    }
    return behind.map { sentence[$0].isMeasure } ?? false
  }

  /// Whether a balance stands right behind the figure: "compared with €11.4 bn surplus".
  func followedByBalance(_ right: Range<Int>) -> Bool {
    guard let first = right.first, case .measure(.balance, _)? = sentence[first].concept else {
      return false
    }
    return true
  }

  /// The measure of the relative clause that the figure opens: «Из 2561,8 млн, на которые область
  /// торговала, …».
  func measureOfRelativeClause(_ right: Range<Int>) -> MeasureRules.Found? {
    let comma = right.upperBound
    guard claims.isEmpty, comma + 2 < sentence.count, sentence[comma].isSymbol(","),
      sentence[comma + 1].concept == .function, SentenceReader.isRelative(sentence[comma + 2])
    else { return nil }
    let clause = sentence.indices[(comma + 1)...].prefix {
      !sentence[$0].isSymbol(",") && sentence[$0].figure == nil
    }
    return MeasureRules.measures(sentence, Array(clause)).first
  }

  /// Of what the bracket behind an amount gives its share: «7,6 млрд долларов (14,7 % оборота)».
  func wholeInBracket(behind index: Int) -> Measure? {
    guard sentence[index].isAmountFigure, index + 2 < sentence.count,
      sentence[index + 1].isSymbol("("), sentence[index + 2].figure?.unit == .percent
    else { return nil }
    for mention in sentence[(index + 3)...] {
      if case .measure(let measure, _)? = mention.concept { return measure }
      switch mention.meaning {
      case .concept(.function), .concept(.neutral), .concept(.whole), .concept(.overall): continue
      case .place(let place) where place.isModifier || place.isGroup: continue
      default: return nil
      }
    }
    return nil
  }

  /// Whether a bracket behind the figure splits it into exports and imports.
  func bracketSplitsFlows(_ index: Int) -> Bool {
    guard index + 1 < sentence.count, sentence[index + 1].isSymbol("("),
      let end = sentence[index...].firstIndex(where: { $0.isSymbol(")") })
    else { return false }
    let measures = Set(MeasureRules.measures(sentence, Array(index..<end)).map(\.subject.measure))
    return measures.isSuperset(of: [.exports, .imports])
  }
}
