/// The time for something has passed.
struct DeadlinePassed: Error {}

/// The result of `work`, which is cancelled when so many seconds have passed.
///
/// - Throws: `DeadlinePassed` where it was, or what the work throws.
func withDeadline<Result: Sendable>(
  seconds: Double, _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  try await withThrowingTaskGroup(of: Result.self) { group in
    group.addTask { try await work() }
    group.addTask {
      try await Task.sleep(for: .seconds(seconds))
      throw DeadlinePassed()
    }
    defer { group.cancelAll() }
    guard let result = try await group.next() else { throw CancellationError() }
    return result
  }
}
