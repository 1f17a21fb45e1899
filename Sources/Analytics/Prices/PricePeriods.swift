internal import TradeData

/// Which periods of the sales are compared with which.
struct PricePeriods: Sendable {
  /// For each period, the one its prices are compared with, or -1; for a chain, the one before.
  let bases: [Int]
  private let isChained: Bool
  /// For each period of the result, its number among those of the sales, or -1.
  private let places: [Int]

  init(_ context: MeasureContext, _ sales: Sales) {
    let periods = sales.values.periods
    let known = Dictionary(uniqueKeysWithValues: zip(periods, periods.indices))
    places = context.series.cube.periods.map { known[$0] ?? -1 }
    let base = context.analysis.conventions.priceBase
    isChained = base == .chained
    bases = periods.indices.map { number in
      switch base {
      case .previous:
        known[
          periods[number].advanced(byMonths: -context.analysis.lag * periods[number].months)] ?? -1
      case .fixed: 0
      case .chained: max(0, number - 1)
      }
    }
  }

  /// The number of a period of the result among those of the sales; nil where they lack it.
  func place(_ period: Int) -> Int? { places[period] < 0 ? nil : places[period] }

  /// The indices of some goods in each period; nil where there is no base, or no good in common.
  func indices(of goods: [Int], in sales: Sales) -> [PriceIndices?] {
    var found: [PriceIndices?] = []
    for (period, base) in bases.enumerated() {
      var index: PriceIndices?
      if base == period {
        index = goods.contains { sales.sale($0, period) != nil } ? .unchanged : nil
      } else if base >= 0 {
        index = PriceIndices(
          goods.compactMap { good in
            guard let before = sales.sale(good, base), let now = sales.sale(good, period) else {
              return nil
            }
            return (before, now)
          })
        // A chain that is broken once has no link to its first period any more.
        if isChained { index = index.flatMap { link in found[base]?.chained(with: link) } }
      }
      found.append(index)
    }
    return found
  }
}
