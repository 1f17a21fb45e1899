import Consistency
import Exact
import Testing

/// A proof that was tampered with is not accepted.
@Suite struct VerifierTests {
  private func inconsistent() throws -> Release {
    var release = Release()
    try release.level(.exports, "2017", "50")
    try release.level(.imports, "2017", "30")
    try release.level(.turnover, "2017", "90")
    return release
  }

  private func rebuilt(
    _ assessment: Assessment, verdict: Verdict? = nil, witness: [String: Rational]? = nil,
    identities: [(id: String, identity: Identity)]? = nil, conflicts: [Conflict]? = nil,
    combination: [String: String]? = nil
  ) -> Assessment {
    Assessment(
      verdict: verdict ?? assessment.verdict, isTight: assessment.isTight,
      isBounded: assessment.isBounded, readings: assessment.readings,
      quantities: assessment.quantities, identities: identities ?? assessment.identities,
      combination: combination ?? assessment.combination, witness: witness ?? assessment.witness,
      conflicts: conflicts ?? assessment.conflicts)
  }

  private func mapRows(
    _ assessment: Assessment, _ change: (ProofRow) -> ProofRow
  ) -> Assessment {
    rebuilt(
      assessment,
      conflicts: assessment.conflicts.map { conflict in
        Conflict(
          statements: conflict.statements, identities: conflict.identities,
          explanation: conflict.explanation,
          refutations: conflict.refutations.map {
            Refutation(readings: $0.readings, rows: $0.rows.map(change))
          }, repairs: conflict.repairs)
      })
  }

  @Test func aWitnessOutsideAFigureIsRefused() throws {
    var release = Release()
    try release.level(.exports, "2017", "50")
    try release.level(.exports, "2017", "50.2")
    let assessment = assess(release.statements)
    #expect(Verifier.check(assessment, of: release.statements) == [])
    let moved = assessment.witness?.mapValues { $0 + 1_000_000 }
    #expect(
      !Verifier.check(rebuilt(assessment, witness: moved), of: release.statements).isEmpty)
    #expect(
      !Verifier.check(rebuilt(assessment, witness: [:]), of: release.statements).isEmpty)
    #expect(
      !Verifier.check(rebuilt(assessment, combination: [:]), of: release.statements).isEmpty)
  }

  @Test func anotherBoundCoefficientOrMultiplierIsRefused() throws {
    let release = try inconsistent()
    let assessment = assess(release.statements)
    #expect(Verifier.check(assessment, of: release.statements) == [])
    let tampered = [
      mapRows(assessment) {
        ProofRow(
          from: $0.from, coefficients: $0.coefficients, relation: $0.relation,
          bound: $0.bound - 1, multiplier: $0.multiplier)
      },
      mapRows(assessment) {
        ProofRow(
          from: $0.from, coefficients: $0.coefficients.mapValues { $0 * 2 },
          relation: $0.relation, bound: $0.bound * 2, multiplier: $0.multiplier / 2)
      },
      mapRows(assessment) {
        ProofRow(
          from: $0.from, coefficients: $0.coefficients, relation: $0.relation, bound: $0.bound,
          multiplier: -$0.multiplier)
      },
      mapRows(assessment) {
        ProofRow(
          from: "s1.a", coefficients: $0.coefficients, relation: $0.relation, bound: $0.bound,
          multiplier: $0.multiplier)
      },
      mapRows(assessment) {
        ProofRow(
          from: $0.from, coefficients: $0.coefficients, relation: .equal, bound: $0.bound,
          multiplier: $0.multiplier)
      },
    ]
    for other in tampered {
      #expect(!Verifier.check(other, of: release.statements).isEmpty)
    }
  }

  @Test func aConflictWithoutRefutationsOrAVerdictWithoutConflictIsRefused() throws {
    let release = try inconsistent()
    let assessment = assess(release.statements)
    let bare = assessment.conflicts.map {
      Conflict(
        statements: $0.statements, identities: $0.identities, explanation: "", refutations: [],
        repairs: [])
    }
    #expect(
      !Verifier.check(rebuilt(assessment, conflicts: bare), of: release.statements).isEmpty)
    #expect(!Verifier.check(rebuilt(assessment, conflicts: []), of: release.statements).isEmpty)
    #expect(
      !Verifier.check(
        rebuilt(assessment, verdict: .consistent, conflicts: []), of: release.statements
      ).isEmpty)
  }

  @Test func everyCombinationOfReadingsMustBeRefuted() throws {
    var release = try inconsistent()
    release.add([
      (.level, release.quantity(.exports, "2016"), nil, try release.figure("5", "USD")),
      (.level, release.quantity(.exports, "2015"), nil, try release.figure("5", "USD")),
    ])
    var statements = release.statements
    // The turnover gets a second reading, which holds, after the proof was made.
    let assessment = assess(statements)
    let plain = statements[2].readings[0]
    let other = Reading(
      id: "s3.b", kind: .level, subject: plain.subject,
      figure: try release.figure("80", "USD", scale: 1_000_000))
    statements[2] = Statement(
      id: "s3", quote: "", start: 0, end: 0, readings: [plain, other])
    #expect(
      Verifier.check(assessment, of: statements).contains { $0.contains("no refutation covers") })
  }

  @Test func anInventedIdentityDoesNotPassForAccounting() throws {
    let release = try inconsistent()
    let assessment = assess(release.statements)
    let invented = Identity(
      text: "exports = imports", source: .accounting,
      terms: [
        .init(1, release.quantity(.exports, "2017")),
        .init(-1, release.quantity(.imports, "2017")),
      ])
    let identities = assessment.identities + [(id: "i99", identity: invented)]
    #expect(
      Verifier.check(rebuilt(assessment, identities: identities), of: release.statements)
        .contains { $0.contains("no identity of accounting") })
  }
}
