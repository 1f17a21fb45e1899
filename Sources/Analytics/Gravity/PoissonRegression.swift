internal import LinearAlgebra

/// The fit of a Poisson regression with effects, by iteratively reweighted least squares.
///
/// With weights µ the response (y − µ) / µ is regressed on the regressors and all effects at once: both
/// are taken about the effects, and the residuals regressed on each other. The step that comes of it
/// moves η by what the effects and regressors explain, so that a projection that is not exact costs a
/// further step and no accuracy. A step that raises the deviance is halved. It ends where a step has
/// changed the deviance by less than 10⁻²⁰ of itself, or where rounding lets it shrink no more.
///
/// Source: S. Correia, P. Guimarães, T. Zylkin, Fast Poisson estimation with high-dimensional fixed
/// effects (2020); the steps are theirs, the tolerance within a step is looser.
struct PoissonRegression: Sendable {
  /// The coefficients of the kept regressors, in the order of `residuals.kept`.
  private(set) var coefficients: [Double] = []
  /// The regressors about the effects at the weights of the fit, in their standard deviations.
  private(set) var residuals: Residuals
  /// Outcomes, η and µ.
  private(set) var rows: PoissonRows
  private(set) var deviance = Double.infinity
  private(set) var iterations = 0
  private(set) var isConverged = false
  /// Rows of the sample that are separated; where there are some, the fit was given up.
  private(set) var separated: [Int] = []

  private static let iterationLimit = 100
  /// Small enough for the effect of a level that has a millionth of all outcomes.
  private static let tolerance = 1e-20
  /// Where steps this small do not shrink any more, they are rounding.
  private static let rounding = 1e-12

  init(_ sample: GravitySample) throws {
    rows = PoissonRows(sample.outcomes)
    residuals = Residuals(sample, weights: rows.means)
    guard !residuals.kept.isEmpty || sample.hasConstant || !sample.effects.isEmpty else {
      throw AnalysisError("no regressor is left: they do not vary")
    }
    guard sample.names.isEmpty || !residuals.kept.isEmpty else {
      throw PoissonRegression.nothingToEstimate(sample, residuals)
    }
    let total = sample.outcomes.reduce(0, +)
    var sums = [Double](repeating: 0, count: residuals.kept.count)
    rows.writeResponse(to: &residuals.values, column: residuals.response, withPredictor: true)
    var (nextCheck, decrement) = (0, Double.infinity)
    while iterations < PoissonRegression.iterationLimit {
      iterations += 1
      _ = residuals.project(rows.means, tolerance: Residuals.Tolerance.step)
      guard let change = residuals.coefficients(rows.means) else {
        separated = Separation.rows(of: sample)
        guard separated.isEmpty else { return }
        throw AnalysisError(
          "the regression is singular after \(iterations) steps: its regressors explain one another "
            + "where fitted values are not zero; leave one of them out")
      }
      let (before, first) = (deviance, iterations == 1)
      var progress = rows.advance(
        &residuals.values, coefficients: change, response: residuals.response)
      var part = 1.0
      while !first, progress.deviance > before + 1e-9 * before.magnitude, part > 1e-4 {
        part /= 2
        let whole = progress.decrement
        progress = rows.retreat(
          by: part, &residuals.values, response: residuals.response)
        progress.decrement = whole
      }
      for place in sums.indices { sums[place] += part * change[place] }
      deviance = progress.deviance
      // A mean that falls by more than a factor at every step, when all others stand still.
      let scale = deviance + 1e-6 * total
      if progress.decrement < 1e-4 * scale, progress.largestFall > 0.5, iterations >= nextCheck {
        separated = Separation.rows(of: sample)
        guard separated.isEmpty else { return }
        nextCheck = iterations + 20
      }
      let isStill =
        progress.decrement <= PoissonRegression.tolerance * scale
        || (progress.decrement <= PoissonRegression.rounding * scale
          && progress.decrement > 0.1 * decrement)
      if !first, isStill {
        isConverged = true
        break
      }
      decrement = progress.decrement
    }
    let outcome = residuals.project(rows.means, tolerance: Residuals.Tolerance.final)
    isConverged = isConverged && outcome.isConverged
    coefficients = zip(sums, residuals.scales).map { $0 / $1 }
  }

  private static func nothingToEstimate(
    _ sample: GravitySample, _ residuals: Residuals
  ) -> AnalysisError {
    let reasons = residuals.dropped.map { "\(sample.names[$0.regressor]) (\($0.reason.rawValue))" }
    return AnalysisError(
      "no regressor has anything to say that the effects do not: \(reasons.joined(separator: ", ")); "
        + "leave out an effect or add a regressor that varies within them")
  }
}
