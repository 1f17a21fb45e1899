import Consistency

/// Which trade measure a stretch of a sentence names.
enum MeasureRules {
  struct Found {
    let index: Int
    let subject: Subject
  }

  /// The measures named at `indices`, in order.
  static func measures(_ sentence: [Mention], _ indices: [Int]) -> [Found] {
    indices.compactMap { index in
      guard case .measure(let measure, let sign)? = sentence[index].concept else { return nil }
      return Found(index: index, subject: Subject(measure: measure, balanceSign: sign))
    }
  }

  /// The measure that governs the figure behind them: the last, but for a word that only says of
  /// what the one before it is (`surplus in trade with China`, `доля экспорта в обороте`).
  static func governing(_ found: [Found], _ sentence: [Mention], rules: KindRules) -> Found? {
    guard var last = found.last else { return nil }
    for earlier in found.dropLast().reversed() {
      let between = sentence[earlier.index + 1..<last.index]
      // "Imports of petroleum products cost 267.3 billion": the verb adds nothing to the noun.
      if earlier.subject.measure == last.subject.measure, sentence[last.index].isWord(.earning),
        !between.contains(where: { $0.isSymbol(",", ";") })
      {
        last = earlier
        continue
      }
      let isPlainTrade =
        last.subject.measure == .turnover && !sentence[last.index].isWord(.turnoverNouns)
      let link = between.last { $0.concept != .neutral && !$0.isProduct }
      // «дефицит внешнеторгового оборота», "surplus in trade with China"
      let isOfBalance = earlier.subject.measure == .balance
      let isComplement =
        link.map { $0.isWord(.inside, .of, .along, .over) } ?? (isPlainTrade || isOfBalance)
      guard isComplement, !between.contains(where: { $0.isSymbol(",", ";") || $0.concept == .and }),
        last.subject.measure == .turnover, isPlainTrade || isOfBalance || rules.hasShareNoun
      else { break }
      last = earlier
    }
    return last
  }

  /// Whether the measures are one list: joined by commas and `and` alone.
  static func isList(_ sentence: [Mention], _ indices: [Int]) -> Bool {
    zip(indices, indices.dropFirst()).allSatisfy { first, second in
      let between = sentence[first + 1..<second]
      return between.contains { $0.concept == .and || $0.isSymbol(",") }
        && between.allSatisfy {
          $0.concept == .and || $0.isSymbol(",") || $0.concept == .neutral
            || $0.concept == .function
        }
    }
  }

  /// How many figures stand in one list from `index` on.
  static func figuresInList(_ sentence: [Mention], from index: Int) -> Int {
    var count = 0
    var position = index
    while position < sentence.count {
      if sentence[position].figure != nil {
        count += 1
      } else if !isListFiller(sentence[position]), !isComparative(sentence[position]) {
        break
      }
      position += 1
    }
    return count
  }

  /// Whether a word can stand between two lists of figures for one list of measures: «…
  /// соответственно, увеличившись на 9,4 и 10,8 процента».
  static func continuesList(_ mention: Mention) -> Bool {
    switch mention.concept {
    case .increase?, .decrease?, .level?, .more?, .less?: true
    default: isListFiller(mention)
    }
  }

  /// "3.6% more and 0.3% less": a comparative goes with each figure of the list.
  private static func isComparative(_ mention: Mention) -> Bool {
    switch mention.concept {
    case .more?, .less?: true
    default: false
    }
  }

  static func isListFiller(_ mention: Mention) -> Bool {
    switch mention.meaning {
    case .concept(.and), .concept(.respectively), .concept(.hedge): true
    case .concept(.function):
      mention.isWord(.by, .to, .inside, .article)
    case .symbol: mention.text == "," || mention.text == ";"
    default: false
    }
  }

  /// The flow that goes the other way, where the words behind the measure say so: «встречные
  /// поставки», "supplies in the other direction".
  static func turned(_ subject: Subject, _ sentence: [Mention], _ region: Range<Int>) -> Subject {
    guard region.contains(where: { sentence[$0].concept == .otherDirection }) else {
      return subject
    }
    // "Exports went the other way" is about what was said before, not about the flow.
    let namesFlow = region.contains { index in
      sentence[index].isWord(.flowNouns)
    }
    guard !namesFlow else { return subject }
    var turned = subject
    switch subject.measure {
    case .exports: turned.measure = .imports
    case .imports: turned.measure = .exports
    default: break
    }
    return turned
  }

  /// Whether a measure is a verb that says what its subject bought or sold.
  static func isDealing(_ mention: Mention) -> Bool {
    guard mention.isMeasure else { return false }
    return mention.isWord(.dealing, .purchases)
  }

  /// The sign that an adjective near a balance gives it.
  static func polarity(_ sentence: [Mention], around index: Int) -> Int {
    func sign(_ mention: Mention) -> Int? {
      if case .polarity(let sign)? = mention.concept { sign } else { nil }
    }
    let behind = sentence[(index + 1)...].prefix {
      $0.figure == nil && !$0.isMeasure && !$0.isSymbol(";", "(")
    }
    return sentence[max(0, index - 3)..<index].lazy.compactMap(sign).first
      ?? behind.lazy.compactMap(sign).first ?? 0
  }

  /// Whether the last thing named before the figure is no trade measure.
  static func isOffTopic(_ sentence: [Mention], _ left: Range<Int>) -> Bool {
    for index in left.reversed() {
      if sentence[index].concept == .otherTopic { return true }
      if sentence[index].isMeasure { return false }
    }
    return false
  }

  /// Whether a measure behind a figure can be the figure's: only words of growth, levels and
  /// grammar between them.
  static func attachesBackwards(_ sentence: [Mention], from figure: Int, to measure: Int) -> Bool {
    sentence[figure + 1..<measure].allSatisfy { mention in
      switch mention.meaning {
      case .concept(.increase), .concept(.decrease), .concept(.neutral), .concept(.level), .place:
        true
      case .concept(.function): !mention.isWord(.than, .to, .from, .toward)
      case .concept(.home), .concept(.product), .concept(.polarity), .concept(.whole),
        .concept(.overall), .concept(.takesShare):
        true
      case .symbol: mention.isDash
      default: false
      }
    }
  }
}
