internal import TradeData

/// The columns of intra-industry trade: over the finest parts of a series.
struct IntraIndustryMethod: Method {
  let context: MeasureContext
  private let breakdown: Breakdown

  init(_ context: MeasureContext) {
    self.context = context
    let keys = context.analysis.partsKeys
    breakdown = Breakdown(context.series) { keys.contains($0) }
  }

  var columns: [ResultTable.Column] {
    ["grubel_lloyd", "grubel_lloyd_corrected", "aquino", "marginal_intraindustry"]
      .map(context.roundedColumn)
  }

  var notes: [String] {
    let parts = context.analysis.partsKeys.map(\.name).joined(separator: ",")
    return [
      "intraindustry over \(parts); the marginal index (Brülhart's A) is of the change since "
        + "\(context.analysis.lag) periods before"
    ]
  }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    let found = rows.map { row in
      let (exports, imports) = breakdown.flows(row)
      let parts = Set(exports.keys).union(imports.keys).sorted()
      return IntraIndustry(
        exports: parts.map { max(0, exports[$0] ?? 0) },
        imports: parts.map { max(0, imports[$0] ?? 0) })
    }
    return [
      context.rounded(found, double: \.grubelLloyd), context.rounded(found, double: \.corrected),
      context.rounded(found, double: \.aquino), context.rounded(rows, double: marginal),
    ]
  }

  private func marginal(_ row: SeriesPeriod) -> Double? {
    let base = context.bases[row.period]
    guard base >= 0 else { return nil }
    let now = breakdown.flows(row)
    let before = breakdown.flows(SeriesPeriod(series: row.series, period: base))
    let parts = Set(now.exports.keys).union(now.imports.keys).union(before.exports.keys)
      .union(before.imports.keys).sorted()
    return IntraIndustry.marginal(
      exportChanges: parts.map { (now.exports[$0] ?? 0) - (before.exports[$0] ?? 0) },
      importChanges: parts.map { (now.imports[$0] ?? 0) - (before.imports[$0] ?? 0) })
  }
}
