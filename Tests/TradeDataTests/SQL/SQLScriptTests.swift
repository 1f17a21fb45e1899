import Foundation
import Testing

@testable import TradeData

/// The statements as they are written, beside golden files that were read line by line.
///
/// `SALDO_UPDATE_GOLDEN=1` in the environment writes them anew, and the test fails.
@Suite struct SQLScriptTests {
  private static let fixtures = URL(filePath: #filePath)
    .deletingLastPathComponent().appending(path: "../../../Fixtures/").standardizedFileURL

  private func expectGolden(_ script: String, _ name: String) throws {
    let text = script.replacing(Self.fixtures.path(percentEncoded: false), with: "/Fixtures/")
    let url = Self.fixtures.appending(path: "golden/\(name)")
    if ProcessInfo.processInfo.environment["SALDO_UPDATE_GOLDEN"] == "1" {
      try text.write(to: url, atomically: true, encoding: .utf8)
      Issue.record("\(name) was written anew; look at its changes and run again")
      return
    }
    #expect(try text == String(contentsOf: url, encoding: .utf8), "\(name) differs")
  }

  private func aggregation(_ file: String, _ query: Query) throws -> SQLAggregation {
    let path = Self.fixtures.appending(path: file).path(percentEncoded: false)
    return try SQLAggregation(
      of: [try SQLInput(file: path, memory: 1 << 20)], layouts: nil, query: query)
  }

  @Test func statementsForSparkAreThoseOfTheGoldenFile() throws {
    let query = Query(
      keys: [try #require(Key("product:2"))], filters: [try #require(Filter("partner!=CHN"))])
    try expectGolden(
      aggregation("trade/comtrade-small.csv", query).sparkScript(folder: "answer"),
      "comtrade-spark.sql")
  }

  @Test func statementsForDuckDBAreThoseOfTheGoldenFile() throws {
    try expectGolden(
      aggregation("trade/baci-small.csv", Query(keys: [try #require(Key("country"))]))
        .duckDBScript(), "baci-duckdb.sql")
  }

  @Test func textsAndNamesAreQuoted() {
    #expect(SQLDialect.spark.quoted("a'b\\c\td") == #"'a\'b\\c\td'"#)
    #expect(SQLDialect.duckdb.quoted("a'b\\c") == #"'a''b\c'"#)
    #expect(SQLDialect.spark.name("a`b") == "`a``b`")
    #expect(SQLDialect.duckdb.name("Trade \"x\"") == #""Trade ""x""""#)
    #expect(SQLDialect.spark.name("value_1") == "value_1")
    #expect(SQLDialect.spark.table("archive.Trade") == "archive.`Trade`")
  }

  @Test func codesKeepTheirOrderAsNumbers() {
    let codes = ["0", "01", "010121", "10", "101", "30431", "9"]
    let numbers = codes.map { code in
      guard
        case .integer(let number) = SQLInterpreter.value(OrderedCode.number(.text(code)), [:])
      else { return -1 }
      return number
    }
    #expect(numbers == numbers.sorted() && Set(numbers).count == codes.count)
    #expect(numbers.map(OrderedCode.text) == codes)
  }

  @Test func pathsAreNoPatternsForSpark() throws {
    let folder = try tradeFile(Array("year,reporter,value\n2017,A,5\n".utf8), "a,b{c}[1]*.csv")
    let input = try SQLInput(file: folder, memory: 1 << 20)
    #expect(SparkPattern.address(of: [input]).hasSuffix(#"/a\,b\{c\}\[1\]\*.csv"#))
    #expect(SparkPattern.address(of: [input, input]).hasPrefix("file:///{"))
  }
}
