internal import Exact
internal import LinearAlgebra
internal import TradeData

/// The columns of moving sums and means and of the year to date.
///
/// All sums of all series are one product of the panel, in the smallest units of the data, with an
/// operator of ones and zeros. They are exact: in doubles where every sum stays below 2^53, in whole
/// numbers elsewhere. A sum that needs a period which the series or the data lacks is not there.
struct MovingMethod: Method {
  let context: MeasureContext
  /// For each period, the periods of its moving sum; nil where the data lacks one.
  private let windows: [[Int]?]
  /// For each period, those of its year up to it; nil where the data lacks one.
  private let years: [[Int]?]
  /// Series × (moving sums, then years to date); nil where doubles would not be exact.
  private let sums: Matrix?

  init(_ context: MeasureContext) {
    self.context = context
    let (series, periods) = (context.series, context.series.cube.periods)
    let places = Dictionary(uniqueKeysWithValues: zip(periods, periods.indices))
    func run(_ period: Period, _ count: Int) -> [Int]? {
      let found = (0..<count).reversed().compactMap {
        places[period.advanced(byMonths: -$0 * period.months)]
      }
      return found.count == count ? found : nil
    }
    windows = periods.map { run($0, context.analysis.window) }
    years = periods.map { period in
      // A span that is not a whole part of a year has no place in one.
      12 % period.months == 0 && (period.month - 1) % period.months == 0
        ? run(period, (period.month - 1) / period.months + 1) : nil
    }
    let longest = max(context.analysis.window, 12)
    let bound = (1 << 53) / Int64(longest)
    let isExact = series.cube.cells.digits.allSatisfy {
      $0 == Cells.absent || ($0 > -bound && $0 < bound)
    }
    guard isExact else {
      sums = nil
      return
    }
    sums = Panel(unscaled: series.cube)
      .applyingAcrossGaps(.sums(of: windows + years, periods: periods.count))
  }

  var columns: [ResultTable.Column] {
    [
      .init("moving_sum", .exact), context.roundedColumn("moving_mean"),
      .init("year_to_date", .exact),
    ]
  }

  var notes: [String] {
    ["moving: sums and means of \(context.analysis.window) periods (--window)"]
  }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    let scale = context.series.cube.cells.scale
    let window = ScaledInteger(digits: Int128(context.analysis.window), scale: 0)
    var moving = Cells(scale: scale, capacity: rows.count)
    var mean = Cells(scale: context.analysis.places, capacity: rows.count)
    var year = Cells(scale: scale, capacity: rows.count)
    for row in rows {
      let sum = sum(row, windows[row.period], row.period)
      moving.append(sum)
      mean.append(
        sum.flatMap { RoundedQuotient.of($0, over: window, places: context.analysis.places) })
      year.append(self.sum(row, years[row.period], windows.count + row.period))
    }
    return [.numbers(moving), .numbers(mean), .numbers(year)]
  }

  private func sum(_ row: SeriesPeriod, _ periods: [Int]?, _ column: Int) -> ScaledInteger? {
    guard let periods else { return nil }
    if let sums {
      return Int128(exactly: sums[row.series, column]).map {
        ScaledInteger(digits: $0, scale: context.series.cube.cells.scale)
      }
    }
    var sum = ScaledInteger.zero
    for period in periods {
      guard let value = context.series.value(row.series, period),
        let next = try? sum.adding(value)
      else { return nil }
      sum = next
    }
    return sum
  }
}
