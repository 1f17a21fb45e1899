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
/// Slope: of the least-squares line, per period. CAGR: (last / first)^(1 / years) − 1 between the
/// first and the last value, a plain ratio; only where both are positive. Series with fewer than two
/// values have neither. These are doubles, rounded when printed.
struct Trend: Sendable {
  let slopes: [Double?]
  let growths: [Double?]

  init(_ series: SeriesTable) {
    let periods = series.cube.periods
    var patterns: [[Int]: [Int]] = [:]
    var growths: [Double?] = []
    for number in 0..<series.count {
      let present = periods.indices.filter { series.isPresent(number, $0) }
      patterns[present, default: []].append(number)
      growths.append(Trend.growth(series, number, present))
    }
    var slopes = [Double?](repeating: nil, count: series.count)
    // Series with the same gaps share an operator, and one product gives all their slopes.
    for (present, numbers) in patterns where present.count > 1 {
      let values = numbers.flatMap { number in
        present.map { series.value(number, $0).map(Rational.init)?.double ?? .nan }
      }
      let matrix = Matrix(rows: numbers.count, columns: present.count, elements: values)
      let places = present.map { period in
        Double(periods[period].first - periods[present[0]].first) / Double(periods[period].months)
      }
      let found = Panel(matrix).applying(.slope(at: places))
      for (row, number) in numbers.enumerated() { slopes[number] = found[row, 0] }
    }
    (self.slopes, self.growths) = (slopes, growths)
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
