internal import Dispatch

/// Takes out of columns what groups of rows explain: the residuals of a weighted regression on a
/// dummy for every group of every partition.
///
/// The groups of the first partition, whose rows stand together, are eliminated: their means come out
/// exactly. For the other partitions' coefficients remains a symmetric system, which is solved by
/// conjugate gradients, preconditioned with its diagonal; dummies that depend on one another make it
/// singular but never contradictory. An iteration is one pass over the rows: their codes and weights
/// alone are read, for four columns at once.
///
/// Sources: S. Correia, A feasible estimator for linear models with multi-way fixed effects (2016), on
/// conjugate gradients in place of alternating projections; elimination as in the within transform.
public struct GroupProjection: Sendable {
  /// Columns in one pass.
  public static let lanes = 4
  /// The number of rows.
  public let rows: Int

  /// When a column is done.
  public struct Tolerance: Sendable {
    /// What may remain of the groups in it, relative to its size about the means of the first groups.
    public let ofSize: Double
    /// The same, relative to what there is of the groups before: the larger of the two counts.
    public let ofGradient: Double
    /// A size (a weighted sum of squares) below which all is rounding.
    public let floor: Double

    /// A tolerance with these parts; see the properties.
    public init(ofSize: Double, ofGradient: Double = 0, floor: Double = 0) {
      (self.ofSize, self.ofGradient, self.floor) = (ofSize, ofGradient, floor)
    }
  }

  /// How far a projection went.
  public struct Outcome: Sendable {
    /// The passes that the columns took, added up.
    public fileprivate(set) var iterations = 0
    /// Whether every column reached the tolerance.
    public fileprivate(set) var isConverged = true
  }

  /// Where the rows of each group of the first partition begin, and their end.
  private let begins: [Int]
  /// The numbers of the other partitions' groups, row after row, counted on from partition to
  /// partition.
  private let codes: [Int32]
  /// The number of other partitions, and of their groups together.
  private let others: Int
  private let groups: Int
  private let largest: Int
  private let hasGroups: Bool

  /// Projects off these partitions; the rows are in the order of the first one's groups.
  public init(_ groupings: [Grouping], rows: Int) {
    precondition(
      groupings.allSatisfy { $0.codes.count == rows }, "codes of other than \(rows) rows")
    self.rows = rows
    hasGroups = !groupings.isEmpty
    guard let first = groupings.first else {
      (begins, codes, others, groups, largest) = ([0], [], 0, 0, 0)
      return
    }
    precondition(
      zip(first.codes, first.codes.dropFirst()).allSatisfy { $0 <= $1 },
      "the rows are not in the order of the first groups")
    let sizes = first.sizes
    begins = sizes.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) }
    largest = sizes.max() ?? 0
    others = groupings.count - 1
    var codes = [Int32](repeating: 0, count: rows * others)
    var before = 0
    for (place, grouping) in groupings.dropFirst().enumerated() {
      for row in 0..<rows { codes[row * others + place] = grouping.codes[row] + Int32(before) }
      before += grouping.count
    }
    self.codes = codes
    groups = before
  }

  /// Replaces columns by their residuals.
  ///
  /// - Parameters:
  ///   - values: Rows by columns, of which there is a multiple of `lanes`.
  ///   - weights: A positive one for each row.
  ///   - tolerances: When each column is done.
  ///   - iterationLimit: The most passes for four columns.
  /// - Returns: The passes, and whether the tolerance was reached.
  public func project(
    _ values: inout Matrix, weights: [Double], tolerances: [Tolerance],
    iterationLimit: Int = 5_000
  ) -> Outcome {
    precondition(
      values.rows == rows && weights.count == rows && values.columns % GroupProjection.lanes == 0
        && tolerances.count == values.columns,
      "\(values.rows)×\(values.columns) values and \(weights.count) weights for \(rows) rows")
    var outcome = Outcome()
    guard hasGroups, rows > 0 else { return outcome }
    let system = GroupSystem(
      rows: rows, begins: begins, codes: codes, others: others, groups: groups, largest: largest,
      weights: weights)
    for first in stride(from: 0, to: values.columns, by: GroupProjection.lanes) {
      let solved = system.solve(
        values, first, Array(tolerances[first..<(first + GroupProjection.lanes)]),
        iterationLimit: iterationLimit)
      outcome.iterations += solved.iterations
      outcome.isConverged = outcome.isConverged && solved.isConverged
      system.subtract(solved.coefficients, from: &values, first)
    }
    return outcome
  }
}
