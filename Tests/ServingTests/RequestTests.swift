import Testing

@testable import Serving

@Suite struct RequestTests {
  private func head(_ lines: String...) throws -> RequestHead {
    try RequestHead(Array(lines.joined(separator: "\r\n").utf8))
  }

  @Test func headIsRead() throws {
    let head = try head(
      "POST /api/check?name=%D0%B0%20b.txt&where=a%3Db+c&flag HTTP/1.1", "Host: 127.0.0.1:1",
      "CONTENT-Length:  12 ", "Origin: http://127.0.0.1:1")
    #expect(head.method == "POST")
    #expect(head.path == "/api/check")
    #expect(
      head.parameters == [
        .init(name: "name", value: "а b.txt"), .init(name: "where", value: "a=b c"),
        .init(name: "flag", value: ""),
      ])
    #expect(head.headers["host"] == "127.0.0.1:1")
    #expect(try head.bodyLength() == 12)
    #expect(!head.isLast)
  }

  /// RFC 9112: what two readers could take for two different requests must be refused.
  @Test(arguments: [
    ["GET  / HTTP/1.1"], ["GET / HTTP/1.1", " folded: x"], ["GET / HTTP/1.1", "a b: x"],
    ["GET / HTTP/1.1", "Content-Length: 1", "Content-Length: 2"],
    ["GET / HTTP/1.1", "host: a", "HOST: b"], ["GET http://a/ HTTP/1.1"], ["GET /%0"],
    ["GET /%00 HTTP/1.1"], ["GET / HTTP/1.1", "x: \u{1}"], ["GET / HTTP/2.0"], [""],
  ])
  func requestThatCouldBeReadInTwoWaysIsRefused(_ lines: [String]) {
    #expect(throws: Refusal.self) {
      try RequestHead(Array(lines.joined(separator: "\r\n").utf8))
    }
  }

  @Test(arguments: [
    ("Content-Length: +5", Status.badRequest), ("Content-Length: 5, 5", .badRequest),
    ("Content-Length: 99999999999999999999", .badRequest), ("Content-Length:", .badRequest),
    ("Transfer-Encoding: chunked", .lengthRequired), ("X: y", .lengthRequired),
  ])
  func lengthMustBePlain(_ line: String, _ status: Status) throws {
    let head = try head("POST / HTTP/1.1", line)
    let refusal = #expect(throws: Refusal.self) { try head.bodyLength() }
    #expect(refusal?.status == status)
  }

  @Test(arguments: [
    (["Host: 127.0.0.1:80"], true), (["Host: LOCALHOST:80"], true),
    (["Host: 127.0.0.1"], false), (["Host: 127.0.0.1:81"], false), ([], false),
    (["Host: evil.example:80"], false), (["Host: 127.0.0.1.evil.example:80"], false),
    (["Host: localhost:80", "Origin: http://localhost:80"], true),
    (["Host: localhost:80", "Origin: https://localhost:80"], false),
    (["Host: localhost:80", "Origin: null"], false),
    (["Host: localhost:80", "Origin: http://localhost:80.evil.example"], false),
    (["Host: localhost:80", "Sec-Fetch-Site: cross-site"], false),
    (["Host: localhost:80", "Sec-Fetch-Site: same-origin"], true),
  ])
  func onlyThisMachineAndItsPageAreServed(_ headers: [String], _ isServed: Bool) throws {
    let head = try RequestHead(
      Array((["POST /api/check HTTP/1.1"] + headers).joined(separator: "\r\n").utf8))
    if isServed {
      try RequestGuard(port: 80).check(head)
    } else {
      #expect(throws: Refusal.self) { try RequestGuard(port: 80).check(head) }
    }
  }

  @Test func linkOfAnotherSiteMayLeadToThePage() throws {
    try RequestGuard(port: 80).check(
      try head("GET / HTTP/1.1", "Host: localhost:80", "Sec-Fetch-Site: cross-site"))
  }

  @Test(arguments: [
    ("trade.csv", "trade.csv"), ("../../etc/passwd", "passwd"), ("C:\\data\\a.csv", "a.csv"),
    (".hidden", "hidden"), ("-o", "o"), ("", "data.csv"), ("..", "data.csv"), ("/", "data.csv"),
    ("a*b?.csv", "ab.csv"), ("данные.csv", "данные.csv"), ("a\u{0}\n\u{202e}b.csv", "ab.csv"),
  ])
  func nameOfAFileIsNoPath(_ given: String, _ name: String) {
    #expect(UploadFolder.name(given, default: "data.csv") == name)
  }
}
