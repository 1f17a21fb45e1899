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
    var values = Matrix(rows: cube.seriesCount, columns: cube.periods.count)
    for series in 0..<cube.seriesCount {
      for period in cube.periods.indices {
        let place = cube.place(series: series, period: period)
        let digits = cube.cells.digits[place]
        values[series, period] =
          digits > Cells.elsewhere
          ? Double(digits) / scale
          : cube.cells[place].map { Double($0.digits) / Panel.power($0.scale) } ?? .nan
      }
    }
    self.init(values)
  }

  /// The statistics of all series: one product with the operator.
  ///
  /// - Parameter linear: T×K; each of its K columns is one statistic of T periods.
  /// - Returns: series×K. A NaN anywhere in a series makes all of that series' statistics NaN, zero
  ///   weight or not, since a product with NaN is NaN.
  public func applying(_ linear: PanelOperator) -> Matrix {
    values.multiplied(by: linear.weights)
  }

  /// Ten to a power that is exact in a double up to 22.
  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
}
