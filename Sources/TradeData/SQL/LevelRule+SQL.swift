extension LevelRule {
  /// `level(of:)` as SQL.
  func level(of text: SQLExpression) -> SQLExpression {
    func isAmong(_ words: Set<String>) -> SQLExpression {
      .isOneOf(text.lowercase, words.sorted())
    }
    let length = SQLExpression.call(.byteCount, [text])
    return switch kind {
    case .totals(let totals): .when(isAmong(totals), .number(0), otherwise: .number(1))
    case .codeLength:
      .when(
        isAmong(LevelRule.allProducts.union([""])), .number(0), otherwise: length)
    case .codeLengthIfEven:
      .choice(
        [
          (.equal(text, .text("")), .number(LevelRule.noText)),
          (isAmong(LevelRule.allProducts), .number(0)),
          (.matches(text, "^([0-9][0-9])+$"), length),
        ], otherwise: .number(LevelRule.noCode))
    case .groupLength(let count):
      .when(.equal(length, .number(count)), .number(0), otherwise: .number(1))
    case .worldAndGroups:
      .choice(
        [
          (isAmong(LevelRule.world), .number(0)),
          (.any([.matches(text, "_"), isAmong(LevelRule.unions)]), .number(1)),
        ], otherwise: .number(2))
    case .groups(let groups, let prefixes, let suffixes):
      .when(
        .either(
          [isAmong(groups)] + prefixes.map { .call(.startsWith, [text, .text($0)]) }
            + suffixes.map { .call(.endsWith, [text, .text($0)]) }),
        .number(0), otherwise: .number(1))
    }
  }

  /// The text itself where those of its level are few: totals and groups, and all texts of columns
  /// that have few; else an empty one.
  func example(of text: SQLExpression, level: SQLExpression) -> SQLExpression {
    if [.procedure, .transport].contains(role) { return text }
    let parts = if case .worldAndGroups = kind { 2 } else { 1 }
    return .when(.compared(level, "<", .number(parts)), text, otherwise: .text(""))
  }

  /// The level as it tells rows apart, where the column `level` holds it in the table `cells`.
  func distinguishing(_ level: String, in cells: String, _ dialect: SQLDialect) -> String {
    guard case .codeLengthIfEven = kind else { return level }
    return "CASE WHEN EXISTS (SELECT 1 FROM \(cells) WHERE \(level) = \(LevelRule.noCode)) "
      + "THEN CASE WHEN \(level) = 0 THEN 0 ELSE 1 END "
      + "WHEN \(level) = \(LevelRule.noText) THEN (SELECT max(\(level)) FROM \(cells)) "
      + "ELSE \(level) END"
  }
}

/// Codes of digits as numbers in the same order as the texts: engines keep the least number of a
/// group at no cost, but sort all rows to find the least text.
enum OrderedCode {
  private static let digits = 15

  /// A code as a number; null for a text of other characters or too many.
  static func number(_ text: SQLExpression) -> SQLExpression {
    .when(
      .matches(text, "^[0-9]{1,\(digits)}$"),
      .computed(
        .computed(
          .integer(.call(.padded, [text, .number(digits), .text("0")])), "*", .number(100)),
        "+", .call(.byteCount, [text])))
  }

  /// The code that a number stands for.
  static func text(_ number: Int) -> String {
    let padded = String(number / 100)
    let zeros = String(repeating: "0", count: max(0, digits - padded.utf8.count))
    return String((zeros + padded).prefix(number % 100))
  }
}
