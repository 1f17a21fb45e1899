import Consistency
import Exact
import Testing

@testable import Releases

@Suite struct AttachmentTests {
  @Test func anEllipsisRepeatsTheVerbTheUnitAndTheBase() {
    #expect(
      plain("В 2017 году экспорт увеличился на 20 процентов, импорт – на 110.") == [
        "percent_change exports 2017 2016 20", "percent_change imports 2017 2016 110",
      ])
  }

  @Test func figuresInOrderBelongToMeasuresInOrder() {
    #expect(
      plain("Экспорт и импорт за 2019 год составили 2,64 и 5,51 млрд долларов соответственно.") == [
        "level exports 2019 - 2.64", "level imports 2019 - 5.51",
      ])
    #expect(
      plain("Exports and imports rose 5 percent and 3 percent respectively in March 2019.") == [
        "percent_change exports 2019-03 2018-03 5", "percent_change imports 2019-03 2018-03 3",
      ])
  }

  @Test func aMeasureBehindItsFigureIsFound() {
    #expect(
      plain("За 2017 год на 20 процентов увеличились показатели экспорта.") == [
        "percent_change exports 2017 2016 20"
      ])
  }

  @Test(arguments: [
    "Экспорт в 2017 году составил 50 млн долларов против 40 млн годом ранее.",
    "Экспорт в 2017 году вырос с 40 до 50 млн долларов.",
    "In 2017 exports rose to $50 million from $40 million.",
    "Exports were $50 million in 2017, compared with $40 million a year earlier.",
  ])
  func theLevelOfTheBaseStandsInTheBasePeriod(text: String) {
    #expect(Set(plain(text)) == ["level exports 2017 - 50", "level exports 2016 - 40"])
  }

  @Test func twoBasesInOneSentenceAreKeptApart() {
    #expect(
      plain("Exports in May 2024 were up 9.1% from April and 22.6% from May 2023.") == [
        "percent_change exports 2024-05 2024-04 9.1", "percent_change exports 2024-05 2023-05 22.6",
      ])
  }

  @Test func signsAreCarriedByWords() {
    #expect(
      plain("Отрицательное сальдо за 2018 год составило 5 млн долларов.") == [
        "balance balance 2018 - -5"
      ])
    #expect(
      plain("The trade deficit narrowed 19.4% in March 2019 to $10.9 billion.") == [
        "percent_change balance 2019-03 2018-03 -19.4", "balance balance 2019-03 - -10.9",
      ])
  }

  @Test func aRatioOfADeclineIsTheOtherWayRound() throws {
    let statement = try #require(
      ReleaseReader().read("В 2018 году импорт сократился в 2 раза.").statements.first)
    #expect(statement.readings[0].isInverted)
  }

  @Test func twoFlowsOfOnePeriodAreCompared() throws {
    let statement = try #require(
      ReleaseReader().read("Экспорт за 2011 год в 1,4 раза больше, чем импорт.").statements.first)
    let reading = statement.readings[0]
    #expect(reading.comparesFlows)
    #expect(reading.reference?.measure == .imports)
  }

  @Test func timesMoreHasTwoMeaningsInEnglish() throws {
    let statement = try #require(
      ReleaseReader().read("Exports were 3 times more than in 2016.").statements.first)
    #expect(
      statement.readings.map(\.figure.interval) == [
        Interval(Rational(5, 2), Rational(7, 2)), Interval(Rational(7, 2), Rational(9, 2)),
      ])
  }

  @Test func aShareKnowsItsWhole() throws {
    let release = ReleaseReader().read(
      "На экспорт в 2003 году пришлось 77,6% оборота, на импорт 22,4%.")
    #expect(release.statements.map { $0.readings[0].reference?.measure } == [.turnover, .turnover])
  }

  @Test func twoGroupsThatMakeUpTheWholeGiveAnIdentity() {
    let release = ReleaseReader().read(
      "Оборот со странами СНГ в 2003 году – 6 млрд долларов, с прочими странами – 4 млрд.")
    #expect(release.identities.contains { $0.text.hasPrefix("turnover = СНГ + прочие страны") })
  }

  @Test func aYearThatIsNeverNamedIsNotInvented() {
    #expect(
      plain("За восемь месяцев экспорт вырос на 5 %.") == [
        "percent_change exports Y-01..Y-08 Y-1-01..Y-1-08 5"
      ])
  }

  @Test func aProductIsNotTheWhole() {
    let release = ReleaseReader().read(
      "Oil imports were $11.75 billion in March 2019, non-oil imports $31.69 billion.")
    #expect(release.statements.map { $0.readings[0].subject.scope.product } == ["oil", "non-oil"])
    #expect(release.identities.contains { $0.text.hasPrefix("imports = oil + non-oil") })
  }

  @Test(arguments: [
    "За 2018 год 3,4 млрд долларов пришлось на экспорт и 1,1 млрд – на импорт.",
    "На долю экспорта в 2018 году пришлось 3,4 млрд долларов, импорта – 1,1 млрд.",
    "In 2018 goods worth $3.4 billion (+9.2%) were exported and goods worth $1.1 billion imported.",
  ])
  func theMeasureMayStandBehindItsFigureOrABracket(text: String) {
    let levels = plain(text).filter { $0.hasPrefix("level") }
    #expect(levels == ["level exports 2018 - 3.4", "level imports 2018 - 1.1"])
  }

  @Test func aListOfTimesIsFollowedByTheirFigures() {
    #expect(
      plain(
        "Экспорт в июле, августе и сентябре 2023 года составил 32,9, 36,1 и 39,4 млрд долларов.")
        == [
          "level exports 2023-07 - 32.9", "level exports 2023-08 - 36.1",
          "level exports 2023-09 - 39.4",
        ])
  }

  @Test func aChangeBetweenTwoMonthsIsFromTheFirstToTheSecond() {
    #expect(
      plain("Between August and September 2009 imports decreased by $0.7 billion (1.65%).") == [
        "absolute_change imports 2009-09 2009-08 -0.7",
        "percent_change imports 2009-09 2009-08 -1.65",
      ])
  }

  @Test func theYearIsNotTheOneThatIsComparedWith() {
    #expect(
      plain("Exports in March were $6.7 billion, compared with $7.0 billion in March 2023.") == [
        "level exports 2024-03 - 6.7", "level exports 2023-03 - 7.0",
      ])
  }

  @Test func aRateOfGrowthInPercentOfTheBaseIsAnIndex() throws {
    let statement = try #require(
      ReleaseReader().read("Темп роста экспорта в 2017 году составил 112,3 %.").statements.first)
    #expect(statement.readings.map(\.kind) == [.index, .percentChange])
  }

  @Test func anIncreaseInADeficitIsNoDeficit() {
    #expect(
      plain("The change in May 2019 reflected an increase in the goods deficit of $2.7 billion.")
        == ["absolute_change balance 2019-05 2018-05 2.7"])
  }

  @Test func aPartnerThatIsSaidToBeOneIsNotTheHomeOfTheDocument() {
    let release = ReleaseReader().read(
      "Китай остается крупнейшим партнером края: на него приходится 38 % товарооборота. "
        + "Объем торговли с Китаем в 2023 году достиг 1,9 млрд долларов.")
    #expect(release.statements.last?.readings[0].subject.scope.path.last == "Китай")
  }

  @Test func aFlowHasNoMinus() throws {
    let release = ReleaseReader().read(
      "Экспорт в 2009 году составил 17 млрд долл. Дефицит создали энергоносители (-5,8 млрд долл.)."
    )
    #expect(release.statements.last?.readings[0].subject.measure == .balance)
  }

  @Test(arguments: [
    ("KSh 397.8 billion", "KES"), ("GH¢5.4 billion", "GHS"), ("NT$38 billion", "TWD"),
    ("₦1.2 trillion", "NGN"), ("R$5 billion", "BRL"),
  ])
  func moneyIsKnownByItsLocalLetters(amount: String, code: String) {
    let release = ReleaseReader().read("Exports in 2023 were \(amount).")
    #expect(release.statements.map { $0.readings[0].figure.unit } == [code])
  }

  private func scopes(_ text: String) -> [String] {
    ReleaseReader().read(text).statements.map { statement in
      let scope = statement.readings[0].subject.scope
      return (scope.path + [scope.product].compactMap(\.self)).joined(separator: "/")
    }
  }

  // Exports less imports by Eurostat, 2017: 4.404 - 5.371, 10.35 - 11.522.
  @Test func aCountryWhoseOwnTradeWasToldIsNoPartner() {
    let text =
      "Латвия в 2017 году экспортировала товары на 4,404 млрд евро, Литва – на 10,35 млрд евро. Импорт "
      + "Латвии составил 5,371 млрд евро, Литва импортировала товары на 11,522 млрд евро. В Латвии "
      + "дефицит составил 966,7 млн евро, в Литве – 1,172 млрд евро."
    #expect(scopes(text).suffix(4) == ["Латвия", "Литва", "Латвия", "Литва"])
  }

  @Test func theProductBeforeAColonIsThatOfTheFiguresBehindIt() {
    let text =
      "За семь месяцев 2021 года из России поставлено 90 тыс. тонн ржи. Увеличился экспорт ячменя: за "
      + "рубеж отправлено на 2% больше, чем годом ранее."
    #expect(scopes(text).last == "Россия/ячменя")
  }

  @Test func whatItWasIsTheLevelOfTheBaseThatItFollows() {
    let text =
      "Exports of Ghana in the first quarter of 2024 were $11.5 billion, more than twice the value "
      + "recorded in the first quarter of 2023, which was $4.5 billion."
    #expect(plain(text).last == "level exports 2023-Q1 - 4.5")
  }

  @Test func aPartThatIsRestatedAsAnAmountIsAShare() {
    let text = "В 2021 году оборот Тулы составил $2,15 млрд. Импорт – 19,7%, или $424,67 млн."
    #expect(plain(text).suffix(2) == ["share imports 2021 - 19.7", "level imports 2021 - 424.67"])
  }

  @Test func thisYearIsTheDocumentsBehindALookBack() {
    let text =
      "В первом полугодии 2021 года экспорт Тулы вырос на 17,8%. За шесть месяцев 2020 года оборот "
      + "составил $1,83 млрд, в нынешнем году он вырос до $2,15 млрд."
    #expect(plain(text).last == "level turnover 2021-01..2021-06 - 2.15")
  }

  @Test func adjectivesGiveABalanceItsSign() throws {
    let texts = [
      "The trade balance of Tajikistan in 2018 was negative and amounted to 731.2 million dollars.",
      "Сальдо области в 2018 году сложилось отрицательным и составило 9,6 млн долларов. Оно было "
        + "положительным в торговле с Китаем (26,2 млн долларов), с Индией – отрицательным: 38,5 млн "
        + "долларов.",
    ]
    let signs = texts.map { text in
      ReleaseReader().read(text).statements.map { statement in
        let reading = statement.readings[0]
        return reading.figure.printed.digits.sign == .minus
      }
    }
    #expect(signs == [[true], [true, false, true]])
  }

  @Test func otherTopicsAreNotTrade() {
    #expect(plain("Инфляция за 2019 год составила 1,4%, экспорт вырос на 5%.").count == 1)
  }
}

@Suite struct SourceTests {
  @Test func theVisibleTextOfAPageIsReadInPlace() throws {
    let page =
      "<p>Экспорт за 2017&nbsp;год составил <b>5&nbsp;млн</b> долларов.</p><script>7 млн</script>"
    let release = ReleaseReader().read(page, isHTML: true)
    let statement = try #require(release.statements.first)
    #expect(release.statements.count == 1)
    #expect(page.unicodeScalars.contains("5"))
    #expect(statement.quote.hasPrefix("5&nbsp;млн"))
  }
}
