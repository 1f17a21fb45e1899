import Foundation
import Testing

@Suite struct CheckAgainstTests {
  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

  private func fixture(_ name: String) -> String { Self.fixtures.appending(path: name).path }

  private var comtrade: String { fixture("trade/comtrade-small.csv") }
  private var kaluga: [String] {
    [
      "check", fixture("releases/kaluga-2017.txt"), "--against",
      fixture("trade/kaluga-monthly.csv"),
      "--against-unit", "thousand USD",
    ]
  }

  private func release(_ text: String) throws -> String { try temporaryFile(text, "release.txt") }

  @Test func aReleaseThatAgreesExitsWithZeroAndShowsWhatWasMatched() throws {
    let run = try Program(kaluga)
    #expect(run.status == 0)
    #expect(run.output.contains("s1  «960,6 млн долларов США»    960.6005  mln USD  agrees"))
    #expect(
      run.output.contains(
        "region=29000 - Калужская область, partner=CN (China), flow=export + import, period=2017"))
    #expect(run.errors.contains("kaluga-monthly.csv: plain long table, in thousand USD"))
  }

  @Test func aDisagreementIsAFindingInEveryForm() throws {
    let path = try release("Russia's exports to China were $68.1 billion in 2021.")
    let text = try Program("check", path, "--against", comtrade)
    #expect(text.status == 1)
    #expect(text.output.contains("disagrees by +0.07107"))
    #expect(
      text.output.contains("By the data, exports of Russia/China in 2021 were 68.03 billion USD"))
    let csv = try Program("check", path, "--against", comtrade, "--format", "csv")
    #expect(csv.status == 1)
    #expect(
      csv.output.contains(",data_outcome,data_value,data_difference,data_matched,data_reason\n"))
    #expect(
      csv.output.contains(
        ",disagrees,68.02893,0.07107,\"exports, Russia/China, 2021: reporter=RUS (Russia), "))
    let html = try Program("check", path, "--against", comtrade, "--format", "html")
    #expect(html.status == 1)
    #expect(html.output.contains("<td class=\"outcome\">disagrees by +0.07107</td>"))
    #expect(html.output.contains("partner=CHN (China)"))
  }

  @Test func aFigureThatIsNotUsedIsNotMarkedAsTested() throws {
    let path = try release("Russia's exports to Ruritania were $5 billion in 2021.")
    let run = try Program("check", path, "--against", comtrade)
    #expect(run.status == 0)
    #expect(run.output.contains("[$5 billion s1·]"))
    #expect(run.output.contains("not used, would disagree"))
  }

  @Test func machinesGetMatchesAndExactNumbers() throws {
    struct Output: Decodable {
      struct Document: Decodable {
        let against: Against
        let identities: [Identity]
      }
      struct Identity: Decodable { let source: String }
      struct Against: Decodable {
        let files: [String]
        let matches: [Match]
        let figures: [Figure]
      }
      struct Match: Decodable {
        let quantity: String?
        let matched: [Term]
        let finding: String
        let value: String?
        let reason: String?
      }
      struct Term: Decodable, Equatable {
        let role: String
        let text: String
        let meaning: String?
      }
      struct Figure: Decodable {
        let statement: String
        let outcome: String
        let value: String?
        let difference: String?
      }
      let documents: [Document]
    }
    let path = try release(
      "Russia's exports were $492.3 billion in 2021. Exports to China were $68.1 billion, to Japan "
        + "$10 billion.")
    let run = try Program("check", path, "--against", comtrade, "--format", "json")
    let output = try JSONDecoder().decode(Output.self, from: Data(run.output.utf8))
    let document = try #require(output.documents.first)
    #expect(document.against.files == [comtrade])
    #expect(document.against.matches.map(\.finding) == ["exact", "exact", "absent"])
    #expect(document.against.matches[0].value == "492314130000")
    #expect(
      document.against.matches[0].matched.first
        == Output.Term(role: "reporter", text: "RUS", meaning: "Russia"))
    #expect(document.against.matches[2].reason == "the data has no partner Japan (JP, JPN, 392)")
    #expect(document.against.figures.map(\.outcome) == ["agrees", "disagrees", "absent"])
    #expect(document.against.figures[1].difference == "0.07107")
    #expect(document.identities.filter { $0.source == "--against" }.count == 2)
  }

  @Test func packedAndSplitDataAreOneDataSet() throws {
    let whole = try String(contentsOfFile: comtrade, encoding: .utf8)
    let lines = whole.split(separator: "\n").map(String.init)
    let first = try temporaryFile(lines.prefix(6).joined(separator: "\n") + "\n", "a.csv")
    let second = try temporaryFile(
      ([lines[0]] + lines.dropFirst(6)).joined(separator: "\n") + "\n", "b.csv")
    let path = try release("Russia's exports rose 46.0 percent in 2021.")
    let run = try Program("check", path, "--against", first, "--against", second, "--quiet")
    #expect(run.status == 0)
    #expect(run.output.contains("agrees"))
    #expect(run.errors.isEmpty)
    let packed = try Program(
      "check", try release("Angola's exports to Afghanistan were $1.25 million in 2020."),
      "--against",
      fixture("trade/baci-small.csv.gz"))
    #expect(packed.output.contains("reporter=24 (Angola), partner=4 (Afghanistan)"))
  }

  @Test func aFileOfStatementsIsConfronted() throws {
    let path = try temporaryFile(
      """
      measure,scope,period,base,kind,value,unit
      exports,Россия,2021,,level,492.3,bn USD
      exports,Россия/HS 2709,2021,,level,111.1,bn USD
      exports,Россия/Congo,2021,,level,1,bn USD

      """)
    let run = try Program("check", path, "--against", comtrade)
    #expect(run.status == 0)
    #expect(run.output.contains("111.056  bn USD  agrees"))
    #expect(run.output.contains("\"Congo\" may be Congo - Kinshasa or Congo - Brazzaville"))
  }

  @Test func whatCannotBeDoneIsOneLine() throws {
    let path = try release("Russia's exports were $492.3 billion in 2021.")
    let missing = try Program("check", path, "--against", "/nowhere/data.csv")
    #expect(missing.status == 2)
    #expect(missing.errors.hasPrefix("saldo: /nowhere/data.csv: "))
    #expect(missing.errors.split(separator: "\n").count == 1)
    let strange = try temporaryFile("alpha,beta\n1,2\n")
    let unknown = try Program("check", path, "--against", strange)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("unknown header"))
    let table = try Program(
      "check", fixture("tables/regions-growth.csv"), "--against", comtrade, "--quiet")
    #expect(table.status == 2)
    #expect(table.errors.contains("a table cannot be confronted with data"))
    #expect(table.errors.split(separator: "\n").count == 1)
  }

  @Test(arguments: [
    ["--against", "-"], ["--against-unit", "USD"],
    ["--against", "x.csv", "--against-unit", "lots"],
  ])
  func optionsThatMakeNoSenseAreUsageErrors(options: [String]) throws {
    #expect(try Program(["check", "x.txt"] + options).status == 64)
  }
}
