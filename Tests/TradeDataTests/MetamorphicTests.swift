import Foundation
import Testing

@testable import Exact
@testable import TradeData

/// The same rows in other clothes: whatever says the same must give the same sums.
@Suite struct MetamorphicTests {
  private struct Row {
    let region: String
    let period: String
    let thousandths: Int

    /// The value with some digits behind the point.
    func value(places: Int = 3, point: String = ".") -> String {
      let digits = String(thousandths)
      let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
      return padded.dropLast(places) + point + padded.suffix(places)
    }
  }

  private let rows: [Row]
  private let seed = UInt64.random(in: 0...UInt64.max)

  init() {
    var random = Generator(seed: seed)
    let regions = ["Калуга", "Тула", "Омск", "Псков", "Тверь", "Орёл"]
    rows = (0..<3000).map { _ in
      Row(
        region: regions[Int.random(in: 0..<regions.count, using: &random)],
        period: "20\(Int.random(in: 10...19, using: &random))",
        thousandths: Int.random(in: 0...9_999_999, using: &random))
    }
  }

  private func table(
    _ rows: [Row], header: String = "region,period,value", lineEnd: String = "\n",
    _ line: (Row) -> String = { "\($0.region),\($0.period),\($0.value())" }
  ) -> [UInt8] {
    Array(([header] + rows.map(line)).map { $0 + lineEnd }.joined().utf8)
  }

  /// What is read of some files, with values brought to whole units.
  private func read(
    _ files: [(String, [UInt8])], threads: Int = 1, layout: Layout? = nil
  ) async throws -> [String] {
    let paths = try files.map { try tradeFile($0.1, $0.0) }
    let query = Query(keys: [try #require(Key("region"))])
    let reading = try await TradeReader(layout: layout, threads: threads).read(paths, for: query)
    let cube = reading.cube
    #expect(reading.tally.used == rows.count, "seed \(seed)")
    return (0..<cube.seriesCount).flatMap { series in
      cube.periods.indices.compactMap { period in
        cube.value(series: series, period: period).map { value in
          let whole = Rational(value) * .powerOfTen(reading.unit.exponent)
          return "\(cube.labels(series: series)[0]) \(cube.periods[period]) \(whole)"
        }
      }
    }.sorted()
  }

  /// The sums as a dictionary of whole numbers finds them.
  private var expected: [String] {
    var sums: [String: Int] = [:]
    for row in rows { sums["\(row.region) \(row.period)", default: 0] += row.thousandths }
    return sums.map { "\($0.key) \(Rational($0.value, 1000))" }.sorted()
  }

  @Test func orderOfRowsAndLineEndsDoNotMatter() async throws {
    var random = Generator(seed: seed)
    let shuffled = rows.shuffled(using: &random)
    for bytes in [
      table(rows), table(shuffled), table(rows.reversed()), table(rows, lineEnd: "\r\n"),
      [0xef, 0xbb, 0xbf] + table(rows), Array(table(rows).dropLast()),
    ] {
      #expect(try await read([("data.csv", bytes)]) == expected, "seed \(seed)")
    }
  }

  @Test(arguments: [1, 2, 5])
  func piecesAndThreadsDoNotMatter(_ threads: Int) async throws {
    var random = Generator(seed: seed)
    var files: [(String, [UInt8])] = []
    var begin = 0
    while begin < rows.count {
      let end = min(rows.count, begin + Int.random(in: 1...900, using: &random))
      files.append(("\(begin).csv", table(Array(rows[begin..<end]))))
      begin = end
    }
    #expect(try await read(files.shuffled(using: &random), threads: threads) == expected)
  }

  @Test func packingDoesNotMatter() async throws {
    let bytes = table(rows)
    let half = rows.count / 2
    let halves = [table(Array(rows[..<half])), table(Array(rows[half...]))]
    for files in [
      [("data.csv.gz", PackedBytes.gzip(bytes))], [("data.csv.zst", PackedBytes.zstd(bytes))],
      [("data.zip", PackedBytes.zip([("a/b.csv", bytes)]))],
      // Two members of gzip are one file; headers repeat only in files of their own.
      [
        (
          "data.gz",
          PackedBytes.gzip(Array(bytes[..<5000])) + PackedBytes.gzip(Array(bytes[5000...]))
        )
      ],
      [("one.csv", halves[0]), ("two.csv.gz", PackedBytes.gzip(halves[1]))],
    ] {
      #expect(try await read(files) == expected, "seed \(seed)")
    }
  }

  @Test func encodingDoesNotMatter() async throws {
    let text = String(decoding: table(rows), as: UTF8.self)
    let units = Array(text.utf16)
    let little = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let big = units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    for bytes in [
      [0xff, 0xfe] + little, [0xfe, 0xff] + big, cyrillic(text, capitals: 0xc0, isDOS: false),
      cyrillic(text, capitals: 0x80, isDOS: true),
    ] {
      #expect(try await read([("data.csv", bytes)]) == expected, "seed \(seed)")
    }
  }

  /// CP1251 has the letters in one run, CP866 in two; `ё` stands apart in both.
  private func cyrillic(_ text: String, capitals: UInt32, isDOS: Bool) -> [UInt8] {
    text.unicodeScalars.map { scalar in
      switch scalar.value {
      case 0x451: isDOS ? 0xf1 : 0xb8
      case 0x440...0x44f where isDOS: UInt8(scalar.value - 0x440 + 0xe0)
      case 0x410...0x44f: UInt8(scalar.value - 0x410 + capitals)
      default: UInt8(scalar.value)
      }
    }
  }

  @Test func separatorsQuotesAndOtherColumnsDoNotMatter() async throws {
    let tables = [
      table(rows, header: "region;period;value") {
        "\($0.region);\($0.period);\($0.value(point: ","))"
      },
      table(rows, header: "region\tperiod\tvalue") { "\($0.region)\t\($0.period)\t\($0.value())" },
      table(rows, header: "region|period|value") { "\($0.region)|\($0.period)|\($0.value())" },
      table(rows, header: "\"region\",\"period\",\"value\"") {
        "\"\($0.region)\",\"\($0.period)\",\"\($0.value())\""
      },
      table(rows, header: "value,note,period,region") {
        "\($0.value()),\"a, \"\"b\"\"\nc\",\($0.period),\($0.region)"
      },
    ]
    for bytes in tables {
      #expect(try await read([("data.csv", bytes)]) == expected, "seed \(seed)")
    }
  }

  @Test func namesOfColumnsAreWhatALayoutMakesOfThem() async throws {
    let russian = table(rows, header: "Регион,Период,Стоимость")
    #expect(try await read([("data.csv", russian)]) == expected, "seed \(seed)")
    let layout = try Layout(
      contentsOf: tradeFile(
        Array(#"{"columns": {"region": "x", "period": "y", "value": "z"}}"#.utf8), "layout.json"))
    let named = table(rows, header: "x,y,z")
    #expect(try await read([("data.csv", named)], layout: layout) == expected, "seed \(seed)")
  }

  @Test func unitDoesNotMatter() async throws {
    let thousands = table(rows, header: "region,period,\"value, thousand USD\"") {
      "\($0.region),\($0.period),\($0.value(places: 6))"
    }
    let millions = table(rows, header: "region,period,\"value, mln USD\"") {
      "\($0.region),\($0.period),\($0.value(places: 9))"
    }
    for bytes in [thousands, millions] {
      #expect(try await read([("data.csv", bytes)]) == expected, "seed \(seed)")
    }
  }
}
