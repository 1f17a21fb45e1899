import Consistency
import Exact
import Foundation
import Testing
import TradeData

@testable import Releases

/// Random monthly data and random figures; what the data says is worked out with whole numbers.
@Suite struct RandomConfrontationTests {
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  @Test(arguments: [1, 20_260_101, UInt64(bitPattern: -5)])
  func aFigureAgreesWhereTheSumOfTheRowsRoundsToIt(_ seed: UInt64) async throws {
    print("seed \(seed)")
    var random = Generator(state: seed)
    // Thousands of dollars with two digits: counted here in tens of dollars.
    var rows = ["reporter,partner,flow,period,value"]
    var sums: [String: Int] = [:]
    for partner in ["World", "CHN", "DEU"] {
      for flow in ["export", "import"] {
        for month in 1...12 {
          let amount = Int.random(in: 1...9_999_999, using: &random)
          // Parts must not exceed the world.
          let value = partner == "World" ? amount * 3 + 30_000_000 : amount
          sums["\(partner) \(flow)", default: 0] += value
          let text = "\(value / 100).\(value % 100 < 10 ? "0" : "")\(value % 100)"
          rows.append("643,\(partner),\(flow),2021-\(month < 10 ? "0" : "")\(month),\(text)")
        }
      }
    }
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
      .path
    rows.append("")
    try rows.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    let data = try await ReferenceData([path], unit: TradeData.Unit("USD", exponent: 3))

    for _ in 0..<20 {
      let partner = try #require(["", "/Китай", "/Germany"].randomElement(using: &random))
      let measure = try #require(
        ["exports", "imports", "turnover"].randomElement(using: &random))
      let text = ["": "World", "/Китай": "CHN", "/Germany": "DEU"][partner] ?? ""
      let exports = measure == "imports" ? 0 : sums["\(text) export"] ?? 0
      let imports = measure == "exports" ? 0 : sums["\(text) import"] ?? 0
      // Tens of dollars to tenths of a million.
      let tenths = (exports + imports + 5_000) / 10_000
      let printed = tenths + Int.random(in: -1...1, using: &random)
      let document = try await checked(
        "\(measure),Россия\(partner),2021,,level,\(printed / 10).\(printed % 10),million USD", data)
      // The sum of a half exactly rounds either way; both ends belong to a figure.
      let distance = abs(printed * 10_000 - exports - imports)
      #expect((document.assessment.verdict == .inconsistent) == (distance > 5_000))
      let value = document.confrontation?.matches.first?.finding.value
      #expect(value == Rational((exports + imports) * 10))
    }
  }

  private func checked(_ row: String, _ data: ReferenceData) async throws -> CheckedDocument {
    let text = "measure,scope,period,base,kind,value,unit\n\(row)\n"
    let release = Release(
      language: .english,
      statements: try StatementFile(DelimitedText(text), path: "-", rounding: .halfUnit)
        .statements(), identities: [], dates: [], unread: [])
    return try CheckedDocument(
      path: "-", document: DocumentText(text), release: release, isRead: false,
      definitions: Definitions(),
      confrontation: try await Confrontation(release, with: data))
  }
}
