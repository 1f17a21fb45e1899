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
    let written = string(bytes.finish())
    #expect(written == text)
  }

  @Test func randomNumbersHaveTheirDigits() {
    let seed = UInt64.random(in: 0...UInt64.max)
    for (number, places) in numbers(20_000, seed) {
      var bytes = ByteBuffer(capacity: 0)
      bytes.append(number, places: places)
      bytes.append(UInt8(ascii: " "))
      bytes.appendExact(number, scale: places)
      let written = string(bytes.finish())
      #expect(
        written == "\(naive(number, places)) \(exact(number, places))", "seed \(seed)")
    }
  }

  @Test(arguments: [false, true])
  func cellsOfNumbersHaveTheirDigits(_ isNarrow: Bool) {
    let seed = UInt64.random(in: 0...UInt64.max)
    let cells = NumberCells(columns: 2, isNarrow: isNarrow)
    let numbers = numbers(20_000, seed)
    for places in 0...15 {
      var some = numbers.filter { $0.places == places }.map(\.number).prefix(NumberCells.rows)
      some[3] = .min
      for isExact in [false, true] {
        some.withUnsafeBufferPointer { some in
          if let base = some.baseAddress {
            cells.write(1, base, some.count, places: places, isExact: isExact)
          }
        }
        for (row, number) in some.enumerated() {
          let (start, length) = cells.cell(1, row)
          let text = String(
            decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
          let expected = isExact ? exact(number, places) : naive(number, places)
          if number == .min {
            #expect(text == ",")
          } else if length > 0 {
            #expect(text == "," + expected, "seed \(seed)")
          } else {
            #expect(places > 7 || number.magnitude >= 1_000_000_000_000_000, "seed \(seed)")
          }
        }
      }
    }
  }

  /// Numbers of every length, some with zeros at the end, and digits after the point.
  private func numbers(_ count: Int, _ seed: UInt64) -> [(number: Int64, places: Int)] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits = Int64(bitPattern: state) >> Int64(state >> 7 & 63)
      let isTenfold = state >> 21 & 3 == 0 && digits.magnitude < 1 << 56
      return (isTenfold ? digits * 100 : digits, Int(state >> 17 & 15))
    }
  }

  /// The number without zeros at the end of its fraction.
  private func exact(_ number: Int64, _ places: Int) -> String {
    let fixed = naive(number, places)
    let exact = places == 0 ? fixed : String(fixed.trimmingSuffix { $0 == "0" })
    return exact.hasSuffix(".") ? String(exact.dropLast()) : exact
  }

  private func naive(_ number: Int64, _ places: Int) -> String {
    var digits = String(number.magnitude)
    while digits.count <= places { digits = "0" + digits }
    if places > 0 { digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places)) }
    return (number < 0 ? "-" : "") + digits
  }

  private func string(_ run: ByteRun) -> String {
    var text = ""
    run.withUnsafeBytes { text = String(decoding: $0, as: UTF8.self) }
    return text
  }

  @Test(arguments: [1, 2, 5])
  func workIsTakenInOrderWhateverTheThreads(_ threads: Int) throws {
    var taken: [Int] = []
    try OrderedWork.perform(500, threads: threads, { $0 * $0 }, then: { taken.append($0) })
    #expect(taken == (0..<500).map { $0 * $0 })
  }

  @Test(arguments: [1, 2, 5])
  func workEndsWithTheFirstError(_ threads: Int) {
    struct Full: Error {}
    var taken = 0
    #expect(throws: Full.self) {
      let take = { (piece: Int) in
        if piece == 100 { throw Full() }
        taken += 1
      }
      try OrderedWork.perform(500, threads: threads, { $0 }, then: take)
    }
    #expect(taken == 100)
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

extension String {
  /// Without the characters at the end that fit.
  fileprivate func trimmingSuffix(_ fits: (Character) -> Bool) -> Substring {
    var end = endIndex
    while end > startIndex, fits(self[index(before: end)]) { end = index(before: end) }
    return self[..<end]
  }
}
