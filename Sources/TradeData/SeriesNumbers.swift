/// The series that occur, numbered in the order of their keys.
///
/// A series' position is its codes written as one number.
struct SeriesNumbers: Sendable {
  /// The positions of the series, ascending.
  let positions: [UInt64]

  /// Numbers the series of all partial cubes.
  init(_ partials: [(PartialCube, Translator)]) {
    var present = Set<UInt64>()
    for (partial, translator) in partials {
      partial.store.visit { cell, _ in
        if translator.takes(cell) { present.insert(translator.position(cell)) }
      }
    }
    positions = present.sorted()
  }

  /// The number of the series at a position that occurs.
  func number(at position: UInt64) -> Int {
    var (low, high) = (0, positions.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if positions[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
