import Foundation
import Testing

@testable import Exact
@testable import TradeData

@Suite struct TradeReaderTests {
  @Test func columnsMayStandInAnyOrderAndOthersAreIgnored() async throws {
    let text = """
      note,value,product,period,reporter
      x,1.5,01,2020,AAA
      y,2.25,01,2020,AAA
      z,4,0101,2021,BBB

      """
    let reading = try await read(text, by: ["reporter", "product"])
    #expect(
      lines(reading.cube) == ["AAA 01 2020 3.75", "BBB 0101 2021 4"])
    #expect(reading.tally.used == 3)
  }

  @Test func baciCodesRegainTheirZerosAndMissingQuantitiesDoNotMatter() async throws {
    let text = """
      t,i,j,k,v,q
      2020,4,24,10121,0.198,        0.001
      2020,4,31,251512,27.902,           NA
      2020,4,32,10129,           NA,1

      """
    let reading = try await read(text, by: ["product:2"])
    #expect(lines(reading.cube) == ["01 2020 0.198", "25 2020 27.902"])
    #expect(reading.tally.missing == 1)
    #expect(reading.unit == Unit("USD", exponent: 3))
  }

  @Test func countriesCountBothSidesOfEveryRow() async throws {
    let text = "t,i,j,k,v,q\n2020,4,24,10121,5,1\n2020,24,4,10121,3,1\n"
    let reading = try await read(text, by: ["country", "flow"])
    #expect(
      lines(reading.cube) == [
        "24 export 2020 3", "24 import 2020 5", "4 export 2020 5", "4 import 2020 3",
      ])
    #expect(reading.tally.read == 2)
  }

  @Test func quotesBlanksCarriageReturnsAndBreaksInsideQuotesAreRead() async throws {
    let text =
      "\u{feff}\"reporter\",\"period\",\"value\"\r\n\"Korea, \"\"South\"\"\",2020,\"1,234.5\"\r\n"
      + "\"two\nlines\",2020, 7 \r\n"
    let reading = try await read(text, by: ["reporter"])
    #expect(lines(reading.cube) == ["Korea, \"South\" 2020 1234.5", "two\nlines 2020 7"])
  }

  @Test func quoteThatTheSampleDidNotShowBeginsTheWorkAgain() async throws {
    var text = "reporter,period,value,note\n"
    for row in 0..<30_000 { text += "AAA,2020,1,\(row)\n" }
    text += "\"B,B\",2020,5,x\n"
    for row in 0..<30_000 { text += "AAA,2020,1,\(row)\n" }
    let reading = try await read(text, by: ["reporter"], threads: 2)
    #expect(lines(reading.cube) == ["AAA 2020 60000", "B,B 2020 5"])
    #expect(reading.tally.used == 60_001)
  }

  @Test func rowsThatCannotBeReadAreCountedWithTheirPlace() async throws {
    let text = """
      reporter,period,value
      AAA,2020,1
      AAA,2020,1x
      AAA,20,1

      AAA,2020
      AAA,2020,1,,
      AAA,2020,1,2
      AAA,2020,5
      """
    let reading = try await read(text, by: ["reporter"])
    #expect(lines(reading.cube) == ["AAA 2020 7"])
    #expect(reading.tally.used == 3)
    #expect(reading.tally.read == 7)
    #expect(
      reading.rejects.map { "\($0.line) \($0.field) \($0.reason)" } == [
        "3 3 expected a number, found \"1x\"",
        "4 2 expected a year, quarter or month, found \"20\"",
        "6 2 expected 3 fields, found 2",
        "8 4 expected 3 fields, found 4",
      ])
    #expect(reading.rejects[0].text == "AAA,2020,1x")
  }

  @Test func quoteLeftOpenIsOneRejectedRow() async throws {
    let reading = try await read(
      "reporter,period,value\nAAA,2020,1\n\"BBB,2020,2\nCCC,2020,3\n", by: ["reporter"])
    #expect(lines(reading.cube) == ["AAA 2020 1"])
    #expect(reading.rejects.map(\.reason) == ["expected a closing quote"])
  }

  @Test func filtersSpansAndFrequenciesLeaveOutOrAddUp() async throws {
    var text = "reporter,partner,flow,period,value\n"
    for month in 1...12 {
      text += "AAA,CHN,export,2020-\(month < 10 ? "0" : "")\(month),\(month)\n"
      text += "AAA,DEU,import,2020M\(month < 10 ? "0" : "")\(month),100\n"
    }
    let path = try file(text)
    let query = Query(
      keys: [try #require(Key("reporter"))], filters: [try #require(Filter("partner=CHN,XXX"))],
      span: Period(year: 2020, from: 2, to: 12), frequency: .quarter)
    let reading = try await TradeReader().read([path], for: query)
    #expect(
      lines(reading.cube) == [
        "AAA 2020-Q1 5", "AAA 2020-Q2 15", "AAA 2020-Q3 24", "AAA 2020-Q4 33",
      ])
    #expect(reading.tally.filtered == 13)
    #expect(reading.tally.read == 24)
  }

  @Test func resultDependsOnNeitherThreadsNorFilesNorOrder() async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(seed: seed)
    let rows = (0..<20_000).map { _ in
      let value = Int.random(in: 1...9_999_999, using: &random)
      return "20\(Int.random(in: 10...29, using: &random)),"
        + "\(Int.random(in: 1...400, using: &random)),"
        + "\(Int.random(in: 1...40, using: &random)),\(Int.random(in: 1...99, using: &random))0101,"
        + "\(value / 1000).\(String(value % 1000 + 1000).dropFirst()),1\n"
    }
    let header = "t,i,j,k,v,q\n"
    let whole = try file(header + rows.joined())
    let query = Query(keys: try ["reporter", "product:2"].map { try #require(Key($0)) })
    let expected = lines(try await TradeReader().read([whole], for: query).cube)
    let two = try await TradeReader(threads: 2).read([whole], for: query)
    #expect(lines(two.cube) == expected, "seed \(seed)")
    let pieces = try stride(from: 0, to: rows.count, by: 1177).map { begin in
      try file(header + rows[begin..<min(begin + 1177, rows.count)].joined())
    }
    let cut = try await TradeReader(threads: 3).read(pieces.reversed(), for: query)
    #expect(lines(cut.cube) == expected, "seed \(seed)")
    #expect(cut.tally.used == 20_000)
  }

  @Test(arguments: [
    ("", "is empty; expected a header line and rows"),
    ("\n\n", "has blank lines only; expected a header"),
    ("a,b,c\n1,2,3\n", "1: unknown header \"a,b,c\""),
    ("t,i,j,k,v\n2020,4,8,1,1\n", "no column holds the region in a file of layout baci"),
    ("code,description\n01,Horses\n", "a list of product codes, not trade data"),
    ("1.10. Turnover, bln USD\t\t\n1999\t1,5\t2\n", "a title (\"1.10. Turnover, bln USD\")"),
  ])
  func unreadableFilesAreOneLine(_ text: String, _ message: String) async throws {
    let path = try file(text)
    await #expect {
      _ = try await TradeReader().read(
        [path], for: Query(keys: [Key(.role(.region))]))
    } throws: { error in
      "\(error)".hasPrefix(path + ":") && "\(error)".contains(message)
        && !"\(error)".contains("\n")
    }
  }

  @Test func missingFilesAndDirectoriesAreSaid() async throws {
    await #expect(
      throws: TradeDataError("/nowhere/x.csv", "cannot be opened: No such file or directory")
    ) {
      _ = try await TradeReader().read(["/nowhere/x.csv"], for: Query())
    }
    await #expect(throws: TradeDataError("/", "is a directory; name the files in it")) {
      _ = try await TradeReader().read(["/"], for: Query())
    }
  }

  @Test func valuePast128BitsIsAnErrorWithItsPlace() async throws {
    let path = try file("period,value\n2020,1\n2020,\(String(repeating: "9", count: 50))\n")
    await #expect(
      throws: TradeDataError(
        path, line: 3, column: 6,
        "a number of more than 128 bits; expected a value that fits 38 digits")
    ) {
      _ = try await TradeReader().read([path], for: Query())
    }
  }

  @Test func totalsAndPartsCanBeReadSideBySide() async throws {
    let text = """
      reporter,partner,flow,product,period,value
      RUS,World,export,total,2021,100
      RUS,World,export,27,2021,60
      RUS,CHN,export,total,2021,40
      RUS,CHN,export,27,2021,30

      """
    var query = Query()
    query.optionalKeys = [.reporter, .partner, .region]
    query.levels = [.partner: .every, .product: .at(0)]
    let reading = try await TradeReader().read([try file(text)], for: query)
    #expect(lines(reading.cube) == ["RUS CHN 2021 40", "RUS World 2021 100"])
    #expect(reading.levels[.product] == 0)
    #expect(reading.levels[.partner] == nil)
    #expect(reading.tally.aggregates == 2)
    // Without a choice the finest level counts.
    let finest = try await read(text, by: ["partner"])
    #expect(lines(finest.cube) == ["CHN 2021 30"])
  }

  private func read(
    _ text: String, by keys: [String], threads: Int = 1
  ) async throws -> TradeReader.Reading {
    let query = Query(keys: try keys.map { try #require(Key($0)) })
    return try await TradeReader(threads: threads).read([try file(text)], for: query)
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

  private func file(_ text: String) throws -> String {
    let directory = FileManager.default.temporaryDirectory.appending(path: "saldo-tests")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let url = directory.appending(path: UUID().uuidString + ".csv")
    try text.write(to: url, atomically: true, encoding: .utf8)
    return url.path
  }
}
