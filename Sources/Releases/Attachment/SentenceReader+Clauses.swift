import Consistency
import Exact

/// Where brackets, relative clauses and lists of parts begin and end.
extension SentenceReader {
  /// Whether a measure waits for its figure where a bracket opens.
  func pendingMeasure(before index: Int) -> Bool {
    for position in (state.windowStart..<max(index, state.windowStart)).reversed() {
      if sentence[position].isMeasure { return !usedByRight.contains(position) }
      switch sentence[position].meaning {
      case .place, .unknown, .concept(.function), .concept(.neutral), .concept(.thatPlace),
        .concept(.product), .concept(.home), .concept(.group), .concept(.hedge):
        continue
      default: return false
      }
    }
    return false
  }

  /// Whether the relative clause or the list of parts is over: the clause at its comma, the list at
  /// «, а …» or a semicolon.
  func endsInnerClause(_ index: Int) -> Bool {
    let mention = sentence[index]
    if state.isRelativeClause {
      let isList =
        !state.hasFigure && index + 1 < sentence.count && sentence[index + 1].place != nil
      return mention.isSymbol(",") && !isList
    }
    guard state.hasFigure else { return false }
    guard state.isParts else { return false }
    return mention.isSymbol(";")
      || (mention.concept == .and && index > 0 && sentence[index - 1].isSymbol(",")
        && mention.isWord(.contrast))
  }

  func opensRelativeClause(_ index: Int) -> Bool {
    let mention = sentence[index]
    if mention.concept == .ofWhich { return state.lastClaim != nil && !state.isParts }
    guard mention.concept == .function, index > 0, !state.isRelativeClause,
      sentence[index - 1].isSymbol(",")
        || (index > 1 && sentence[index - 1].concept == .function
          && sentence[index - 2].isSymbol(","))
    else { return false }
    return SentenceReader.isRelative(mention)
  }

  static func isRelative(_ mention: Mention) -> Bool {
    mention.isWord(.which)
  }

}
