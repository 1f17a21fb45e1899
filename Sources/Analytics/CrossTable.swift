internal import Exact
internal import LinearAlgebra
internal import TradeData

/// The series of an analysis as matrices: one key down, another across, one matrix for each period
/// and each combination of the other keys.
///
/// Exports are taken where the detail tells the flows apart. A series without a value has zero, and so
/// has one with less than zero, which is counted.
struct CrossTable: Sendable {
  /// Where a series stands.
  struct Place: Sendable {
    /// The combination of the other keys.
    let group: Int
    /// The row, or -1 where the series has no such key.
    let row: Int
    /// The column, or -1 where the series has no such key.
    let column: Int
  }

  let rowCount: Int
  let columnCount: Int
  let groupCount: Int
  /// The keys that are neither down nor across, and their codes for each combination.
  let groupKeys: [Int]
  let groupCodes: [[Int32]]
  /// The place of each series of the result.
  let places: [Place]
  /// For each row, the texts of its keys, joined.
  let rowNames: [String]
  /// For each column, the text of its key.
  let columnNames: [String]
  private let series: SeriesTable
  private let detailPlaces: [Place]
  /// The series of the detail in each group.
  private let members: [[Int]]

  /// - Parameters:
  ///   - series: The series.
  ///   - isRow: Whether a key is down the matrix.
  ///   - isColumn: Whether a key is across it.
  init(_ series: SeriesTable, rows isRow: (Key) -> Bool, columns isColumn: (Key) -> Bool) {
    let detail = series.detail
    let indices = detail.keys.indices
    let rowKeys = indices.filter { isRow(detail.keys[$0]) }
    // With products at two lengths, the columns are those of the result.
    let columnKeys = Array(indices.filter { isColumn(detail.keys[$0]) }.prefix(1))
    let groupKeys = indices.filter {
      $0 < series.keyCount && !rowKeys.contains($0) && !columnKeys.contains($0)
    }
    let (rows, rowCodes) = CrossTable.numbered(detail, rowKeys)
    let (columns, columnCodes) = CrossTable.numbered(detail, columnKeys)
    let (groups, groupCodes) = CrossTable.numbered(detail, groupKeys)
    (rowCount, columnCount, groupCount) = (rowCodes.count, columnCodes.count, groupCodes.count)
    rowNames = rowCodes.map { codes in
      zip(rowKeys, codes).map { detail.texts[$0][Int($1)] }.joined(separator: "/")
    }
    columnNames = columnCodes.map { codes in
      zip(columnKeys, codes).map { detail.texts[$0][Int($1)] }.joined(separator: "/")
    }
    self.groupKeys = groupKeys
    self.groupCodes = groupCodes
    let detailPlaces = (0..<detail.seriesCount).map {
      Place(group: groups[$0], row: rows[$0], column: columns[$0])
    }
    var members = groupCodes.map { _ in [Int]() }
    for number in 0..<detail.seriesCount where series.isMeasured(detail: number) {
      members[groups[number]].append(number)
    }
    let hasRow = rowKeys.allSatisfy { $0 < series.keyCount }
    let hasColumn = columnKeys.allSatisfy { $0 < series.keyCount }
    places = series.begins.dropLast().map { first in
      let place = detailPlaces[first]
      return Place(
        group: place.group, row: hasRow ? place.row : -1, column: hasColumn ? place.column : -1)
    }
    self.series = series
    self.detailPlaces = detailPlaces
    self.members = members
  }

  /// Numbers the combinations of some keys in the order in which they are met.
  private static func numbered(_ cube: Cube, _ keys: [Int]) -> (numbers: [Int], codes: [[Int32]]) {
    let width = cube.keys.count
    var (known, codes) = ([[Int32]: Int](), [[Int32]]())
    // One key is numbered by its code, which needs no look-up.
    if keys.count == 1 {
      let key = keys[0]
      return (
        (0..<cube.seriesCount).map { Int(cube.codes[$0 * width + key]) },
        cube.texts[key].indices.map { [Int32($0)] }
      )
    }
    let numbers = (0..<cube.seriesCount).map { series in
      let combination = keys.map { cube.codes[series * width + $0] }
      if let number = known[combination] { return number }
      known[combination] = codes.count
      codes.append(combination)
      return codes.count - 1
    }
    return (numbers, codes)
  }

  /// The matrix of a group in a period, in the smallest units of the data, and how many values were
  /// less than zero.
  func matrix(group: Int, period: Int) -> (values: Matrix, negatives: Int) {
    let cube = series.detail
    var values = [Double](repeating: 0, count: rowCount * columnCount)
    for number in members[group] {
      let value = cube.cells.unscaled(cube.place(series: number, period: period))
      guard !value.isNaN else { continue }
      let place = detailPlaces[number]
      values[place.row * columnCount + place.column] += value
    }
    var negatives = 0
    for index in values.indices where values[index] < 0 {
      values[index] = 0
      negatives += 1
    }
    return (Matrix(rows: rowCount, columns: columnCount, elements: values), negatives)
  }

  /// The exact totals of a matrix's rows, columns and whole; values below zero are none.
  struct Totals: Sendable {
    var rows: [ScaledInteger]
    var columns: [ScaledInteger]
    var whole: ScaledInteger
  }

  /// The totals of a group in a period, over the series of the result.
  func totals() throws -> [[Totals]] {
    let (cube, cells) = (series.cube, series.measuredCells)
    let none = Totals(
      rows: Array(repeating: .zero, count: rowCount),
      columns: Array(repeating: .zero, count: columnCount), whole: .zero)
    var totals = Array(
      repeating: Array(repeating: none, count: cube.periods.count), count: groupCount)
    for number in 0..<series.count {
      let place = places[number]
      for period in cube.periods.indices {
        guard let value = cells[cube.place(series: number, period: period)], value.digits > 0
        else { continue }
        totals[place.group][period].rows[place.row] =
          try totals[place.group][period].rows[place.row].adding(value)
        totals[place.group][period].columns[place.column] =
          try totals[place.group][period].columns[place.column].adding(value)
        totals[place.group][period].whole = try totals[place.group][period].whole.adding(value)
      }
    }
    return totals
  }
}

extension CrossTable {
  /// Locations down, products across.
  init(ofProducts series: SeriesTable) {
    self.init(
      series, rows: { Analysis.locations.contains($0.source) },
      columns: { $0.source == .role(.product) })
  }
}
