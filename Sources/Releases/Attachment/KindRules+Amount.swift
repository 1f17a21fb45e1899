import Consistency
import Exact

/// What a multiple or an amount can be: a ratio; a level, a balance, a change in money or weight.
extension KindRules {
  var timesMeanings: [Claim.Meaning] {
    let isDecline = phrase.isDecrease || direction < 0
    var meanings = [Claim.Meaning(kind: .ratio, direction: isDecline ? -1 : 1)]
    // "Three times more" is three times as much to most and four times to some; the Russian
    // «в три раза больше» has one meaning.
    if comparativeAfter == 1, preposition != "в", isEnglish {
      meanings.append(Claim.Meaning(kind: .ratio, cost: 1, isOneMore: true))
    }
    return meanings
  }

  var isEnglish: Bool {
    right.contains { sentence[$0].text.utf8.first.map { $0 < 0x80 } ?? false }
  }

  func amountMeanings(isBalance: Bool) -> [Claim.Meaning] {
    // «выросла на 9 %, или на 600 млн»: the same change in money, less likely the level.
    if restatesPrevious, let change = link?.meanings.first,
      change.kind == .percentChange || change.kind == .ratio,
      preposition != "до", preposition != "to"
    {
      return [
        Claim.Meaning(kind: .absoluteChange, direction: change.direction),
        Claim.Meaning(kind: isBalance ? .balance : .level, cost: 1),
      ]
    }
    // «увеличившись … на 11,4 % (3,3 млрд)»: the level, the change in money or the level before.
    if let host, host.isChange, left.isEmpty, phrase.sign == nil, let change = host.meanings.first {
      // "down 8.9 percent ($950.6 million in January 2023)" has a time of its own.
      if right.contains(where: { sentence[$0].period != nil }) || opensBehindBase {
        return [Claim.Meaning(kind: isBalance ? .balance : .level)]
      }
      return [
        Claim.Meaning(kind: isBalance ? .balance : .level),
        Claim.Meaning(kind: .absoluteChange, direction: change.direction, cost: 1),
      ]
    }
    let isChange: Bool
    if isAmount {
      // «импорт – на 6,6 млрд» goes on with the change of the figure before; «вывезено на 3,5 млрд»
      // is what was traded, whatever follows.
      isChange =
        !followsTradeVerb
        && (changeBefore != nil || changeAfter != nil || comparativeAfter != nil
          || previous?.meanings.first?.kind == .absoluteChange)
    } else if preposition == "of" {
      // "an increase of 5 million"
      isChange =
        left.last { sentence[$0].concept == .increase || sentence[$0].concept == .decrease }
        .map { left.upperBound - $0 <= 3 || leadsIntoMeasure($0) } ?? false
    } else {
      isChange =
        comparativeAfter != nil || followsChangeDirectly || repeatsChangeWithLevelAhead
        || followsChangeNoun
    }
    // «остался отрицательным – минус 413 млн»: the sign of a balance, not a change of it.
    if isBalance, !isAmount, let last = left.last,
      sentence[last].isWord(.sign)
    {
      return [Claim.Meaning(kind: .balance)]
    }
    if let direction = changeNounAfter, left.last.map({ isArticle($0) }) ?? false {
      return [Claim.Meaning(kind: .absoluteChange, direction: direction)]
    }
    if isChange { return [Claim.Meaning(kind: .absoluteChange, direction: direction)] }
    // "decreased by 4% (-€191 million)"
    if let sign = phrase.sign, let host, host.isChange {
      return [Claim.Meaning(kind: .absoluteChange, direction: sign)]
    }
    // «энергоносители (-5 млрд 803 млн)»: no flow is below zero.
    if phrase.sign == -1 { return [Claim.Meaning(kind: .balance)] }
    return [Claim.Meaning(kind: isBalance ? .balance : .level)]
  }

  /// Whether the bracket opens right behind a base: "compared with June 2018 [€165.2 billion]".
  private var opensBehindBase: Bool {
    left.lowerBound >= 2 && sentence[left.lowerBound - 2].period != nil
      && PeriodRules.isBase(sentence, left.lowerBound - 2)
  }

  /// "an increase in the goods deficit of $2.7 billion": the change is of the measure between.
  private func leadsIntoMeasure(_ change: Int) -> Bool {
    guard change + 1 < figure, sentence[change + 1].isWord(.inside, .of) else {
      return false
    }
    let between = sentence[change + 1..<figure]
    return between.contains(where: \.isMeasure)
      && between.allSatisfy { mention in
        switch mention.meaning {
        case .concept(.function), .concept(.neutral), .concept(.measure), .concept(.product),
          .concept(.hedge), .concept(.seasonallyAdjusted), .concept(.home):
          true
        default: false
        }
      }
  }

  /// «прибавка за год – 6,9 млрд»: a change word opens the segment and a dash leads to the amount.
  var followsChangeNoun: Bool {
    guard let last = left.last, sentence[last].isDash else { return false }
    let segment = left.reversed().prefix { !sentence[$0].isSymbol(",", ";", ":", "(") }
    return segment.contains {
      sentence[$0].concept == .increase || sentence[$0].concept == .decrease
    }
      && !segment.contains { sentence[$0].isMeasure || sentence[$0].concept == .level }
  }

  func isArticle(_ index: Int) -> Bool {
    sentence[index].isWord(.article, .by, .of)
  }

  /// Whether the preposition follows a verb that names a flow: «вывезено на 3,5 млрд».
  var followsTradeVerb: Bool {
    guard left.count > 1 else { return false }
    for index in left.dropLast().reversed() {
      if sentence[index].isMeasure {
        return RussianMorphology.isPastVerb(sentence[index].text)
      }
      switch sentence[index].meaning {
      case .concept(.hedge), .concept(.product), .concept(.neutral), .concept(.function),
        .unknown:
        continue
      default:
        guard sentence[index].isDash else { return false }
      }
    }
    return false
  }

  /// "exports 1.56 billion … to 57.33 billion": a second flow with the verb left out, whose level
  /// follows, so that the first amount is the change.
  var repeatsChangeWithLevelAhead: Bool {
    guard left.contains(where: { sentence[$0].isMeasure }),
      !(preposition.map(WordList.from.contains) ?? false),
      !left.contains(where: { sentence[$0].concept == .level || sentence[$0].concept == .exceeds })
    else { return false }
    guard changesInSentence.contains(.absoluteChange) else { return false }
    // "exports decreased $30.5 billion, or 5.4 percent, and imports $31.6 billion, or 4.5 percent"
    if let next = nextFigure(figure), sentence[next].figure?.unit == .percent,
      sentence[figure + 1..<next].contains(where: { $0.isSymbol("(") })
        || (figure + 1..<next).contains(where: isLink)
    {
      return true
    }
    for index in figure + 1..<sentence.count {
      let mention = sentence[index]
      if mention.isMeasure || mention.isSymbol(";") { return false }
      if mention.isWord(.to), index + 1 < sentence.count,
        let next = sentence[index + 1].figure
      {
        switch next.unit {
        case .money, .physical: return true
        default: continue
        }
      }
    }
    return false
  }

  /// "up $2.4 billion", «прибавил 5 млн»: the change word stands right before the amount.
  var followsChangeDirectly: Bool {
    for index in left.reversed() {
      switch sentence[index].meaning {
      case .concept(.hedge): continue
      case .concept(.increase), .concept(.decrease): return true
      // «прибавил за год 26,9 млрд»
      case .period where index > left.lowerBound: continue
      case .concept(.calendar(.year)), .concept(.calendar(.month)), .concept(.calendar(.quarter)):
        continue
      case .concept(.function)
      where sentence[index].isWord(.inside, .during, .over, .article, .year):
        continue
      default: return false
      }
    }
    return false
  }
}
