import Foundation
import Testing

@testable import TradeData

/// Files that nobody of this project wrote, where this machine has them beside the checkout.
///
/// The totals are Python's: `sum(Decimal(…))` over the rows that the layout's own documentation counts,
/// as in `Tests/Tooling/totals_oracle.py`, which compares every file.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: RealData.folder)))
struct RealFileTests {
  @Test(arguments: [
    ("baci/BACI_HS17_Y2020_V202201_part1_of_2.csv", "baci", "2020 23562141.193"),
    ("complexity/oec_exports_2019_taiwan.csv", "oec", "Y 350574216224"),
    ("complexity/pyecomplexity_trade_1995.csv", "long", "1995 62218275232.26"),
    ("comtrade_legacy/china_germany_sitc_2015.csv", "comtrade-legacy", "2015 1612970578391"),
    ("comtrade_new/china_partners_2022_latin1.csv", "comtrade", "2022 15019585928888.857"),
    ("eurostat/teiet215.tsv", "eurostat-tsv", "2015-03 10499.4"),
    ("russia/fts_sample_rows_english_labels.csv", "fcs", "2015-01 535714"),
    ("unctad/US_TradeMerchBalance.csv", "unctad", "2000 -202968.286"),
    ("us_census/DataWeb-Query-Export__FAS_Value.csv", "dataweb", "2020 1429995404019"),
    ("us_census/usatrade_standard_report_exports_silk.csv", "usa-trade", "2002 4017785549"),
  ])
  func realFilesAreReadWithoutOptions(
    _ name: String, _ layout: String, _ first: String
  ) async throws {
    let path = RealData.folder + "/" + name
    let one = try await TradeReader().read([path], for: Query())
    #expect(one.layout.name == layout)
    #expect(sums(one.cube).first == first)
    #expect(one.tally.rejected == 0)
    let two = try await TradeReader(threads: 2).read([path], for: Query())
    #expect(sums(two.cube) == sums(one.cube))
  }

  @Test(arguments: [
    ("baci/country_codes_V202102.csv", "a list of country codes"),
    ("baci/product_codes_HS92_V202102.csv", "a list of product codes"),
    ("complexity/atlas_country_rankings_1995_2019.csv", "a table of complexity rankings"),
    ("complexity/atlas_eci_rankings_2004_2014.csv", "a table of complexity ranks"),
    ("press/rosstat_kep_2015-10_foreign_trade.csv", "a table for readers, not a data file"),
    ("us_census/DataWeb-Query-Export__Query_Parameters.csv", "the query sheet of a USITC DataWeb"),
  ])
  func filesThatAreNoTradeDataAreSaidToBeThat(_ name: String, _ message: String) async throws {
    await #expect {
      _ = try await TradeReader().read([RealData.folder + "/" + name], for: Query())
    } throws: { "\($0)".contains(message) }
  }
}

private enum RealData {
  static let folder =
    ProcessInfo.processInfo.environment["SALDO_REAL_DATA"]
    ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data").path
}
