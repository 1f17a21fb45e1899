internal import LinearAlgebra

/// The regressors of a sample about the effects or the constant, in units of their own standard
/// deviations, with room for one more column: the response that is regressed on them.
///
/// Residuals are kept from one set of weights to the next. What the effects explain of a column has
/// changed little by then, so that little is left to do.
struct Residuals: Sendable {
  /// The regressors that are kept, by their number in the sample.
  private(set) var kept: [Int]
  /// The others, and why.
  private(set) var dropped: [(regressor: Int, reason: Collinearity)] = []
  /// The standard deviations of the kept ones.
  private(set) var scales: [Double]
  /// Rows by kept regressors, response and columns of zeros.
  var values: Matrix
  private let projection: GroupProjection

  /// The column of the response.
  var response: Int { kept.count }

  /// What may remain of the effects in a column, relative to its size.
  enum Tolerance {
    /// While the fit moves on: what remains is taken out with the next step.
    static let step = 1e-4
    /// For the comparison of regressors with one another.
    static let comparison = 1e-8
    /// For the standard errors.
    static let final = 1e-9
  }

  /// Takes the effects out of the regressors at the given weights, and drops those of which nothing
  /// is left.
  ///
  /// `least` is the part of a regressor's square that is next to nothing.
  init(_ sample: GravitySample, weights: [Double], least: Double = 1e-10) {
    projection = GroupProjection(sample.partitions, rows: sample.rows.count)
    let (source, rows) = (sample.regressors, sample.rows.count)
    var (means, deviations) = ([Double](), [Double]())
    for column in 0..<source.columns {
      var (mean, square) = (0.0, 0.0)
      for row in 0..<rows { mean += source[row, column] }
      mean /= Double(rows)
      for row in 0..<rows {
        let deviation = source[row, column] - mean
        square += deviation * deviation
      }
      means.append(mean)
      deviations.append((square / Double(rows)).squareRoot())
    }
    // Rounding alone makes a deviation of about this size.
    let isVarying = zip(means, deviations).map { $1 > 1e-12 * $0.magnitude }
    let hasMean = !sample.partitions.isEmpty
    var (candidates, scales) = ([Int](), [Double]())
    for column in means.indices {
      if isVarying[column] || (!hasMean && means[column] != 0) {
        candidates.append(column)
        scales.append(isVarying[column] ? deviations[column] : means[column].magnitude)
      } else {
        dropped.append((column, .noVariation))
      }
    }
    let lanes = GroupProjection.lanes
    let width = (candidates.count + 1 + lanes - 1) / lanes * lanes
    var elements = [Double](repeating: 0, count: rows * width)
    for (place, column) in candidates.enumerated() {
      let (scale, mean) = (1 / scales[place], hasMean ? means[column] : 0)
      for row in 0..<rows {
        elements[row * width + place] = (source[row, column] - mean) * scale
      }
    }
    values = Matrix(rows: rows, columns: width, elements: elements)
    elements = []
    let before = values.gram(weights: weights)
    (kept, self.scales) = (candidates, scales)
    _ = project(weights, tolerance: Tolerance.comparison)
    let comparison = Comparison(values.gram(weights: weights), before: before, least: least)
    dropped += comparison.dropped.map { (candidates[$0.column], $0.reason) }
    guard comparison.kept.count < candidates.count else { return }
    kept = comparison.kept.map { candidates[$0] }
    self.scales = comparison.kept.map { scales[$0] }
    let narrow = (kept.count + 1 + lanes - 1) / lanes * lanes
    var narrowed = Matrix(rows: rows, columns: narrow)
    for row in 0..<rows {
      for (place, column) in comparison.kept.enumerated() {
        narrowed[row, place] = values[row, column]
      }
    }
    values = narrowed
  }

  /// Takes the effects out of all columns at new weights.
  mutating func project(_ weights: [Double], tolerance: Double) -> GroupProjection.Outcome {
    // In units of standard deviations rounding is of about this size.
    let floor = 1e-26 * weights.reduce(0, +)
    var tolerances = Array(
      repeating: GroupProjection.Tolerance(ofSize: tolerance, floor: floor), count: values.columns)
    // The response's own size does not shrink with the steps; what the effects explain of it does.
    tolerances[response] = GroupProjection.Tolerance(ofSize: 1e-14, ofGradient: tolerance)
    return projection.project(&values, weights: weights, tolerances: tolerances)
  }

  /// The coefficients of the response on the regressors; nil where they are not determined.
  func coefficients(_ weights: [Double]) -> [Double]? {
    guard !kept.isEmpty else { return [] }
    let gram = values.gram(weights: weights)
    let columns = Array(kept.indices)
    let right = Matrix(
      rows: kept.count, columns: 1, elements: columns.map { gram[$0, response] })
    guard let factor = try? Cholesky(gram.selecting(rows: columns, columns: columns)) else {
      return nil
    }
    let solution = factor.solve(right).elements
    return solution.allSatisfy(\.isFinite) ? solution : nil
  }
}
