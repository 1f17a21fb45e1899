import Testing

@testable import Exact

@Suite struct PrintedDecimalTests {
  @Test(arguments: [
    ("960.6", "960.6", "0.1"), ("2.10", "2.10", "0.01"), ("110", "110", "1"),
    ("-0.05", "-0.05", "0.01"),
    ("+7", "7", "1"), (".5", "0.5", "0.1"), ("-0.0", "0.0", "0.1"),
  ])
  func digitsAndResolutionAreKept(text: String, printed: String, resolution: String) throws {
    let figure = try #require(PrintedDecimal(text))
    #expect(figure.description == printed)
    #expect(figure.resolution.description == resolution)
  }

  @Test(arguments: ["", "-", ".", "1,2", "1e5", "1.2.3", "١", " 1", "--1"])
  func anythingElseIsNotADecimal(text: String) {
    #expect(PrintedDecimal(text) == nil)
  }

  @Test func aDecimalLongerThanAWordIsExact() throws {
    for length in [16, 17, 18, 400] {
      let text = String(repeating: "9", count: length) + ".25"
      #expect(try #require(PrintedDecimal(text)).description == text)
    }
  }
}

extension PrintedDecimalTests {
  @Test func aNumberThatOnlyTakesTimeIsNone() {
    let longest = String(repeating: "7", count: PrintedDecimal.mostDigits)
    #expect(PrintedDecimal(longest)?.description == longest)
    #expect(PrintedDecimal(longest + "7") == nil)
    #expect(PrintedDecimal("0." + longest) == nil)
  }
}

@Suite struct IntervalTests {
  @Test func openEndsDecideWhetherTouchingIntervalsMeet() {
    let low = Interval(1, 2)
    #expect(!low.intersection(Interval(2, 3)).isEmpty)
    #expect(low.intersection(Interval(lower: .open(2), upper: .unbounded)).isEmpty)
  }

  @Test func aNegativeFactorSwapsTheEnds() {
    let interval = Interval(lower: .closed(1), upper: .open(3)).scaled(by: -2)
    #expect(interval == Interval(lower: .open(-6), upper: .closed(-2)))
    #expect(interval.description == "(-6, -2]")
  }

  @Test func theHullOfAnUnboundedIntervalIsUnbounded() {
    let hull = Interval(lower: .closed(1), upper: .unbounded).hull(Interval(0, 5))
    #expect(hull == Interval(lower: .closed(0), upper: .unbounded))
  }
}

@Suite struct PeriodTests {
  @Test(arguments: [
    "2017", "2017-06", "2017-Q2", "2018-01..2018-06", "2016..2017", "2018-11..2019-02",
  ])
  func textIsReadBackAsPrinted(text: String) throws {
    #expect(try #require(Period(text)).description == text)
  }

  @Test(arguments: ["17", "2017-13", "2017-Q5", "2018-06..2018-01", "2017-6", "x", "2017-01-01"])
  func otherTextIsNotAPeriod(text: String) {
    #expect(Period(text) == nil)
  }

  @Test func aHalfYearIsASpanAndItsBaseIsAYearEarlier() throws {
    let half = try #require(Period("2019-H1"))
    #expect(half.description == "2019-01..2019-06")
    #expect(half.advanced(byMonths: -12).description == "2018-01..2018-06")
  }

  @Test func anUnnamedYearPrintsAsOne() {
    #expect(Period(year: 0, from: 1, to: 8).description == "Y-01..Y-08")
    #expect(Period(year: -1).description == "Y-1")
  }
}
