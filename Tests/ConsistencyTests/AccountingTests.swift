import Consistency
import Exact
import Testing

@Suite struct AccountingTests {
  private func verdict(_ fill: (inout Release) throws -> Void) throws -> Verdict {
    var release = Release()
    try fill(&release)
    let assessment = assess(release.statements)
    #expect(Verifier.check(assessment, of: release.statements) == [])
    return assessment.verdict
  }

  @Test func balanceIsExportsLessImports() throws {
    // Chelyabinsk, 2003: 793.4 − 229 is 564.4, not 137.7.
    for (balance, expected) in [("564.4", Verdict.consistent), ("137.7", .inconsistent)] {
      #expect(
        try verdict {
          try $0.level(.exports, "2003", "793.4")
          try $0.level(.imports, "2003", "229")
          try $0.level(.balance, "2003", balance)
        } == expected)
    }
  }

  @Test func aBalanceIsNotLargerThanTheTurnover() throws {
    #expect(
      try verdict {
        try $0.level(.turnover, "2017", "100")
        try $0.level(.balance, "2017", "-120")
      } == .inconsistent)
  }

  @Test(arguments: [
    ("12", Verdict.consistent), ("16", .inconsistent),
  ])
  func quartersAddUpToTheYear(fourth: String, expected: Verdict) throws {
    #expect(
      try verdict {
        try $0.level(.exports, "2017", "42")
        for (quarter, printed) in [("Q1", "9"), ("Q2", "10"), ("Q3", "11"), ("Q4", fourth)] {
          try $0.level(.exports, "2017-\(quarter)", printed)
        }
      } == expected)
  }

  @Test func monthsAndQuartersMeetInOnePeriod() throws {
    // First quarter 30 and April 10 make 40 for January to April, not 45.
    for (sum, expected) in [("40", Verdict.consistent), ("45", .inconsistent)] {
      #expect(
        try verdict {
          try $0.level(.imports, "2018-Q1", "30")
          try $0.level(.imports, "2018-04", "10")
          try $0.level(.imports, "2018-01..2018-04", sum)
        } == expected)
    }
  }

  @Test func twoWaysToSplitAYearMustAgree() throws {
    // H1 + H2 = 100; nine months + Q4 = 90 + 20.
    #expect(
      try verdict {
        try $0.level(.exports, "2017-01..2017-06", "50")
        try $0.level(.exports, "2017-07..2017-12", "50")
        try $0.level(.exports, "2017-01..2017-09", "90")
        try $0.level(.exports, "2017-Q4", "20")
        try $0.level(.exports, "2017", "105", interval: Interval(0, 1000))
      } == .inconsistent)
  }

  @Test func aMonthIsNotLargerThanItsYear() throws {
    #expect(
      try verdict {
        try $0.level(.exports, "2017", "10")
        try $0.level(.exports, "2017-05", "12")
      } == .inconsistent)
    // A balance may be.
    #expect(
      try verdict {
        try $0.level(.balance, "2017", "10")
        try $0.level(.balance, "2017-05", "12")
      } == .unverifiable)
  }

  @Test func aPartIsNotLargerThanItsWhole() throws {
    #expect(
      try verdict {
        try $0.level(.exports, "2017", "10")
        try $0.level(.exports, "2017", "12", part: ["EU", "Germany"])
      } == .inconsistent)
  }

  @Test func exportsOfAPartAreBoundedByTheTurnoverOfTheWhole() throws {
    #expect(
      try verdict {
        try $0.level(.turnover, "2017", "10")
        try $0.level(.exports, "2017", "12", part: ["EU"])
      } == .inconsistent)
  }

  @Test func aRateOfAPartMayExceedThatOfTheWhole() throws {
    var release = Release(unit: "percent")
    try release.level(.other, "2017", "4", scale: 1)
    try release.level(.other, "2017", "5", part: ["food"], scale: 1)
    #expect(assess(release.statements).verdict == .unverifiable)
  }
}
