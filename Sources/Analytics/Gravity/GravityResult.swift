internal import LinearAlgebra

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A fitted gravity regression.
public struct GravityResult: Sendable {
  /// A coefficient with its error, and the test of zero by the normal distribution.
  public struct Coefficient: Sendable, Equatable {
    /// The regressor, or `constant`.
    public let name: String
    /// β; nil where the regressor was dropped.
    public let value: Double?
    /// Nil where it was dropped or is undefined.
    public let standardError: Double?
    /// Why it was dropped.
    public let dropped: Collinearity?

    /// β over its error.
    public var z: Double? {
      guard let value, let standardError else { return nil }
      return value / standardError
    }

    /// How likely a z of this size or a larger one is where β is zero.
    public var p: Double? { z.map { erfc($0.magnitude / 2.0.squareRoot()) } }

    /// The ends of the interval that holds β in 95 of 100 samples.
    public var interval: (low: Double, high: Double)? {
      guard let value, let standardError else { return nil }
      // The 97.5th percentile of the normal distribution.
      let reach = 1.959963984540054 * standardError
      return (value - reach, value + reach)
    }
  }

  /// A count or a statistic with its name.
  public struct Statistic: Sendable, Equatable {
    /// The name.
    public let name: String
    /// The number.
    public let value: Double
  }

  /// The constant if there is one, then the regressors in the order of the formula.
  public let coefficients: [Coefficient]
  /// How the standard errors were computed.
  public let errors: Gravity.Errors
  /// The names of the clusters and how many there are.
  public let clusters: [Statistic]
  /// The names of the effects and how many levels they have.
  public let effects: [Statistic]
  /// Rows in the files.
  public let rowsRead: Int
  /// Rows in the regression.
  public let observations: Int
  /// Rows left out, by reason.
  public let dropped: [Statistic]
  /// Coefficients and levels, as counted in the factor for small samples.
  public let parameters: Int
  /// 2 Σ (y ln(y / µ) − (y − µ)).
  public let deviance: Double
  /// Σ (y ln µ − µ − ln Γ(y + 1)).
  public let logLikelihood: Double
  /// The same with the average of y for every µ.
  public let nullLogLikelihood: Double
  /// The squared correlation of y and µ; nil where either does not vary.
  public let squaredCorrelation: Double?
  /// Steps to the solution.
  public let iterations: Int
  /// Whether the last step changed next to nothing.
  public let isConverged: Bool
  /// y and µ of the rows in the regression, and the number of each among the rows with nothing missing.
  let fitted: [(row: Int, outcome: Double, mean: Double)]

  /// 1 − log-likelihood / null log-likelihood (McFadden); nil where that is zero.
  public var pseudoR2: Double? {
    nullLogLikelihood == 0 ? nil : 1 - logLikelihood / nullLogLikelihood
  }

  init(
    _ gravity: Gravity, _ design: GravityDesign, _ pruning: Pruning, _ sample: GravitySample,
    _ regression: PoissonRegression
  ) throws {
    errors = gravity.errors
    let standard = try StandardErrors(errors, sample, regression)
    parameters = standard.parameters
    coefficients = GravityResult.coefficients(sample, regression, standard.errors)
    clusters = sample.clusters.map { Statistic(name: $0.name, value: Double($0.grouping.count)) }
    effects = design.effects.compactMap { named in
      sample.effects.first { $0.name == named.name }.map {
        Statistic(name: $0.name, value: Double($0.grouping.count))
      }
    }
    rowsRead = design.rowsRead
    observations = sample.rows.count
    var dropped = design.omissions.map { Statistic(name: $0.reason, value: Double($0.count)) }
    for (name, count) in [
      ("singleton", pruning.singletons), ("separated by effects", pruning.separatedByEffects),
      ("separated by regressors", pruning.separatedByRegressors),
    ] {
      dropped.append(Statistic(name: name, value: Double(count)))
    }
    self.dropped = dropped
    deviance = max(0, regression.deviance)
    iterations = regression.iterations
    isConverged = regression.isConverged
    let (outcomes, rows) = (sample.outcomes, regression.rows)
    let average = outcomes.reduce(0, +) / Double(outcomes.count)
    var (likelihood, null) = (0.0, 0.0)
    for row in outcomes.indices {
      let factorial: Double = lgamma(outcomes[row] + 1)
      likelihood += outcomes[row] * rows.predictors[row] - rows.means[row] - factorial
      null += outcomes[row] * log(average) - average - factorial
    }
    (logLikelihood, nullLogLikelihood) = (likelihood, null)
    squaredCorrelation = GravityResult.squaredCorrelation(outcomes, rows.means)
    fitted = outcomes.indices.map { (sample.rows[$0], outcomes[$0], rows.means[$0]) }
  }

  private static func coefficients(
    _ sample: GravitySample, _ regression: PoissonRegression, _ errors: [Double]
  ) -> [Coefficient] {
    let residuals = regression.residuals
    var coefficients: [Coefficient] = []
    func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }
    if sample.hasConstant {
      // η less what the regressors explain of it is the same in all rows.
      var constant = regression.rows.predictors[0]
      for (place, column) in residuals.kept.enumerated() {
        constant -= regression.coefficients[place] * sample.regressors[0, column]
      }
      coefficients.append(
        Coefficient(
          name: "constant", value: constant, standardError: finite(errors[0]), dropped: nil))
    }
    let first = sample.hasConstant ? 1 : 0
    for (column, name) in sample.names.enumerated() {
      if let place = residuals.kept.firstIndex(of: column) {
        coefficients.append(
          Coefficient(
            name: name, value: regression.coefficients[place],
            standardError: finite(errors[first + place]), dropped: nil))
      } else {
        let reason = residuals.dropped.first { $0.regressor == column }?.reason
        coefficients.append(
          Coefficient(name: name, value: nil, standardError: nil, dropped: reason))
      }
    }
    return coefficients
  }

  private static func squaredCorrelation(_ left: [Double], _ right: [Double]) -> Double? {
    let count = Double(left.count)
    let (first, second) = (left.reduce(0, +) / count, right.reduce(0, +) / count)
    var (product, squares) = (0.0, (0.0, 0.0))
    for (one, other) in zip(left, right) {
      product += (one - first) * (other - second)
      squares.0 += (one - first) * (one - first)
      squares.1 += (other - second) * (other - second)
    }
    let scale = squares.0 * squares.1
    return scale > 0 ? product * product / scale : nil
  }
}
