import Exact
import Testing

@testable import Releases

@Suite struct CountryTests {
  // Codes of ISO 3166-1 by pycountry 26.2.16.
  @Test(arguments: [
    ("Россия", "RU", "RUS", 643), ("Российская Федерация", "RU", "RUS", 643),
    ("КНР", "CN", "CHN", 156), ("Китай", "CN", "CHN", 156), ("Germany", "DE", "DEU", 276),
    ("США", "US", "USA", 840), ("United Kingdom", "GB", "GBR", 826),
    ("Киргизия", "KG", "KGZ", 417), ("Кыргызстан", "KG", "KGZ", 417),
    ("Turkiye", "TR", "TUR", 792), ("Republic of Korea", "KR", "KOR", 410),
    ("Bosnia and Herzegovina", "BA", "BIH", 70), ("Беларусь", "BY", "BLR", 112),
    ("Niger", "NE", "NER", 562), ("Нигерия", "NG", "NGA", 566), ("Hong Kong", "HK", "HKG", 344),
  ])
  func aNameInEitherLanguageHasOneCode(
    name: String, alpha2: String, alpha3: String, numeric: Int
  ) {
    #expect(
      Countries.named(name) == [Country(alpha2: alpha2, alpha3: alpha3, numeric: numeric)])
  }

  @Test(arguments: [
    ("643", "RUS"), ("4", "AFG"), ("004", "AFG"), ("rus", "RUS"), ("ru", "RUS"), ("EL", "GRC"),
    ("UK", "GBR"), ("842", "USA"), ("757", "CHE"), ("NA", "NAM"),
  ])
  func aCodeOfATradeFileIsFound(text: String, alpha3: String) {
    #expect(Countries.coded(text)?.alpha3 == alpha3)
  }

  @Test(arguments: ["0", "W00", "A", "490", "Total", ""])
  func whatIsNoCountryHasNoCode(text: String) {
    #expect(Countries.coded(text) == nil)
  }

  @Test func aNameOfTwoCountriesIsBoth() {
    #expect(Set(Countries.named("Congo").map(\.alpha3)) == ["COG", "COD"])
    #expect(Set(Countries.named("Корея").map(\.alpha3)) == ["KOR", "PRK"])
    #expect(Countries.named("Атлантида").isEmpty)
  }

  // ISO 3166-1 has 249 countries; the Soviet Union is no more one of them.
  @Test func noCodeIsUsedTwice() {
    #expect(Countries.all.count == 250)
    #expect(Set(Countries.all.map(\.alpha2)).count == 250)
    #expect(Set(Countries.all.map(\.alpha3)).count == 250)
    #expect(Set(Countries.all.map(\.numeric)).count == 250)
  }

  // Accessions and exits: treaties of accession of 2003, 2005 and 2011; withdrawal on 31 January
  // 2020; treaties on the accession of Armenia and Kyrgyzstan to the Eurasian Economic Union.
  @Test(arguments: [
    ("EU", "2005", 25), ("EU", "2012", 27), ("ЕС", "2013-06", 27), ("EU", "2014", 28),
    ("EU", "2021", 27), ("EU", "2020-01", 28), ("ЕАЭС", "2016", 5), ("EAEU", "2015-07", 4),
  ])
  func aGroupHasTheMembersOfThePeriod(name: String, period: String, count: Int) throws {
    let group = try #require(CountryGroup.named(name))
    #expect(group.members(in: try #require(Period(period)))?.count == count)
  }

  @Test(arguments: [("EU", "2020"), ("EU", "2013"), ("EAEU", "2015"), ("EAEU", "2015-08")])
  func aGroupThatChangesWithinThePeriodHasNoSum(name: String, period: String) throws {
    let group = try #require(CountryGroup.named(name))
    #expect(group.members(in: try #require(Period(period))) == nil)
  }

  @Test(arguments: [
    ("29000 - КАЛУЖСКАЯ ОБЛАСТЬ", "Калужская область"), ("46000 - MOSCOW REGION", "Moscow region"),
    ("45000 - MOSCOW, THE CAPITAL OF RUSSIAN FEDERATION", "Москва"), ("92000", "Татарстан"),
    ("71140000000", "Ямало-Ненецкий автономный округ"),
  ])
  func aRegionIsFoundByItsNumber(field: String, name: String) throws {
    let region = try #require(RussianRegion.coded(field))
    #expect(RussianRegion.named(name) == [region])
  }

  @Test func aNameOfTwoRegionsIsBoth() {
    #expect(RussianRegion.named("Алтай").count == 2)
  }
}
