internal import Exact
internal import TradeData

/// The column of trade intensity: reporters down, partners across.
struct IntensityMethod: Method {
  let context: MeasureContext
  private let table: CrossTable
  private let totals: [[CrossTable.Totals]]

  init(_ context: MeasureContext) throws {
    self.context = context
    table = CrossTable(
      context.series, rows: { $0.source == .role(.reporter) },
      columns: { $0.source == .role(.partner) })
    totals = try table.totals()
  }

  var columns: [ResultTable.Column] { [context.roundedColumn("intensity")] }

  var notes: [String] {
    ["intensity: --convention intensity=\(context.analysis.conventions.intensity.rawValue)"]
      + context.structureNotes(negatives: 0)
  }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    [
      context.rounded(
        rows,
        double: { row in
          let place = table.places[row.series]
          let totals = totals[place.group][row.period]
          return TradeIntensity.of(
            double(context.series.measured(row.series, row.period) ?? .zero),
            exports: double(totals.rows[place.row]), partner: double(totals.columns[place.column]),
            total: double(totals.whole), world: context.analysis.conventions.intensity)
        })
    ]
  }

  private func double(_ value: ScaledInteger) -> Double { Rational(value).double }
}
