internal import LinearAlgebra

/// Why a regressor has no coefficient.
public enum Collinearity: String, Sendable, CaseIterable {
  /// It is the same in all rows that are left.
  case noVariation = "no-variation"
  /// The effects explain all of it.
  case absorbed
  /// The regressors before it and the effects explain all of it.
  case collinear
}

/// Which regressors say something that the effects and the regressors before them do not.
///
/// A column is absorbed where next to nothing of its square is left without the effects. The rest is
/// factored column by column (Cholesky, of the correlations); one of which the earlier leave next to
/// nothing is collinear with them. The later of two that say the same is dropped, as other programs do.
struct Comparison {
  private(set) var kept: [Int] = []
  private(set) var dropped: [(column: Int, reason: Collinearity)] = []

  /// Compares columns by their products without the effects and with them.
  ///
  /// `least` is the part of a square that is next to nothing.
  init(_ gram: Matrix, before: Matrix, least: Double) {
    // Rows of the factor, of kept columns alone.
    var factor: [[Double]] = []
    for column in 0..<gram.columns where before[column, column] > 0 {
      let size = gram[column, column]
      guard size > least * before[column, column] else {
        dropped.append((column, .absorbed))
        continue
      }
      var row: [Double] = []
      var rest = 1.0
      for (place, earlier) in kept.enumerated() {
        let product =
          gram[column, earlier] / (size * gram[earlier, earlier]).squareRoot()
        let explained = zip(row, factor[place]).reduce(0) { $0 + $1.0 * $1.1 }
        let entry = (product - explained) / factor[place][place]
        row.append(entry)
        rest -= entry * entry
      }
      guard rest > least else {
        dropped.append((column, .collinear))
        continue
      }
      row.append(rest.squareRoot())
      factor.append(row)
      kept.append(column)
    }
  }
}
