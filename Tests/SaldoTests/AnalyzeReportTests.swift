import Foundation
import Testing

#if os(Linux)
import Glibc
#endif

@Suite struct AnalyzeReportTests {
  private static let data = """
    region,flow,period,value
    A,export,2016,100
    A,import,2016,40
    A,export,2017,150.5
    A,import,2017,50
    B,export,2017,7

    """

  @Test func pageIsWrittenWhole() throws {
    let path = try temporaryFile(Self.data)
    let output = path + ".html"
    let result = try Program(
      "analyze", path, "--by", "region", "--measures", "growth,balance", "--format", "html",
      "--language", "ru", "-o", output)
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    let page = try String(contentsOfFile: output, encoding: .utf8)
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"ru\">"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(page.contains("Оборот, 2 ряда вместе, 2017: 207,5 ед. файла"))
  }

  @Test func whatIsPipedIsTheWholeTable() throws {
    let path = try temporaryFile(Self.data)
    let result = try Program("analyze", path, "--by", "region", "--quiet")
    let text = try Program("analyze", path, "--by", "region", "--format", "text")
    #expect(result.output == text.output)
    #expect(!result.output.contains("█"))
  }

  #if os(Linux)
  @Test func terminalShowsALineForEachSeries() throws {
    let path = try temporaryFile(Self.data)
    let text = try onTerminal(["analyze", path, "--by", "region", "--quiet", "--color", "never"])
    #expect(text.contains("A      ▆█         200.5  +60.5     +43.21\r\n"))
    #expect(text.contains("▲ rose most: A +60.5; B +7"))
    #expect(text.contains("total  ▆█         207.5  +67.5     +48.21"))
    let whole = try onTerminal(["analyze", path, "--by", "region", "--quiet", "--format", "csv"])
    #expect(whole.hasPrefix("region,period,value"))
  }

  /// What the program writes where its standard output is a terminal.
  private func onTerminal(_ arguments: [String]) throws -> String {
    // TIOCSPTLCK and TIOCGPTN: what unlockpt and ptsname do, which Swift's Glibc does not have.
    let terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (lock, number): (Int32, Int32) = (0, 0)
    try #require(terminal >= 0 && ioctl(terminal, 0x4004_5431, &lock) == 0)
    try #require(ioctl(terminal, 0x8004_5430, &number) == 0)
    let path = "/dev/pts/\(number)"
    let process = Process()
    process.executableURL = Program.url
    process.arguments = arguments
    let side = try #require(FileHandle(forUpdatingAtPath: path))
    process.standardOutput = side
    process.standardError = FileHandle.nullDevice
    try process.run()
    try side.close()
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    // The last close of the other side ends the reading with an error.
    while case let count = read(terminal, &buffer, buffer.count), count > 0 {
      bytes += buffer[..<count]
    }
    close(terminal)
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self)
  }
  #endif
}
