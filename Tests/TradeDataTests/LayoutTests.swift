import Foundation
import Testing

@testable import Exact
@testable import TradeData

/// Small invented files in the form of each layout, with its oddities.
@Suite struct LayoutTests {
  @Test func comtradeLeavesOutTheWorldReExportsAndBreakdowns() async throws {
    let text = """
      period,reporterISO,flowCode,partnerCode,partnerISO,partner2Code,cmdCode,customsCode,motCode,primaryValue
      "2022","CHN","X","0","W00","0","TOTAL","C00","0","100",
      "2022","CHN","X","276","DEU","0","TOTAL","C00","0","60",
      "2022","CHN","X","276","DEU","0","TOTAL","C00","1000","25",
      "2022","CHN","X","392","JPN","0","TOTAL","C00","0","40",
      "2022","CHN","RX","392","JPN","0","TOTAL","C00","0","5",

      """
    let reading = try await read(text, by: ["partner"])
    #expect(reading.layout.name == "comtrade")
    #expect(lines(reading.cube) == ["DEU 2022 60", "JPN 2022 40"])
    #expect(reading.tally.aggregates == 3)
    #expect(reading.tally.rejected == 0)
  }

  @Test func worldAloneIsNotLeftOut() async throws {
    let text = """
      Period,Trade Flow,Reporter ISO,Partner ISO,2nd Partner Code,Commodity Code,Trade Value (US$)
      2014,Export,AUS,WLD,,TOTAL,7
      2014,Export,AUS,WLD,,7102,3

      """
    let reading = try await read(text, by: ["reporter"])
    #expect(lines(reading.cube) == ["AUS 2014 3"])
    let total = try await read(text, by: ["reporter"], filters: ["product=TOTAL"])
    #expect(lines(total.cube) == ["AUS 2014 7"])
    #expect(total.tally.filtered == 1)
  }

  @Test func eurostatTablesAreUnpacked() async throws {
    let text =
      "stk_flow,indic_et,partner,bec,geo\\time\t2015M04 \t2015M03 \n"
      + "BAL_RT,VAL,WORLD,TOTAL,AT\t-147.7 \t: \nBAL_RT,VAL,WORLD,TOTAL,BE\t1.5 p\t: c\n"
      + "BAL_RT,VAL,WORLD,TOTAL,EU28\t99 \t98 \n"
    let reading = try await read(text, by: ["reporter", "flow"])
    #expect(lines(reading.cube) == ["AT balance 2015-04 -147.7", "BE balance 2015-04 1.5"])
    #expect(reading.unit == Unit("VAL"))
    #expect(reading.tally.aggregates == 1)
  }

  @Test func indicatorsAreNeverAdded() async throws {
    let text = """
      TIME_PERIOD,reporter,indicators,OBS_VALUE
      2015-01,DE,VALUE_IN_EUROS,5
      2015-01,DE,QUANTITY_IN_100KG,7

      """
    let reading = try await read(text, by: ["reporter"])
    #expect(
      lines(reading.cube) == ["QUANTITY_IN_100KG DE 2015-01 7", "VALUE_IN_EUROS DE 2015-01 5"])
  }

  @Test func linesBeforeTheHeaderTotalsAndYearsToComeAreSaid() async throws {
    let text = """
      Total Exports|Annual Data,,,,,
      Data Row Count,2,,,,
      Data Type,HTS Number,Description,Country,2020,2025
      FAS Value,01,LIVE ANIMALS,Chad,4483.00,0.00
      FAS Value,02,"MEAT, NESOI",Chad,17.00,0.00
      Total: ,,,,"4,500",0

      """
    let reading = try await read(text, by: ["product"])
    #expect(lines(reading.cube) == ["01 2020 4483", "02 2020 17"])
    #expect(reading.tally.aggregates == 1)
    #expect(
      reading.notes == [
        "aggregates left out: 1 by indicator (as Total:)",
        "2025: only zeros, taken as not yet published and left out",
      ])
  }

  @Test(arguments: ["UTF-8", "CP1251", "CP866"])
  func russianCustomsAreReadInEveryEncoding(_ encoding: String) async throws {
    let text = """
      NAPR;PERIOD;STRANA;TNVED;EDIZM;STOIM;NETTO;KOL;REGION;REGION_S
      ИМ;01/2015;CN;0102210000;ШТ;10,50;1;1;29000 - КАЛУЖСКАЯ ОБЛАСТЬ;01-ЦФО
      ИМ;01/2015;CN;102210000;ШТ;1,25;1;1;29000 - КАЛУЖСКАЯ ОБЛАСТЬ;01-ЦФО
      ЭК;01/2015;CN;0102210000;ШТ;7;1;1;29000 - КАЛУЖСКАЯ ОБЛАСТЬ;01-ЦФО

      """
    let bytes: [UInt8] = text.unicodeScalars.flatMap { scalar -> [UInt8] in
      guard scalar.value >= 0x80, encoding != "UTF-8" else { return Array(String(scalar).utf8) }
      // All letters of the file are capitals.
      return [UInt8(scalar.value - 0x0410 + (encoding == "CP1251" ? 0xc0 : 0x80))]
    }
    let reading = try await read(bytes, by: ["flow", "region", "product"])
    let region = "29000 - КАЛУЖСКАЯ ОБЛАСТЬ"
    #expect(
      lines(reading.cube) == [
        "export \(region) 0102210000 2015-01 7", "import \(region) 0102210000 2015-01 11.75",
      ])
    #expect(reading.notes.contains { $0.contains(encoding) } == (encoding != "UTF-8"))
  }

  @Test func codesAreFoundInTheirTexts() async throws {
    let silk = """
      Country,Commodity,Time,Value ($US),Quantity 2
      China,"50 Silk, Including Yarns",2023,"1,000",
      China,"50 Silk, Including Yarns",2024 through October,"500",
      China,"50 Silk, Including Yarns",1992,,

      """
    let reading = try await read(silk, by: ["product"])
    #expect(lines(reading.cube) == ["50 2023 1000", "50 2024-01..2024-10 500"])
    #expect(reading.tally.missing == 1)
    let oec = "Section ID,HS6 ID,HS6,Trade Value\n1,1010111,\"Horses, live\",473\n"
    #expect(lines(try await read(oec, by: ["product"]).cube) == ["010111 Y 473"])
  }

  @Test func fiscalYearsAndTotalsOfABulletinAreUnderstood() async throws {
    let text = """
      S.No.,HSCode,Commodity,2012-2013,%Share,2013-2014,%Share,%Growth
      1.,01,LIVE ANIMALS.,10.61,0.0035,"3,011.36",0.0036,7.08
      ,,Total,"300,400.58",,"314,405.30",,4.66

      """
    let reading = try await read(text, by: ["product"])
    #expect(
      lines(reading.cube) == ["01 2012-04..2013-03 10.61", "01 2013-04..2014-03 3011.36"])
  }

  @Test func plainWideTablesAndProductsAcrossAreRead() async throws {
    let wide =
      "Country Name,Country Code,Series Name,2016 [YR2016],2017 [YR2017]\n"
      + "Chad,TCD,Exports,..,2\n"
    #expect(lines(try await read(wide, by: ["reporter"]).cube) == ["TCD 2017 2"])
    let across = "iso2,iso3,exp_coal,imp_coal\nNA,NAM,5,NA\nCA,CAN,7,8\n"
    #expect(
      lines(try await read(across, by: ["reporter", "flow", "product"]).cube) == [
        "CAN export coal Y 7", "CAN import coal Y 8", "NAM export coal Y 5",
      ])
  }

  @Test func namibiaIsACountryAndNotMissing() async throws {
    let reading = try await read("reporter,period,value\nNA,2020,5\nNA,2020,NA\n", by: ["reporter"])
    #expect(lines(reading.cube) == ["NA 2020 5"])
    #expect(reading.tally.missing == 1)
  }

  @Test func filesOfDifferentLayoutsAreNotMixed() async throws {
    let paths = [
      try file(Array("t,i,j,k,v\n2020,4,8,1,1\n".utf8)),
      try file(Array("period,value\n2020,1\n".utf8)),
    ]
    await #expect {
      _ = try await TradeReader().read(paths, for: Query())
    } throws: { "\($0)".contains("is of layout long, but \(paths[0]) of baci") }
  }

  private func read(
    _ text: String, by keys: [String], filters: [String] = []
  ) async throws -> TradeReader.Reading {
    try await read(Array(text.utf8), by: keys, filters: filters)
  }

  private func read(
    _ bytes: [UInt8], by keys: [String], filters: [String] = []
  ) async throws -> TradeReader.Reading {
    let query = Query(
      keys: try keys.map { try #require(Key($0)) },
      filters: try filters.map { try #require(Filter($0)) })
    return try await TradeReader().read([try file(bytes)], for: query)
  }

  private func file(_ bytes: [UInt8]) throws -> String {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".csv")
    try Data(bytes).write(to: url)
    return url.path
  }

  private func lines(_ cube: Cube) -> [String] {
    (0..<cube.seriesCount).flatMap { series in
      cube.periods.indices.compactMap { period in
        cube.value(series: series, period: period).map {
          (cube.labels(series: series) + ["\(cube.periods[period])", "\($0)"])
            .joined(separator: " ")
        }
      }
    }
  }
}
