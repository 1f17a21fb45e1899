internal import Exact

/// Turns one worker's cell numbers into periods and series of the whole.
struct Translator: Sendable {
  private let layout: CellLayout
  private let periods: [Int]
  /// For each key, what each of the worker's codes adds to a series' position.
  private let keys: [[UInt64]]
  private let isChosen: [Bool]
  private let levelMask: UInt64
  /// Where each key's bits stand.
  private let fields: [CellLayout.Field]

  init(
    _ partial: PartialCube, isChosen: [Bool], texts: [[String]], periods: [Period],
    strides: [UInt64]
  ) {
    layout = partial.layout
    self.isChosen = isChosen
    levelMask = UInt64(isChosen.count - 1)
    let places = Dictionary(uniqueKeysWithValues: zip(periods, periods.indices))
    self.periods = partial.judge.periods.map { places[$0] ?? 0 }
    keys = texts.indices.map { key in
      let places = Dictionary(uniqueKeysWithValues: zip(texts[key], texts[key].indices))
      return partial.judge.keys[key].texts.map { UInt64(places[$0] ?? 0) * strides[key] }
    }
    fields = Array(partial.layout.fields.dropFirst().prefix(texts.count))
  }

  /// Whether the cell's levels are the chosen ones.
  @inline(__always)
  func takes(_ cell: UInt64) -> Bool { isChosen[Int(cell & levelMask)] }

  /// The number of the cell's period.
  func period(_ cell: UInt64) -> Int { periods[layout.code(cell, in: 0)] }

  /// The position of the cell's series.
  @inline(__always)
  func position(_ cell: UInt64) -> UInt64 {
    var position: UInt64 = 0
    for key in fields.indices {
      position &+= keys[key][fields[key].code(cell)]
    }
    return position
  }
}
