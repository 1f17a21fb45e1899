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
    let strides = Cube.strides(texts.map(\.count))
    let space =
      keys.isEmpty
      ? 1
      : strides[0].multipliedFullWidth(by: UInt64(texts[0].count))
        .low
    let isDense =
      partials.allSatisfy { $0.store.isDense } && space <= UInt64(ArrayJoin.limit)
    if isDense {
      try self.init(
        arrays: partials, levels: levels, keys: keys, texts: texts, periods: periods,
        strides: strides, scale: scale, threads: threads, budget: budget)
      return
    }
    let translated = Cube.translated(partials, levels, texts, periods, strides)
    // A position twice on its way into order.
    try budget.take(partials.reduce(0) { $0 + $1.store.occupied } * 40)
    let series = SeriesNumbers(translated)
    try budget.take(series.positions.count * (periods.count * 16 + keys.count * 4))
    let columns = try Cube.hashedColumns(translated, series, periods.count, scale: scale)

    var cells = Cells(scale: scale, capacity: series.positions.count * periods.count)
    for column in columns {
      for (place, number) in column.wide { cells.wide[cells.digits.count + place] = number }
      cells.digits.append(contentsOf: column.digits)
    }
    var codes: [Int32] = []
    codes.reserveCapacity(series.positions.count * keys.count)
    for position in series.positions {
      for (stride, texts) in zip(strides, texts) {
        codes.append(Int32(position / stride % UInt64(texts.count)))
      }
    }
    self.init(
      keys: keys, texts: texts, periods: periods, codes: codes, cells: cells,
      seriesCount: series.positions.count)
  }

  private init(
    arrays partials: [PartialCube], levels: Levels, keys: [Key], texts: [[String]],
    periods: [Period], strides: [UInt64], scale: Int, threads: Int, budget: MemoryBudget
  ) throws {
    let maps = zip(partials, levels.chosen).map { partial, isChosen in
      CellMap(partial, isChosen: isChosen, texts: texts, periods: periods)
    }
    let join = ArrayJoin(
      partials, maps, counts: texts.map(\.count), periods: periods.count, threads: threads)
    let seriesCount = join.seriesCount
    try budget.take(seriesCount * (periods.count * 8 + keys.count * 4))
    var spills: [ArrayJoin.Spill] = []
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
    guard !spills.isEmpty || partials.contains(where: { !$0.store.wide.isEmpty }) else { return }
    for spill in spills {
      try cells.spill(ScaledInteger(digits: Int128(spill.sum), scale: scale), at: spill.place)
    }
    for (partial, translator) in Cube.translated(partials, levels, texts, periods, strides) {
      for (cell, sum) in partial.store.wide where translator.takes(cell) {
        let series = number(ofSeriesAt: translator.position(cell), strides)
        try cells.spill(sum, at: place(series: series, period: translator.period(cell)))
      }
    }
    try cells.settle()
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

  private static func translated(
    _ partials: [PartialCube], _ levels: Levels, _ texts: [[String]], _ periods: [Period],
    _ strides: [UInt64]
  ) -> [(PartialCube, Translator)] {
    zip(partials, levels.chosen).map { partial, isChosen in
      let translator = Translator(
        partial, isChosen: isChosen, texts: texts, periods: periods, strides: strides)
      return (partial, translator)
    }
  }

  /// The sums of hash tables, whose cells are in no order.
  private static func hashedColumns(
    _ partials: [(PartialCube, Translator)], _ series: SeriesNumbers, _ periods: Int, scale: Int
  ) throws(ScaledInteger.Overflow) -> [Cells] {
    var columns = Array(
      repeating: Cells(absent: series.positions.count, scale: scale), count: periods)
    for (partial, translator) in partials {
      var spilled: [(period: Int, place: Int, sum: Int64)] = []
      partial.store.visit { cell, sum in
        guard translator.takes(cell) else { return }
        let period = translator.period(cell)
        let place = series.number(at: translator.position(cell))
        if !columns[period].accumulate(sum, at: place) { spilled.append((period, place, sum)) }
      }
      for (period, place, sum) in spilled {
        try columns[period].spill(ScaledInteger(digits: Int128(sum), scale: scale), at: place)
      }
      for (cell, sum) in partial.store.wide where translator.takes(cell) {
        try columns[translator.period(cell)].spill(
          sum, at: series.number(at: translator.position(cell)))
      }
    }
    for period in columns.indices { try columns[period].settle() }
    return columns
  }

  private static func sortedUnion(_ lists: [[String]]) -> [String] {
    Set(lists.joined()).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// By how much one step in each key moves a series' position.
  private static func strides(_ counts: [Int]) -> [UInt64] {
    var strides = [UInt64](repeating: 1, count: counts.count)
    for index in counts.indices.dropLast().reversed() {
      strides[index] = strides[index + 1] * UInt64(max(1, counts[index + 1]))
    }
    return strides
  }
}

extension Cells {
  /// As many absent numbers.
  fileprivate init(absent count: Int, scale: Int) {
    self.init(digits: Array(repeating: Cells.absent, count: count), scale: scale)
  }

  /// Adds a 64-bit part; false, and nothing done, where it does not fit beside what is there.
  @inline(__always)
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
