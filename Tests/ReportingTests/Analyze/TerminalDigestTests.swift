import Analytics
import Exact
import Foundation
import Releases
import Testing
import TradeData

@testable import Reporting

@Suite struct TerminalDigestTests {
  /// The lines on rows of a plain long table.
  private func lines(
    _ csv: String, _ measures: [Measure] = [.growth], width: Int = 80,
    _ language: Language = .english
  ) async throws -> [String] {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv")
    try csv.write(to: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: path) }
    let analysis = Analysis(keys: [Key(.role(.region))], measures: measures)
    let reading = try await TradeReader().read([path.path], for: analysis.query())
    let table = try analysis.table(of: reading.cube)
    let source = ReportSource(
      files: ["data.csv"], reading: reading, analysis: analysis, language: language)
    let digest = try await TerminalDigest(table, from: source, threads: 1)
    return digest.text(width: width, isColored: false).split(separator: "\n").map(String.init)
  }

  private static let flows = """
    region,flow,period,value
    North,export,2016,100
    North,import,2016,60
    North,export,2017,150
    North,import,2017,50
    South,export,2017,30

    """

  @Test func otherMeasuresHaveColumnsWhereThereIsRoom() async throws {
    let wide = try await lines(Self.flows, [.growth, .balance], width: 160)
    #expect(wide[1].contains("exports") && wide[1].contains("balance / turnover"))
    #expect(wide[2].hasPrefix("North"))
    for width in [60, 70, 80, 100] {
      let narrow = try await lines(Self.flows, [.growth, .balance], width: width)
      #expect(narrow.dropLast().allSatisfy { $0.count <= width }, "\(width): \(narrow)")
    }
  }

  @Test func largestComesFirstAndTheRestIsCounted() async throws {
    let rows = (1...60).map { "R\($0),2016,\($0)\nR\($0),2017,\($0 * 2)\n" }.joined()
    let lines = try await lines("region,period,value\n" + rows)
    #expect(lines[2].hasPrefix("R60 "))
    #expect(lines.contains("… 20 more series, smaller"))
    // Σ 1…60 is 1,830, and twice that a year later.
    #expect(lines.contains { $0.hasPrefix("total") && $0.contains("3,660") && $0.contains("+100") })
    #expect(lines.contains("▲ rose most: R60 +60; R59 +59; R58 +58"))
  }

  @Test func terminalObeysNoName() async throws {
    let lines = try await lines("region,period,value\n\u{1b}[31mA\u{7},2016,1\nB,2016,2\n")
    #expect(!lines.joined().unicodeScalars.contains { $0.value < 0x20 })
    #expect(lines.contains { $0.hasPrefix("\u{fffd}[31mA\u{fffd}") })
  }

  @Test func russianWordsAndNumbers() async throws {
    let lines = try await lines(Self.flows, .russian)
    #expect(lines[0] == "единица: ед. файла")
    #expect(lines.last?.hasPrefix("Всего строк 3") == true)
  }

  private func lines(_ csv: String, _ language: Language) async throws -> [String] {
    try await lines(csv, [.growth], width: 80, language)
  }
}
