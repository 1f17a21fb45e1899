import Exact
import Testing

@testable import Releases

@Suite struct PeriodSumTests {
  private func sum(_ period: String, _ values: [String: Int128]) throws -> String {
    var sums: [Period: ScaledInteger] = [:]
    for (text, digits) in values {
      sums[try #require(Period(text))] = ScaledInteger(digits: digits, scale: 1)
    }
    switch PeriodSum(of: try #require(Period(period)), in: sums) {
    case .found(let value): return value.description
    case .absent(let reason): return reason
    }
  }

  private var months: [String: Int128] {
    Dictionary(uniqueKeysWithValues: (1...12).map { ("2017-\($0 < 10 ? "0" : "")\($0)", 15) })
  }

  @Test func aYearIsItsTwelveMonths() throws {
    #expect(try sum("2017", months) == "18")
    #expect(try sum("2017-01..2017-06", months) == "9")
    #expect(try sum("2017-Q2", months) == "4.5")
  }

  @Test func aHalfIsItsQuarters() throws {
    #expect(try sum("2017-01..2017-06", ["2017-Q1": 10, "2017-Q2": 25, "2017-Q3": 1]) == "3.5")
  }

  @Test func missingMonthsAreNamed() throws {
    var months = months
    months["2017-11"] = nil
    months["2017-12"] = nil
    months["2017-03"] = nil
    #expect(
      try sum("2017", months)
        == "the data does not cover 2017: 2017-03, 2017-11..2017-12 are missing")
  }

  @Test func aPeriodInsideALongerOneIsNotGuessed() throws {
    #expect(try sum("2017-06", ["2017": 120]) == "the data has no 2017-06, only the whole of 2017")
    #expect(
      try sum("2019", ["2017": 120, "2018": 1]) == "the data has no 2019, periods from 2017 to 2018"
    )
  }

  @Test func aYearThatIsNotItsMonthsIsNoValue() throws {
    var months = months
    months["2017"] = 181
    #expect(try sum("2017", months) == "the data has 2017 and its parts, and they do not add up")
    months["2017"] = 180
    #expect(try sum("2017", months) == "18")
  }
}
