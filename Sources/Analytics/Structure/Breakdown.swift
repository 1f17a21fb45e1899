internal import TradeData

/// The parts of which each series of a result is made.
struct Breakdown: Sendable {
  /// The number of parts that there are in the data.
  let count: Int
  private let series: SeriesTable
  /// The part to which each series of the detail belongs.
  private let parts: [Int]

  /// The parts told apart by these keys of the detail.
  init(_ series: SeriesTable, by isPart: (Key) -> Bool) {
    self.series = series
    let detail = series.detail
    let keys = (series.keyCount..<detail.keys.count).filter { isPart(detail.keys[$0]) }
    let width = detail.keys.count
    var numbers: [[Int32]: Int] = [:]
    parts = (0..<detail.seriesCount).map { series in
      let codes = keys.map { detail.codes[series * width + $0] }
      let number = numbers[codes, default: numbers.count]
      numbers[codes] = number
      return number
    }
    count = numbers.count
  }

  /// The parts of a series in a period that have a value.
  ///
  /// - Parameters:
  ///   - row: The series and the period.
  ///   - counts: Whether a series of the detail counts.
  /// - Returns: By the number of a part, its sum in the smallest units of the data.
  func values(
    _ row: SeriesPeriod, where counts: (Int) -> Bool
  ) -> [Int: Double] {
    let detail = series.detail
    var sums: [Int: Double] = [:]
    for number in series.begins[row.series]..<series.begins[row.series + 1] where counts(number) {
      let value = detail.cells.unscaled(detail.place(series: number, period: row.period))
      if !value.isNaN { sums[parts[number], default: 0] += value }
    }
    return sums
  }

  /// Exports and imports of the parts of a series in a period; a part with one of them only has zero
  /// of the other.
  func flows(_ row: SeriesPeriod) -> (exports: [Int: Double], imports: [Int: Double]) {
    guard let flows = series.flows else { return ([:], [:]) }
    return (
      values(row) { flows.isExport($0, series.detail) },
      values(row) { !flows.isExport($0, series.detail) }
    )
  }
}
