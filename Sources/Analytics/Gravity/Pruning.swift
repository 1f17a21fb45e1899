internal import LinearAlgebra

/// Leaves out rows that say nothing of the coefficients, and counts them by reason.
///
/// A row alone in its level of an effect is fitted exactly whatever the coefficients are. In a level in
/// which every outcome is zero the effect goes to minus infinity, and its rows with it: they are
/// separated. Each removal may bring about another, so both are repeated until nothing changes.
struct Pruning: Sendable {
  /// Rows that were alone in their level of an effect.
  private(set) var singletons = 0
  /// Rows in levels of an effect without a positive outcome.
  private(set) var separatedByEffects = 0
  /// Rows that a combination of regressors and effects separates.
  private(set) var separatedByRegressors = 0
  private let outcomes: [Double]
  private let effects: [Grouping]
  private var isPresent: [Bool]

  init(_ design: GravityDesign) {
    outcomes = design.outcomes
    effects = design.effects.map(\.grouping)
    isPresent = Array(repeating: true, count: outcomes.count)
  }

  /// The rows that are left.
  var rows: [Int] { isPresent.indices.filter { isPresent[$0] } }

  /// Removes singletons and levels of zeros until there are none.
  mutating func prune() {
    while true {
      var removed = 0
      repeat {
        removed = effects.reduce(0) { $0 + removeLevels(of: $1) { rows, _ in rows == 1 } }
        singletons += removed
      } while removed > 0
      removed = effects.reduce(0) { $0 + removeLevels(of: $1) { _, total in total == 0 } }
      separatedByEffects += removed
      guard removed > 0 else { return }
    }
  }

  /// Removes rows that are separated by regressors.
  mutating func drop(_ rows: [Int]) {
    separatedByRegressors += rows.count
    for row in rows { isPresent[row] = false }
  }

  /// Removes the levels for which `isOmitted` holds of their rows and their sum; the rows removed.
  private mutating func removeLevels(
    of grouping: Grouping, where isOmitted: (Int, Double) -> Bool
  ) -> Int {
    var rows = [Int](repeating: 0, count: grouping.count)
    var sums = [Double](repeating: 0, count: grouping.count)
    for (row, code) in grouping.codes.enumerated() where isPresent[row] {
      rows[Int(code)] += 1
      sums[Int(code)] += outcomes[row]
    }
    let isOmittedLevel = zip(rows, sums).map { $0 > 0 && isOmitted($0, $1) }
    guard isOmittedLevel.contains(true) else { return 0 }
    var removed = 0
    for (row, code) in grouping.codes.enumerated() where isPresent[row] && isOmittedLevel[Int(code)]
    {
      isPresent[row] = false
      removed += 1
    }
    return removed
  }

  /// Why there is nothing to fit.
  func nothingLeft(of design: GravityDesign) -> AnalysisError {
    let outcome = design.outcomeName
    if !design.outcomes.contains(where: { $0 > 0 }) {
      return AnalysisError(
        "\(outcome) is zero in all \(design.outcomes.count) rows: there is nothing to fit")
    }
    return AnalysisError(
      "no row is left to fit: \(singletons) are alone in their level of an effect, "
        + "\(separatedByEffects) in levels where \(outcome) is always zero, and "
        + "\(separatedByRegressors) are separated by regressors; leave out an effect or a regressor"
    )
  }
}
