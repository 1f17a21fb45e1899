internal import TradeData

/// The columns of prices: unit values, indices, and the terms of trade.
struct PricesMethod: Method {
  let context: MeasureContext
  private let sales: Sales
  /// The goods of each series of the result that count in its indices: exports, where the data tells
  /// flows apart and the result does not.
  private let goods: [[Int]]
  /// The imports of each series; empty where the result tells flows apart or the data does not.
  private let imports: [[Int]]
  /// The number of the unit's key; nil where the data has none.
  private let unitKey: Int?
  /// The indices of each series in each period: of `goods`, and of `imports`.
  private let indices: [[PriceIndices?]]
  private let importIndices: [[PriceIndices?]]

  /// Throws `AnalysisError` where no two periods of any series have a good in common.
  init(_ context: MeasureContext) throws(AnalysisError) {
    guard let sales = context.analysis.sales else {
      throw AnalysisError("prices need values and quantities: read the sales of the files first")
    }
    self.context = context
    self.sales = sales
    let cube = sales.values
    unitKey = cube.keys.firstIndex { $0.source == .role(.unit) }
    let keyCount = context.series.keyCount
    // The keys of the result come first in both.
    var numbers: [[String]: Int] = [:]
    for series in 0..<context.series.count {
      numbers[context.series.cube.labels(series: series)] = series
    }
    let flowKey = cube.keys.indices.first {
      $0 >= keyCount && cube.keys[$0].source == .role(.flow)
    }
    var goods = Array(repeating: [Int](), count: context.series.count)
    var imports = goods
    for good in 0..<cube.seriesCount {
      let labels = cube.labels(series: good)
      guard let series = numbers[Array(labels.prefix(keyCount))] else { continue }
      if let flowKey, labels[flowKey] == Flow.import.rawValue {
        imports[series].append(good)
      } else {
        goods[series].append(good)
      }
    }
    if goods.allSatisfy(\.isEmpty) { (goods, imports) = (imports, goods) }
    (self.goods, self.imports) = (goods, imports)
    // The periods of the two cubes are the same unless a file has a period without any value.
    let periods = PricePeriods(context, sales)
    indices = goods.map { goods in periods.indices(of: goods, in: sales) }
    importIndices = imports.map { goods in periods.indices(of: goods, in: sales) }
    let compared = periods.bases.indices.contains {
      periods.bases[$0] >= 0 && periods.bases[$0] != $0
    }
    if compared,
      !zip(goods.indices, indices).contains(where: { series, row in
        row.indices.contains { row[$0] != nil && periods.bases[$0] != $0 }
      })
    {
      throw AnalysisError(
        "no good has a value and a quantity in two periods that are compared, so there is no price "
          + "index; look at the codes, the units and --lag")
    }
  }

  var columns: [ResultTable.Column] {
    [
      "unit_value", "laspeyres", "paasche", "fisher", "tornqvist", "fisher_quantity",
      "price_coverage",
    ].map(context.roundedColumn)
      + [.init("price_status", .text(["no-base", "no-overlap"]))]
      + ["terms_of_trade", "gross_barter", "income_terms"].map(context.roundedColumn)
  }

  var notes: [String] {
    [
      "prices are unit values of the finest goods, which also move with the mix of goods: "
        + "--convention prices=\(context.analysis.conventions.priceBase.rawValue)"
    ] + sales.notes
      + (imports.allSatisfy(\.isEmpty) ? [] : ["prices are of exports; add flow to --by for both"])
  }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    let periods = PricePeriods(context, sales)
    let found = rows.map { row in periods.place(row.period).flatMap { indices[row.series][$0] } }
    let barter = rows.map { row in
      periods.place(row.period).flatMap {
        Barter(indices[row.series][$0], importIndices[row.series][$0])
      }
    }
    let status: [Int32] = zip(rows, found).map { row, index in
      if index != nil { return -1 }
      guard let period = periods.place(row.period), periods.bases[period] >= 0 else { return 0 }
      return 1
    }
    return [
      context.rounded(rows, double: { unitValue($0, periods) }),
      context.rounded(found, double: { $0?.laspeyres }),
      context.rounded(found, double: { $0?.paasche }),
      context.rounded(found, double: { $0?.fisher }),
      context.rounded(found, double: { $0?.tornqvist }),
      context.rounded(found, double: { $0?.fisherQuantity }),
      context.rounded(rows, double: { coverage($0, periods) }), .codes(status),
      context.rounded(barter, double: { $0?.net }),
      context.rounded(barter, double: { $0?.gross }),
      context.rounded(barter, double: { $0?.income }),
    ]
  }

  /// Value over quantity; nil where the goods are in several units.
  private func unitValue(_ row: SeriesPeriod, _ periods: PricePeriods) -> Double? {
    guard let period = periods.place(row.period) else { return nil }
    var (value, quantity, units) = (0.0, 0.0, Set<Int32>())
    for good in goods[row.series] {
      guard let sale = sales.sale(good, period) else { continue }
      value += sale.value
      quantity += sale.quantity
      if let unitKey { units.insert(sales.values.codes[good * sales.values.keys.count + unitKey]) }
    }
    return quantity > 0 && units.count < 2 ? value / quantity : nil
  }

  /// The part of the period's value that is of goods with a unit value in both periods.
  private func coverage(_ row: SeriesPeriod, _ periods: PricePeriods) -> Double? {
    guard let period = periods.place(row.period), periods.bases[period] >= 0 else { return nil }
    let base = periods.bases[period]
    var (matched, total) = (0.0, 0.0)
    let unit = Double(Int64.tenToThe(sales.values.cells.scale))
    for good in goods[row.series] {
      let value =
        sales.values.cells.unscaled(sales.values.place(series: good, period: period)) / unit
      guard value > 0 else { continue }
      total += value
      if sales.sale(good, period) != nil, sales.sale(good, base) != nil { matched += value }
    }
    return total > 0 ? matched / total : nil
  }
}

/// The terms of trade of two flows (Fisher indices); nil where one has no index.
struct Barter: Sendable, Equatable {
  /// 100 Px / Pm.
  let net: Double
  /// 100 Qm / Qx.
  let gross: Double
  /// 100 Px / Pm · Qx.
  let income: Double

  init?(_ exports: PriceIndices?, _ imports: PriceIndices?) {
    guard let exports, let imports else { return nil }
    net = 100 * exports.fisher / imports.fisher
    gross = 100 * imports.fisherQuantity / exports.fisherQuantity
    income = net * exports.fisherQuantity
  }
}
