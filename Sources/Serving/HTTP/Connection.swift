internal import FlyingSocks
internal import Foundation

/// One connection: requests are read, served and answered one after the other.
///
/// FlyingFox's own server reads heads of any length for any time, drops a malformed request without
/// an answer, and cannot see that a client has left. So only its sockets are used, and this reads
/// requests within limits, says why one is refused, and cancels the work of a client that is gone.
actor Connection {
  private let socket: AsyncSocket
  private let site: Site
  private let limits: Limits
  /// Bytes that were read and not yet used.
  private var buffer: [UInt8] = []

  init(_ socket: AsyncSocket, site: Site, limits: Limits) {
    (self.socket, self.site, self.limits) = (socket, site, limits)
  }

  /// Serves the connection to its end.
  func run() async {
    defer { try? socket.close() }
    do {
      while try await serveNext() {}
    } catch {
      // The client is gone, or will not be heard any more.
    }
  }

  /// Turns the connection away.
  func refuse(_ refusal: Refusal) async {
    try? await send(Reply(refusal), closes: true)
    try? socket.close()
  }

  /// Serves one request; false where it was the last.
  private func serveNext() async throws -> Bool {
    if buffer.isEmpty {
      do {
        try await withDeadline(seconds: limits.idleSeconds) { try await self.fill() }
      } catch is DeadlinePassed {
        return false
      }
    }
    let head: RequestHead
    let body: [UInt8]
    do {
      head = try await readHead()
      try site.guardian.check(head)
      body = try await readBody(of: head)
    } catch let refusal as Refusal {
      try await send(Reply(refusal), closes: true)
      await drain()
      return false
    }
    let reply = try await reply(to: Request(head: head, body: body))
    try await send(reply, closes: head.isLast, hasBody: head.method != "HEAD")
    return !head.isLast
  }

  // MARK: - Reading

  private func fill() async throws {
    buffer += try await socket.read(atMost: 1 << 16)
  }

  private func readHead() async throws -> RequestHead {
    let limits = limits
    do {
      return try await withDeadline(seconds: limits.headSeconds) {
        try await self.awaitHead(limits.headBytes)
      }
    } catch is DeadlinePassed {
      throw Refusal(.timeout, "the request's head took more than \(Int(limits.headSeconds)) s")
    }
  }

  private func awaitHead(_ limit: Int) async throws -> RequestHead {
    var searched = 0
    while true {
      if let end = Connection.end(of: buffer, from: max(0, searched - 3)) {
        guard end <= limit else { break }
        let head = try RequestHead(Array(buffer[..<end]))
        buffer.removeFirst(end + 4)
        return head
      }
      searched = buffer.count
      guard buffer.count <= limit else { break }
      try await fill()
    }
    throw Refusal(.headTooLarge, "the request's head has more than \(limit) bytes")
  }

  /// Where the empty line that ends a head begins.
  private static func end(of bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= 4, start <= bytes.count - 4 else { return nil }
    return (start...(bytes.count - 4)).first {
      bytes[$0] == 13 && bytes[$0 + 1] == 10 && bytes[$0 + 2] == 13 && bytes[$0 + 3] == 10
    }
  }

  private func readBody(of head: RequestHead) async throws -> [UInt8] {
    let length = try head.bodyLength()
    let limit = site.bodyLimit(of: head)
    guard length <= limit else {
      throw Refusal(
        .tooLarge,
        "the body has \(length) bytes; at most \(limit) are taken here: "
          + "use the command for larger files")
    }
    guard length > 0 else { return [] }
    if head.headers["expect"]?.lowercased() == "100-continue", buffer.isEmpty {
      try await socket.write(Data("HTTP/1.1 100 Continue\r\n\r\n".utf8))
    }
    let limits = limits
    do {
      try await withDeadline(seconds: limits.bodySeconds) {
        try await self.fill(to: length)
      }
    } catch is DeadlinePassed {
      throw Refusal(
        .timeout,
        "the body took more than \(Int(limits.bodySeconds)) s: "
          + "\(buffer.count) of \(length) bytes are there")
    }
    let body = Array(buffer[..<length])
    buffer.removeFirst(length)
    return body
  }

  private func fill(to length: Int) async throws {
    buffer.reserveCapacity(length)
    while buffer.count < length { try await fill() }
  }

  /// Reads on for a moment, since a socket that is closed with bytes unread takes the answer back.
  private func drain() async {
    let socket = socket
    try? await withDeadline(seconds: 2) {
      for _ in 0..<4096 { _ = try await socket.read(atMost: 1 << 16) }
    }
  }

  // MARK: - Answering

  /// The answer to a request; the work is cancelled where the client leaves before it is done.
  private func reply(to request: Request) async throws -> Reply {
    let (site, socket) = (site, socket)
    guard buffer.isEmpty else { return await site.reply(to: request) }
    return try await withThrowingTaskGroup(of: Event.self) { group in
      group.addTask { .reply(await site.reply(to: request)) }
      group.addTask { .bytes(try await socket.read(atMost: 1 << 12)) }
      defer { group.cancelAll() }
      while let event = try await group.next() {
        switch event {
        case .reply(let reply):
          group.cancelAll()
          // Bytes that came at the same moment belong to the next request.
          while let rest = await group.nextResult() {
            if case .success(.bytes(let bytes)) = rest { buffer += bytes }
          }
          return reply
        case .bytes(let bytes): buffer += bytes
        }
      }
      throw CancellationError()
    }
  }

  private enum Event: Sendable {
    case reply(Reply)
    case bytes([UInt8])
  }

  private func send(_ reply: Reply, closes: Bool, hasBody: Bool = true) async throws {
    let socket = socket
    try await withDeadline(seconds: limits.bodySeconds) {
      try await socket.write(Data(reply.head(closes: closes)))
      if hasBody { try await socket.write(Data(reply.body)) }
    }
  }
}
