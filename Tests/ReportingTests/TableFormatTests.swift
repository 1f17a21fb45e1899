import Analytics
import Exact
import Foundation
import Testing
import TradeData

@testable import Reporting

@Suite struct TableFormatTests {
  @Test func csvQuotesWhatNeedsQuotes() async throws {
    #expect(
      try await written(.csv) == #"""
        reporter,value,ratio,status
        "Korea, ""South""",1.5,2.5000,
        Ålesund,-0.025,-0.0001,new
        ,170141183460469231731687303715884105727,,

        """#)
  }

  @Test func jsonNumbersAreStringsAndEmptyCellsAreNull() async throws {
    let text = try await written(.json)
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(document["schema"] as? String == "saldo.analyze/1")
    #expect(document["unit"] as? String == "USD")
    let rows = try #require(document["rows"] as? [[String: Any]])
    #expect(rows.count == 3)
    #expect(rows[0]["reporter"] as? String == "Korea, \"South\"")
    #expect(rows[0]["ratio"] as? String == "2.5000")
    #expect(rows[0]["status"] is NSNull)
    #expect(rows[2]["ratio"] is NSNull)
  }

  @Test func jsonLinesAreTheSameRows() async throws {
    let lines = try await written(.jsonLines).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(
      lines[1] == #"{"reporter":"Ålesund","value":"-0.025","ratio":"-0.0001","status":"new"}"#)
  }

  @Test func textIsAlignedAndHasNoTrailingBlanks() async throws {
    let text = try await written(.text(isColored: false), rows: 2)
    #expect(
      text == #"""
        values in USD
        reporter         value    ratio  status
        Korea, "South"   1.500   2.5000
        Ålesund         -0.025  -0.0001  new

        """#)
  }

  @Test func failedWriteLeavesNothingBehind() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let path = directory.appending(path: "out.csv").path
    func begin() throws {
      var sink = try ByteSink.file(path)
      try sink.write(Array("half".utf8))
    }
    try begin()
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path).isEmpty)
    #expect(throws: ByteSink.Failure.self) { _ = try ByteSink.file("/nowhere/out.csv") }
  }

  @Test(arguments: [
    (0, 0, "0"), (0, 3, "0.000"), (5, 3, "0.005"), (-5, 1, "-0.5"), (12345, 2, "123.45"),
    (Int64.max, 4, "922337203685477.5807"), (100, 2, "1.00"), (1000, 0, "1000"),
  ])
  func numbersHaveTheirDigits(_ digits: Int64, _ places: Int, _ text: String) {
    var bytes = ByteBuffer(capacity: 0)
    bytes.append(digits, places: places)
    #expect(String(decoding: bytes.finish(), as: UTF8.self) == text)
  }

  private func written(_ format: TableFormat, rows: Int = 3) async throws -> String {
    let table = ResultTable(
      columns: [
        .init("reporter", .text(["Korea, \"South\"", "Ålesund"])), .init("value", .exact),
        .init("ratio", .rounded(places: 4)), .init("status", .text(["", "new"])),
      ], blockCount: rows
    ) { row in
      var value = Cells(scale: 3, capacity: 1)
      value.append(
        [
          ScaledInteger(digits: 15, scale: 1), ScaledInteger(digits: -25, scale: 3),
          ScaledInteger(digits: .max, scale: 0),
        ][row])
      var ratio = Cells(scale: 4, capacity: 1)
      ratio.append([25000, -1, nil][row].map { ScaledInteger(digits: Int128($0), scale: 4) })
      return .init(
        rowCount: 1,
        columns: [
          .codes([[0, 1, -1][row]]), .numbers(value), .numbers(ratio), .codes([[0, 1, 0][row]]),
        ])
    }
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    var sink = try ByteSink.file(path)
    try await table.write(as: format, unit: "USD", to: &sink, threads: 2)
    try sink.close()
    return try String(contentsOfFile: path, encoding: .utf8)
  }
}
