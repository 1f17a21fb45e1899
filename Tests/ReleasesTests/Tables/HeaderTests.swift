import Consistency
import Exact
import Testing

@testable import Releases

@Suite struct HeaderTests {
  @Test(
    arguments: [
      ("2016", "2016"), ("2015 г.", "2015"), ("I кв. 2015", "2015-Q1"), ("Q3 2015", "2015-Q3"),
      ("янв. 2015", "2015-01"), ("January 2015", "2015-01"), ("2015-03", "2015-03"),
      ("2015M03", "2015-03"), ("январь-июнь 2016", "2016-01..2016-06"),
      ("2012-2013", "2012..2013"), ("Exports, 2014/15", "2014..2015"),
    ])
  func periodsAreReadInBothLanguages(header: String, expected: String) {
    #expect(HeaderPeriods(header).single?.description == expected)
  }

  @Test(
    arguments: [
      ("%Growth", [Kind.percentChange]), ("Percent change, 2015-16", [.percentChange]),
      ("Absolute change, 2015-16", [.absoluteChange]), ("%Share", [.share]),
      ("в % к соответствующему периоду предыдущего года", [.index]), ("в 2,1 раза, раз", [.ratio]),
      ("доля, %", [.share]), ("изменение, п.п.", [.points]), ("рост, %", [.percentChange, .index]),
      ("Темп прироста, %", [.percentChange]), ("Экспорт, млн долл.", []), ("2016", []),
    ] as [(String, [Kind])])
  func kindsOfStatedFiguresAreReadInBothLanguages(header: String, expected: [Kind]) {
    #expect(HeaderMeaning(header).kinds == expected)
  }

  @Test func theBaseOfAnIndexIsToldFromItsPeriod() {
    #expect(HeaderMeaning("в % к 2016").namesBase)
    #expect(!HeaderMeaning("2016, в % к предыдущему году").namesBase)
  }
}
