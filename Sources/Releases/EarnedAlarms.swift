import Consistency
import Exact

/// A clash that was laid to the reading of the text, not to the text.
public struct Misreading: Sendable {
  /// The ids of its statements.
  public let statements: [String]
  /// The clash in words.
  public let explanation: String
}

/// Judges a release so that an alarm is earned.
///
/// Where figures clash by more than a misprint explains, or one of them has a rival, they were more
/// likely misread: each of them gains the reading of something else, the document is judged again,
/// and the clash is kept beside the verdict. A figure that clashes by a misprint elsewhere is left as
/// it is.
struct EarnedAlarms {
  private(set) var statements: [Statement]
  private(set) var assessment: Assessment
  private(set) var misreadings: [Misreading] = []

  /// Judges `statements` with `identities`, as often as clashes are laid to their reading.
  init(_ statements: [Statement], identities: [Identity]) {
    self.statements = EarnedAlarms.trusting(statements, identities)
    assessment = assess(self.statements, identities: identities)
    if assessment.verdict == .unverifiable { dispelDoubts(identities) }
    guard assessment.verdict == .inconsistent else { return }
    let rivals = Rivals(self.statements, shown: assessment.combination)
    let rivalled = Set(self.statements.lazy.filter(rivals.contains).map(\.id))
    for _ in 0..<EarnedAlarms.rounds {
      let strange = EarnedAlarms.unexplained(assessment, rivalled: rivalled)
      guard !strange.isEmpty else { return }
      misreadings += strange.map {
        Misreading(statements: $0.statements, explanation: $0.explanation)
      }
      let misread = Set(strange.flatMap(\.statements))
      self.statements = self.statements.map { misread.contains($0.id) ? $0.doubted : $0 }
      assessment = assess(self.statements, identities: identities)
    }
  }

  /// Judges again without the doubts of figures that agree with the rest so closely that nothing else would:
  /// the agreement shows that they were read as they were meant.
  private mutating func dispelDoubts(_ identities: [Identity]) {
    guard statements.contains(where: \.isDoubted) else { return }
    let plain = statements.map(\.plain)
    let findings = assess(plain, identities: identities)
    guard findings.verdict == .consistent else { return }
    let agreeing = plain.map { statement in
      statement.readings.contains { reading in
        guard let finding = findings.readings[reading.id], finding.status == .holds,
          finding.isTested
        else { return false }
        return EarnedAlarms.isClose(finding.allowed, to: reading.figure.printed.value)
      }
    }
    guard agreeing.contains(true) else { return }
    statements = zip(zip(statements, plain), agreeing).map { $1 ? $0.1 : $0.0 }
    assessment = assess(statements, identities: identities)
  }

  /// Whether the rest leaves a figure so little room that another one would hardly be in it.
  private static func isClose(_ allowed: Interval?, to printed: Rational) -> Bool {
    guard let lower = allowed?.lower.value, let upper = allowed?.upper.value else { return false }
    return (upper - lower) * room <= printed.magnitude
  }

  /// The printed number in multiples of the room that the rest leaves it.
  private static let room = Rational(3)

  /// The statements without the doubts of those that clash by what can only be a slip: had they been
  /// misread, undoing it would not make them agree.
  private static func trusting(
    _ statements: [Statement], _ identities: [Identity]
  ) -> [Statement] {
    guard statements.contains(where: \.isDoubted) else { return statements }
    let plain = statements.map(\.plain)
    guard !mayHold(plain, identities: identities) else { return statements }
    let telling = assess(plain, identities: identities).conflicts.filter { conflict in
      (conflict.repairs.contains { $0.slip == .telling }
        || isChangeWithItsEnds(conflict, statements)
          && conflict.repairs.contains { $0.slip != .none })
        && !conflict.repairs.contains { $0.slip == .misplaced }
    }
    let trusted = Set(telling.flatMap(\.statements))
    return statements.map { trusted.contains($0.id) ? $0.plain : $0 }
  }

  /// Whether a change and the two levels that it is told with in one breath clash among themselves.
  ///
  /// «Выросла на 18 %, с 2,9 млрд до 3,7 млрд долларов»: whatever they are of, it is one thing.
  private static func isChangeWithItsEnds(_ conflict: Conflict, _ statements: [Statement]) -> Bool {
    let told = statements.filter { conflict.statements.contains($0.id) }.sorted {
      $0.start < $1.start
    }
    guard conflict.identities.isEmpty, told.count == 3,
      told.count(where: { $0.readings[0].reference != nil }) == 1
    else { return false }
    return zip(told, told.dropFirst()).allSatisfy { $1.start - $0.end <= breath }
  }

  /// The characters that may stand between figures told in one breath.
  private static let breath = 12

  /// A clash may hide another behind it; each round takes at least two figures out.
  private static let rounds = 8

  /// The conflicts of figures alone that no misprint explains.
  private static func unexplained(
    _ assessment: Assessment, rivalled: Set<String>
  ) -> [Conflict] {
    // What the user states or the data says was not read out of the text.
    let certain = Set(
      assessment.identities.lazy
        .filter { $0.identity.source == .define || $0.identity.source == .against }.map(\.id))
    // What is larger than its whole is more often another country beside it than a partner misprinted.
    let wholes = Set(
      assessment.identities.lazy.filter { $0.identity.boundsPartner }.map(\.id))
    func isExplained(_ conflict: Conflict) -> Bool {
      conflict.statements.isEmpty || conflict.identities.contains(where: certain.contains)
        || conflict.repairs.contains { $0.slip != .none }
          && rivalled.isDisjoint(with: conflict.statements)
          && !(conflict.statements.count == 2 && conflict.identities.allSatisfy(wholes.contains))
    }
    let explained = Set(assessment.conflicts.filter(isExplained).flatMap(\.statements))
    return assessment.conflicts.filter {
      !isExplained($0) && explained.isDisjoint(with: $0.statements)
    }
  }
}

extension Identity {
  /// Whether it says no more than that a partner's part is not larger than its whole.
  fileprivate var boundsPartner: Bool {
    guard relation == .atMost, source == .accounting, terms.count == 2 else { return false }
    let (part, whole) = (terms[0].quantity, terms[1].quantity)
    return part.period == whole.period && part.scope.path.count > whole.scope.path.count
  }
}

extension Statement {
  fileprivate var isDoubted: Bool { readings.contains(where: \.isDetached) }

  /// The statement without the reading that its figure is of something else.
  fileprivate var plain: Statement {
    Statement(
      id: id, quote: quote, start: start, end: end, readings: readings.filter { !$0.isDetached })
  }

  /// The statement with the reading that its figure is of something else.
  fileprivate var doubted: Statement {
    guard let first = readings.first, !isDoubted else { return self }
    return Statement(
      id: id, quote: quote, start: start, end: end, readings: readings + [first.detached(from: id)])
  }
}
