/// The words that only say who published the figures.
enum Sources {
  /// Gives the words of each phrase that names a source no meaning, so that they raise no doubt:
  /// «, по данным Липецкстата,», ", the statistics bureau said".
  static func quietened(_ mentions: [Mention]) -> [Mention] {
    var mentions = mentions
    for index in mentions.indices where mentions[index].concept == .source {
      mentions[index].meaning = .concept(.neutral)
      for position in phrase(around: index, mentions) where mentions[position].isUnknown {
        mentions[position].meaning = .concept(.neutral)
      }
    }
    return mentions
  }

  /// The words from the comma before the marker to the one behind it, where they hold no figure and
  /// no measure.
  private static func phrase(around index: Int, _ mentions: [Mention]) -> Range<Int> {
    var first = index
    while first > 0, !ends(mentions[first - 1]) { first -= 1 }
    if first > 0, bearsFigure(mentions[first - 1]) { first = index }
    var last = index + 1
    while last < mentions.count, !ends(mentions[last]) { last += 1 }
    return first..<last
  }

  private static func ends(_ mention: Mention) -> Bool {
    mention.isSentenceEnd || mention.isSymbol(",", ";", ":", "(", ")") || bearsFigure(mention)
  }

  private static func bearsFigure(_ mention: Mention) -> Bool {
    mention.figure != nil || mention.isMeasure || mention.concept == .otherTopic
      || mention.concept == .increase || mention.concept == .decrease || mention.concept == .level
  }
}
