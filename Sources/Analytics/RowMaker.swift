internal import Exact
internal import TradeData

/// Makes the rows of a result, block by block: keys, period, value, and the measures' columns.
struct RowMaker: Sendable {
  let columns: [ResultTable.Column]
  let blockCount: Int
  private let series: SeriesTable
  private let analysis: Analysis
  /// For each period, the one a lag before it, or -1 where the data does not have that one.
  private let bases: [Int]
  private let seriesPerBlock: Int
  private let totals: Totals?
  private let trend: Trend?

  /// Rows per block: enough to spread the cost of a task, few enough to stay in a cache.
  private static let rows = 1 << 13

  init(series: SeriesTable, analysis: Analysis) throws {
    let needsTotals = analysis.measures.contains { $0 == .share || $0 == .contribution }
    totals = needsTotals ? try Totals(series) : nil
    trend = analysis.measures.contains(.trend) ? Trend(series) : nil
    self.series = series
    self.analysis = analysis
    let cube = series.cube
    let places = Dictionary(uniqueKeysWithValues: zip(cube.periods, cube.periods.indices))
    bases = cube.periods.map { period in
      places[period.advanced(byMonths: -analysis.lag * period.months)] ?? -1
    }
    seriesPerBlock = max(1, RowMaker.rows / max(1, cube.periods.count))
    blockCount = (series.count + seriesPerBlock - 1) / seriesPerBlock

    var columns = (0..<series.keyCount).map {
      ResultTable.Column(cube.keys[$0].name, .text(cube.texts[$0]))
    }
    columns.append(ResultTable.Column("period", .text(cube.periods.map(\.description))))
    columns.append(ResultTable.Column("value", .exact))
    for measure in analysis.measures {
      columns += RowMaker.columns(of: measure, places: analysis.places)
    }
    self.columns = columns
  }

  private static func columns(of measure: Measure, places: Int) -> [ResultTable.Column] {
    switch measure {
    case .growth:
      [
        .init("previous", .exact), .init("delta", .exact), .init("ratio", .rounded(places: places)),
        .init("percent_change", .rounded(places: places)),
        .init("status", .text(Growth.Status.allCases.map(\.word))),
      ]
    case .balance:
      [
        .init("exports", .exact), .init("imports", .exact), .init("balance", .exact),
        .init("turnover", .exact), .init("coverage", .rounded(places: places)),
        .init("balance_delta", .exact),
      ]
    case .contribution: [.init("contribution", .rounded(places: places))]
    case .share: [.init("share", .rounded(places: places))]
    case .trend:
      [.init("cagr", .rounded(places: places)), .init("slope", .rounded(places: places))]
    }
  }

  func block(_ number: Int) -> ResultTable.Block {
    let first = number * seriesPerBlock
    let rows = rows(of: first..<min(first + seriesPerBlock, series.count))
    var columns: [ResultTable.Block.Cells] = (0..<series.keyCount).map { key in
      .codes(rows.map { series.code($0.series, key) })
    }
    columns.append(.codes(rows.map { Int32($0.period) }))
    var values = Cells(scale: series.cube.cells.scale, capacity: rows.count)
    for row in rows {
      if let digits = series.plainValue(row.series, row.period) {
        values.append(digits: digits)
      } else {
        values.append(series.value(row.series, row.period))
      }
    }
    columns.append(.numbers(values))
    for measure in analysis.measures {
      switch measure {
      case .growth: columns += growth(rows)
      case .balance: columns += balance(rows)
      case .contribution: columns.append(contribution(rows))
      case .share: columns.append(share(rows))
      case .trend: columns += trend(rows)
      }
    }
    return ResultTable.Block(rowCount: rows.count, columns: columns)
  }

  private typealias Row = (series: Int, period: Int)

  /// The rows of some series: where there is a value, or was one a lag before and growth is asked
  /// for.
  private func rows(of range: Range<Int>) -> [Row] {
    let countsCeased = analysis.measures.contains(.growth)
    var rows: [Row] = []
    for number in range {
      for period in bases.indices {
        let base = bases[period]
        if series.isPresent(number, period)
          || (countsCeased && base >= 0 && series.isPresent(number, base))
        {
          rows.append((number, period))
        }
      }
    }
    return rows
  }

  private func growth(_ rows: [Row]) -> [ResultTable.Block.Cells] {
    let scale = series.cube.cells.scale
    var previous = Cells(scale: scale, capacity: rows.count)
    var delta = Cells(scale: scale, capacity: rows.count)
    var ratio = Cells(scale: analysis.places, capacity: rows.count)
    var percent = Cells(scale: analysis.places, capacity: rows.count)
    var status: [Int32] = []
    status.reserveCapacity(rows.count)
    let ratioFactor = Int64.tenToThe(analysis.places)
    let percentFactor = ratioFactor * 100
    for row in rows {
      let base = bases[row.period]
      // Two plain values with a plain rate between them: nearly every row.
      if base >= 0, let now = series.plainValue(row.series, row.period),
        let old = series.plainValue(row.series, base), old > 0, now > 0,
        let quotient = RoundedQuotient.quick(now, over: old, factor: ratioFactor),
        let change = RoundedQuotient.quick(now - old, over: old, factor: percentFactor)
      {
        previous.append(digits: old)
        delta.append(digits: now - old)
        ratio.append(digits: quotient)
        percent.append(digits: change)
        status.append(Int32(Growth.Status.ordinary.rawValue))
        continue
      }
      let before = base < 0 ? nil : series.value(row.series, base)
      let growth = Growth(
        series.value(row.series, row.period), from: before, hasBase: base >= 0,
        places: analysis.places)
      previous.append(before)
      delta.append(growth.delta)
      ratio.append(growth.ratio)
      percent.append(growth.percentChange)
      status.append(Int32(growth.status.rawValue))
    }
    return [
      .numbers(previous), .numbers(delta), .numbers(ratio), .numbers(percent), .codes(status),
    ]
  }

  private func balance(_ rows: [Row]) -> [ResultTable.Block.Cells] {
    let scale = series.cube.cells.scale
    var exact = Array(repeating: Cells(scale: scale, capacity: rows.count), count: 5)
    var coverage = Cells(scale: analysis.places, capacity: rows.count)
    for row in rows {
      let now = balance(row.series, row.period)
      let base = bases[row.period]
      let before = base < 0 ? nil : balance(row.series, base).balance
      exact[0].append(series.exports(row.series, row.period))
      exact[1].append(series.imports(row.series, row.period))
      exact[2].append(now.balance)
      exact[3].append(now.turnover)
      coverage.append(now.coverage)
      exact[4].append(
        now.balance.flatMap { now in before.flatMap { try? now.subtracting($0) } })
    }
    return exact.prefix(4).map { .numbers($0) } + [.numbers(coverage), .numbers(exact[4])]
  }

  private func balance(_ number: Int, _ period: Int) -> Balance {
    Balance(
      exports: series.exports(number, period), imports: series.imports(number, period),
      hasExports: series.hasExports[period], hasImports: series.hasImports[period],
      places: analysis.places)
  }

  private func share(_ rows: [Row]) -> ResultTable.Block.Cells {
    rounded(rows) { row in
      Share.of(
        series.value(row.series, row.period), in: totals?.total(row.series, row.period),
        places: analysis.places)
    }
  }

  private func contribution(_ rows: [Row]) -> ResultTable.Block.Cells {
    rounded(rows) { row in
      let base = bases[row.period]
      guard base >= 0 else { return nil }
      return Share.contribution(
        series.value(row.series, row.period), from: series.value(row.series, base),
        previousTotal: totals?.total(row.series, base), places: analysis.places)
    }
  }

  private func trend(_ rows: [Row]) -> [ResultTable.Block.Cells] {
    [
      rounded(rows) { trend?.growths[$0.series].flatMap(decimal) },
      rounded(rows) { trend?.slopes[$0.series].flatMap(decimal) },
    ]
  }

  /// A column of rounded numbers.
  private func rounded(
    _ rows: [Row], _ number: (Row) -> ScaledInteger?
  ) -> ResultTable.Block.Cells {
    var cells = Cells(scale: analysis.places, capacity: rows.count)
    for row in rows { cells.append(number(row)) }
    return .numbers(cells)
  }

  /// A double to as many digits after the point as are printed.
  private func decimal(_ value: Double) -> ScaledInteger? {
    let scaled = (value * Double(Int64.tenToThe(analysis.places))).rounded()
    return Int128(exactly: scaled).map { ScaledInteger(digits: $0, scale: analysis.places) }
  }
}
