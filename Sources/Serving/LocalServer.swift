internal import FlyingSocks
internal import Foundation
internal import Synchronization

/// A web server for this machine alone: the page on which releases are checked and trade data is
/// analysed, and the JSON API beneath it.
///
/// It listens on 127.0.0.1 and answers requests of its own page and of programs on this machine.
/// `GET /` is the page. `POST /api/check` takes a release, a page or a table as its body and answers
/// with what `saldo check` prints for a file of these bytes; `POST /api/analyze` does the same for
/// `saldo analyze`. Options are parameters by the names that they have there, `name` is that of the
/// file, `format` is `json` where nothing else is said. A refusal is a status and
/// `{"error": "one line"}`: 400 options or request, 403 another site, 408 a request too slow, 411 no
/// length, 413 and 431 too large, 415 packed, 422 data that cannot be read, 503 too many requests,
/// 504 work that takes too long.
public struct LocalServer: Sendable {
  private let port: UInt16
  private let jobs: Jobs
  private let limits: Limits
  private let threads: Int

  /// Why the server cannot begin: one line.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// The line.
    public let description: String
  }

  /// A server on `port`, or on any free one for 0.
  ///
  /// - Parameters:
  ///   - port: Where to listen.
  ///   - jobs: What is done for a request.
  ///   - limits: How much a request may ask.
  ///   - threads: How many pieces of work may keep a core busy.
  public init(port: UInt16, jobs: Jobs, limits: Limits = Limits(), threads: Int) {
    (self.port, self.jobs, self.limits, self.threads) = (port, jobs, limits, threads)
  }

  /// Serves until the task is cancelled.
  ///
  /// - Parameter ready: Called with the port when connections are taken.
  /// - Throws: `Failure` where the port is not to be had.
  public func run(_ ready: @Sendable (UInt16) -> Void) async throws {
    let pool: some AsyncSocketPool = .make(maxEvents: 64)
    let (socket, port) = try listen()
    defer { try? socket.close() }
    let uploads = try UploadFolder()
    defer { uploads.remove() }
    // One core is left to those who are waiting to be heard.
    let site = Site(
      guardian: RequestGuard(port: port), jobs: jobs, limits: limits,
      queue: WorkQueue(limit: max(1, threads - 1), waiting: limits.waiting), uploads: uploads,
      threads: max(1, threads - 1))
    try await pool.prepare()
    let listening = try AsyncSocket(socket: socket, pool: pool)
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await pool.run() }
        group.addTask { [limits] in
          try await LocalServer.accept(listening, site: site, limits: limits)
        }
        ready(port)
        defer { group.cancelAll() }
        try await group.next()
      }
    } catch  where Task.isCancelled {
      // The pool calls that a lost connection.
      throw CancellationError()
    }
  }

  private func listen() throws -> (socket: Socket, port: UInt16) {
    do {
      let socket = try Socket(domain: Int32(AF_INET))
      try socket.setValue(true, for: .localAddressReuse)
      try socket.bind(to: try .inet(ip4: "127.0.0.1", port: port))
      try socket.listen()
      guard case .ip4(_, let port) = try socket.sockname() else { return (socket, port) }
      return (socket, port)
    } catch {
      throw Failure(
        description: "port \(port) of 127.0.0.1 cannot be listened on: "
          + "\(error.localizedDescription); choose another with --port, or 0 for any")
    }
  }

  private static func accept(_ socket: AsyncSocket, site: Site, limits: Limits) async throws {
    let open = OpenConnections()
    try await withThrowingDiscardingTaskGroup { group in
      while !Task.isCancelled {
        let client: AsyncSocket
        do {
          client = try await socket.accept()
        } catch is CancellationError {
          throw CancellationError()
        } catch {
          // A client that left at once, or no descriptor free: both pass.
          try await Task.sleep(for: .milliseconds(20))
          continue
        }
        let connection = Connection(client, site: site, limits: limits)
        let isOneTooMany = open.add() > limits.connections
        group.addTask {
          defer { open.remove() }
          if isOneTooMany {
            await connection.refuse(
              Refusal(.busy, "\(limits.connections) connections are open; try again in a moment"))
          } else {
            await connection.run()
          }
        }
      }
    }
  }
}

/// The number of connections that are open.
private final class OpenConnections: Sendable {
  private let count = Atomic<Int>(0)

  /// Counts one more, and answers with how many there are.
  func add() -> Int { count.add(1, ordering: .relaxed).newValue }

  func remove() { count.subtract(1, ordering: .relaxed) }
}
