internal import Exact
internal import LinearAlgebra
internal import TradeData

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The trend of each series over all the periods in which it has a value.
///
/// Slope: of the least-squares line, per period. Compound growth (`cagr`): (last / first)^(1 / years)
/// − 1 between the first and the last value. Log-linear growth (`loglinear`): e^b − 1 with b the
/// least-squares slope of the logarithm per year, to which every value counts. Both rates are plain
/// ratios a year, and there are none where a value they take is not positive. Series with fewer than
/// two values have no trend. These are doubles, rounded when printed.
struct Trend: Sendable {
  /// Per period.
  private(set) var slopes: [Double?]
  /// Compound, a year.
  let growths: [Double?]
  /// Log-linear, a year.
  private(set) var logarithmicGrowths: [Double?]

  init(_ series: SeriesTable) {
    let periods = series.cube.periods
    let patterns = GapPattern.all(
      series: series.count, periods: periods.count, isPresent: series.isPresent)
    var growths = [Double?](repeating: nil, count: series.count)
    slopes = growths
    logarithmicGrowths = growths
    // Series with the same gaps share an operator, and one product gives all their slopes.
    for pattern in patterns where pattern.periods.count > 1 {
      let first = periods[pattern.periods[0]]
      let values = pattern.series.flatMap { number in
        pattern.periods.map { series.value(number, $0).map(Rational.init)?.double ?? .nan }
      }
      let shape = (rows: pattern.series.count, columns: pattern.periods.count)
      let linear = PanelOperator.slope(
        at: pattern.periods.map { Double(periods[$0].first - first.first) / Double(first.months) })
      let found = Panel(Matrix(rows: shape.rows, columns: shape.columns, elements: values))
        .applying(linear)
      // The logarithm of what is not positive is no number, and then neither is the slope.
      let logarithms = values.map { $0 > 0 ? log($0) : .nan }
      let foundLogarithms = Panel(
        Matrix(rows: shape.rows, columns: shape.columns, elements: logarithms)
      ).applying(linear)
      let perYear = 12 / Double(first.months)
      for (row, number) in pattern.series.enumerated() {
        slopes[number] = found[row, 0]
        let rate = foundLogarithms[row, 0]
        logarithmicGrowths[number] = rate.isNaN ? nil : expm1(rate * perYear)
        growths[number] = Trend.growth(series, number, pattern.periods)
      }
    }
    self.growths = growths
  }

  private static func growth(_ series: SeriesTable, _ number: Int, _ present: [Int]) -> Double? {
    guard let first = present.first, let last = present.last, first < last,
      let before = series.value(number, first), let after = series.value(number, last),
      before.digits > 0, after.digits > 0
    else { return nil }
    let periods = series.cube.periods
    let years = Double(periods[last].first - periods[first].first) / 12
    let ratio = (Rational(after) / Rational(before)).double
    return pow(ratio, 1 / years) - 1
  }
}

/// The columns of a trend.
struct TrendMethod: Method {
  private let context: MeasureContext
  private let trend: Trend

  init(_ context: MeasureContext) {
    self.context = context
    trend = Trend(context.series)
  }

  var columns: [ResultTable.Column] { ["cagr", "slope", "loglinear"].map(context.roundedColumn) }

  var notes: [String] {
    [
      "trend: cagr is compound, between the first and the last value; loglinear is by regression on "
        + "all values"
    ]
  }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    [
      context.rounded(rows, double: { trend.growths[$0.series] }),
      context.rounded(rows, double: { trend.slopes[$0.series] }),
      context.rounded(rows, double: { trend.logarithmicGrowths[$0.series] }),
    ]
  }
}
