import Exact
import Testing

@testable import Releases

@Suite struct NumberTests {
  @Test(arguments: [
    ("экспорт составил 1.022,4 млн долларов", "1022.4", "1000000", "USD"),
    ("экспорт составил 1 022,4 млн долларов", "1022.4", "1000000", "USD"),
    ("экспорт составил 1\u{a0}022,4 млн долларов", "1022.4", "1000000", "USD"),
    ("экспорт составил 7250,4 тыс. рублей", "7250.4", "1000", "RUB"),
    ("экспорт составил 50 млрд 60 млн долларов", "50060", "1000000", "USD"),
    ("экспорт составил 2 млрд 61,2 млн евро", "2061.2", "1000000", "EUR"),
    ("экспорт составил один миллиард 691,4 миллиона долларов", "1691.4", "1000000", "USD"),
    ("exports were $1,022.4 million", "1022.4", "1000000", "USD"),
    ("exports were €1 741.9 bn", "1741.9", "1000000000", "EUR"),
    ("exports were 17 billion 462 million yen", "17462", "1000000", "JPY"),
    ("exports were 18.3 billion dlrs", "18.3", "1000000000", "USD"),
    ("exports were US$ 32.55 billion", "32.55", "1000000000", "USD"),
    ("exports were £5.4bn", "5.4", "1000000000", "GBP"),
    ("exports were 1.2 trillion yuan", "1.2", "1000000000000", "CNY"),
  ])
  func amountsKeepTheirDigitsScaleAndCurrency(
    text: String, value: String, scale: String, unit: String
  ) throws {
    let statement = try #require(ReleaseReader().read(text + ".").statements.first)
    let figure = statement.readings[0].figure
    #expect(figure.printed.description == value)
    #expect(figure.scale.description == scale)
    #expect(figure.unit == unit)
  }

  @Test(arguments: [
    ("экспорт вырос на 5,2 %", "[5.15, 5.25]"),
    ("экспорт вырос более чем на 5 %", "[5, ∞)"),
    ("экспорт вырос менее чем на 5 %", "(−∞, 5]"),
    ("экспорт вырос почти на 5 %", "[3.5, 5.5]"),
    ("экспорт вырос примерно на 5 %", "[3.5, 6.5]"),
    ("экспорт вырос ровно на 5 %", "[4.5, 5.5]"),
    ("экспорт вырос более чем на треть", "[100/3, ∞)"),
    ("экспорт вырос на четверть", "[22.5, 27.5]"),
    ("экспорт вырос вдвое", "[1.5, 2.5]"),
    ("экспорт сократился более чем на 5 %", "(−∞, -5]"),
    ("exports rose almost 20 percent", "[18.5, 20.5]"),
    ("exports fell by over 20 percent", "(−∞, -20]"),
    ("exports more than doubled", "[2, ∞)"),
  ])
  func hedgesMoveTheEndsBySize(text: String, interval: String) throws {
    let statement = try #require(ReleaseReader().read(text + ".").statements.first)
    #expect(statement.readings[0].figure.interval.description == interval)
  }

  @Test(arguments: [
    (Rounding.halfUnit, "[2.05, 2.15]"), (.unit, "[2, 2.2]"), (.truncated, "[2.1, 2.2)"),
  ])
  func theRoundingOfTheWholeDocumentCanBeChosen(rounding: Rounding, interval: String) throws {
    let release = ReleaseReader(rounding: rounding).read("Экспорт вырос в 2,1 раза.")
    let reading = try #require(release.statements.first?.readings.first)
    #expect(reading.figure.interval.description == interval)
  }

  @Test(arguments: [
    "Выставка «ИННОПРОМ-2018» собрала 500 участников.", "Приехали более 3 тыс. человек.",
    "Рейс Ту-154 прибыл 10.07.2018.", "The G-20 met on 15 November 2019.",
  ])
  func datesNamesAndCountsAreNoFigures(text: String) {
    #expect(ReleaseReader().read(text).statements.isEmpty)
  }
}
