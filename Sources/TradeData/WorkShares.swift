internal import Synchronization

/// Pieces of work in order, of which each thread has a run of its own.
///
/// Neighbouring pieces of a sorted file speak of the same cells, so a thread that reads them one after
/// another touches less memory than one that takes every other piece. Who is done with its own run
/// takes from the end of another's.
final class WorkShares<Piece: Sendable>: Sendable {
  private let pieces: [Piece]
  private let runs: [Run]

  /// A run of pieces: the first that is left in the lower half, one past the last in the upper.
  private final class Run: Sendable {
    private let ends: Atomic<UInt64>

    init(_ range: Range<Int>) {
      ends = Atomic(UInt64(range.upperBound) << 32 | UInt64(range.lowerBound))
    }

    func take(fromEnd: Bool) -> Int? {
      var old = ends.load(ordering: .relaxed)
      while true {
        let (first, end) = (old & 0xffff_ffff, old >> 32)
        guard first < end else { return nil }
        let new = fromEnd ? (end - 1) << 32 | first : end << 32 | (first + 1)
        let (done, found) = ends.compareExchange(
          expected: old, desired: new, ordering: .relaxed)
        if done { return Int(fromEnd ? end - 1 : first) }
        old = found
      }
    }
  }

  /// Shares `pieces` among `threads`.
  init(_ pieces: [Piece], threads: Int) {
    precondition(pieces.count < 1 << 31, "\(pieces.count) pieces are too many")
    self.pieces = pieces
    runs = (0..<threads).map { thread in
      Run((pieces.count * thread / threads)..<(pieces.count * (thread + 1) / threads))
    }
  }

  /// The number of pieces, taken or not.
  var count: Int { pieces.count }

  /// The next piece for a thread, or nil when all are taken.
  func next(for thread: Int) -> Piece? {
    if let own = runs[thread].take(fromEnd: false) { return pieces[own] }
    for step in 1..<max(1, runs.count) {
      if let other = runs[(thread + step) % runs.count].take(fromEnd: true) {
        return pieces[other]
      }
    }
    return nil
  }
}
