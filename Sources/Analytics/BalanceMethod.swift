internal import Exact
internal import TradeData

/// The columns of a balance: the two flows, and how they compare.
struct BalanceMethod: Method {
  let context: MeasureContext

  var columns: [ResultTable.Column] {
    [
      .init("exports", .exact), .init("imports", .exact), .init("balance", .exact),
      .init("turnover", .exact), context.roundedColumn("coverage"),
      .init("balance_delta", .exact), context.roundedColumn("balance_normalised"),
    ]
  }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    let (series, places) = (context.series, context.analysis.places)
    let scale = series.cube.cells.scale
    var exact = Array(repeating: Cells(scale: scale, capacity: rows.count), count: 5)
    var coverage = Cells(scale: places, capacity: rows.count)
    var normalised = Cells(scale: places, capacity: rows.count)
    for row in rows {
      let now = balance(row.series, row.period)
      let base = context.bases[row.period]
      let before = base < 0 ? nil : balance(row.series, base).balance
      exact[0].append(series.exports(row.series, row.period))
      exact[1].append(series.imports(row.series, row.period))
      exact[2].append(now.balance)
      exact[3].append(now.turnover)
      coverage.append(now.coverage)
      exact[4].append(
        now.balance.flatMap { now in before.flatMap { try? now.subtracting($0) } })
      normalised.append(now.normalised)
    }
    return exact.prefix(4).map { .numbers($0) }
      + [.numbers(coverage), .numbers(exact[4]), .numbers(normalised)]
  }

  private func balance(_ number: Int, _ period: Int) -> Balance {
    let flows = context.series.flows
    return Balance(
      exports: context.series.exports(number, period),
      imports: context.series.imports(number, period),
      hasExports: flows?.hasExports[period] ?? false,
      hasImports: flows?.hasImports[period] ?? false, places: context.analysis.places)
  }
}
