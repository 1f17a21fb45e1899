import Foundation
import Testing

@Suite struct CheckCommandTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let kaluga = root.appending(path: "Fixtures/releases/kaluga-2017.txt").path

  private struct Output: Decodable {
    struct Document: Decodable {
      let verdict: String
      let statements: [Statement]
      let quantities: [Quantity]
      let witness: [String: String]?
      let conflicts: [Conflict]
      let unread: [Span]
    }
    struct Statement: Decodable {
      let id: String
      let readings: [Reading]
    }
    struct Reading: Decodable {
      let kind: String
      let status: String
    }
    struct Quantity: Decodable {
      let measure: String
      let period: String
      let implied: [String?]
    }
    struct Conflict: Decodable {
      let statements: [String]
      let identities: [String]
      let repairs: [Repair]
    }
    struct Repair: Decodable {
      let statement: String
      let holdsIf: [String?]

      private enum CodingKeys: String, CodingKey {
        case statement
        case holdsIf = "holds_if"
      }
    }
    struct Span: Decodable {
      let quote: String
    }
    let documents: [Document]
  }

  private func document(_ program: Program) throws -> Output.Document {
    let output = try JSONDecoder().decode(Output.self, from: Data(program.output.utf8))
    return try #require(output.documents.first)
  }

  /// The release with imports up 10 percent instead of 110.
  private func misprint() throws -> String {
    let text = try String(contentsOfFile: Self.kaluga, encoding: .utf8)
    return try temporaryFile(
      text.replacingOccurrences(of: "на 110 процентов", with: "на 10 процентов"), "misprint.txt")
  }

  @Test func theReleaseIsConsistentAndItsBracketIsAPercentChange() throws {
    let program = try Program("check", "--format", "json", Self.kaluga)
    #expect(program.status == 0)
    let document = try document(program)
    #expect(document.verdict == "consistent")
    #expect(document.statements.count == 5)
    #expect(document.statements[2].readings.map(\.kind) == ["index", "percent_change"])
    #expect(document.statements[2].readings.map(\.status) == ["refuted", "holds"])
    #expect(document.witness?.count == 6)
  }

  // Worked by hand: T17 in [960.55, 960.65], T17 / T16 in [2.0835, 2.0845] (the narrower of the two
  // growth figures), E17 = e E16, M17 = m M16 with e in [1.195, 1.205] and m in [2.095, 2.105].
  @Test(arguments: [
    ("turnover", 460.81, 461.08), ("exports", 5.38, 11.01), ("imports", 450.01, 455.48),
  ])
  func whatTheFiguresImplyFor2016IsExact(measure: String, low: Double, high: Double) throws {
    let document = try document(try Program("check", "--format", "json", Self.kaluga))
    let quantity = try #require(
      document.quantities.first { $0.measure == measure && $0.period == "2016" })
    let ends = try quantity.implied.map { try number(try #require($0)) / 1e6 }
    #expect(abs(ends[0] - low) < 0.005)
    #expect(abs(ends[1] - high) < 0.005)
  }

  private func number(_ text: String) throws -> Double {
    let parts = try text.split(separator: "/").map { try #require(Double($0)) }
    return parts.count == 2 ? parts[0] / parts[1] : parts[0]
  }

  @Test func datesEventsAndCountsAreNotFigures() throws {
    let document = try document(try Program("check", "--format", "json", Self.kaluga))
    #expect(document.unread.map(\.quote) == ["2018", "100", "2018", "9"])
  }

  @Test func aMisprintIsAConflictOfThreeGrowthFiguresAndTwoIdentities() throws {
    let program = try Program("check", "--format", "json", try misprint())
    #expect(program.status == 1)
    let document = try document(program)
    #expect(document.verdict == "inconsistent")
    let conflict = try #require(document.conflicts.first)
    #expect(conflict.statements.count == 3)
    #expect(conflict.statements.contains("s4") && conflict.statements.contains("s5"))
    #expect(conflict.identities.count == 2)
    let repair = try #require(conflict.repairs.first { $0.statement == "s5" })
    // Imports must have outgrown turnover (+108.35 % at least), since exports grew by less.
    #expect(try abs(number(try #require(repair.holdsIf[0])) - 108.35) < 0.05)
  }

  @Test func theCertificateAddsUpInPythonsFractions() throws {
    let json = try temporaryFile(
      try Program("check", "--format", "json", try misprint()).output, "verdict.json")
    let script = Self.root.appending(path: "Tests/Tooling/check_certificate.py").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script, json]
    process.standardInput = FileHandle(forReadingAtPath: json)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.contains("1 conflicts"))
  }

  @Test func oneLevelAloneIsUnverifiable() throws {
    let path = try temporaryFile("Экспорт за 2017 год составил 5 млн долларов.", "one.txt")
    let program = try Program("check", "--format", "json", path)
    #expect(program.status == 0)
    #expect(try document(program).verdict == "unverifiable")
  }

  @Test func aTextWithoutFiguresSaysSo() throws {
    let program = try Program("check", try temporaryFile("Ничего не произошло.", "none.txt"))
    #expect(program.status == 0)
    #expect(program.output.contains("No figure was found"))
  }

  @Test(arguments: ["missing", "empty", "binary", "unreadable"])
  func whatCannotBeReadIsOneLineAndExitCodeTwo(kind: String) throws {
    let path: String
    switch kind {
    case "missing": path = "/nonexistent/release.txt"
    case "empty": path = try temporaryFile("", "empty.txt")
    case "binary": path = try temporaryFile("a\u{0}b", "binary.txt")
    default: path = "/proc/self/mem"
    }
    let program = try Program("check", path)
    #expect(program.status == 2)
    #expect(program.errors.split(separator: "\n").count == 1)
    #expect(program.errors.contains(path))
    #expect(program.output.isEmpty)
  }

  @Test func textReportShowsMarksVerdictAndImpliedFigures() throws {
    let report = try Program("check", Self.kaluga).output
    #expect(report.contains("[960,6 млн долларов США s1·]"))
    #expect(report.contains("[на 20 процентов s4✓]"))
    #expect(report.contains("All 5 figures can be true at once"))
    #expect(report.contains("460.81  461.08  mln USD"))
    #expect(!report.contains("\u{1b}"))
  }

  @Test func colourCanBeForced() throws {
    #expect(try Program("check", "--color", "always", Self.kaluga).output.contains("\u{1b}["))
  }

  @Test func theDerivationShowsTheContradiction() throws {
    let report = try Program("check", "--explain", try misprint()).output
    #expect(report.contains("added up: 0"))
    #expect(report.contains("which is false"))
  }
}
