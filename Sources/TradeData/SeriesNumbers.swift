/// The series that occur, numbered in the order of their keys.
///
/// A series' position is its codes written as one number. Where the positions are few, their numbers
/// are looked up in an array, else found by binary search.
struct SeriesNumbers: Sendable {
  /// The positions of the series, ascending.
  let positions: [UInt64]
  private let numbers: [Int32]

  /// Positions up to which an array of them is affordable.
  private static let denseLimit = UInt64(1) << 26

  /// Numbers the series of all partial cubes.
  ///
  /// - Parameters:
  ///   - partials: The cubes, with the translators of their cells.
  ///   - space: One more than the highest possible position.
  init(_ partials: [(PartialCube, Translator)], space: UInt64) async {
    guard space <= SeriesNumbers.denseLimit else {
      var present = Set<UInt64>()
      for (partial, translator) in partials {
        partial.store.visit { cell, _ in
          if translator.takes(cell) { present.insert(translator.position(cell)) }
        }
      }
      positions = present.sorted()
      numbers = []
      return
    }
    let marks = await withTaskGroup(of: [Bool].self) { group in
      for (partial, translator) in partials {
        group.addTask {
          var marks = [Bool](repeating: false, count: Int(space))
          partial.store.visit { cell, _ in
            if translator.takes(cell) { marks[Int(translator.position(cell))] = true }
          }
          return marks
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    var positions: [UInt64] = []
    var numbers = [Int32](repeating: -1, count: Int(space))
    for position in numbers.indices where marks.contains(where: { $0[position] }) {
      numbers[position] = Int32(positions.count)
      positions.append(UInt64(position))
    }
    (self.positions, self.numbers) = (positions, numbers)
  }

  /// The number of the series at a position that occurs.
  func number(at position: UInt64) -> Int {
    if !numbers.isEmpty { return Int(numbers[Int(position)]) }
    var (low, high) = (0, positions.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if positions[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
