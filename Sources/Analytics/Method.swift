internal import Exact
internal import TradeData

/// One measure of one analysis, made ready: it fills its columns for any rows, in any order and from
/// several tasks at the same time.
protocol Method: Sendable {
  /// The columns, in order.
  var columns: [ResultTable.Column] { get }
  /// What a reader of the columns should know, such as the convention in use.
  var notes: [String] { get }
  /// Whether the measure has something to say of rows without a value of their own.
  var addsRows: Bool { get }
  /// Whether it has something to say of this one.
  func isSaid(of row: SeriesPeriod) -> Bool
  /// The cells of these rows, column by column.
  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells]
}

extension Method {
  var notes: [String] { [] }
  var addsRows: Bool { false }
  func isSaid(of row: SeriesPeriod) -> Bool { false }
}

/// A row of a result: a series and a period, both by number.
struct SeriesPeriod: Sendable {
  let series: Int
  let period: Int
}

/// What every measure of an analysis has at hand.
struct MeasureContext: Sendable {
  let series: SeriesTable
  let analysis: Analysis
  /// For each period, the one a lag before it, or -1 where the data does not have that one.
  let bases: [Int]

  init(_ series: SeriesTable, _ analysis: Analysis) {
    self.series = series
    self.analysis = analysis
    let periods = series.cube.periods
    let places = Dictionary(uniqueKeysWithValues: zip(periods, periods.indices))
    bases = periods.map { period in
      places[period.advanced(byMonths: -analysis.lag * period.months)] ?? -1
    }
  }

  /// A column of numbers rounded as the analysis asks.
  func roundedColumn(_ name: String) -> ResultTable.Column {
    ResultTable.Column(name, .rounded(places: analysis.places))
  }

  /// The cells of such a column.
  func rounded<Row>(_ rows: [Row], _ number: (Row) -> ScaledInteger?) -> ResultTable.Block.Cells {
    var cells = Cells(scale: analysis.places, capacity: rows.count)
    for row in rows { cells.append(number(row)) }
    return .numbers(cells)
  }

  /// The same of doubles; what is not finite is an empty cell.
  func rounded<Row>(
    _ rows: [Row], double number: (Row) -> Double?
  ) -> ResultTable.Block.Cells {
    MeasureContext.rounded(rows, places: analysis.places, double: number)
  }

  /// The same with as many digits after the point as are given.
  static func rounded<Row>(
    _ rows: [Row], places: Int, double number: (Row) -> Double?
  ) -> ResultTable.Block.Cells {
    let factor = Double(Int64.tenToThe(places))
    var cells = Cells(scale: places, capacity: rows.count)
    for row in rows {
      let scaled = ((number(row) ?? .nan) * factor).rounded()
      if let small = Int64(exactly: scaled) {
        cells.append(digits: small)
      } else {
        cells.append(
          Int128(exactly: scaled).map { ScaledInteger(digits: $0, scale: places) })
      }
    }
    return .numbers(cells)
  }
}
