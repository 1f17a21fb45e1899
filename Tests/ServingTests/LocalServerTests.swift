import FlyingSocks
import Foundation
import Releases
import Reporting
import Testing

@testable import Serving

/// A server of the tests' own, with limits that are soon reached.
@Suite struct LocalServerTests {
  private static let check = Jobs(
    check: { _ in Jobs.Check(batch: Batch(reader: ReleaseReader()), format: .json) },
    analyze: { _ in throw Jobs.WrongOption("no analysis here") })

  /// Runs a server for as long as `body` takes.
  private func withServer(
    _ limits: Limits, _ jobs: Jobs = check,
    _ body: @escaping @Sendable (UInt16) async throws -> Void
  ) async throws {
    let (ports, found) = AsyncStream<UInt16>.makeStream()
    let server = LocalServer(port: 0, jobs: jobs, limits: limits, threads: 2)
    let serving = Task { try await server.run { found.yield($0) } }
    defer { serving.cancel() }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    try await body(port)
  }

  /// All that the server says to these bytes.
  private func answer(_ port: UInt16, _ text: String) async throws -> String {
    let pool = try await AsyncSocket.connected(to: .inet(ip4: "127.0.0.1", port: port))
    try await pool.write(Data(text.utf8))
    var bytes: [UInt8] = []
    while let part = try? await pool.read(atMost: 4096) { bytes += part }
    try? pool.close()
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func slowBodyIsRefusedAndTheServerGoesOn() async throws {
    var limits = Limits()
    limits.bodySeconds = 0.3
    limits.headSeconds = 0.3
    try await withServer(limits) { port in
      let host = "Host: 127.0.0.1:\(port)\r\n"
      let body = try await answer(
        port, "POST /api/check HTTP/1.1\r\n\(host)Content-Length: 50\r\n\r\nabc")
      #expect(body.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
      #expect(body.contains("3 of 50 bytes are there"))
      let head = try await answer(port, "GET / HTTP/1.1\r\nHost: 127")
      #expect(head.hasPrefix("HTTP/1.1 408 "))
      let page = try await answer(port, "GET / HTTP/1.1\r\n\(host)Connection: close\r\n\r\n")
      #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(page.hasSuffix("</html>\n"))
    }
  }

  @Test func sizesAreLimited() async throws {
    var limits = Limits()
    limits.checkBytes = 10
    limits.headBytes = 200
    try await withServer(limits) { port in
      let host = "Host: 127.0.0.1:\(port)\r\nConnection: close\r\n"
      let fits = try await answer(
        port, "POST /api/check HTTP/1.1\r\n\(host)Content-Length: 10\r\n\r\n0123456789")
      #expect(fits.hasPrefix("HTTP/1.1 200 "))
      let large = try await answer(
        port, "POST /api/check HTTP/1.1\r\n\(host)Content-Length: 11\r\n\r\n01234567890")
      #expect(large.hasPrefix("HTTP/1.1 413 "))
      let head = try await answer(
        port, "GET / HTTP/1.1\r\n\(host)X: \(String(repeating: "x", count: 200))\r\n\r\n")
      #expect(head.hasPrefix("HTTP/1.1 431 "))
    }
  }

  @Test func workThatTakesTooLongIsGivenUp() async throws {
    var limits = Limits()
    limits.workSeconds = 0.1
    let slow = Jobs(
      check: { options in
        // Work that hears of no cancellation.
        Thread.sleep(forTimeInterval: 6)
        return try Self.check.check(options)
      }, analyze: Self.check.analyze)
    try await withServer(limits, slow) { port in
      let start = ContinuousClock.now
      let text = try await answer(
        port,
        "POST /api/check HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
          + "Content-Length: 3\r\n\r\nabc")
      #expect(text.hasPrefix("HTTP/1.1 504 "))
      #expect(ContinuousClock.now - start < .seconds(5), "the answer does not wait for the work")
    }
  }

  @Test func wrongOptionsAreSaid() async throws {
    try await withServer(Limits()) { port in
      let text = try await answer(
        port,
        "POST /api/analyze HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: close\r\n"
          + "Content-Length: 3\r\n\r\nabc")
      #expect(text.hasPrefix("HTTP/1.1 400 "))
      #expect(text.hasSuffix("{\"error\":\"no analysis here\"}\n"))
    }
  }

  @Test func portThatIsTakenIsSaid() async throws {
    try await withServer(Limits()) { port in
      let failure = await #expect(throws: LocalServer.Failure.self) {
        try await LocalServer(port: port, jobs: Self.check, threads: 1).run { _ in }
      }
      #expect(failure?.description.contains("choose another with --port") == true)
    }
  }
}
