internal import Dispatch
internal import Synchronization

/// Work on pieces that do not depend on one another, by several threads.
enum Parallel {
  /// Does `work` for each of `count` pieces; returns when all are done.
  ///
  /// The pieces are taken in order by `threads` threads, the caller's among them.
  static func perform(_ count: Int, threads: Int, _ work: (Int) -> Void) {
    guard threads > 1, count > 1 else { return (0..<count).forEach(work) }
    let taken = Counter()
    withoutActuallyEscaping(work) { work in
      // The pieces do not depend on one another, and no thread is at work when this call returns.
      nonisolated(unsafe) let shared = work
      DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
        while let piece = taken.next(below: count) { unsafe shared(piece) }
      }
    }
  }

  private final class Counter: Sendable {
    private let taken = Atomic<Int>(0)

    func next(below count: Int) -> Int? {
      let number = taken.wrappingAdd(1, ordering: .relaxed).oldValue
      return number < count ? number : nil
    }
  }
}
