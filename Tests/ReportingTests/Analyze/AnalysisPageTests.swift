import Analytics
import Exact
import Foundation
import Releases
import Testing
import TradeData

@testable import Reporting

@Suite struct AnalysisPageTests {
  /// A page on rows of a plain long table.
  private func page(
    _ csv: String, by keys: String, _ measures: [Measure] = [.growth], lag: Int = 1,
    _ language: Language = .english, unit: String = ""
  ) async throws -> (page: String, csv: String) {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try csv.write(to: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: path) }
    let analysis = Analysis(
      keys: keys.split(separator: ",").compactMap { Key(String($0)) }, measures: measures, lag: lag)
    var layout = try #require(Layout.named("long").first)
    layout.unit = Unit(unit)
    let reading = try await TradeReader(layout: layout).read([path.path], for: analysis.query())
    let table = try analysis.table(of: reading.cube)
    let source = ReportSource(
      files: ["data.csv"], reading: reading, analysis: analysis, language: language)
    let page = try await AnalysisPage(
      table, from: source, maps: analysis.productMaps(of: reading.cube), threads: 2
    ).text()
    let formatter = CSVFormatter(table.columns)
    var rows: [UInt8] = []
    for number in 0..<table.blockCount {
      formatter.bytes(of: table.block(number)).append(to: &rows)
    }
    return (page, String(decoding: formatter.opening + rows, as: UTF8.self))
  }

  private static let two = """
    region,flow,period,value
    A,export,2016,100
    A,import,2016,40
    B,export,2016,60.5
    A,export,2017,150
    A,import,2017,50
    B,export,2017,30.25
    B,import,2017,20

    """

  /// Of 200.5 in 2016 and 250.25 in 2017 the change is 49.75, or 24.8130 percent.
  @Test func headlineHasTheExactFigures() async throws {
    let page = try await page(Self.two, by: "region", [.growth, .balance]).page
    #expect(
      page.contains(
        "Turnover of all 2 series in 2017: 250.25 units of the file, against 200.5 in 2016: "
          + "+49.75 (+24.813\u{a0}%)."))
    #expect(page.contains("Exports 180.25, imports 70: balance +110.25 (2016: +120.5)."))
    #expect(page.contains("Of 2 series, 1 rose, 1 fell (2016 – 2017)."))
    #expect(page.contains("Largest rise: A, +60 (+42.8571\u{a0}%)."))
    #expect(page.contains("<b>7</b> read</li>\n<li><b>7</b> used</li>"))
  }

  @Test func russianPageHasRussianWordsAndNumbers() async throws {
    let page = try await page(Self.two, by: "region", [.growth, .balance], .russian).page
    #expect(page.contains("<html lang=\"ru\">"))
    #expect(
      page.contains(
        "Оборот, 2 ряда вместе, 2017: 250,25 ед. файла; 2016: 200,5; изменение +49,75 "
          + "(+24,813\u{a0}%)."))
    #expect(!page.contains("units of the file"))
  }

  @Test func pageHoldsTheCSVOfTheCommandToTheByte() async throws {
    let text = "region,period,value\n\"a,\"\"b\"\" & <i>\",2016,1\n\"a,\"\"b\"\" & <i>\",2017,2\n"
    let (page, csv) = try await page(text, by: "region")
    let start = try #require(page.range(of: "<pre hidden data-csv>")).upperBound
    let end = try #require(page.range(of: "</pre>", range: start..<page.endIndex)).lowerBound
    var held = String(page[start..<end])
    for (reference, text) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", "\r"),
      ("&amp;", "&"),
    ] {
      held = held.replacing(reference, with: text)
    }
    #expect(held == csv)
    #expect(csv.contains("<i>"))
  }

  @Test func hostileNamesAreShownAndNotObeyed() async throws {
    let name = "</pre><script>alert(1)</script><img src=x onerror=alert(2)>'`&amp;"
    let text =
      "region,period,value\n"
      + [2016, 2017].map { "\(name),\($0),\($0)\nB,\($0),1\n" }
      .joined()
    let page = try await page(text, by: "region").page
    #expect(page.components(separatedBy: "<script>").count == 2, "its own script alone")
    #expect(!page.contains("<img"))
    #expect(page.contains("&lt;img src=x onerror=alert(2)&gt;&#39;`&amp;amp;"))
  }

  @Test func pageNeedsNothingElse() async throws {
    let page = try await page(Self.two, by: "region,flow").page
    for word in ["http://", "https://", "url(", "<link", "@import", "src=", "onclick=", " style="] {
      #expect(!page.contains(word), "\(word) must not occur")
    }
    #expect(page.contains("default-src 'none'"))
    #expect(page.contains("script-src '\(ReportAssets.scriptHash)'"))
  }

  /// The policy names the script by its SHA-256, here computed by another program.
  @Test func policyNamesTheScript() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sha256sum"]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data(ReportAssets.script.utf8))
    try input.fileHandleForWriting.close()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let digits = Array(text.prefix(64))
    let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(digits[$0...($0 + 1)]), radix: 16)
    }
    #expect(ReportAssets.scriptHash == "sha256-" + Data(bytes).base64EncodedString())
  }

  @Test func hundredSeriesAreAllThereInUnderTwoMegabytes() async throws {
    var text = "region,flow,period,value\n"
    for region in 0..<100 {
      for year in 1990..<2024 {
        text +=
          "\(100 + region) - Область с длинным названием,export,\(year),\(region * year).123\n"
        text += "\(100 + region) - Область с длинным названием,import,\(year),\(region + year).5\n"
      }
    }
    let (page, csv) = try await page(text, by: "region", [.growth, .balance, .contribution])
    #expect(page.utf8.count < 2_000_000)
    #expect(page.utf8.count > csv.utf8.count)
    #expect(!page.contains("too many for one page"))
  }

  @Test func largerResultIsSummarisedAndSaysSo() async throws {
    var text = "region,period,value\n"
    for region in 0..<3000 {
      for year in 2000..<2012 { text += "R\(region),\(year),\(region * (year - 1990))\n" }
    }
    let page = try await page(text, by: "region").page
    #expect(page.utf8.count < 2_000_000)
    #expect(page.contains("The result has 36,000 rows of 3,000 series, too many for one page"))
    // Σ region · 21 over all 3000 regions, not only those that are kept.
    #expect(page.contains("Value of all 3,000 series in 2011: 94,468,500 units of the file"))
    #expect(page.contains("Of 3,000 series, 2,999 rose, 1 stayed the same (2010 – 2011)."))
  }

  @Test func groupsThatDoNotAddUpHaveTotalsOfTheirOwn() async throws {
    let page = try await page(Self.two, by: "region,flow").page
    #expect(page.contains("<h2>flow: exports</h2>"))
    #expect(page.contains("Exports of all 2 series in 2017: 180.25 units of the file"))
    #expect(page.contains("Imports of all 2 series in 2017: 70 units of the file"))
    #expect(page.contains("Exports exceed imports in 2017: surplus 110.25"))
  }

  /// A's 60 of the world's 100 are 40 of 01 and 20 of 02, an advantage in both; C has 03.
  @Test func advantagesOfProductsAreAMap() async throws {
    let text = """
      reporter,product,period,value
      A,01,2017,40
      A,02,2017,20
      B,02,2017,10
      C,01,2017,10
      C,03,2017,20

      """
    let page = try await page(text, by: "reporter,product", [.rca]).page
    #expect(page.contains("<h3>A has an advantage in 2 of 3 products, 2017</h3>"))
    #expect(try await !self.page(text, by: "reporter,product").page.contains("product space"))
  }

  @Test func percentagesHaveNoTotal() async throws {
    let rows = (1...8).map { "R\($0),2016,\($0)0\nR\($0),2017,\($0)5\n" }.joined()
    let page = try await page("region,period,value\n" + rows, by: "region", unit: "percent").page
    #expect(page.contains("Value of 8 series in percent, which do not add up to a total"))
    #expect(page.contains("Of 8 series, 8 rose"))
    #expect(page.contains("R8 is first in 2017"))
    #expect(!page.contains("moved the total"))
    #expect(!page.contains(">total<"))
  }

  @Test func comparedPeriodFollowsTheLag() async throws {
    let text =
      "period,value\n"
      + (1...24).map { month in
        let year = 2016 + (month - 1) / 12
        let number = (month - 1) % 12 + 1
        return "\(year)-\(number < 10 ? "0" : "")\(number),\(month)\n"
      }.joined()
    let page = try await page(text, by: "", lag: 12).page
    #expect(
      page.contains("Value in 2017-12: 24 units of the file, against 12 in 2016-12: +12 (+100"))
    #expect(page.contains("12 periods before"))
  }
}
