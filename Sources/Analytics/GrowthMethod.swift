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
    let (series, places) = (context.series, context.analysis.places)
    let scale = series.cube.cells.scale
    var previous = Cells(scale: scale, capacity: rows.count)
    var delta = Cells(scale: scale, capacity: rows.count)
    var ratio = Cells(scale: places, capacity: rows.count)
    var percent = Cells(scale: places, capacity: rows.count)
    var status: [Int32] = []
    status.reserveCapacity(rows.count)
    let ratioFactor = Int64.tenToThe(places)
    let percentFactor = ratioFactor * 100
    for row in rows {
      let base = context.bases[row.period]
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
        series.value(row.series, row.period), from: before, hasBase: base >= 0, places: places)
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
}
