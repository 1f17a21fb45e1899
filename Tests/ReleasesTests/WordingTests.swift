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
}
