internal import Exact

/// The column of a share, or of a contribution, in the total of all series.
struct ShareMethod: Method {
  let context: MeasureContext
  let totals: Totals
  let isContribution: Bool

  init(_ context: MeasureContext, contribution: Bool) throws {
    self.context = context
    totals = try Totals(context.series)
    isContribution = contribution
  }

  var columns: [ResultTable.Column] {
    [context.roundedColumn(isContribution ? "contribution" : "share")]
  }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    let (series, places) = (context.series, context.analysis.places)
    guard isContribution else {
      return [
        context.rounded(rows) { row in
          Share.of(
            series.value(row.series, row.period), in: totals.total(row.series, row.period),
            places: places)
        }
      ]
    }
    return [
      context.rounded(rows) { row in
        let base = context.bases[row.period]
        guard base >= 0 else { return nil }
        return Share.contribution(
          series.value(row.series, row.period), from: series.value(row.series, base),
          previousTotal: totals.total(row.series, base), places: places)
      }
    ]
  }
}
