import Testing

@testable import Releases

/// Which period a figure is of, and which it is compared with; the expected ones are read by hand.
@Suite struct PeriodReadingTests {
  @Test(arguments: [
    ("Exports were $5 billion in the three months ended September 30, 2014.", "2014-Q3"),
    ("Exports were $5 billion in the year to June 2014.", "2013-07..2014-06"),
    ("Exports were $5 billion in the period from January to August 2024.", "2024-01..2024-08"),
    ("Exports of $5 billion were reported for the first month of 2017.", "2017-01"),
    ("Exports totalled $5 billion between September and November 2013.", "2013-09..2013-11"),
    ("In the first half of 2020 exports were $5 billion.", "2020-01..2020-06"),
    ("В первой половине 2009 года экспорт составил 5 млрд долларов.", "2009-01..2009-06"),
  ])
  func aSpanIsKnownByItsWords(text: String, period: String) {
    #expect(plain(text) == ["level exports \(period) - 5"])
  }

  @Test func aChangeFromOneMonthToTheNextIsFromTheFirst() {
    #expect(
      plain("Imports decreased from March 2018 to April 2018 by $4 billion.") == [
        "absolute_change imports 2018-04 2018-03 -4"
      ])
  }

  @Test func monthsOfAFiscalYearAreCountedFromItsBeginning() {
    #expect(
      plain(
        "Pakistan's exports in the first eleven months of the current fiscal year 2020-21 were "
          + "$22 billion.") == ["level exports 2020-07..2021-05 - 22"])
    #expect(
      plain("India's imports during Q1 FY2023-24 were $150 billion.") == [
        "level imports 2023-Q2 - 150"
      ])
  }

  @Test func aLevelMayOpenWithTheTimeOfItsBase() {
    #expect(
      plain(
        "Экспорт в январе–августе 2025 года составил 4 млрд долларов. В аналогичном периоде 2024 года"
          + " было вывезено на 5 млрд.") == [
          "level exports 2025-01..2025-08 - 4", "level exports 2024-01..2024-08 - 5",
        ])
  }

  @Test func bothEndsOfAChangeMayNameTheirTime() {
    #expect(
      plain(
        "Exports rose from 61 bn euro in the first nine months of 2010 to 79 bn in the same period of "
          + "2011, and imports from 117 bn to 146 bn.") == [
          "level exports 2010-01..2010-09 - 61", "level exports 2011-01..2011-09 - 79",
          "level imports 2010-01..2010-09 - 117", "level imports 2011-01..2011-09 - 146",
        ])
  }

  @Test func aBaseBehindBracketsIsThatOfTheWholeList() {
    #expect(
      plain(
        "In June 2013 exports (+1.2%) and imports (+1.6%) increased compared to the previous month."
      )
        == [
          "percent_change exports 2013-06 2013-05 1.2",
          "percent_change imports 2013-06 2013-05 1.6",
        ])
  }

  @Test func whatARecordIsSinceIsNoTimeOfTheFigure() {
    #expect(
      plain("В 2022 году экспорт достиг максимального с 2014 года уровня в 258 млрд евро.") == [
        "level exports 2022 - 258"
      ])
  }

  @Test func thisYearIsTheDocuments() {
    #expect(
      plain(
        "Exports in the first quarter of 2024 were $5 billion, more than twice the value recorded in "
          + "the first quarter of 2023. Imports were $4 billion in the first quarter of this year.")
        == [
          "level exports 2024-Q1 - 5", "ratio exports 2024-Q1 2023-Q1 2",
          "level imports 2024-Q1 - 4",
        ])
  }

  @Test func monthlyTermsAreComparedWithTheMonthBefore() {
    #expect(
      plain("В месячном исчислении экспорт вырос на 2,9% в ноябре 2017 года.") == [
        "percent_change exports 2017-11 2017-10 2.9"
      ])
  }
}
