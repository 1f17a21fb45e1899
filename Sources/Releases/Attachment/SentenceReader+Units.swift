import Consistency
import Exact

/// The unit that a bare number takes from its list.
extension SentenceReader {
  /// "398,740 tonnes in December and 371,500 a year earlier": a second amount with a time of its own.
  func followsLevel(_ index: Int, left: Range<Int>) -> Bool {
    if index + 1 < sentence.count, leadsToTime(index + 1), let last = left.last,
      MeasureRules.isListFiller(sentence[last])
    {
      return true
    }
    guard
      left.contains(where: {
        sentence[$0].concept == .against || sentence[$0].concept == .and
          || sentence[$0].isWord(.from, .to)
      })
    else { return false }
    var next = index + 1
    while next < sentence.count, sentence[next].isWord(.inside, .of, .during) { next += 1 }
    return next < sentence.count && sentence[next].period != nil
  }

  /// Whether two printed numbers are of one size, so that they may have one unit.
  func isComparable(_ first: FigurePhrase, _ second: FigurePhrase) -> Bool {
    guard second.printed.value > 0 else { return false }
    let ratio = first.printed.value / second.printed.value
    return ratio > Rational(1, 30) && ratio < 30
  }

  /// The weight or number that a figure with a scale and no unit shares with its list: «с 738 до
  /// 1049 тысяч тонн»; nil where it is money.
  func physicalUnit(of phrase: FigurePhrase, at index: Int, left: Range<Int>)
    -> FigurePhrase.Unit?
  {
    for position in index + 1..<max(index + 1, min(index + 12, sentence.count)) {
      if let next = sentence[position].figure {
        switch next.unit {
        case .physical: return next.unit
        case .money(nil): continue
        // «с 2,9 до 3,7 млрд долларов»
        case .money: return nil
        default: break
        }
        break
      }
      guard
        MeasureRules.isListFiller(sentence[position])
          || sentence[position].isWord(.from, .to)
      else { break }
    }
    let isCost = left.contains { index in
      sentence[index].isWord(.worth)
    }
    let level = claims.last(where: \.isLevel)?.figure ?? discourse.lastLevel
    guard !isCost, let level, isComparable(phrase, level), case .physical = level.unit else {
      return nil
    }
    return level.unit
  }

  /// Gives an amount the scale of the one that a change leads to: «с $1,5 до $4,5 млн».
  func borrowScale(_ phrase: inout FigurePhrase, at index: Int) {
    guard case .money = phrase.unit, !phrase.hasScale, index > 0,
      sentence[index - 1].isWord(.from, .between), index + 2 < sentence.count,
      sentence[index + 1].isWord(.to) || sentence[index + 1].concept == .and,
      let next = sentence[index + 2].figure, next.hasScale,
      FigurePhrase.sameSort(phrase.unit, next.unit), isComparable(phrase, next)
    else { return }
    phrase.scale = next.scale
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
          || (mention.concept == .function && mention.isWord(.from, .to))
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
    // «Китаю достался 61 проц оборота, России – 16»
    let isOfPlace =
      previous.figure.unit == .percent && (left.last.map { sentence[$0].isDash } ?? false)
      && left.contains { sentence[$0].place != nil }
    guard
      isOfPlace || before == "на" || before == "by"
        || left.contains(where: { sentence[$0].isMeasure })
    else {
      return false
    }
    guard beforePrevious >= 0,
      isOfPlace || phrase.printed.exponent < 0 || before == "на" || before == "by"
    else {
      return false
    }
    phrase.unit = previous.figure.unit
    phrase.scale = previous.figure.scale
    return true
  }

}
