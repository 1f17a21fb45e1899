import Foundation
import Testing

@Suite struct CheckBatchTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures").standardizedFileURL.path

  private func verdicts(_ lines: String) throws -> [String] {
    try lines.split(separator: "\n").map { line in
      let document = try #require(
        try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let path = try #require(document["path"] as? String)
      let name = try #require(path.split(separator: "/").last)
      return "\(name) \(document["verdict"] as? String ?? "")"
    }
  }

  @Test(arguments: ["1", "4"])
  func foldersAreWalkedAndResultsKeepTheirOrder(_ threads: String) throws {
    let result = try Program(
      "check", Self.fixtures + "/batch/releases", Self.fixtures + "/batch/releases/clash.txt",
      "--format", "jsonl",
      "--threads", threads)
    #expect(result.status == 1)
    #expect(
      try verdicts(result.output) == [
        "clash.txt inconsistent", "holds.md consistent", "markup.html consistent",
        "clash.txt inconsistent",
      ])
    #expect(result.errors.isEmpty)
  }

  @Test func oneBadFileDoesNotStopTheRest() throws {
    let bad = try temporaryFile("\u{1}", "bad.txt")
    let result = try Program("check", bad, bad + ".gone", Self.fixtures + "/batch/releases/folder")
    #expect(result.status == 2)
    #expect(result.errors.split(separator: "\n").count == 2)
    #expect(result.errors.contains("bad.txt.gone: there is no such file"))
    #expect(
      result.output.hasSuffix(
        "4 documents: 2 consistent, 2 could not be checked\n"))
  }

  @Test func summaryNamesTheInconsistent() throws {
    let result = try Program("check", Self.fixtures + "/batch/releases")
    let end = result.output.split(separator: "\n").suffix(2)
    #expect(
      end == [
        "3 documents: 2 consistent, 1 inconsistent",
        "  inconsistent  \(Self.fixtures)/batch/releases/clash.txt: s1, s2, s3",
      ])
  }

  @Test func folderWithoutDocumentsIsSaid() throws {
    let file = try temporaryFile("", "data.bin")
    let folder = URL(filePath: file).deletingLastPathComponent().path
    let output = file + ".json"
    let result = try Program("check", folder, "--format", "json", "-o", output)
    #expect(result.status == 2)
    #expect(result.errors.contains("no file in this folder ends in .txt, .md, .html, .htm"))
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test func csvHasARowForEachReading() throws {
    let result = try Program(
      "check", Self.fixtures + "/batch/releases/clash.txt", "--format", "csv")
    let rows = result.output.split(separator: "\n")
    try #require(rows.count == 4)
    #expect(
      rows[0] == "document,statement,quote,kind,measure,scope,period,base,value,scale,unit,"
        + "lower,upper,status,tested")
    #expect(
      rows[1].hasSuffix(
        ",s1,60 mln USD,level,exports,,2021,,60,1000000,USD,59.5,60.5,open,true")
        || rows[1].hasSuffix(
          ",s1,60 mln USD,level,exports,,2021,,60,1000000,USD,59.5,60.5,open,false")
    )
  }

  @Test func definitionsAreReadAndUnusedOnesNamed() throws {
    let rules = try temporaryFile(
      "imports <= 0.5 * exports\nexports[\"Nowhere\", 1999] = 5\n", "rules.txt")
    let result = try Program(
      "check", Self.fixtures + "/batch/releases/folder/holds.md", "--define", rules)
    #expect(result.status == 1)
    #expect(result.output.contains("imports <= 0.5 * exports (2021)"))
    #expect(
      result.errors == "\(rules):2: names no quantity of what was read: "
        + "exports[\"Nowhere\", 1999] = 5\n")
    let wrong = try temporaryFile("exports = \n", "rules.txt")
    let failure = try Program(
      "check", Self.fixtures + "/batch/releases/clash.txt", "--define", wrong)
    #expect(failure.status == 2)
    #expect(failure.errors.hasPrefix("saldo: \(wrong):1:11: found the end of the line, expected"))
  }

  @Test func closedPipeIsQuiet() throws {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    // Where SIGPIPE is ignored the write fails, which must be as quiet.
    process.arguments = [
      "-c", "trap '' PIPE; \"$0\" check \"$1\" --format jsonl | true", Program.url.path,
      Self.fixtures + "/batch/releases",
    ]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    #expect(try errors.fileHandleForReading.readToEnd() ?? Data() == Data())
  }
}
