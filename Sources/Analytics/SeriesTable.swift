internal import Exact
internal import TradeData

/// The series of a result, and what lies beneath them where a measure needs more detail.
///
/// The cube that was read has the keys of the result first and those of the detail behind them, so
/// each series of the result is a stretch of the cube's.
struct SeriesTable: Sendable {
  /// What was read.
  let detail: Cube
  /// The series of the result and their values, sums over the detail.
  let cube: Cube
  /// Where in the detail each series begins, and the end of the last.
  let begins: [Int]
  /// The two flows of each series, where the detail tells them apart.
  let flows: Flows?

  /// The flows of the series.
  struct Flows: Sendable {
    /// The number of the flow's key in the detail.
    let key: Int
    /// The code of exports in it; -1 where there are none.
    let exportCode: Int32
    let exports: Cells
    let imports: Cells
    /// Whether any series has the flow in a period: there, no row means no trade.
    let hasExports: [Bool]
    let hasImports: [Bool]
  }

  /// The series of a cube of which the last `detailCount` keys are detail.
  init(_ cube: Cube, detailCount: Int = 0) throws(ScaledInteger.Overflow) {
    detail = cube
    let keyCount = cube.keys.count - detailCount
    guard detailCount > 0 else {
      self.cube = cube
      begins = Array(0...cube.seriesCount)
      flows = nil
      return
    }
    let begins = cube.beginnings(ofFirst: keyCount)
    self.begins = begins
    self.cube = cube.reduced(
      toFirst: keyCount, begins: begins, cells: try cube.sums(over: begins) { _ in true })
    let flowKey = cube.keys.indices.last { $0 >= keyCount && cube.keys[$0].source == .role(.flow) }
    flows = try flowKey.map { key throws(ScaledInteger.Overflow) in
      try Flows(cube, key: key, begins: begins)
    }
  }

  var count: Int { cube.seriesCount }

  /// The number of keys that are printed.
  var keyCount: Int { cube.keys.count }

  /// The code of one key of a series.
  func code(_ series: Int, _ key: Int) -> Int32 { cube.codes[series * keyCount + key] }

  /// Whether a series has a value in a period.
  func isPresent(_ series: Int, _ period: Int) -> Bool {
    cube.cells.digits[cube.place(series: series, period: period)] != Cells.absent
  }

  /// The exports of a series in a period.
  func exports(_ series: Int, _ period: Int) -> ScaledInteger? {
    flows.flatMap { $0.exports[cube.place(series: series, period: period)] }
  }

  /// The imports of a series in a period.
  func imports(_ series: Int, _ period: Int) -> ScaledInteger? {
    flows.flatMap { $0.imports[cube.place(series: series, period: period)] }
  }

  /// The value of a series in a period at the cube's scale, where it is one cell of 64 bits.
  @inline(__always)
  func plainValue(_ series: Int, _ period: Int) -> Int64? {
    let digits = cube.cells.digits[cube.place(series: series, period: period)]
    return digits > Cells.elsewhere ? digits : nil
  }

  /// The value of a series in a period: over all its detail.
  func value(_ series: Int, _ period: Int) -> ScaledInteger? {
    cube.value(series: series, period: period)
  }

  /// What measures of structure take: exports where the detail tells flows apart and has any.
  func measured(_ series: Int, _ period: Int) -> ScaledInteger? {
    measuredCells[cube.place(series: series, period: period)]
  }

  /// The cells of `measured`.
  var measuredCells: Cells {
    guard let flows, flows.hasExports.contains(true) else { return cube.cells }
    return flows.exports
  }

  /// Whether a series of the detail counts in `measured`.
  func isMeasured(detail series: Int) -> Bool {
    guard let flows, flows.hasExports.contains(true) else { return true }
    return flows.isExport(series, detail)
  }

  /// Whether measures of structure leave one of two flows out.
  var leavesImportsOut: Bool {
    guard let flows else { return false }
    return flows.hasExports.contains(true) && flows.hasImports.contains(true)
  }
}

extension SeriesTable.Flows {
  fileprivate init(_ cube: Cube, key: Int, begins: [Int]) throws(ScaledInteger.Overflow) {
    self.key = key
    exportCode = Int32(cube.texts[key].firstIndex(of: Flow.export.rawValue) ?? -1)
    let (code, width) = (exportCode, cube.keys.count)
    exports = try cube.sums(over: begins) { cube.codes[$0 * width + key] == code }
    imports = try cube.sums(over: begins) { cube.codes[$0 * width + key] != code }
    let count = begins.count - 1
    let cells = (exports.digits, imports.digits)
    hasExports = cube.periods.indices.map { period in
      cells.0[(period * count)..<((period + 1) * count)].contains { $0 != Cells.absent }
    }
    hasImports = cube.periods.indices.map { period in
      cells.1[(period * count)..<((period + 1) * count)].contains { $0 != Cells.absent }
    }
  }

  /// Whether a series of the detail is of exports.
  func isExport(_ series: Int, _ detail: Cube) -> Bool {
    detail.codes[series * detail.keys.count + key] == exportCode
  }
}
