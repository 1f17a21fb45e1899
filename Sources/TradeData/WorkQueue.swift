internal import Synchronization

/// Pieces of work that several threads take one by one, in order.
package final class WorkQueue<Piece: Sendable>: Sendable {
  private let pieces: [Piece]
  private let taken = Atomic<Int>(0)

  /// A queue of all `pieces`.
  package init(_ pieces: [Piece]) { self.pieces = pieces }

  /// The number of pieces, taken or not.
  package var count: Int { pieces.count }

  /// The next piece that nobody has taken, or nil.
  package func next() -> Piece? {
    let number = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return number < pieces.count ? pieces[number] : nil
  }
}
