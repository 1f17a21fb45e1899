internal import LinearAlgebra

/// The covariance of the coefficients.
///
/// With H the information, s the scores of the rows, and V = H⁻¹ M H⁻¹: for `iid` M is H; for `hc1` the
/// sum of ss' over rows; for clusters of ss' over the sums of each cluster, in two ways V₁ + V₂ − V₁₂
/// with the clusters that both make together. K counts the coefficients and the levels of all effects,
/// less one for each effect but the first; an effect that is nested in clusters counts as one.
///
/// Sources: C. Cameron, J. Gelbach, D. Miller, Robust inference with multiway clustering (2011); the
/// factors for small samples are those of the packages fixest and pyfixest by default.
struct StandardErrors: Sendable {
  /// Of the constant, if there is one, and the kept regressors; not a number where it is undefined.
  let errors: [Double]
  /// K.
  let parameters: Int

  init(
    _ kind: Gravity.Errors, _ sample: GravitySample, _ regression: PoissonRegression
  ) throws {
    let design = ConstantDesign(sample, regression)
    let rows = sample.rows.count
    parameters = StandardErrors.parameters(
      sample, design.matrix.columns, clusters: kind == .cluster ? sample.clusters : [])
    let (n, k) = (Double(rows), Double(parameters))
    let residuals = zip(sample.outcomes, regression.rows.means).map { $0 - $1 }
    var meat: Matrix
    var factor: Double
    switch kind {
    case .iid:
      (meat, factor) = (design.information, (n - 1) / (n - k))
    case .hc1:
      (meat, factor) = (design.matrix.gram(weights: residuals.map { $0 * $0 }), n / (n - k))
    case .cluster:
      let scores = design.matrix.scaled(
        rows: residuals, columns: Array(repeating: 1, count: design.matrix.columns))
      let groupings = sample.clusters.map(\.grouping)
      meat = Matrix(rows: scores.columns, columns: scores.columns)
      for grouping in groupings { meat = meat.adding(grouping.sums(of: scores), sign: 1) }
      if groupings.count == 2 {
        meat = meat.adding(groupings[0].joined(with: groupings[1]).sums(of: scores), sign: -1)
      }
      let fewest = groupings.map(\.count).min() ?? 0
      guard fewest > 1 else {
        let name = sample.clusters.first { $0.grouping.count == fewest }?.name ?? ""
        throw AnalysisError(
          "--cluster \(name): all rows that are left are in one cluster; expected several")
      }
      let g = Double(fewest)
      factor = (n - 1) / (n - k) * g / (g - 1)
    }
    if n <= k { factor = .nan }
    errors = design.variances(meat).map { variance in
      // Two ways minus their crossing can leave less than nothing.
      variance * factor > 0 ? (variance * factor).squareRoot() : .nan
    }
  }

  private static func parameters(
    _ sample: GravitySample, _ coefficients: Int, clusters: [GravityDesign.Groups]
  ) -> Int {
    let counts = sample.effects.map(\.grouping.count)
    let several = counts.count { $0 > 1 }
    var levels = counts.reduce(0, +) - (several > 1 ? several - 1 : 0)
    for effect in sample.effects
    where clusters.contains(where: { effect.grouping.isNested(in: $0.grouping) }) {
      levels -= effect.grouping.count - 1
    }
    return coefficients + levels
  }
}

/// The regressors about the effects, with a column of ones before them where there is a constant.
private struct ConstantDesign {
  let matrix: Matrix
  /// H.
  let information: Matrix
  /// From these columns' coefficients to those of the regressors as they are.
  private let transformation: Matrix

  init(_ sample: GravitySample, _ regression: PoissonRegression) {
    let residuals = regression.residuals
    let (rows, count) = (sample.rows.count, residuals.kept.count)
    let first = sample.hasConstant ? 1 : 0
    var matrix = Matrix(rows: rows, columns: first + count)
    for row in 0..<rows {
      if first == 1 { matrix[row, 0] = 1 }
      for column in 0..<count { matrix[row, first + column] = residuals.values[row, column] }
    }
    information = matrix.gram(weights: regression.rows.means)
    self.matrix = matrix
    var transformation = Matrix(rows: first + count, columns: first + count)
    for column in 0..<count {
      transformation[first + column, first + column] = 1 / residuals.scales[column]
    }
    if first == 1 {
      transformation[0, 0] = 1
      let total = regression.rows.means.reduce(0, +)
      for (column, regressor) in residuals.kept.enumerated() {
        var mean = 0.0
        for row in 0..<rows {
          mean += regression.rows.means[row] * sample.regressors[row, regressor]
        }
        transformation[0, first + column] = -mean / total / residuals.scales[column]
      }
    }
    self.transformation = transformation
  }

  /// The diagonal of T H⁻¹ M H⁻¹ T'.
  func variances(_ meat: Matrix) -> [Double] {
    guard meat.rows > 0, let factor = try? Cholesky(information) else {
      return Array(repeating: .nan, count: meat.rows)
    }
    let influence = factor.solve(transformation.transposed)
    let product = meat.multiplied(by: influence)
    return (0..<meat.rows).map { place in
      (0..<meat.rows).reduce(0.0) { $0 + influence[$1, place] * product[$1, place] }
    }
  }
}

extension Matrix {
  /// With the products of another's columns added or taken away.
  fileprivate func adding(_ sums: Matrix, sign: Double) -> Matrix {
    Matrix(
      rows: rows, columns: columns,
      elements: zip(elements, sums.gram(.transposed).elements).map { $0 + sign * $1 })
  }
}
