public import LinearAlgebra
public import TradeData

/// Series by periods as one matrix of doubles: where linear algebra begins.
///
/// Row i is series i, column j is period j. A value that the data does not have is NaN, and so is
/// every statistic that needs it.
public struct Panel: Sendable {
  /// The values, series by periods.
  public let values: Matrix

  /// The panel of these values.
  public init(_ values: Matrix) { self.values = values }

  /// The values of a cube, each rounded to the nearest double.
  public init(_ cube: Cube) {
    let scale = Panel.power(cube.cells.scale)
    self.init(cube) { $0 / scale }
  }

  /// The values of a cube in its smallest unit: whole numbers, exact below 2^53.
  public init(unscaled cube: Cube) {
    self.init(cube) { $0 }
  }

  private init(_ cube: Cube, _ transform: (Double) -> Double) {
    var values: [Double] = []
    values.reserveCapacity(cube.seriesCount * cube.periods.count)
    for series in 0..<cube.seriesCount {
      for period in cube.periods.indices {
        values.append(
          transform(cube.cells.unscaled(cube.place(series: series, period: period))))
      }
    }
    self.init(Matrix(rows: cube.seriesCount, columns: cube.periods.count, elements: values))
  }

  /// The statistics of all series: one product with the operator.
  ///
  /// - Parameter linear: T×K; each of its K columns is one statistic of T periods.
  /// - Returns: series×K. A NaN anywhere in a series makes all of that series' statistics NaN, zero
  ///   weight or not, since a product with NaN is NaN.
  public func applying(_ linear: PanelOperator) -> Matrix {
    values.multiplied(by: linear.weights)
  }

  /// The same written over `result`, whose memory is reused.
  public func apply(_ linear: PanelOperator, into result: inout Matrix) {
    Matrix.multiply(values, by: linear.weights, into: &result)
  }

  /// The statistics of all series, each of those that do not need a period which the series lacks.
  ///
  /// One product with the operator, in which a missing value counts as zero; then, for each pattern of
  /// gaps, the statistics that give a missing period any weight become NaN.
  public func applyingAcrossGaps(_ linear: PanelOperator) -> Matrix {
    let present = values.elements.map { !$0.isNaN }
    if present.allSatisfy(\.self) { return applying(linear) }
    let width = values.columns
    let filled = Matrix(
      rows: values.rows, columns: width, elements: values.elements.map { $0.isNaN ? 0 : $0 })
    var result = filled.multiplied(by: linear.weights)
    let patterns = GapPattern.all(series: values.rows, periods: width) { present[$0 * width + $1] }
    for pattern in patterns where pattern.periods.count < width {
      let missing = (0..<width).filter { !pattern.periods.contains($0) }
      let lost = (0..<linear.weights.columns).filter { column in
        missing.contains { linear.weights[$0, column] != 0 }
      }
      for series in pattern.series {
        for column in lost { result[series, column] = .nan }
      }
    }
    return result
  }

  /// Ten to a power that is exact in a double up to 22.
  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
}
