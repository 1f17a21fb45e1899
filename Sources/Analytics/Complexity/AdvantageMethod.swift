internal import Exact
internal import TradeData

/// The columns of revealed comparative advantage, from exact sums.
struct AdvantageMethod: Method {
  let context: MeasureContext
  private let table: CrossTable
  private let totals: [[CrossTable.Totals]]

  init(_ context: MeasureContext) throws {
    self.context = context
    table = CrossTable(ofProducts: context.series)
    totals = try table.totals()
  }

  var columns: [ResultTable.Column] {
    [context.roundedColumn("rca"), context.roundedColumn("rca_symmetric")]
  }

  var notes: [String] { ["rca: the world is all rows of the data, the reporter included"] }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    let found = rows.map { row in
      let place = table.places[row.series]
      let totals = totals[place.group][row.period]
      return RevealedAdvantage(
        context.series.measured(row.series, row.period), location: totals.rows[place.row],
        product: totals.columns[place.column], world: totals.whole,
        places: context.analysis.places)
    }
    return [context.rounded(found, \.ratio), context.rounded(found, \.symmetric)]
  }
}
