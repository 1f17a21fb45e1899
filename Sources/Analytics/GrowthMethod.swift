internal import Exact
internal import TradeData

/// The columns of growth: the value a lag before, and how the present one compares with it.
struct GrowthMethod: Method {
  let context: MeasureContext

  var columns: [ResultTable.Column] {
    [
      .init("previous", .exact), .init("delta", .exact), context.roundedColumn("ratio"),
      context.roundedColumn("percent_change"),
      .init("status", .text(Growth.Status.allCases.map(\.word))),
    ]
  }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    let (cube, places) = (context.series.cube, context.analysis.places)
    var columns = GrowthColumns(count: rows.count, scale: cube.cells.scale, places: places)
    var others: [Int] = []
    unsafe cube.cells.digits.withUnsafeBufferPointer { digits in
      unsafe context.bases.withUnsafeBufferPointer { bases in
        unsafe rows.withUnsafeBufferPointer { rows in
          for row in 0..<rows.count {
            let (series, period) = unsafe (rows[row].series, rows[row].period)
            let base = unsafe bases[period]
            let now = unsafe digits[period &* cube.seriesCount &+ series]
            let old = unsafe base < 0 ? Cells.absent : digits[base &* cube.seriesCount &+ series]
            if !columns.set(row, now, from: old, hasBase: base >= 0) { others.append(row) }
          }
        }
      }
    }
    for row in others {
      let (series, period) = (rows[row].series, rows[row].period)
      let base = context.bases[period]
      let before = base < 0 ? nil : context.series.value(series, base)
      let growth = Growth(
        context.series.value(series, period), from: before, hasBase: base >= 0, places: places)
      columns.set(row, growth, from: before)
    }
    return columns.finish()
  }
}
