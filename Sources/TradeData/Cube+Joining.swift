internal import Exact

extension Cube {
  /// Joins what the workers summed, each under its own codes, into one cube in sorted order.
  ///
  /// The periods are joined by tasks of their own: in an array of cells each is one stretch.
  init(
    joining partials: [PartialCube], levels: Levels, keys: [Key], scale: Int
  ) async throws {
    let texts = keys.indices.map { key in
      Cube.sortedUnion(partials.map { $0.judge.keys[key].texts })
    }
    let periods = Set(partials.flatMap(\.judge.periods)).sorted()
    let strides = Cube.strides(texts.map(\.count))
    let translated = zip(partials, levels.chosen).map { partial, isChosen in
      let translator = Translator(
        partial, isChosen: isChosen, texts: texts, periods: periods, strides: strides)
      return (partial, translator)
    }
    let space = keys.isEmpty ? 1 : strides[0] * UInt64(max(1, texts[0].count))
    let series = await SeriesNumbers(translated, space: space)
    let columns = try await Cube.columns(translated, series, periods.count, scale: scale)

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

  /// The sums of each period, series by series.
  private static func columns(
    _ partials: [(PartialCube, Translator)], _ series: SeriesNumbers, _ periods: Int, scale: Int
  ) async throws -> [Cells] {
    guard partials.allSatisfy({ $0.0.store.isDense }) else {
      return try hashedColumns(partials, series, periods, scale: scale)
    }
    return try await withThrowingTaskGroup(of: (Int, Cells).self) { group in
      for period in 0..<periods {
        group.addTask {
          var column = Cells(absent: series.positions.count, scale: scale)
          for (partial, translator) in partials {
            guard let code = translator.code(ofPeriod: period) else { continue }
            let range = translator.cells(ofPeriodCode: code)
            try column.add(partial, range, translator, series)
          }
          try column.settle()
          return (period, column)
        }
      }
      var columns = Array(repeating: Cells(digits: [], scale: scale), count: periods)
      for try await (period, column) in group { columns[period] = column }
      return columns
    }
  }

  /// The same of hash tables, whose cells are in no order.
  private static func hashedColumns(
    _ partials: [(PartialCube, Translator)], _ series: SeriesNumbers, _ periods: Int, scale: Int
  ) throws -> [Cells] {
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

  /// Adds the cells of one period.
  fileprivate mutating func add(
    _ partial: PartialCube, _ range: Range<Int>, _ translator: Translator, _ series: SeriesNumbers
  ) throws(ScaledInteger.Overflow) {
    var spilled: [(place: Int, sum: Int64)] = []
    partial.store.visit(range) { cell, sum in
      guard translator.takes(cell) else { return }
      let place = series.number(at: translator.position(cell))
      if !accumulate(sum, at: place) { spilled.append((place, sum)) }
    }
    for (place, sum) in spilled {
      try spill(ScaledInteger(digits: Int128(sum), scale: scale), at: place)
    }
    for (cell, sum) in partial.store.wide where range.contains(Int(cell)) && translator.takes(cell)
    {
      try spill(sum, at: series.number(at: translator.position(cell)))
    }
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
