import Consistency
import Exact
import Testing

@Suite struct DefinitionInstanceTests {
  private func instances(_ text: String, for release: Release) throws -> [String] {
    try Definitions(text, file: "rules").instances(for: release.statements).identities.map(\.text)
  }

  @Test func openPlacesStandForWhatTheDocumentNames() throws {
    var release = Release(scope: "A")
    try release.level(.exports, "2021", "5")
    try release.level(.imports, "2022", "5", part: ["B"])
    #expect(
      try instances("exports <= 2 * imports", for: release) == [
        "exports <= 2 * imports (A, 2021)", "exports <= 2 * imports (A/B, 2022)",
      ])
    #expect(
      try instances("exports[*, 2021] <= 2 * imports[*, 2021]", for: release) == [
        "exports[*, 2021] <= 2 * imports[*, 2021] (A)"
      ])
    #expect(try instances("turnover[\"C\"] <= exports[\"A\"]", for: release).count == 1)
    #expect(try instances("turnover[\"C\"] <= 5", for: release).isEmpty)
  }

  @Test func aDefinitionAppliesToWhatAnotherNames() throws {
    var release = Release(scope: "A")
    try release.level(.exports, "2021", "5")
    let text = """
      "services" = 1/4 * "goods"
      exports = "goods" + "services"
      """
    let definitions = try Definitions(text, file: "rules")
    let instances = try definitions.instances(for: release.statements)
    #expect(instances.definitions == definitions.definitions)
    let assessment = assess(release.statements, identities: instances.identities)
    #expect(Verifier.check(assessment, of: release.statements).isEmpty)
    let goods = try #require(assessment.quantities.first { $0.quantity.name == "goods" })
    #expect(goods.implied == Interval(3_600_000, 4_400_000))
  }

  @Test func instanceWhoseQuantitiesCancelIsLeftOut() throws {
    var release = Release(scope: "A")
    try release.level(.exports, "2021", "5")
    #expect(try instances("exports <= exports[\"A\"]", for: release).isEmpty)
  }

  @Test func moreInstancesThanTheLimitAreRefused() throws {
    var release = Release(scope: "A")
    for year in 2001...2005 { try release.level(.exports, "\(year)", "5") }
    let definitions = try Definitions("\nexports <= 9\nexports >= 1", file: "rules")
    #expect(try definitions.instances(for: release.statements, limit: 10).identities.count == 10)
    let error = try #require(throws: TooManyInstances.self) {
      try definitions.instances(for: release.statements, document: "r.txt", limit: 9)
    }
    #expect(
      "\(error)" == """
        rules:3: found more than 9 identities for the figures of r.txt, expected fewer; name a \
        scope or a period in the definitions
        """)
  }

  @Test func identityWithCoefficientsOfZeroSaysWhatItsOthersSay() throws {
    var release = Release(scope: "A")
    try release.level(.exports, "2021", "5")
    try release.level(.imports, "2021", "7")
    let exports = release.statements[0].readings[0].subject
    let imports = release.statements[1].readings[0].subject
    func verdict(_ terms: [Identity.Term], _ bound: Rational) -> Verdict {
      let assessment = assess(
        release.statements,
        identities: [
          Identity(text: "x", source: .define, terms: terms, relation: .atMost, bound: bound)
        ])
      #expect(Verifier.check(assessment, of: release.statements).isEmpty)
      return assessment.verdict
    }
    #expect(verdict([.init(0, exports), .init(1, imports)], 1_000_000) == .inconsistent)
    #expect(verdict([.init(0, exports), .init(1, imports)], 9_000_000) == .consistent)
    #expect(verdict([.init(0, exports), .init(0, imports)], 0) == .unverifiable)
  }

  @Test func definitionThatFiguresBreakIsPartOfTheConflict() throws {
    var release = Release(scope: "A")
    try release.level(.exports, "2021", "5")
    try release.level(.imports, "2021", "7")
    let instances = try Definitions("imports <= exports", file: "rules")
      .instances(for: release.statements)
    let assessment = assess(release.statements, identities: instances.identities)
    #expect(assessment.verdict == .inconsistent)
    #expect(Verifier.check(assessment, of: release.statements).isEmpty)
    let conflict = try #require(assessment.conflicts.first)
    #expect(conflict.statements == ["s1", "s2"])
    let names = conflict.identities.compactMap { id in
      assessment.identities.first { $0.id == id }?.identity
    }
    #expect(names.map(\.source) == [.define])
  }

  @Test func definitionsThatContradictEachOtherAreNamed() throws {
    var release = Release(scope: "A")
    try release.level(.exports, "2021", "5")
    let text = """
      exports["Z", 2017, USD] = 5
      exports["Z", 2017, USD] >= 6
      """
    let instances = try Definitions(text, file: "rules").instances(for: release.statements)
    let assessment = assess(release.statements, identities: instances.identities)
    #expect(assessment.verdict == .inconsistent)
    #expect(Verifier.check(assessment, of: release.statements).isEmpty)
    #expect(assessment.conflicts.map(\.statements) == [[]])
    #expect(assessment.conflicts.map(\.identities) == [["i1", "i2"]])
  }
}
