import Foundation
import Testing

@testable import TradeData

/// The layouts as other downloads write them; the sums are added by hand.
///
/// Other orders, capitals, separators and periods, and columns that are missing or more.
@Suite struct LayoutVariantTests {
  struct Variant: Sendable, CustomTestStringConvertible {
    let layout: String
    let text: String
    let sums: [String]
    var aggregates = 0
    var unit = ""
    var testDescription: String { layout + ": " + text.prefix(60) }
  }

  @Test(arguments: international + unitedStates + russian + plain)
  func variantIsRead(_ variant: Variant) async throws {
    let path = try tradeFile(Array(variant.text.utf8))
    let reading = try await TradeReader().read([path], for: Query())
    #expect(reading.layout.name == variant.layout)
    #expect(TradeDataTests.sums(reading.cube) == variant.sums)
    #expect(reading.tally.aggregates == variant.aggregates)
    #expect(reading.tally.rejected == 0)
    if !variant.unit.isEmpty { #expect("\(reading.unit)" == variant.unit) }
  }

  static let international = [
    // Labels whose columns have the names of the codes in other capitals, before or after them.
    Variant(
      layout: "sdmx",
      text: """
        REPORTER,Reporter,Partner,PARTNER,FLOW,Flow,TIME_PERIOD,Time_Period,OBS_VALUE
        DE,Germany,France,FR,1,Import,2020,Year 2020,5
        DE,Germany,"Italy, all",IT,1,Import,2020,Year 2020,7.5
        DE,Germany,"Italy, all",I2,1,Import,2020,Year 2020,1

        """,
      sums: ["2020 13.5"]),
    Variant(
      layout: "baci",
      text: "K;I;J;T;V;Q;W\n010121;4;842;2019;1,5;      NA;x\n1012;4;8;2019;2,5;1;y\n",
      sums: ["2019 4"], unit: "thousand USD"),
    Variant(
      layout: "comtrade",
      text: """
        refYear,period,flowCode,partnerCode,partner2Code,classificationCode,cmdCode,customsCode,motCode,primaryValue
        2022,202201,M,0,0,H6,TOTAL,C00,0,100
        2022,202201,M,842,0,H6,1,C00,0,60
        2022,202201,M,842,0,H6,10121,C00,0,60
        2022,202201,M,842,0,H6,260111,C00,0,40
        2022,202201,M,842,0,H6,260111,C01,0,30
        2022,202201,M,842,842,H6,260111,C00,0,20
        2022,202201,M,842,0,H6,260111,C00,2100,15

        """,
      sums: ["2022-01 100"], aggregates: 5, unit: "USD"),
    Variant(
      layout: "comtrade",
      text: "PrimaryValue;FlowDesc;ReporterDesc;PartnerDesc;CmdCode;RefYear\n"
        + "10;Export;Namibia;South Africa;01;2022\n20;Export;Namibia;World;01;2022\n",
      sums: ["2022 10"], aggregates: 1),
    Variant(
      layout: "comtrade-legacy",
      text:
        "yr,period,rgDesc,rt3ISO,pt3ISO,cmdCode,TradeValue\n2015,2015,Import,AUT,WLD,TOTAL,100\n"
        + "2015,2015,Import,AUT,DEU,01,60\n",
      sums: ["2015 60"], aggregates: 1),
    Variant(
      layout: "sdmx",
      text: """
        DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG
        X,17/02/25 11:00:00,M,DE,US,01012100,1,VALUE_IN_EUROS,2015-01,5,
        X,17/02/25 11:00:00,M,DE,EXT_EU27_2020,01012100,1,VALUE_IN_EUROS,2015-01,5,
        X,17/02/25 11:00:00,M,DE,US,TOTAL,1,VALUE_IN_EUROS,2015-01,5,
        X,17/02/25 11:00:00,M,EU27_2020,US,01012100,1,VALUE_IN_EUROS,2015-01,7,p

        """,
      sums: ["2015-01 5"], aggregates: 3, unit: "VALUE_IN_EUROS"),
    Variant(
      layout: "eurostat-tsv",
      text: "freq,reporter,partner,product,flow,indicators\\TIME_PERIOD\t2020-Q1 \t2020-Q2 \n"
        + "A,DE,US,01,1,VALUE_EUR\t5 \t: \nA,DE,US,02,1,VALUE_EUR\t6 b\t7 c\n",
      sums: ["2020-Q1 11", "2020-Q2 7"], unit: "VALUE_EUR"),
    Variant(
      layout: "eurostat-tsv",
      text: "partner,currency,stk_flow,sitc06,geo\\time\t2014 \t2012 \n"
        + "EXT_EU,EUR,EXP,TOTAL,AT\t60 \t50 \nEXT_EU,EUR,EXP,TOTAL,BE\t40 \t30 \n",
      sums: ["AT 2012 50", "AT 2014 60", "BE 2012 30", "BE 2014 40"], unit: "percent"),
    Variant(
      layout: "comext",
      text: "DECLARANT_ISO,PARTNER_ISO,PRODUCT_NC,FLOW,STAT_REGIME,PERIOD,VALUE_IN_EUROS\n"
        + "FR,NL,1012100,1,1,202052,100\nFR,NL,TOTAL,1,1,202052,100\n",
      sums: ["2020 100"], aggregates: 1, unit: "EUR"),
    // Goods whose codes are confidential are part of the total beside the finest codes.
    Variant(
      layout: "comext",
      text: "DECLARANT_ISO,PARTNER_ISO,PRODUCT_NC,FLOW,STAT_REGIME,PERIOD,VALUE_IN_EUROS\n"
        + "FR,NL,01,1,1,202052,100\nFR,NL,01012100,1,1,202052,100\n"
        + "FR,NL,XXXXXXX,1,1,202052,7\nFR,NL,TOTAL,1,1,202052,107\n",
      sums: ["2020 107"], aggregates: 2, unit: "EUR"),
    Variant(
      layout: "wits",
      text: "ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,TradeValue in 1000 USD\n"
        + "NAM,010121,WLD,2019,Export,5.5\nNAM,010121,ZAF,2019,Export,5.5\n",
      sums: ["2019 5.5"], aggregates: 1, unit: "thousand USD"),
    Variant(
      layout: "unctad",
      text: "Economy,Economy_Label,Flow_Label,Year,US_at_current_prices_in_millions_Value\n"
        + "516,Namibia,Exports,2019,7\n0000,World,Exports,2019,70\n",
      sums: ["2019 7"], aggregates: 1, unit: "million USD"),
    Variant(
      layout: "oec",
      text: "Year,Exporter Country ID,Importer Country ID,HS4 ID,Trade Value\n"
        + "2019,afnam,afzaf,10101,5\n2019,afnam,afzaf,210203,6\n",
      sums: ["2019 11"], unit: "USD"),
    Variant(
      layout: "atlas",
      text: "location_id,product_id,year,export_value,import_value,location_code,hs_product_code\n"
        + "1,2,1995,5,6,NAM,0101\n",
      sums: ["1995 11"], unit: "USD"),
    Variant(
      layout: "wide",
      text:
        "\"Data Source\",\"WDI\",\n\n\"Country Name\",\"Country Code\",\"Indicator Name\",\"2019\",\"2020\",\n"
        + "\"Namibia\",\"NAM\",\"Exports (current US$)\",\"5\",\"6\",\n"
        + "\"World\",\"WLD\",\"Exports (current US$)\",\"50\",\"60\",\n",
      sums: ["2019 5", "2020 6"], aggregates: 1),
  ]

  static let unitedStates = [
    Variant(
      layout: "usa-trade",
      text: """
        Commodity,Country,Time,"Total Exports Value ($US)","Vessel Value ($US)"
        "0101 Live horses","World Total","Jan 2023","1,500",3
        "0101 Live horses","Chad","Jan 2023","1,000",3
        "0101 Live horses","Togo","Jan 2023","500",3

        """,
      sums: ["2023-01 1500"], aggregates: 1, unit: "USD"),
    Variant(
      layout: "usa-trade",
      text: "State,Commodity,Country,Time,Value ($US)\n"
        + "Texas,\"01 Live Animals\",Mexico,\"September 2022\",\"2,000\"\n"
        + "All States,\"01 Live Animals\",Mexico,\"September 2022\",\"2,000\"\n",
      sums: ["2022-09 2000"], aggregates: 1),
    Variant(
      layout: "dataweb",
      text: "Data Type,HTS Number,Country,Year,January,February\n"
        + "Customs Value,0101,Chad,2020,1,2\nTotal:,,,2020,1,2\n",
      sums: ["2020-01 1", "2020-02 2"], aggregates: 1),
    Variant(
      layout: "dataweb",
      text: """
        Total Imports|Annual
        Customs Value

        HTS Number,Description,Country,Data Type,2020,2021
        0101,"Horses, live",Chad,Customs Value,"1,234",5
        0102,Cattle,Chad,Customs Value,"2,000",6
        Total,,,,"3,234",11

        """,
      sums: ["2020 3234", "2021 11"], aggregates: 1),
  ]

  static let russian = [
    Variant(
      layout: "fcs",
      text: "PERIOD\tNAPR\tSTOIM\tSTRANA\tTNVED\n01.2018\tИмпорт\t1 234,5\tCN\t0101210000\n"
        + "12.2018\tЭкспорт\t5\tNA\t101210000\n",
      sums: ["2018-01 1234.5", "2018-12 5"], unit: "USD"),
    Variant(
      layout: "fcs",
      text:
        "NAPR,PERIOD,STRANA,TNVED,STOIM\n1,03/2016,CN,0101210000,5.5\n2,03/2016,CN,0101210000,6\n"
        + "2,03/2016,CN,01,6\n",
      sums: ["2016-03 11.5"], aggregates: 1),
    Variant(
      layout: "fcs",
      text:
        "\"NAPR\";\"PERIOD\";\"STRANA\";\"TNVED\";\"STOIM\"\r\n\"ИМ\";\"2018-02\";\"CN\";\"0101210000\";\"123,45\"\r\n",
      sums: ["2018-02 123.45"]),
    Variant(
      layout: "long",
      text: "Страна,Год,Месяц,Экспорт,Импорт\nКитай,2019,январь,\"1,5\",2\nКитай,2019,февраль,3,4\n"
        + "Всего,2019,январь,9,9\n",
      sums: ["2019-01 3.5", "2019-02 7"], aggregates: 1),
  ]

  static let plain = [
    Variant(
      layout: "long", text: "country|year|quarter|flow|amount\nNA|2019|1|X|5\nNA|2019|Q2|M|6\n",
      sums: ["2019-Q1 5", "2019-Q2 6"]),
    Variant(
      layout: "long",
      text: "Date;Country;Exports (mln USD);Imports (mln USD)\n2019-01;Namibia;1,5;2,5\n",
      sums: ["2019-01 4"], unit: "million USD"),
    Variant(
      layout: "long",
      text: "reporter,partner,hs6,period,value\nNAM,ZAF,10121,2019,5\nNAM,ZAF,01,2019,5\n"
        + "NAM,ZAF,260111,2019,6\n",
      sums: ["2019 11"], aggregates: 1),
    // Numbers of products are no levels of a classification.
    Variant(
      layout: "long", text: "reporter,product,year,value\nA,1,2019,5\nA,10,2019,6\nA,12,2019,7\n",
      sums: ["2019 18"]),
    Variant(
      layout: "wide", text: "region,Q1 2019,Q2 2019\nA,1,2\nB,5,6\n",
      sums: ["2019-Q1 6", "2019-Q2 8"]),
    Variant(
      layout: "wide", text: "region\tExports 2018\tImports 2018\tBalance 2018\nA\t5\t3\t2\n",
      sums: ["2018 8"]),
    Variant(
      layout: "wide", text: "Country,HS code,2019\nNAM,01,5\nNAM,010121,5\nTotal,010121,7\n",
      sums: ["2019 5"], aggregates: 2),
  ]

  @Test func domesticSalesAreKeptApart() async throws {
    let path = try tradeFile(
      Array("exporter,importer,year,trade\nA,A,2019,100\nA,B,2019,5\nB,A,2019,6\n".utf8))
    let reading = try await TradeReader().read([path], for: Query())
    #expect(sums(reading.cube) == ["2019 11"])
    #expect(reading.tally.domestic == 1)
    var query = Query()
    query.includesDomestic = true
    #expect(sums(try await TradeReader().read([path], for: query).cube) == ["2019 111"])
  }

  @Test func whatIsLeftOutAndRestoredIsSaid() async throws {
    let path = try tradeFile(
      Array(
        "reporter,partner,hs6,year,value\nA,World,10121,2019,9\nA,B,10121,2019,5\nA,B,01,2019,5\n"
          .utf8))
    let reading = try await TradeReader().read([path], for: Query())
    #expect(
      reading.notes == [
        "product codes regain the leading zero they had lost, as 010121",
        "aggregates left out: 1 by partner (as World), 1 by product (as 01)",
      ])
    #expect(
      reading.columns
        == "reporter = reporter, partner = partner, product = hs6, period = year, value = value")
  }

  @Test func rowsThatRepeatAKeyAreCounted() async throws {
    let path = try tradeFile(
      Array("reporter,year,value\nA,2019,5\nA,2019,5\nA,2019,6\nB,2019,5\n\"B\",2019,5\n".utf8))
    let reading = try await TradeReader().read([path], for: Query())
    #expect(
      reading.duplicates == .counted(same: 2, conflicting: 1, keys: ["reporter", "period"]))
    #expect(sums(reading.cube) == ["2019 26"])
  }
}
