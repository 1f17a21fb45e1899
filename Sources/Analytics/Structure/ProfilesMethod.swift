internal import LinearAlgebra
internal import TradeData

/// The columns of complementarity and of export similarity: reporters against partners.
struct ProfilesMethod: Method {
  let context: MeasureContext
  private let reporterKey: Int
  private let partnerKey: Int
  /// For each period, reporters × partners.
  private let complementarity: [Matrix]
  private let similarity: [Matrix]
  /// Whether the imports of a partner are those that it reports itself.
  private let hasOwnImports: Bool

  init(_ context: MeasureContext) {
    self.context = context
    let (series, detail) = (context.series, context.series.detail)
    func key(_ role: Role) -> Int { detail.keys.firstIndex { $0.source == .role(role) } ?? 0 }
    let (reporter, partner, product) = (key(.reporter), key(.partner), key(.product))
    (reporterKey, partnerKey) = (reporter, partner)
    let partners = detail.texts[partner]
    let places = Dictionary(
      uniqueKeysWithValues: zip(detail.texts[reporter], detail.texts[reporter].indices))
    // The partners as reporters; -1 for those that report nothing.
    let partnersAsReporters = partners.map { places[$0] ?? -1 }
    let (width, products) = (detail.keys.count, detail.texts[product].count)
    hasOwnImports = series.flows?.hasImports.contains(true) ?? false
    var (complementarity, similarity) = ([Matrix](), [Matrix]())
    for period in detail.periods.indices {
      var exports = Matrix(rows: places.count, columns: products)
      var ownImports = exports
      var bought = Matrix(rows: partners.count, columns: products)
      for number in 0..<detail.seriesCount {
        let value = detail.cells.unscaled(detail.place(series: number, period: period))
        guard value > 0 else { continue }
        let code = { Int(detail.codes[number * width + $0]) }
        if series.isMeasured(detail: number) {
          exports[code(reporter), code(product)] += value
          bought[code(partner), code(product)] += value
        } else {
          ownImports[code(reporter), code(product)] += value
        }
      }
      let ofPartners = { (values: Matrix) in
        var rows = Matrix(rows: partners.count, columns: products)
        for (row, place) in partnersAsReporters.enumerated() where place >= 0 {
          for column in 0..<products { rows[row, column] = values[place, column] }
        }
        return rows
      }
      complementarity.append(
        Profiles.complementarity(
          exports: exports, imports: hasOwnImports ? ofPartners(ownImports) : bought))
      similarity.append(Profiles.similarity(exports, ofPartners(exports)))
    }
    (self.complementarity, self.similarity) = (complementarity, similarity)
  }

  var columns: [ResultTable.Column] {
    [context.roundedColumn("complementarity"), context.roundedColumn("similarity")]
  }

  var notes: [String] {
    [
      hasOwnImports
        ? "profiles: a partner's imports are those that it reports"
        : "profiles: a partner's imports are what the reporters export to it"
    ]
  }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    [complementarity, similarity].map { values in
      context.rounded(
        rows,
        double: { row in
          values[row.period][
            Int(context.series.code(row.series, reporterKey)),
            Int(context.series.code(row.series, partnerKey))]
        })
    }
  }
}
