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
      positions = SeriesNumbers.sortedPositions(partials)
      numbers = []
      return
    }
    let marks = await withTaskGroup(of: Marks.self, returning: Marks.self) { group in
      for (partial, translator) in partials {
        group.addTask { Marks(partial, translator, space: Int(space)) }
      }
      let all = Marks(space: Int(space))
      for await found in group { all.formUnion(found) }
      return all
    }
    (positions, numbers) = marks.numbered()
  }

  private static func sortedPositions(_ partials: [(PartialCube, Translator)]) -> [UInt64] {
    var present = Set<UInt64>()
    for (partial, translator) in partials {
      partial.store.visit { cell, _ in
        if translator.takes(cell) { present.insert(translator.position(cell)) }
      }
    }
    return present.sorted()
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

/// Which positions occur.
///
/// A final class, and not an array: built by Swift 6.3 with optimisation, an array that a task group
/// collected here was released once too often. Sendable without a lock: one owner at a time.
private final class Marks: @unchecked Sendable {
  private var isMarked: [Bool]

  init(space: Int) { isMarked = Array(repeating: false, count: space) }

  init(_ partial: PartialCube, _ translator: Translator, space: Int) {
    var isMarked = [Bool](repeating: false, count: space)
    partial.store.visit { cell, _ in
      if translator.takes(cell) { isMarked[Int(translator.position(cell))] = true }
    }
    self.isMarked = isMarked
  }

  func formUnion(_ other: Marks) {
    for position in isMarked.indices where other.isMarked[position] { isMarked[position] = true }
  }

  /// The marked positions, and for each position its number among them or -1.
  func numbered() -> (positions: [UInt64], numbers: [Int32]) {
    var positions: [UInt64] = []
    var numbers = [Int32](repeating: -1, count: isMarked.count)
    for position in isMarked.indices where isMarked[position] {
      numbers[position] = Int32(positions.count)
      positions.append(UInt64(position))
    }
    return (positions, numbers)
  }
}
