import Consistency
import Exact
import Testing

@Suite struct VerdictTests {
  private func verdict(_ release: Release) -> Verdict {
    let assessment = assess(release.statements)
    #expect(Verifier.check(assessment, of: release.statements) == [])
    return assessment.verdict
  }

  @Test func nothingStatedIsUnverifiable() {
    #expect(assess([]).verdict == .unverifiable)
  }

  @Test func oneLevelAloneIsUnverifiable() throws {
    var release = Release()
    try release.level(.exports, "2017", "12.5")
    let assessment = assess(release.statements)
    #expect(assessment.verdict == .unverifiable)
    #expect(assessment.readings["s1.a"]?.status == .holds)
    #expect(assessment.readings["s1.a"]?.isTested == false)
    #expect(assessment.quantities.first?.implied == Interval(12_450_000, 12_550_000))
  }

  @Test func growthOfTwoFlowsAloneIsUnverifiable() throws {
    var release = Release()
    try release.change(.percentChange, .exports, "2017", from: "2016", "20")
    try release.change(.percentChange, .imports, "2017", from: "2016", "-5")
    #expect(verdict(release) == .unverifiable)
  }

  @Test func growthOfBothFlowsAndOfTheirSumIsTested() throws {
    var release = Release()
    try release.change(.percentChange, .exports, "2017", from: "2016", "20")
    try release.change(.percentChange, .imports, "2017", from: "2016", "10")
    try release.change(.percentChange, .turnover, "2017", from: "2016", "15")
    let assessment = assess(release.statements)
    #expect(assessment.verdict == .consistent)
    #expect(!assessment.readings.values.contains { !$0.isTested })
    #expect(
      assessment.readings["s3.a"]?.allowed
        == Interval(
          lower: .open(Rational(19, 2)), upper: .open(Rational(41, 2))))
  }

  @Test func twoFiguresForOneChangeTestEachOther() throws {
    var release = Release()
    try release.change(.ratio, .turnover, "2017", from: "2016", "2.1")
    try release.change(.percentChange, .turnover, "2017", from: "2016", "108.4")
    #expect(verdict(release) == .consistent)
    try release.change(.percentChange, .turnover, "2017", from: "2016", "105.9")
    #expect(verdict(release) == .inconsistent)
  }

  @Test func aGrowthOfPercentagesOnlyIsNotSolvedByZero() throws {
    // Parts up by 20 and 10 percent, the whole by 30: only zero would satisfy the bare equations.
    var release = Release()
    try release.change(.percentChange, .exports, "2017", from: "2016", "20")
    try release.change(.percentChange, .imports, "2017", from: "2016", "10")
    try release.change(.percentChange, .turnover, "2017", from: "2016", "30")
    #expect(verdict(release) == .inconsistent)
  }

  @Test func aLevelBelowOneUnitIsABaseLikeAnyOther() throws {
    // Cents for a kilogram: a positive base need not reach a whole unit.
    var release = Release(unit: "USD/kg")
    try release.level(.exports, "2016", "0.40", scale: 1)
    try release.level(.exports, "2017", "0.50", scale: 1)
    try release.change(.percentChange, .exports, "2017", from: "2016", "25")
    #expect(verdict(release) == .consistent)
  }

  /// A poll of 79, 11, 3 and 10 percent: 103, where four roundings can add two at most.
  @Test func sharesThatAddUpToOneHundredAndThreeConflict() throws {
    var release = Release(unit: nil)
    let whole = release.quantity(.other, "2017")
    var parts: [Quantity] = []
    for (name, printed) in [("a", "79"), ("b", "11"), ("c", "3"), ("d", "10")] {
      let part = release.quantity(.other, "2017", part: [name])
      parts.append(part)
      try release.share(part, of: whole, printed)
    }
    let sum = Identity(
      text: "the answers make up all", source: .text,
      terms: [.init(1, whole)] + parts.map { .init(-1, $0) })
    let assessment = assess(release.statements, identities: [sum])
    #expect(assessment.verdict == .inconsistent)
    #expect(assessment.conflicts.first?.statements == ["s1", "s2", "s3", "s4"])
    #expect(assessment.conflicts.first?.identities == ["i1"])
    #expect(Verifier.check(assessment, of: release.statements) == [])
    // 100 − 10.5 − 2.5 − 9.5 = 77.5 and 100 − 11.5 − 3.5 − 10.5 = 74.5.
    let range = Interval(Rational(149, 2), Rational(155, 2))
    #expect(assessment.repair(of: "s1")?.holdsIf == range)
  }

  /// 61 and 40 percent of a vote of two: only 60.5 and 39.5 add up to a hundred.
  @Test func sharesThatMeetOnlyAtTheTieAreTight() throws {
    func assessment(_ first: String, _ second: String) throws -> Assessment {
      var release = Release(unit: nil)
      let whole = release.quantity(.other, "2017")
      let yes = release.quantity(.other, "2017", part: ["yes"])
      let no = release.quantity(.other, "2017", part: ["no"])
      try release.share(yes, of: whole, first)
      try release.share(no, of: whole, second)
      let sum = Identity(
        text: "yes and no", source: .text,
        terms: [.init(1, whole), .init(-1, yes), .init(-1, no)])
      return assess(release.statements, identities: [sum])
    }
    #expect(try assessment("61", "40").verdict == .consistent)
    #expect(try assessment("61", "40").isTight)
    #expect(try !assessment("60", "40").isTight)
    #expect(try assessment("61", "41").verdict == .inconsistent)
  }

  @Test func anExactNumberIsNotTight() throws {
    var release = Release()
    try release.level(.exports, "2017", "100", interval: Interval(100, 100))
    try release.level(
      .exports, "2017", "100", interval: Interval(lower: .closed(100), upper: .unbounded))
    let assessment = assess(release.statements)
    #expect(assessment.verdict == .consistent)
    #expect(!assessment.isTight)
  }

  @Test func truncatedFiguresLeaveTheirUpperEndOut() throws {
    var release = Release()
    try release.level(
      .exports, "2017", "1", interval: Interval(lower: .closed(1), upper: .open(2)))
    try release.level(.exports, "2017", "2", interval: Interval(2, 3))
    #expect(verdict(release) == .inconsistent)
    let rows = assess(release.statements).conflicts.flatMap(\.refutations).flatMap(\.rows)
    #expect(rows.contains { $0.relation == .less })
  }

  @Test func identitiesThatContradictEachOtherAreSaidTo() throws {
    var release = Release()
    try release.level(.exports, "2017", "100")
    let exports = release.quantity(.exports, "2017")
    let identities = [7, 8].map { (value: Rational) in
      Identity(text: "defined", source: .define, terms: [.init(1, exports)], bound: value)
    }
    let assessment = assess(release.statements, identities: identities)
    #expect(assessment.verdict == .inconsistent)
    #expect(assessment.conflicts.first?.statements == [])
    #expect(assessment.conflicts.first?.identities == ["i1", "i2"])
    #expect(Verifier.check(assessment, of: release.statements) == [])
  }

  @Test func levelsInDifferentUnitsNeverMeet() throws {
    var dollars = Release(unit: "USD")
    try dollars.level(.exports, "2017", "100")
    try dollars.level(.imports, "2017", "100")
    let euros = Release(unit: "EUR")
    dollars.add([
      (
        .level, euros.quantity(.turnover, "2017"), nil,
        try euros.figure("150", "EUR", scale: 1_000_000)
      )
    ])
    #expect(verdict(dollars) == .unverifiable)
  }

  @Test func aDeficitThatNarrowedIsComparedBySize() throws {
    // India, March 2019 (Ministry of Commerce): 10.89 after 13.69 bn is a fall of 20.5 percent.
    for (printed, expected) in [("-20.5", Verdict.consistent), ("-19.4", .inconsistent)] {
      var release = Release()
      try release.level(.balance, "2019-03", "-10.89")
      try release.level(.balance, "2018-03", "-13.69")
      release.add(
        [
          (
            kind: .percentChange, subject: release.quantity(.balance, "2019-03"),
            reference: release.quantity(.balance, "2018-03"), whole: nil,
            figure: try release.figure(printed, "percent")
          )
        ], sign: -1)
      #expect(verdict(release) == expected)
    }
  }

  @Test func aDecreaseInTimesDividesTheBaseByTheSubject() throws {
    for (printed, expected) in [("2", Verdict.consistent), ("3", .inconsistent)] {
      var release = Release()
      try release.level(.exports, "2017", "50")
      try release.level(.exports, "2016", "100")
      release.add(
        [
          (
            kind: .ratio, subject: release.quantity(.exports, "2017"),
            reference: release.quantity(.exports, "2016"), whole: nil,
            figure: try release.figure(printed, "times")
          )
        ], isInverted: true)
      #expect(verdict(release) == expected)
    }
  }

  @Test func pointsCompareTheSharesOfTwoPeriods() throws {
    for (printed, expected) in [("3", Verdict.consistent), ("5", .inconsistent)] {
      var release = Release()
      let now = release.quantity(.exports, "2017")
      let before = release.quantity(.exports, "2016")
      let whole = release.quantity(.turnover, "2017")
      try release.share(now, of: whole, "42")
      try release.share(before, of: release.quantity(.turnover, "2016"), "39")
      release.add([
        (
          kind: .points, subject: now, reference: before, whole: whole,
          figure: try release.figure(printed, "points")
        )
      ])
      let assessment = assess(release.statements)
      #expect(assessment.verdict == expected)
      #expect(Verifier.check(assessment, of: release.statements) == [])
    }
  }
}
