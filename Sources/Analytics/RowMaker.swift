internal import TradeData

/// Makes the rows of a result, block by block: keys, period, value, and the measures' columns.
struct RowMaker: Sendable {
  let columns: [ResultTable.Column]
  let blockCount: Int
  let notes: [String]
  private let context: MeasureContext
  private let methods: [any Method]
  private let seriesPerBlock: Int

  /// Rows per block: enough to spread the cost of a task, few enough to stay in a cache.
  private static let rows = 1 << 13

  init(_ context: MeasureContext) throws {
    self.context = context
    methods = try Measure.methods(of: context)
    let (series, cube) = (context.series, context.series.cube)
    seriesPerBlock = max(1, RowMaker.rows / max(1, cube.periods.count))
    blockCount = (series.count + seriesPerBlock - 1) / seriesPerBlock

    var columns = (0..<series.keyCount).map {
      ResultTable.Column(cube.keys[$0].name, .text(cube.texts[$0]))
    }
    columns.append(ResultTable.Column("period", .text(cube.periods.map(\.description))))
    columns.append(ResultTable.Column("value", .exact))
    for method in methods { columns += method.columns }
    self.columns = columns
    notes = methods.flatMap(\.notes)
  }

  func block(_ number: Int) -> ResultTable.Block {
    let series = context.series
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
    for method in methods { columns += method.cells(rows) }
    return ResultTable.Block(rowCount: rows.count, columns: columns)
  }

  /// The rows of some series: where there is a value, or was one a lag before and growth is asked
  /// for, or a measure has something to say without, or everywhere where all pairs are.
  private func rows(of range: Range<Int>) -> [SeriesPeriod] {
    let countsCeased = context.analysis.measures.contains(.growth)
    let countsAll = context.analysis.completesPairs
    let adding = methods.filter(\.addsRows)
    var rows: [SeriesPeriod] = []
    for number in range {
      for period in context.bases.indices {
        let (base, row) = (context.bases[period], SeriesPeriod(series: number, period: period))
        if countsAll || context.series.isPresent(number, period)
          || (countsCeased && base >= 0 && context.series.isPresent(number, base))
          || adding.contains(where: { $0.isSaid(of: row) })
        {
          rows.append(row)
        }
      }
    }
    return rows
  }
}
