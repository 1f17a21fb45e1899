import Consistency
import Exact
import Testing

@Suite struct CombinationTests {
  /// Parts of a whole, each printed as one of some levels, the first at cost 0, the others at cost 1.
  private func parts(
    _ count: Int, levels: [String], whole: String
  ) throws -> (Release, [Identity]) {
    var release = Release(unit: nil)
    var terms = [Identity.Term(1, release.quantity(.exports, "2017"))]
    for number in 0..<count {
      let part = release.quantity(.exports, "2017", part: ["P\(number)"])
      terms.append(.init(-1, part))
      release.add(
        try levels.map { text in
          let value = try #require(Rational(text))
          return (
            .level, part, nil, try release.figure(text, "", interval: Interval(value, value))
          )
        }, cost: levels.indices.map { min($0, 1) })
    }
    let value = try #require(Rational(whole))
    try release.level(
      .exports, "2017", whole, scale: 1, interval: Interval(value, value))
    return (release, [Identity(text: "the parts make up the whole", source: .text, terms: terms)])
  }

  @Test func arithmeticChoosesTheReading() throws {
    // 3 + 3 + 3 is not 10, 4 + 3 + 3 is: one part reads 4, but nothing says which.
    let (release, identities) = try parts(3, levels: ["3", "4"], whole: "10")
    let assessment = assess(release.statements, identities: identities)
    #expect(assessment.verdict == .consistent)
    #expect(Verifier.check(assessment, of: release.statements) == [])
    let statuses = assessment.readings.filter { $0.key.hasPrefix("s") && $0.key != "s4.a" }
    #expect(!statuses.values.contains { $0.status != .open })
    let changed = assessment.combination.values.filter { $0.hasSuffix(".b") }
    #expect(changed.count == 1)
    // Over all three combinations each part is 3 or 4.
    let part = release.quantity(.exports, "2017", part: ["P0"])
    #expect(
      assessment.quantities.first { $0.quantity == part }?.implied == Interval(3, 4))
  }

  @Test func theCheapestCombinationIsShown() throws {
    var release = Release()
    let exports = release.quantity(.exports, "2017")
    release.add(
      [
        (.level, exports, nil, try release.figure("5", "USD")),
        (.level, exports, nil, try release.figure("6", "USD")),
      ], cost: [2, 0])
    let assessment = assess(release.statements)
    #expect(assessment.combination == ["s1": "s1.b"])
    #expect(assessment.readings["s1.a"]?.status == .open)
  }

  @Test func oneDecidedStatementHoldsAndItsOtherReadingIsRefuted() throws {
    let (release, identities) = try parts(3, levels: ["3", "4"], whole: "9")
    let assessment = assess(release.statements, identities: identities)
    for number in 1...3 {
      #expect(assessment.readings["s\(number).a"]?.status == .holds)
      #expect(assessment.readings["s\(number).b"]?.status == .refuted)
    }
  }

  @Test func refutationsCoverEveryCombination() throws {
    let (release, identities) = try parts(4, levels: ["3", "5"], whole: "13")
    let assessment = assess(release.statements, identities: identities)
    #expect(assessment.verdict == .inconsistent)
    #expect(assessment.conflicts.first?.statements.count == 5)
    #expect(Verifier.check(assessment, of: release.statements) == [])
  }

  @Test func aSearchThatMeetsItsLimitIsNeverCalledInconsistent() throws {
    // 2^14 combinations of even sums, none of which is odd.
    let (release, identities) = try parts(14, levels: ["3", "5"], whole: "57")
    let assessment = assess(
      release.statements, identities: identities, options: AssessmentOptions(searchLimit: 100))
    #expect(assessment.isBounded)
    #expect(assessment.verdict == .unverifiable)
    #expect(assessment.witness == nil)
    #expect(Verifier.check(assessment, of: release.statements) == [])
  }

  @Test func everyIndependentConflictIsFound() throws {
    var release = Release()
    for period in ["2015", "2016", "2017"] {
      try release.level(.exports, period, "50")
      try release.level(.imports, period, "30")
      try release.level(.turnover, period, period == "2016" ? "80" : "90")
    }
    let assessment = assess(release.statements)
    #expect(assessment.conflicts.map(\.statements) == [["s1", "s2", "s3"], ["s7", "s8", "s9"]])
    #expect(assessment.readings["s4.a"]?.status == .holds)
    #expect(assessment.readings["s3.a"]?.status == .open)
    #expect(Verifier.check(assessment, of: release.statements) == [])
  }

  @Test func theStatementThatMendsMostIsTakenAway() throws {
    // One wrong turnover of 2017 clashes with both flows and with both growth figures.
    var release = Release()
    try release.level(.turnover, "2017", "95")
    try release.level(.exports, "2017", "50")
    try release.level(.imports, "2017", "30")
    try release.level(.turnover, "2016", "40")
    try release.change(.percentChange, .turnover, "2017", from: "2016", "100")
    try release.change(.ratio, .turnover, "2017", from: "2016", "2.0")
    let assessment = assess(release.statements)
    #expect(assessment.conflicts.count == 1)
    #expect(assessment.readings.filter { $0.value.status == .open }.keys.contains("s1.a"))
  }

  @Test(.timeLimit(.minutes(20)))
  func hundredsOfFiguresForOneQuantityTakeBoundedTime() throws {
    var release = Release()
    for number in 0..<500 {
      try release.level(.exports, "2017", number == 250 ? "51" : "50")
    }
    let assessment = assess(release.statements)
    #expect(assessment.verdict == .consistent)
    #expect(assessment.isTight)
  }
}
