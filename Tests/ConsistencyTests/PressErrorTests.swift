import Consistency
import Exact
import Testing

/// Each error of the press is planted in figures that otherwise agree, and named by the hint.
@Suite struct PressErrorTests {
  private func hint(_ statement: Int, _ fill: (inout Release) throws -> Void) throws -> String? {
    var release = Release()
    try fill(&release)
    let assessment = assess(release.statements)
    #expect(assessment.verdict == .inconsistent)
    return assessment.repair(of: "s\(statement)")?.hint
  }

  private func flows(_ release: inout Release) throws {
    try release.level(.exports, "2017", "5256.4")
    try release.level(.imports, "2017", "7314.7")
  }

  @Test func aTruncatedFigure() throws {
    // 125.68 / 100 cut off: 25.6, rounded it would be 25.7.
    let hint = try hint(3) {
      try $0.level(.exports, "2017", "125.680")
      try $0.level(.exports, "2016", "100.000")
      try $0.change(.percentChange, .exports, "2017", from: "2016", "25.6")
    }
    #expect(hint == "truncated, not rounded")
  }

  @Test func oneWrongDigit() throws {
    // Uzbekistan, January to April 2019: 12,571.1 less 7,314.7 is 5,256.4, printed as 3,256.4.
    let hint = try hint(1) {
      try $0.level(.exports, "2019", "3256.4")
      try $0.level(.imports, "2019", "7314.7")
      try $0.level(.turnover, "2019", "12571.1")
    }
    #expect(hint == "one wrong digit: 5256.4")
  }

  @Test func theWrongScaleWord() throws {
    let hint = try hint(3) {
      try flows(&$0)
      try $0.level(.turnover, "2017", "12571.1", scale: 1_000_000_000)
    }
    #expect(hint == "scale word: million for billion")
  }

  @Test func anIndexForAChange() throws {
    let hint = try hint(3) {
      try $0.level(.exports, "2017", "108.4")
      try $0.level(.exports, "2016", "100.0")
      try $0.change(.percentChange, .exports, "2017", from: "2016", "108.4")
    }
    #expect(hint == "an index, not a change: 108.4 percent of the base")
  }

  @Test func twoDigitsSwapped() throws {
    let hint = try hint(3) {
      try flows(&$0)
      try $0.level(.turnover, "2017", "15271.1")
    }
    #expect(hint == "two digits swapped: 12571.1")
  }

  @Test func aDigitLeftOut() throws {
    // Tajikistan, January to April 2018: 1,394.7 less 1,062.9 is 331.8, printed as 31.8.
    let hint = try hint(1) {
      try $0.level(.exports, "2018", "31.8")
      try $0.level(.imports, "2018", "1062.9")
      try $0.level(.turnover, "2018", "1394.7")
    }
    #expect(hint == "a digit left out: 331.8")
  }

  @Test func aDigitTooMany() throws {
    let hint = try hint(1) {
      try $0.level(.exports, "2018", "3341.8")
      try $0.level(.imports, "2018", "1062.9")
      try $0.level(.turnover, "2018", "1394.7")
    }
    #expect(hint == "a digit too many: 331.8")
  }

  @Test func growthForDecline() throws {
    let hint = try hint(3) {
      try $0.level(.exports, "2017", "77.0")
      try $0.level(.exports, "2016", "100.0")
      try $0.change(.percentChange, .exports, "2017", from: "2016", "23")
    }
    #expect(hint == "sign: decline, not growth")
  }

  @Test func theOtherFlow() throws {
    let hint = try hint(5) {
      try $0.level(.exports, "2017", "110.0")
      try $0.level(.exports, "2016", "100.0")
      try $0.level(.imports, "2017", "187.0")
      try $0.level(.imports, "2016", "100.0")
      try $0.change(.percentChange, .exports, "2017", from: "2016", "87")
    }
    #expect(hint == "flow: imports, not exports")
  }

  @Test func theNeighbouringPeriod() throws {
    let hint = try hint(4) {
      try $0.level(.exports, "2017", "187.0")
      try $0.level(.exports, "2016", "110.0")
      try $0.level(.exports, "2015", "100.0")
      try $0.change(.percentChange, .exports, "2017", from: "2016", "87")
    }
    #expect(hint == "period: compared with 2015, not 2016")
  }

  @Test func noErrorThatWouldMendIsNoHint() throws {
    // India, March 2019: two vintages of the base are mixed; no slip of the pen explains that.
    var release = Release()
    try release.level(.exports, "2017", "444.4")
    try release.level(.exports, "2016", "100.0")
    try release.change(.percentChange, .exports, "2017", from: "2016", "6.6")
    #expect(assess(release.statements).repair(of: "s3")?.hint == nil)
  }
}
