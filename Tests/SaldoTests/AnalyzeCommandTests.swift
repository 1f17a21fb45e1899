import Foundation
import Testing

@Suite struct AnalyzeCommandTests {
  private static let long = """
    reporter,partner,flow,product,period,value
    AAA,BBB,export,0101,2020,10.5
    AAA,BBB,import,0101,2020,4
    AAA,BBB,export,0101,2021,21
    AAA,CCC,export,0202,2021,x

    """

  @Test func notesGoToStandardErrorAndTheResultToStandardOutput() throws {
    let path = try temporaryFile(Self.long)
    let result = try Program("analyze", path, "--by", "reporter", "--measures", "growth,balance")
    #expect(result.status == 0)
    #expect(result.output.contains("exports"))
    #expect(result.errors.contains("plain long table (--layout long)"))
    #expect(result.errors.contains("rows: 4 read = 3 used + 1 rejected"))
    #expect(result.errors.contains("\(path):5, field 6: expected a number, found \"x\""))
    let quiet = try Program("analyze", path, "--by", "reporter", "--quiet")
    #expect(quiet.errors.isEmpty)
  }

  @Test func rejectedRowsAreFatalOnlyIfStrict() throws {
    let path = try temporaryFile(Self.long)
    let rejects = path + ".rejects"
    let result = try Program("analyze", path, "--strict", "--rejects", rejects)
    #expect(result.status == 1)
    #expect(
      try String(contentsOfFile: rejects, encoding: .utf8) == """
        file,line,field,reason,text
        \(path),5,6,"expected a number, found ""x\""","AAA,CCC,export,0202,2021,x"

        """)
  }

  @Test func outputFileAppearsWhole() throws {
    let path = try temporaryFile(Self.long)
    let output = path + ".json"
    let result = try Program("analyze", path, "--format", "json", "-o", output, "--quiet")
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    let text = try String(contentsOfFile: output, encoding: .utf8)
    #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
  }

  @Test(arguments: [
    ["--measures", "growth,beauty"], ["--by", "colour"], ["--where", "partner"], ["--lag", "0"],
    ["--from", "2O17"], ["--from", "2018", "--to", "2017"], ["--digits", "13"],
    ["--frequency", "week"], ["--layout", "nothing"], ["--threads", "0"], ["--format", "xml"],
  ])
  func wrongOptionsAreUsageErrors(_ options: [String]) throws {
    let result = try Program(["analyze", "x.csv"] + options)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    ("", "is empty"), ("a,b\n1,2\n", "unknown header \"a,b\""),
    ("reporter,worth\nA,1\n", "unknown header"),
  ])
  func unreadableFilesAreOneLineAndExitTwo(_ text: String, _ message: String) throws {
    let path = try temporaryFile(text)
    let result = try Program("analyze", path)
    #expect(result.status == 2)
    #expect(result.errors.contains(message))
    #expect(result.errors.split(separator: "\n").count == 1)
    let missing = try Program("analyze", path + ".nothing")
    #expect(missing.status == 2)
    #expect(
      missing.errors == "saldo: \(path).nothing: cannot be opened: No such file or directory\n")
  }

  /// Renaming a finished file over a link, or over a device such as /dev/null, would destroy it.
  @Test func outputGoesWhereALinkLeadsAndTheLinkStays() throws {
    let path = try temporaryFile(Self.long)
    let (target, link) = (path + ".target", path + ".link")
    try "old".write(toFile: target, atomically: true, encoding: .utf8)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    let result = try Program("analyze", path, "--quiet", "--format", "csv", "-o", link)
    #expect(result.status == 0)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
    #expect(try String(contentsOfFile: target, encoding: .utf8).hasPrefix("period,value"))
  }

  @Test func fullDiskIsOneLineAndExitTwo() throws {
    let process = Process()
    process.executableURL = Program.url
    process.arguments = ["analyze", try temporaryFile(Self.long), "--quiet"]
    let errors = Pipe()
    process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
    process.standardError = errors
    try process.run()
    let text = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(text == "saldo: standard output: cannot be written: No space left on device\n")
  }

  @Test func folderThatTakesNoFileIsSaid() throws {
    let path = try temporaryFile(Self.long)
    let result = try Program("analyze", path, "--quiet", "-o", "/proc/nothing/out.csv")
    #expect(result.status == 2)
    #expect(result.errors.contains("/proc/nothing/out.csv: cannot be written"))
  }

  @Test func colouresFollowTheirOption() throws {
    let path = try temporaryFile(Self.long)
    #expect(try Program("analyze", path, "--color", "always").output.contains("\u{1b}["))
    #expect(try !Program("analyze", path).output.contains("\u{1b}["))
  }
}
