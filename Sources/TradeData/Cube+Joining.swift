internal import Exact

extension Cube {
  /// Joins what the workers summed, each under its own codes, into one cube in sorted order.
  init(
    joining partials: [PartialCube], levels: Levels, keys: [Key], scale: Int, threads: Int,
    budget: MemoryBudget
  ) throws {
    let texts = keys.indices.map { key in
      Cube.sortedUnion(partials.map { $0.judge.keys[key].texts })
    }
    let periods = Set(partials.flatMap(\.judge.periods)).sorted()
    let counts = texts.map(\.count)
    let (strides, space) = try Cube.strides(counts, periods: periods.count)
    let isDense =
      partials.allSatisfy { $0.store.isDense } && space <= UInt64(ArrayJoin.limit)
    let translated = zip(partials, levels.chosen).map { partial, isChosen in
      let translator = Translator(
        partial, isChosen: isChosen, texts: texts, periods: periods, strides: strides)
      return (partial, translator)
    }
    if isDense {
      let maps = zip(partials, levels.chosen).map { partial, isChosen in
        CellMap(partial, isChosen: isChosen, texts: texts, periods: periods)
      }
      try self.init(
        ArrayJoin(partials, maps, counts: counts, periods: periods.count, threads: threads),
        keys: keys, texts: texts, periods: periods, scale: scale, budget: budget)
    } else {
      try self.init(
        HashJoin(
          translated, counts: counts, periods: periods.count, threads: threads, budget: budget),
        keys: keys, texts: texts, periods: periods, scale: scale, budget: budget)
    }
    guard partials.contains(where: { !$0.store.wide.isEmpty }) || !cells.wide.isEmpty else {
      return
    }
    for (partial, translator) in translated {
      for (cell, sum) in partial.store.wide where translator.takes(cell) {
        let series = number(ofSeriesAt: translator.position(cell), strides)
        try cells.spill(sum, at: place(series: series, period: translator.period(cell)))
      }
    }
    try cells.settle()
  }

  /// A cube whose cells are filled; those that do not fit 64 bits are not settled yet.
  private init<Join: CellJoin & ~Copyable>(
    _ join: consuming Join, keys: [Key], texts: [[String]], periods: [Period], scale: Int,
    budget: MemoryBudget
  ) throws {
    let seriesCount = join.seriesCount
    try budget.take(seriesCount * (periods.count * 8 + keys.count * 4))
    var spills: [Spill] = []
    var codes: [Int32] = []
    let digits = unsafe [Int64](unsafeUninitializedCapacity: seriesCount * periods.count) {
      digits, digitCount in
      codes = unsafe [Int32](unsafeUninitializedCapacity: seriesCount * keys.count) {
        codes, codeCount in
        if let digits = digits.baseAddress, let codes = codes.baseAddress {
          unsafe LargePages.advise(
            UnsafeMutableRawPointer(digits), seriesCount * periods.count * 8)
          spills = unsafe join.fill(digits, codes)
        }
        codeCount = seriesCount * keys.count
      }
      digitCount = seriesCount * periods.count
    }
    self.init(
      keys: keys, texts: texts, periods: periods, codes: codes,
      cells: Cells(digits: digits, scale: scale), seriesCount: seriesCount)
    for spill in spills {
      try cells.spill(ScaledInteger(digits: Int128(spill.sum), scale: scale), at: spill.place)
    }
  }

  /// The number of the series whose codes are written as one number; there must be one.
  private func number(ofSeriesAt position: UInt64, _ strides: [UInt64]) -> Int {
    var (low, high) = (0, seriesCount - 1)
    while low < high {
      let middle = (low + high) / 2
      var other: UInt64 = 0
      for (key, stride) in strides.enumerated() {
        other += UInt64(codes[middle * keys.count + key]) * stride
      }
      if other < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func sortedUnion(_ lists: [[String]]) -> [String] {
    Set(lists.joined()).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// By how much one step in each key moves a series' position, and the number of positions.
  private static func strides(
    _ counts: [Int], periods: Int
  ) throws(TooManySeries) -> (strides: [UInt64], space: UInt64) {
    // A period stands beside a position in one word.
    let limit = UInt64.max / UInt64(2 * max(1, periods))
    var strides = [UInt64](repeating: 1, count: counts.count)
    var space: UInt64 = 1
    for key in counts.indices.reversed() {
      strides[key] = space
      let count = UInt64(max(1, counts[key]))
      guard space <= limit / count else { throw TooManySeries() }
      space *= count
    }
    return (strides, space)
  }

  /// Keys of which there are more combinations than are numbered.
  struct TooManySeries: Error, CustomStringConvertible {
    let description = "the keys have too many distinct texts; ask for fewer keys with --by"
  }
}

extension Cells {
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
