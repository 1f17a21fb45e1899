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
    ("Exports between January and August 2023 amounted to $5 billion.", "2023-01..2023-08"),
    ("Exports for the first three quarters of 2023 were $5 billion.", "2023-01..2023-09"),
    ("Exports reached $5 billion by the end of September 2023.", "2023-01..2023-09"),
    ("Trade of Georgia, 2022 (preliminary). Exports were $5 billion.", "2022"),
    ("BEIJING, Jan. 13 - China's exports reached $5 billion in 2022.", "2022"),
    ("Myanmar's exports in the 2022-2023 fiscal year were $5 billion.", "2022-04..2023-03"),
    ("Pakistan's exports in FY25 were $5 billion.", "2024-07..2025-06"),
    ("By the end of June 2023 exports had reached $5 billion.", "2023-01..2023-06"),
    ("Exports to end-October 2023 were $5 billion.", "2023-01..2023-10"),
    ("Exports in fiscal 2023 (April 2023 to March 2024) were $5 billion.", "2023-04..2024-03"),
    ("Экспорт за три квартала 2023 года составил 5 млрд долларов.", "2023-01..2023-09"),
    ("С 1 июля по 31 декабря 2021 года экспорт составил 5 млрд долларов.", "2021-07..2021-12"),
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

  /// "A year earlier" names a year, "from a year earlier" and "year on year" only compare.
  @Test(arguments: ["from a year earlier", "year on year", "on the year"])
  func aWayOfComparingIsNoYearOfTheMonthBeforeIt(words: String) {
    #expect(
      plain("Exports were $9 billion in 2023. They rose 8.7% in August \(words).").last
        == "percent_change exports 2023-08 2022-08 8.7")
  }

  @Test func annualFlowsAreThoseOfTheYearSpokenOf() {
    #expect(
      plain(
        "Exports in the year ended December 2023 were $68 billion. Annual imports were $82 billion."
      )
        == ["level exports 2023 - 68", "level imports 2023 - 82"])
  }

  @Test func aClauseThatOpensAYearEarlierIsOfThatYear() {
    #expect(
      plain(
        "In 2023 trade was $156 billion. A year before, bilateral trade had stood at $130 billion.")
        == ["level turnover 2023 - 156", "level turnover 2022 - 130"])
  }

  @Test func howLongItIsSinceTheLastIsNoTime() {
    #expect(
      plain(
        "Exports in May 2020 fell to $8 billion, the first decline in three months, and imports were $9 "
          + "billion.") == ["level exports 2020-05 - 8", "level imports 2020-05 - 9"])
    // The record of a headline is not of the months behind it.
    #expect(
      plain("Новый рекорд\n\nЗа одиннадцать месяцев 2021 года вывезено на 31,2 млрд долларов.")
        == ["level exports 2021-01..2021-11 - 31.2"])
  }

  @Test func aBalanceMayBeNamedAgainWithItsBase() {
    #expect(
      plain(
        "The surplus was $5,024m in March 2024, down $1,567m from a surplus of $6,591m in February."
      )
        == [
          "balance balance 2024-03 - 5024", "absolute_change balance 2024-03 2024-02 -1567",
          "balance balance 2024-02 - 6591",
        ])
    #expect(
      plain(
        "A surplus of $6,786m in September 2023, a decrease of $3,375m on the surplus in August."
      )
      .last == "absolute_change balance 2023-09 2023-08 -3375")
  }

  @Test func aListOfEarlierLevelsIsNoTimeOfTheDocument() {
    #expect(
      plain(
        "The deficit eased to $3.5 billion in September from $4.1 billion in August and $4.8 billion in "
          + "September 2022.") == [
          "balance balance 2023-09 - -3.5", "balance balance 2023-08 - -4.1",
          "balance balance 2022-09 - -4.8",
        ])
  }

  @Test func whatIsAboveThatOfAMonthIsComparedWithIt() {
    #expect(
      plain(
        "Exports were $9 billion in August 2022. Exports were $3 billion above those of July 2022; imports "
          + "rose by $2 billion between July and August 2022. In July the balance had shown a surplus of $5 "
          + "billion.") == [
          "level exports 2022-08 - 9", "absolute_change exports 2022-08 2022-07 3",
          "absolute_change imports 2022-08 2022-07 2", "balance balance 2022-07 - 5",
        ])
  }

  @Test func twelveMonthsAgoIsAYearEarlier() {
    #expect(
      plain(
        "Imports were $6 billion in August 2023, which is 22 per cent less than twelve months ago."
      )
      .last == "percent_change imports 2023-08 2022-08 -22")
  }

  @Test func aTotalBehindTheLastMonthIsOfItsOwnTime() {
    #expect(
      plain(
        "Exports were $54 billion in January 2024 and $56 billion in March, a first-quarter total of "
          + "$163 billion."
      ).last == "level exports 2024-Q1 - 163")
  }

  @Test func aChangeMayBeBetweenTwoYears() {
    #expect(
      plain("Between 2014 and 2024, imports from China grew by 101.9%.") == [
        "percent_change imports 2024 2014 101.9"
      ])
  }

  @Test func aBracketMaySetALevelOfAnotherTimeBeside() {
    #expect(
      plain(
        "Chile's exports in H1 2023 were $50 billion (H1 2022: $49 billion), a rise of 2 percent.")
        == [
          "level exports 2023-01..2023-06 - 50", "level exports 2022-01..2022-06 - 49",
          "percent_change exports 2023-01..2023-06 2022-01..2022-06 2",
        ])
  }

  @Test func aDocumentThatLooksBackAMonthMayCompareAllWithIt() {
    let release = ReleaseReader().read(
      "Exports rose 5.8% in February 2024 to $66 billion. The surplus widened from $1 billion in January "
        + "to $2 billion in February.")
    #expect(
      Set(release.statements[0].readings.compactMap { $0.basePeriod?.description })
        == ["2023-02", "2024-01"])
  }
}
