internal import LinearAlgebra

/// Rows whose fitted value would have to be zero: no finite coefficients maximise the likelihood with
/// them, and without them nothing else changes.
///
/// They are the rows with z > 0 for some combination z of regressors and effects that is zero where the
/// outcome is positive and nowhere negative. The iterative rectifier finds all of them: the positive
/// part of z is regressed again and again, with a large weight where the outcome is positive, until the
/// fitted value is negative nowhere. That last fitted value is the proof, and is tested as such.
///
/// Source: S. Correia, P. Guimarães, T. Zylkin, Verifying the existence of maximum likelihood estimates
/// for generalized linear models (2019).
enum Separation {
  private static let tolerance = 1e-4
  private static let weight = 1e7
  private static let iterationLimit = 1_000

  /// The separated rows of a sample, by their place in it; none where none was proved.
  static func rows(of sample: GravitySample) -> [Int] {
    let isZero = sample.outcomes.map { $0 == 0 }
    guard isZero.contains(true) else { return [] }
    let weights = isZero.map { $0 ? 1 : weight }
    // What differs in rows of zeros alone is small beside the weight of the others.
    var residuals = Residuals(sample, weights: weights, least: 1e-13)
    var response = isZero.map { $0 ? 1.0 : 0.0 }
    let place = residuals.response
    for _ in 0..<iterationLimit {
      for row in response.indices { residuals.values[row, place] = response[row] }
      _ = residuals.project(weights, tolerance: 1e-9)
      guard let coefficients = residuals.coefficients(weights) else { return [] }
      var (least, most, leak) = (0.0, 0.0, 0.0)
      for row in response.indices {
        var fitted = response[row] - residuals.values[row, place]
        for column in coefficients.indices {
          fitted += residuals.values[row, column] * coefficients[column]
        }
        if isZero[row] {
          (least, most) = (min(least, fitted), max(most, fitted))
          response[row] = max(0, fitted)
        } else {
          leak = max(leak, fitted.magnitude)
        }
      }
      if most < tolerance { return [] }
      if least > -0.1 * tolerance {
        guard leak < 1e-3 * most else { return [] }
        return response.indices.filter { response[$0] > tolerance }
      }
    }
    return []
  }
}
