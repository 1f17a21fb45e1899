import Synchronization
import Testing

@testable import Serving

/// How many pieces of work run, and ran at once at most.
private final class Counts: Sendable {
  private let counts = Mutex((now: 0, most: 0))

  func begin() {
    counts.withLock {
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
  }

  func end() { counts.withLock { $0.now -= 1 } }

  var most: Int { counts.withLock { $0.most } }
}

@Suite struct WorkQueueTests {
  @Test func noMoreRunsAtOnceThanMay() async throws {
    let queue = WorkQueue(limit: 2, waiting: 100)
    let counts = Counts()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await queue.run {
            counts.begin()
            try await Task.sleep(for: .milliseconds(10))
            counts.end()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect((1...2).contains(counts.most))
  }

  @Test func oneTooManyIsRefusedAndCancelledOnesGiveWay() async throws {
    let queue = WorkQueue(limit: 1, waiting: 1)
    let (opening, gate) = AsyncStream<Void>.makeStream()
    let first = Task { try await queue.run { for await _ in opening {} } }
    while await queue.running < 1 { await Task.yield() }
    let second = Task { try await queue.run { true } }
    while await queue.waitingCount < 1 { await Task.yield() }
    let refusal = await #expect(throws: Refusal.self) { try await queue.run { true } }
    #expect(refusal?.status == .busy)
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    let third = Task { try await queue.run { true } }
    while await queue.waitingCount < 1 { await Task.yield() }
    gate.finish()
    try await first.value
    #expect(try await third.value)
  }

  @Test func deadlineCancelsTheWork() async throws {
    let counts = Counts()
    await #expect(throws: DeadlinePassed.self) {
      try await withDeadline(seconds: 0.05) {
        do {
          try await Task.sleep(for: .seconds(3600))
        } catch {
          counts.begin()
          throw error
        }
      }
    }
    #expect(counts.most == 1)
    #expect(try await withDeadline(seconds: 3600) { 7 } == 7)
  }
}
