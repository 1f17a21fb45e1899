internal import Exact

extension Cube {
  /// Joins what the workers summed, each under its own codes, into one cube in sorted order.
  init(
    joining partials: [PartialCube], levels: Levels, keys: [Key], scale: Int
  ) throws(ScaledInteger.Overflow) {
    let texts = keys.indices.map { key in
      Cube.sortedUnion(partials.map { $0.judge.keys[key].texts })
    }
    let periods = Set(partials.flatMap(\.judge.periods)).sorted()
    let strides = Cube.strides(texts.map(\.count))
    let translators = zip(partials, levels.chosen).map {
      Translator($0, isChosen: $1, texts: texts, periods: periods, strides: strides)
    }

    var present = Set<UInt64>()
    for (partial, translator) in zip(partials, translators) {
      partial.store.visit { cell, _ in
        if translator.takes(cell) { present.insert(translator.series(cell)) }
      }
    }
    let series = present.sorted()
    var numbers = [UInt64: Int](minimumCapacity: series.count)
    for (number, key) in series.enumerated() { numbers[key] = number }

    var cells = Cells(
      digits: Array(repeating: Cells.absent, count: series.count * periods.count), scale: scale)
    for (partial, translator) in zip(partials, translators) {
      var spilled: [(Int, Int64)] = []
      partial.store.visit { cell, sum in
        guard translator.takes(cell) else { return }
        let number = numbers[translator.series(cell)] ?? 0
        let place = number * periods.count + translator.period(cell)
        if !cells.accumulate(sum, at: place) { spilled.append((place, sum)) }
      }
      for (place, sum) in spilled {
        try cells.spill(ScaledInteger(digits: Int128(sum), scale: scale), at: place)
      }
      for (cell, sum) in partial.store.wide where translator.takes(cell) {
        let number = numbers[translator.series(cell)] ?? 0
        try cells.spill(sum, at: number * periods.count + translator.period(cell))
      }
    }
    try cells.settle()

    var codes: [Int32] = []
    codes.reserveCapacity(series.count * keys.count)
    for key in series {
      for (stride, texts) in zip(strides, texts) {
        codes.append(Int32(key / stride % UInt64(texts.count)))
      }
    }
    self.init(
      keys: keys, texts: texts, periods: periods, codes: codes, cells: cells,
      seriesCount: series.count)
  }

  private static func sortedUnion(_ lists: [[String]]) -> [String] {
    Set(lists.joined()).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// By how much one step in each key moves a series' number.
  private static func strides(_ counts: [Int]) -> [UInt64] {
    var strides = [UInt64](repeating: 1, count: counts.count)
    for index in counts.indices.dropLast().reversed() {
      strides[index] = strides[index + 1] * UInt64(counts[index + 1])
    }
    return strides
  }
}

/// Turns one worker's cell numbers into series and periods of the whole.
private struct Translator {
  private let layout: CellLayout
  private let periods: [Int]
  /// For each key, what each of the worker's codes adds to the series' number.
  private let keys: [[UInt64]]
  private let isChosen: [Bool]
  private let levelMask: UInt64

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
  }

  /// Whether the cell's levels are the chosen ones.
  func takes(_ cell: UInt64) -> Bool { isChosen[Int(cell & levelMask)] }

  func period(_ cell: UInt64) -> Int { periods[layout.code(cell, in: 0)] }

  func series(_ cell: UInt64) -> UInt64 {
    var number: UInt64 = 0
    for key in keys.indices { number += keys[key][layout.code(cell, in: key + 1)] }
    return number
  }
}

extension Cells {
  /// Adds a 64-bit part; false, and nothing done, where it does not fit beside what is there.
  fileprivate mutating func accumulate(_ sum: Int64, at place: Int) -> Bool {
    let old = digits[place] == Cells.absent ? 0 : digits[place]
    let (total, overflow) = old.addingReportingOverflow(sum)
    if overflow || total <= Cells.elsewhere {
      if digits[place] == Cells.absent { digits[place] = 0 }
      return false
    }
    digits[place] = total
    return true
  }

  /// Adds to the part of a cell that does not fit 64 bits.
  fileprivate mutating func spill(
    _ sum: ScaledInteger, at place: Int
  ) throws(ScaledInteger.Overflow) {
    wide[place] = try (wide[place] ?? .zero).adding(sum)
  }

  /// Moves the 64-bit part of each wide cell into it.
  fileprivate mutating func settle() throws(ScaledInteger.Overflow) {
    for (place, sum) in wide {
      let part = ScaledInteger(digits: Int128(digits[place]), scale: scale)
      let total = try sum.adding(part).reduced
      if total.scale <= scale, let same = try? total.rescaled(to: scale),
        let digits = Int64(exactly: same.digits), digits > Cells.elsewhere
      {
        self.digits[place] = digits
        wide[place] = nil
      } else {
        digits[place] = Cells.elsewhere
        wide[place] = total
      }
    }
  }
}
