import Foundation
import Testing

/// Input that somebody made to do harm, and files that others write to meanwhile.
@Suite struct HostileInputTests {
  @Test func formulasInNamesAreNeutralisedWhereThatIsAskedFor() throws {
    let path = try temporaryFile("reporter,period,value\n=1+1,2020,-5\n-A,2020,x\n")
    let rejects = path + ".rejects.csv"
    let plain = try Program("analyze", path, "--by", "reporter", "--format", "csv", "--quiet")
    #expect(plain.output.contains("\n=1+1,2020,-5,"))
    let safe = try Program(
      "analyze", path, "--by", "reporter", "--format", "csv", "--quiet", "--rejects", rejects,
      "--neutralise-formulas")
    #expect(safe.output.contains("\n'=1+1,2020,-5,"))
    let rejected = try String(contentsOfFile: rejects, encoding: .utf8)
    #expect(rejected.contains("\"-A,2020,x\"") == false)
    #expect(rejected.contains("\"'-A,2020,x\""))
    let release = try temporaryFile("=Exports in 2020 were 5 mln USD.", "=release.txt")
    let checked = try Program(
      "check", release, "--format", "csv", "--quiet", "--neutralise-formulas")
    #expect(!checked.output.contains(",="))
  }

  @Test(.timeLimit(.minutes(20))) func headersOfTenThousandColumnsAreReadOrRefusedInTime() throws {
    let years = (0..<10_000).map { "c\($0)" }
    let wide = try temporaryFile(
      "reporter,period,value,\(years.joined(separator: ","))\n"
        + "A,2020,5,\(years.map { _ in "1" }.joined(separator: ","))\n")
    let read = try Program("analyze", wide, "--by", "reporter", "--format", "csv", "--quiet")
    #expect(read.output.contains("\nA,2020,5,"))
    let unknown = try temporaryFile(years.joined(separator: ",") + "\n1\n")
    #expect(try Program("analyze", unknown).status == 2)
    let table = try Program("check", unknown)
    #expect(table.status == 2)
    #expect(table.errors.split(separator: "\n").count == 1)
    #expect(table.errors.utf8.count < 2000)
  }

  /// While the program waits for its second file, a pipe, its first one is mapped already.
  @Test(.timeLimit(.minutes(20)), arguments: ["shortened", "grown"])
  func fileThatChangesWhileItIsReadIsOneLineAndExitTwo(_ change: String) throws {
    let header = "reporter,period,value\n"
    let rows = String(repeating: "AAA,2020,1\n", count: 200_000)
    let path = try temporaryFile(header + rows)
    let pipe = path + ".pipe.csv"
    #expect(mkfifo(pipe, 0o600) == 0)
    let result = path + ".result"
    let process = Process()
    process.executableURL = Program.url
    process.arguments = [
      "analyze", path, pipe, "--by", "reporter", "--format", "csv", "--quiet", "-o", result,
    ]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    // Opens once the program has opened the other end, and so behind the first file.
    let writer = try #require(FileHandle(forWritingAtPath: pipe))
    let file = try #require(FileHandle(forWritingAtPath: path))
    if change == "shortened" {
      try file.truncate(atOffset: 100)
    } else {
      try file.seekToEnd()
      try file.write(contentsOf: Data("AAA,2020,1\n".utf8))
    }
    try writer.write(contentsOf: Data((header + "BBB,2020,1\n").utf8))
    try writer.close()
    let said = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 2)
    #expect(said.hasPrefix("saldo: \(path): was "))
    #expect(said.contains("while it was read"))
    #expect(said.split(separator: "\n").count == 1)
    #expect(!FileManager.default.fileExists(atPath: result))
  }

  /// A descriptor that the caller closed must not become the result's.
  @Test func closedStandardErrorIsNoPartOfTheResult() throws {
    let path = try temporaryFile("reporter,period,value\nA,2020,5\n")
    let result = path + ".result"
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", "\"$0\" analyze \"$1\" --by reporter --format csv -o \"$2\" 2>&- <&-",
      Program.url.path, path, result,
    ]
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 0)
    let text = try String(contentsOfFile: result, encoding: .utf8)
    #expect(text.hasPrefix("reporter,period,value,"))
    #expect(!text.contains("layout"))
    let closed = Process()
    closed.executableURL = URL(fileURLWithPath: "/bin/sh")
    closed.arguments = [
      "-c", "\"$0\" analyze \"$1\" --by reporter --format csv --quiet 2>/dev/null >&-",
      Program.url.path, path,
    ]
    try closed.run()
    closed.waitUntilExit()
    #expect(closed.terminationStatus == 2)
  }
}
