internal import TradeData

/// The columns of concentration: over the products of a series, or what else its parts are.
struct ConcentrationMethod: Method {
  let context: MeasureContext
  private let breakdown: Breakdown

  init(_ context: MeasureContext) {
    self.context = context
    let keys = context.analysis.partsKeys
    breakdown = Breakdown(context.series) { keys.contains($0) }
  }

  var columns: [ResultTable.Column] {
    ["hhi", "hhi_normalised", "hirschman", "effective_number"].map(context.roundedColumn)
      + [.init("parts", .exact)]
  }

  var notes: [String] {
    let conventions = context.analysis.conventions.concentration
    let parts = context.analysis.partsKeys.map(\.name).joined(separator: ",")
    return [
      "concentration over \(parts): --convention hhi=\(conventions.scale.rawValue),"
        + "normalised=\(conventions.normalised.rawValue),count=\(conventions.count.rawValue)"
    ] + context.structureNotes(negatives: 0)
  }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    let conventions = context.analysis.conventions.concentration
    let series = context.series
    let found = rows.map { row in
      Concentration(
        // The order of a dictionary is not that of another run; that of the parts is.
        breakdown.values(row) { series.isMeasured(detail: $0) }.sorted { $0.key < $1.key }
          .map(\.value),
        possible: conventions.count == .all ? breakdown.count : nil)
    }
    let factor = conventions.scale == .points ? 10_000.0 : 1
    var counts = Cells(scale: 0, capacity: rows.count)
    for index in found { counts.append(digits: Int64(index?.count ?? 0)) }
    return [
      context.rounded(found, double: { $0.map { $0.sumOfSquares * factor } }),
      context.rounded(found, double: { $0?.normalised(conventions.normalised) }),
      context.rounded(found, double: { $0?.hirschman }),
      context.rounded(found, double: { $0?.effectiveNumber }), .numbers(counts),
    ]
  }
}
