public import LinearAlgebra

/// Linear statistics of a series of T periods, as a T×K matrix: each column weighs the periods.
public struct PanelOperator: Sendable {
  /// The weights, periods by statistics.
  public let weights: Matrix

  /// The operator of these weights.
  public init(_ weights: Matrix) { self.weights = weights }

  /// Each value less the one `lag` periods before: T×(T − lag), the first difference in column 0.
  ///
  /// A lag of T periods or more has no differences.
  public static func deltas(periods: Int, lag: Int = 1) -> PanelOperator {
    precondition(lag > 0, "a lag of \(lag) is not a number of periods")
    let count = max(0, periods - lag)
    var weights = Matrix(rows: periods, columns: count)
    for column in 0..<count {
      weights[column, column] = -1
      weights[column + lag, column] = 1
    }
    return PanelOperator(weights)
  }

  /// The sum of each run of `length` periods: T×(T − length + 1).
  public static func movingSums(periods: Int, length: Int) -> PanelOperator {
    precondition(length > 0, "a sum of \(length) periods is not a sum")
    let count = max(0, periods - length + 1)
    var weights = Matrix(rows: periods, columns: count)
    for column in 0..<count {
      for row in column..<(column + length) { weights[row, column] = 1 }
    }
    return PanelOperator(weights)
  }

  /// The mean of each run of `length` periods: T×(T − length + 1).
  public static func movingMeans(periods: Int, length: Int) -> PanelOperator {
    let sums = movingSums(periods: periods, length: length).weights
    return PanelOperator(
      sums.scaled(
        rows: Array(repeating: 1 / Double(length), count: sums.rows),
        columns: Array(repeating: 1, count: sums.columns)))
  }

  /// The sum of each year up to each of its periods: T×T.
  ///
  /// - Parameters:
  ///   - periods: T.
  ///   - perYear: How many periods a year has; the first of the T begins one.
  /// - Returns: The operator.
  public static func yearToDate(periods: Int, perYear: Int) -> PanelOperator {
    precondition(perYear > 0, "a year of \(perYear) periods is not a year")
    return sums(
      of: (0..<periods).map { Array(($0 - $0 % perYear)...$0) }, periods: periods)
  }

  /// The sums over sets of periods: T×K, one column for each set; none for a set that is nil.
  public static func sums(of sets: [[Int]?], periods: Int) -> PanelOperator {
    var weights = Matrix(rows: periods, columns: sets.count)
    for (column, set) in sets.enumerated() {
      for row in set ?? [] { weights[row, column] = 1 }
    }
    return PanelOperator(weights)
  }

  /// The least-squares slope per period: T×1, with weights (t − t̄) / Σ(t − t̄)².
  ///
  /// Of one period the slope is not a number.
  public static func slope(periods: Int) -> PanelOperator {
    slope(at: (0..<periods).map(Double.init))
  }

  /// The least-squares slope of values at the given times: T×1.
  ///
  /// Where all times are equal the slope is not a number.
  public static func slope(at times: [Double]) -> PanelOperator {
    let middle = times.reduce(0, +) / Double(times.count)
    let spread = times.reduce(0.0) { $0 + ($1 - middle) * ($1 - middle) }
    let weights = times.map { ($0 - middle) / spread }
    return PanelOperator(Matrix(rows: times.count, columns: 1, elements: weights))
  }

  /// Both operators' statistics, this one's first.
  public func joined(with other: PanelOperator) -> PanelOperator {
    let (left, right) = (weights, other.weights)
    precondition(
      left.rows == right.rows, "operators of \(left.rows) and \(right.rows) periods do not join")
    var joined = Matrix(rows: left.rows, columns: left.columns + right.columns)
    for row in 0..<left.rows {
      for column in 0..<left.columns { joined[row, column] = left[row, column] }
      for column in 0..<right.columns { joined[row, left.columns + column] = right[row, column] }
    }
    return PanelOperator(joined)
  }
}
