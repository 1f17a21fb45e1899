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
    var columns = codes(rows)
    columns.append(values(rows))
    for method in methods { columns += method.cells(rows) }
    return ResultTable.Block(rowCount: rows.count, columns: columns)
  }

  /// The codes of the keys and of the period.
  private func codes(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    let (width, codes) = (context.series.keyCount, context.series.cube.codes)
    var columns = (0..<width).map { key in
      ResultTable.Block.Cells.codes(
        unsafe codes.withUnsafeBufferPointer { codes in
          unsafe [Int32](unsafeUninitializedCapacity: rows.count) { column, count in
            for (row, place) in rows.enumerated() {
              unsafe column[row] = codes[place.series &* width &+ key]
            }
            count = rows.count
          }
        })
    }
    columns.append(.codes(rows.map { Int32(truncatingIfNeeded: $0.period) }))
    return columns
  }

  private func values(_ rows: [SeriesPeriod]) -> ResultTable.Block.Cells {
    let cube = context.series.cube
    let digits = unsafe cube.cells.digits.withUnsafeBufferPointer { digits in
      unsafe [Int64](unsafeUninitializedCapacity: rows.count) { column, count in
        for (row, place) in rows.enumerated() {
          unsafe column[row] = digits[place.period &* cube.seriesCount &+ place.series]
        }
        count = rows.count
      }
    }
    var values = Cells(digits: digits, scale: cube.cells.scale)
    guard !cube.cells.wide.isEmpty else { return .numbers(values) }
    for (row, place) in rows.enumerated() where digits[row] == Cells.elsewhere {
      values.wide[row] = cube.value(series: place.series, period: place.period)
    }
    return .numbers(values)
  }

  /// The rows of some series: where there is a value, or was one a lag before and growth is asked
  /// for, or a measure has something to say without, or everywhere where all pairs are.
  private func rows(of range: Range<Int>) -> [SeriesPeriod] {
    let adding = methods.filter(\.addsRows)
    let (bases, count) = (context.bases, context.series.count)
    // Where the cells of each period begin, and those of the one whose value makes a row as well.
    let countsCeased = context.analysis.measures.contains(.growth)
    let columns = bases.indices.map { period in
      (
        now: period * count,
        before: (countsCeased && bases[period] >= 0 ? bases[period] : period) * count
      )
    }
    let always = context.analysis.completesPairs ? 1 : 0
    return unsafe context.series.cube.cells.digits.withUnsafeBufferPointer { digits in
      unsafe columns.withUnsafeBufferPointer { columns in
        unsafe [SeriesPeriod](unsafeUninitializedCapacity: range.count * bases.count + 1) {
          rows, found in
          for number in range {
            for period in 0..<columns.count {
              let column = unsafe columns[period]
              let isAbsent = unsafe digits[column.now &+ number] == Cells.absent ? 1 : 0
              let wasAbsent = unsafe digits[column.before &+ number] == Cells.absent ? 1 : 0
              var kept = always | (1 &- (isAbsent & wasAbsent))
              let row = SeriesPeriod(series: number, period: period)
              if !adding.isEmpty, kept == 0, adding.contains(where: { $0.isSaid(of: row) }) {
                kept = 1
              }
              // Whether there is a row is anyone's guess: it is written, and kept if there is one.
              unsafe rows[found] = row
              found &+= kept
            }
          }
        }
      }
    }
  }
}
