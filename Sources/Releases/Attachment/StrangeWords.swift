import Consistency

/// Words that may narrow what a figure counts and that no rule understands: "exports to Ruritania",
/// "non-energy exports".
///
/// For the figures among themselves it matters little, since they are all of the same part. Beside
/// data, which counts everything, such a figure proves nothing.
enum StrangeWords {
  /// The first such mention before a figure or directly behind it.
  static func first(
    in sentence: [Mention], _ left: Range<Int>, _ right: Range<Int>, of scope: Scope
  ) -> Mention? {
    for index in left where narrows(sentence, index, scope) { return sentence[index] }
    for index in right {
      if narrows(sentence, index, scope) { return sentence[index] }
      switch sentence[index].concept {
      case .function?, .home?, .neutral?: continue
      default: return nil
      }
    }
    return nil
  }

  private static func narrows(_ sentence: [Mention], _ index: Int, _ scope: Scope) -> Bool {
    let mention = sentence[index]
    guard mention.isUnknown, mention.text.unicodeScalars.contains(where: \.isLetter),
      scope.product.map({ Gazetteer.stem($0) != Gazetteer.stem(mention.text) }) ?? true
    else { return false }
    if index + 1 < sentence.count, sentence[index + 1].isMeasure { return true }
    guard index > 0 else { return false }
    let before = sentence[index - 1]
    if before.isMeasure { return true }
    let isArticle = before.isWord(.article) && index > 1
    return sentence[isArticle ? index - 2 : index - 1].isWord(.narrowing)
  }
}
