/// Lets so many pieces of work run at the same time; others wait for their turn, up to a limit.
///
/// The work keeps a core busy; with one core left over, connections are heard meanwhile.
actor WorkQueue {
  private let limit: Int
  private let mostWaiting: Int
  /// The pieces that run.
  private(set) var running = 0
  private var waiting: [(id: Int, continuation: CheckedContinuation<Void, any Error>)] = []
  private var nextID = 0

  /// The pieces that wait.
  var waitingCount: Int { waiting.count }

  init(limit: Int, waiting: Int) {
    (self.limit, mostWaiting) = (max(1, limit), waiting)
  }

  /// Runs `work` when its turn has come.
  ///
  /// - Throws: `Refusal` where too many wait; `CancellationError` where the task was cancelled while
  ///   it waited; or what the work throws.
  func run<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await enter()
    // The turn ends when the work does, even where nobody waits for its result any more; a stream is
    // left at once where the task is cancelled.
    let (results, found) = AsyncThrowingStream<Result, any Error>.makeStream()
    let task = Task {
      defer { self.leave() }
      do {
        found.yield(try await work())
        found.finish()
      } catch {
        found.finish(throwing: error)
      }
    }
    return try await withTaskCancellationHandler {
      for try await result in results { return result }
      throw CancellationError()
    } onCancel: {
      task.cancel()
    }
  }

  private func enter() async throws {
    if running < limit {
      running += 1
      return
    }
    guard waiting.count < mostWaiting else {
      throw Refusal(.busy, "\(waiting.count) requests wait already; try again in a moment")
    }
    nextID += 1
    let id = nextID
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation {
        (continuation: CheckedContinuation<Void, any Error>) in
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          waiting.append((id, continuation))
        }
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
  }

  private func giveUp(_ id: Int) {
    guard let place = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: place).continuation.resume(throwing: CancellationError())
  }

  private func leave() {
    if waiting.isEmpty {
      running -= 1
    } else {
      // The turn goes on to the next in line.
      waiting.removeFirst().continuation.resume()
    }
  }
}
