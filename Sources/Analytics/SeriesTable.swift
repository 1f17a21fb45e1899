internal import Exact
internal import TradeData

/// The series of a result: their keys, their values, and their two flows where these are told apart.
struct SeriesTable: Sendable {
  let cube: Cube
  /// The number of keys that are printed.
  let keyCount: Int
  /// For each series of the result, the cube's series with its exports and its imports, or -1; nil
  /// where every series of the cube is one of the result.
  let flows: [(exports: Int, imports: Int)]?
  /// Whether any series has the flow in a period: there, no row means no trade.
  let hasExports: [Bool]
  let hasImports: [Bool]

  /// Every series of the cube for itself.
  init(_ cube: Cube) {
    self.cube = cube
    keyCount = cube.keys.count
    flows = nil
    hasExports = []
    hasImports = []
  }

  /// The series of a cube whose last key is the flow, two by two.
  init(pairing cube: Cube) {
    self.cube = cube
    keyCount = cube.keys.count - 1
    let (width, names) = (cube.keys.count, cube.texts[cube.keys.count - 1])
    var flows: [(exports: Int, imports: Int)] = []
    for series in 0..<cube.seriesCount {
      let begin = series * width
      // Series are sorted, so the flows of one stand next to each other.
      let isSame =
        series > 0
        && cube.codes[begin..<(begin + width - 1)]
          .elementsEqual(cube.codes[(begin - width)..<(begin - 1)])
      if !isSame { flows.append((-1, -1)) }
      switch names[Int(cube.codes[begin + width - 1])] {
      case Flow.export.rawValue: flows[flows.count - 1].exports = series
      default: flows[flows.count - 1].imports = series
      }
    }
    self.flows = flows
    let periods = cube.periods.indices
    hasExports = periods.map { period in
      flows.contains { $0.exports >= 0 && cube.isPresent($0.exports, period) }
    }
    hasImports = periods.map { period in
      flows.contains { $0.imports >= 0 && cube.isPresent($0.imports, period) }
    }
  }

  var count: Int { flows?.count ?? cube.seriesCount }

  /// The code of one key of a series.
  func code(_ series: Int, _ key: Int) -> Int32 {
    let first = flows.map { max($0[series].exports, $0[series].imports) } ?? series
    return cube.codes[first * cube.keys.count + key]
  }

  /// Whether a series has a value in a period.
  func isPresent(_ series: Int, _ period: Int) -> Bool {
    guard let pair = flows?[series] else { return cube.isPresent(series, period) }
    return pair.exports >= 0 && cube.isPresent(pair.exports, period)
      || pair.imports >= 0 && cube.isPresent(pair.imports, period)
  }

  /// The exports of a series in a period.
  func exports(_ series: Int, _ period: Int) -> ScaledInteger? {
    guard let pair = flows?[series], pair.exports >= 0 else { return nil }
    return cube.value(series: pair.exports, period: period)
  }

  /// The imports of a series in a period.
  func imports(_ series: Int, _ period: Int) -> ScaledInteger? {
    guard let pair = flows?[series], pair.imports >= 0 else { return nil }
    return cube.value(series: pair.imports, period: period)
  }

  /// The value of a series in a period at the cube's scale, where it is one cell of 64 bits.
  @inline(__always)
  func plainValue(_ series: Int, _ period: Int) -> Int64? {
    guard flows == nil else { return nil }
    let digits = cube.cells.digits[cube.place(series: series, period: period)]
    return digits > Cells.elsewhere ? digits : nil
  }

  /// The value of a series in a period: with both flows, their sum.
  func value(_ series: Int, _ period: Int) -> ScaledInteger? {
    guard flows != nil else { return cube.value(series: series, period: period) }
    let (exports, imports) = (exports(series, period), imports(series, period))
    guard let exports, let imports else { return exports ?? imports }
    return try? exports.adding(imports)
  }
}

extension Cube {
  fileprivate func isPresent(_ series: Int, _ period: Int) -> Bool {
    cells.digits[place(series: series, period: period)] != Cells.absent
  }
}
