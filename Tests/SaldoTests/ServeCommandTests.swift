import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// `saldo serve`, run as a program of its own and spoken to by plain sockets.
@Suite struct ServeCommandTests {
  /// A running server.
  private final class Server {
    let port: UInt16
    private let process = Process()

    init(_ options: String...) throws {
      process.executableURL = Program.url
      process.arguments = ["serve", "--port", "0"] + options
      let errors = Pipe()
      process.standardError = errors
      try process.run()
      let line = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
      port = try #require(line.firstMatch(of: #/127\.0\.0\.1:(\d+)/#).flatMap { UInt16($0.1) })
    }

    deinit { process.terminate() }

    /// Ends the server; its exit code.
    func end() -> Int32 {
      process.terminate()
      process.waitUntilExit()
      return process.terminationStatus
    }

    /// All that the server says to these bytes until it closes the connection.
    func answer(_ text: String, body: [UInt8] = []) throws -> String {
      let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(file) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      let connected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      try #require(connected == 0)
      var bytes = Array(text.utf8) + body
      while !bytes.isEmpty {
        let sent = send(file, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        guard sent > 0 else { break }
        bytes.removeFirst(sent)
      }
      var answer: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while case let count = recv(file, &buffer, buffer.count, 0), count > 0 {
        answer += buffer[..<count]
      }
      return String(decoding: answer, as: UTF8.self)
    }

    /// A request of the API, answered on a connection of its own.
    func post(_ path: String, _ body: String, headers: String = "") throws -> String {
      try answer(
        "POST \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\(headers)"
          + "Content-Length: \(body.utf8.count)\r\n\r\n", body: Array(body.utf8))
    }
  }

  private func content(_ answer: String) -> String {
    answer.range(of: "\r\n\r\n").map { String(answer[$0.upperBound...]) } ?? ""
  }

  @Test(arguments: ["json", "jsonl", "csv", "html", "text"])
  func checkHasTheBytesOfTheCommand(_ format: String) throws {
    let text = "Exports were 60 mln USD, imports 40 mln USD, turnover 110 mln USD.\n"
    let process = Process()
    let path = try temporaryFile(text, "release.txt")
    process.executableURL = Program.url
    process.currentDirectoryURL = URL(filePath: path).deletingLastPathComponent()
    process.arguments = ["check", "release.txt", "--format", format, "--quiet"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let wanted = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    let server = try Server()
    let answer = try server.post("/api/check?name=release.txt&format=\(format)", text)
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(content(answer) == String(decoding: wanted, as: UTF8.self))
  }

  @Test func analysisHasTheBytesOfTheCommandAndItsErrors() throws {
    let text = "region,period,value\nA,2016,1\nA,2017,2.5\n"
    let path = try temporaryFile(text)
    let server = try Server()
    for format in ["json", "jsonl", "csv", "text"] {
      let answer = try server.post("/api/analyze?by=region&format=\(format)", text)
      let wanted = try Program("analyze", path, "--by", "region", "--format", format, "--quiet")
      #expect(content(answer) == wanted.output)
    }
    let page = try server.post("/api/analyze?by=region&format=html&language=ru", text)
    #expect(content(page).hasPrefix("<!doctype html>\n<html lang=\"ru\">"))
    let wrong = try server.post("/api/analyze?by=colour", text)
    #expect(wrong.hasPrefix("HTTP/1.1 400 "))
    #expect(content(wrong).contains("--by: no key \\\"colour\\\""))
    let unreadable = try server.post("/api/analyze?name=x.csv", "a,b\n1,2\n")
    #expect(unreadable.hasPrefix("HTTP/1.1 422 "))
    #expect(content(unreadable).hasPrefix("{\"error\":\"x.csv:1: unknown header"))
  }

  @Test func requestsThatAreTooSlowTooLargeOrOfOthersAreRefusedAndTheServerGoesOn() throws {
    let server = try Server("--timeout", "1")
    let host = "Host: 127.0.0.1:\(server.port)\r\n"
    let head = try server.answer("GET / HTTP/1.1\r\nHost: 127")
    #expect(head.hasPrefix("HTTP/1.1 408 "))
    let body = try server.answer(
      "POST /api/check HTTP/1.1\r\n\(host)Content-Length: 50\r\n\r\nabc")
    #expect(body.hasPrefix("HTTP/1.1 408 "))
    #expect(body.contains("3 of 50 bytes are there"))
    let large = try server.answer(
      "POST /api/check HTTP/1.1\r\n\(host)Content-Length: 5000000\r\n\r\n",
      body: Array(repeating: 120, count: 5_000_000))
    #expect(large.hasPrefix("HTTP/1.1 413 "))
    let other = try server.post("/api/check", "x", headers: "Origin: http://evil.example\r\n")
    #expect(other.hasPrefix("HTTP/1.1 403 "))
    let malformed = try server.answer("GARBAGE\r\n\r\n")
    #expect(malformed.hasPrefix("HTTP/1.1 400 "))
    let page = try server.answer("GET / HTTP/1.1\r\n\(host)Connection: close\r\n\r\n")
    #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(server.end() == 0)
  }

  @Test func portThatIsTakenIsOneLineAndExitTwo() throws {
    let server = try Server()
    let second = try Program("serve", "--port", String(server.port))
    #expect(second.status == 2)
    #expect(second.errors.hasPrefix("saldo: port \(server.port) of 127.0.0.1 cannot be"))
    #expect(second.errors.split(separator: "\n").count == 1)
  }
}
