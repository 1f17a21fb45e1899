import Consistency
import Testing

@testable import Releases

/// What a figure is of where the words say it in a roundabout way; the expected readings are by hand.
@Suite struct WordingTests {
  /// The measure and the scope of each statement's plainest reading.
  private func subjects(_ text: String) -> [String] {
    ReleaseReader().read(text).statements.map {
      "\($0.readings[0].subject.measure) \($0.readings[0].subject.scope)"
    }
  }

  private func units(_ text: String) -> [String] {
    ReleaseReader().read(text).statements.map { $0.readings[0].figure.unit }
  }

  @Test func thisFigureIsWhatTheSentenceBeforeEndedWith() {
    #expect(
      plain(
        "Говорилось о внешнеторговом обороте Узбекистана по итогам января 2026 года. Этот показатель "
          + "увеличился на 29,2 % и составил 5,8 млрд долларов.") == [
          "percent_change turnover 2026-01 2025-01 29.2", "level turnover 2026-01 - 5.8",
        ])
    #expect(
      plain(
        "Сложилось положительное сальдо внешней торговли Беларуси за 2021 год. Оно составило 1,25 млрд "
          + "долларов.") == ["balance balance 2021 - 1.25"])
    #expect(
      plain(
        "Azerbaijan's foreign trade turnover increased in January 2022. This figure amounted to "
          + "$7.94 billion.") == ["level turnover 2022-01 - 7.94"])
  }

  @Test func partnersInAListHaveTheirFiguresInOrder() {
    #expect(
      subjects(
        "Товарооборот Узбекистана с Россией и Германией за 2020 год составил 903,2 млн и 829,0 млн "
          + "долларов соответственно.") == [
          "turnover Узбекистан/Россия", "turnover Узбекистан/Германия",
        ])
  }

  @Test func aBracketSaysOfWhichFlowAnAmountIs() {
    #expect(
      subjects(
        "Оборот Сибири за 2021 год вырос, экспорт увеличился на 5 %. На Новосибирскую область пришлось "
          + "7,6 млрд долларов (14,7 % оборота)."
      ).dropFirst().map { $0.prefix(8) }
        == ["turnover", "turnover"])
  }

  @Test func deliveriesOutOfAPartnerAreImports() {
    #expect(
      subjects(
        "Импорт Казахстана в 2022 году вырос на 6 %. Поставки из Узбекистана выросли на 9 %.") == [
          "imports Казахстан", "imports Казахстан/Узбекистан",
        ])
  }

  @Test func theTradeThatABalanceIsOfAddsNothing() {
    #expect(
      plain("Дефицит внешнеторгового оборота Литвы за 2009 год составил 639 млн евро.") == [
        "balance balance 2009 - -639"
      ])
    #expect(
      plain("Serbia's surplus in external trade amounted to $2 billion in 2024.") == [
        "balance balance 2024 - 2"
      ])
  }

  @Test func aChangeMayFollowItsLevel() {
    #expect(
      plain("In 2006 exports increased to €1.65 billion, or 24.2%.") == [
        "level exports 2006 - 1.65", "percent_change exports 2006 2005 24.2",
      ])
    #expect(
      plain("В 2020 году экспорт упал до 14,2 млрд долларов (на 10,5 %).") == [
        "level exports 2020 - 14.2", "percent_change exports 2020 2019 -10.5",
      ])
  }

  @Test func aScaleServesBothEndsOfAChange() throws {
    let figure = try #require(
      ReleaseReader().read("Экспорт в 2024 году вырос с $1,5 до $4,5 млн.").statements.first
    )
    .readings[0].figure
    #expect(figure.scale == 1_000_000)
  }

  @Test func aCurrencyInABracketStaysInIt() {
    #expect(
      units(
        "Экспорт в 2025 году составил 9,1 млрд юаней (около 1,2 млрд долларов), импорт – 3,6 млрд.")
        == ["CNY", "USD", "CNY"])
  }

  @Test(arguments: [
    ("Kenya's exports were 43 billion shillings in 2012.", "KES"),
    ("Tanzania's exports were 43 billion shillings in 2012.", "TZS"),
    ("Kuwait's exports were 3 billion dinars in 2012.", "KWD"),
    ("Exports expressed in USD amounted to 81213.0 mln in 2015.", "USD"),
  ])
  func moneyIsKnownByItsWordInTheCountry(text: String, code: String) {
    #expect(units(text) == [code])
  }

  @Test func homesBalanceMayStandBesideThePartnersFlows() throws {
    let text =
      "За 2023 год экспорт из Китая в Россию составил 43 млрд долларов, импорт российских товаров – "
      + "51 млрд. Положительное сальдо России составило 8 млрд."
    let balance = try #require(ReleaseReader().read(text).statements.last)
    #expect(Set(balance.readings.map { $0.figure.printed.value < 0 }) == [true, false])
  }

  @Test func aGroupMayCountItsMembers() {
    let release = ReleaseReader().read("EU27 exports to Russia were 79 bn euro in 2011.")
    #expect(release.unread.isEmpty)
    #expect(release.statements[0].readings[0].subject.scope.description == "EU/Russia")
  }

  @Test func aCircumstanceRaisesNoDoubt() {
    let readings = ReleaseReader().read(
      "Объем внешней торговли Китая в условиях пандемии коронавируса сократился в 2020 году на 7,7%."
    ).statements[0].readings
    #expect(!readings.contains { $0.isDetached })
  }

  @Test func theCoveredGroupIsTheOneJustNamed() {
    #expect(
      subjects(
        "German exports to the EU were 62 billion euros in 2015. The country imported 55 billion euros "
          + "from these countries."
      ).last == "imports Germany/EU")
  }

  @Test func aRiseBehindItsFigureComparesNothingWithTheNextFlow() {
    #expect(
      plain("Exports were $9.5 billion in 2023, a twofold rise, and imports were $10.6 billion.")[1]
        == "ratio exports 2023 2022 2")
  }

  @Test func goodsThatWentSomewhereAreExportsToIt() {
    #expect(
      subjects(
        "German exports were 125 billion euros in May 2023 and the surplus 22 billion. Goods worth 67 "
          + "billion euros (-5.5%) went to the member states of the European Union.")[2]
        == "exports Germany/EU")
  }

  @Test func theOtherFlowOfASentenceMayBeOfTheSameGoods() {
    let readings = ReleaseReader().read(
      "Экспорт услуг за 2020 год уменьшился на 17 %, импорт – на 20 %."
    ).statements.last?.readings
    #expect(readings?.map { "\($0.subject.scope)" } == ["услуги", ""])
  }

  @Test func aPartSaidAgainInPercentIsAShareOfTheWhole() {
    let text =
      "Экспорт угля за 2023 год вырос на 6,5 % и достиг 85,1 млн тонн, в том числе в Китай – 61,3 млн "
      + "тонн, или 72%."
    #expect(plain(text).last == "share exports 2023 - 72")
    #expect(subjects(text).last == "exports Китай/угля")
    #expect(
      plain(
        "Coal exports were 85.1 million tonnes in 2023, including 61.3 million tonnes to China, or 72%."
      )
      .last == "share exports 2023 - 72")
  }

  @Test func aBracketBehindTheBaseIsOfItsTime() {
    #expect(
      plain(
        "Sugar exports in 2023 rose to 1.2 million tonnes, worth $650 million, from 0.9 million tonnes "
          + "($430 million) a year earlier.") == [
          "level exports 2023 - 1.2", "level exports 2023 - 650", "level exports 2022 - 0.9",
          "level exports 2022 - 430",
        ])
  }

  @Test func percentHasMoreThanOneShortForm() {
    #expect(
      plain("Exports in 2023 were $16 billion, a growth of 6.7pc over $15 billion in 2022.")
        == [
          "level exports 2023 - 16", "percent_change exports 2023 2022 6.7",
          "level exports 2022 - 15",
        ])
  }

  @Test func whoBecameABuyerBoughtNoSteel() {
    #expect(
      subjects(
        "Экспорт пшеницы из России в 2023 году составил 19,8 млн т. Крупнейшими покупателями стали "
          + "Египет (4,1 млн т) и Турция (3,3 млн т)."
      ).allSatisfy { $0.hasSuffix("пшеницы") })
  }

  @Test func whatPrevailsInAFlowHasSharesOfIt() {
    #expect(
      plain(
        "В структуре экспорта за 2020 год преобладали минеральные продукты – 45,2 %, металлы – 21,7 %."
      )
        == ["share exports 2020 - 45.2", "share exports 2020 - 21.7"])
  }

  @Test func thisTradeIsTheOneJustSpokenOf() {
    #expect(
      plain(
        "Казахстан вывез в Россию в 2023 году товаров на 16 млрд долларов и ввёз из неё на 9 млрд, так "
          + "что отрицательное сальдо республики в этой торговле – 7 млрд долларов."
      ).last == "balance balance 2023 - -7")
  }

  @Test func aChangeOfAMeasureNamedBehindItIsOfThatMeasure() {
    #expect(
      subjects(
        "The U.S. deficit in goods and services shrank to $64 billion in May 2023. Behind the smaller gap "
          + "stood a $6 billion decrease in the goods deficit and a $1 billion rise in the services surplus."
      ).dropFirst() == ["balance United States/goods", "balance United States/services"])
  }

  @Test func goodsMayHaveANameOfSeveralWords() {
    #expect(
      subjects(
        "Exports of fresh or chilled yellowfin tuna were worth $5 million in 2024, while exports of "
          + "canned tuna came to 6 thousand tonnes and earned $2 million.") == [
          "exports fresh or chilled yellowfin tuna", "exports canned tuna", "exports canned tuna",
        ])
    #expect(
      subjects(
        "Экспорт области за 2021 год вырос на 5 %. Основу вывоза составили металлы: их отгружено на 2 "
          + "млрд долларов."
      ).last == "exports металлы")
  }

  @Test func theMultipleBehindOrComparesAlone() {
    #expect(
      plain("За 2021 год отправлено 1,1 млн тонн, или в 1,6 раза больше прошлогоднего.") == [
        "level exports 2021 - 1.1", "ratio exports 2021 2020 1.6",
      ])
  }

  @Test func aWeightIsTheSameWhetherItsVolumeIsSpokenOfOrNot() throws {
    let statements = ReleaseReader().read(
      "Физический объём экспорта за 2016 год составил 66 млрд кубометров. В страны СНГ отправлено 13 млрд "
        + "кубометров."
    ).statements
    #expect(try #require(statements.first).readings[0].subject.vintage == nil)
  }

  @Test func moneyAheadGivesItsUnitToTheLevelOfTheBase() {
    #expect(
      units(
        "Вывоз в 2021 году составил 3,1 млн тонн. Выручка от экспорта выросла с 2,9 млрд до 3,7 млрд "
          + "долларов.") == ["t", "USD", "USD"])
  }

  @Test(arguments: [
    ("Canada's exports rose to $66 billion in 2024.", "CAD"),
    ("Canada's exports rose to US$66 billion in 2024.", "USD"),
    ("Canada's exports rose to $66 billion in 2024. Imports were C$60 billion.", "USD"),
    ("Goods, Fiji, Australian dollars. Exports were $66 million in 2024.", "AUD"),
    ("Japan's exports rose to $66 billion in 2024.", "USD"),
    ("Denmark's exports rose to 66 billion kroner in 2024.", "DKK"),
    ("Zambia's exports rose to K17.9 billion in 2024.", "ZMW"),
  ])
  func whoseMoneyItIsTheDocumentSays(text: String, currency: String) {
    #expect(units(text).first == currency)
  }
}
