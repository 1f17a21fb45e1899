internal import Dispatch
internal import Synchronization

/// Work that several threads do in pieces, and whose results are taken in order.
enum OrderedWork {
  /// Makes the results of `count` pieces by `threads` threads, and takes them one by one in order.
  ///
  /// Whoever makes the result whose turn it is takes it, and those behind it that are waiting;
  /// meanwhile the other threads go on, up to a few pieces ahead. An error of `take` ends the work.
  static func perform<Result: Sendable>(
    _ count: Int, threads: Int, _ make: (Int) -> Result, then take: (Result) throws -> Void
  ) throws {
    guard threads > 1, count > 1 else {
      for piece in 0..<count { try take(make(piece)) }
      return
    }
    let line = Line<Result>(count: count, ahead: threads * 4)
    withoutActuallyEscaping(make) { make in
      withoutActuallyEscaping(take) { take in
        // Results are taken by one thread at a time, and none is at work when this call returns.
        nonisolated(unsafe) let (make, take) = (make, take)
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
          while let piece = line.next() {
            unsafe line.hand(make(piece), of: piece) { unsafe try take($0) }
          }
        }
      }
    }
    if let error = line.error { throw error }
  }

  /// The pieces that are in work, and the results that wait for their turn.
  private final class Line<Result: Sendable>: Sendable {
    private struct State {
      var started = 0
      var taken = 0
      var waiting: [Int: Result] = [:]
      var isTaking = false
      var error: (any Error)?
    }

    private let state = Mutex(State())
    private let count: Int
    /// One for each piece that may be started before another is taken.
    private let places: DispatchSemaphore

    init(count: Int, ahead: Int) {
      self.count = count
      places = DispatchSemaphore(value: ahead)
    }

    deinit {
      // A semaphore must not end with fewer places than it began with.
      for _ in 0..<state.withLock({ $0.started - $0.taken }) { places.signal() }
    }

    var error: (any Error)? { state.withLock { $0.error } }

    func next() -> Int? {
      places.wait()
      let piece = state.withLock { state -> Int? in
        guard state.error == nil, state.started < count else { return nil }
        state.started += 1
        return state.started - 1
      }
      // The place goes on to whoever waits to be told the same.
      if piece == nil { places.signal() }
      return piece
    }

    func hand(_ result: Result, of piece: Int, _ take: (Result) throws -> Void) {
      var next = state.withLock { state -> Result? in
        state.waiting[piece] = result
        // Behind a result that could not be taken none is: what was written would have a gap.
        return state.isTaking || state.error != nil ? nil : begin(&state)
      }
      while let result = next {
        var failure: (any Error)?
        do { try take(result) } catch { failure = error }
        next = state.withLock { state in
          state.taken += 1
          state.isTaking = false
          if let failure { state.error = failure }
          return state.error == nil ? begin(&state) : nil
        }
        // Not before the error is there to be seen: a piece begun meanwhile would keep this place.
        places.signal()
      }
    }

    private func begin(_ state: inout State) -> Result? {
      guard let result = state.waiting.removeValue(forKey: state.taken) else { return nil }
      state.isTaking = true
      return result
    }
  }
}
