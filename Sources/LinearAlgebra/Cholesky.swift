/// The factor L of a symmetric positive definite matrix A = L · Lᵀ.
public struct Cholesky: Sendable {
  /// A matrix that has no such factor.
  public struct NotPositiveDefinite: Error, Sendable, Equatable, CustomStringConvertible {
    /// The order, from 1, of the first leading minor that is not positive.
    public let minor: Int
    /// One line for people.
    public var description: String {
      "the matrix is not positive definite: its leading minor of order \(minor) is not positive"
    }
  }

  private var factor: Matrix

  /// Factors a square matrix, of which the lower triangle alone is read.
  public init(_ matrix: Matrix) throws(NotPositiveDefinite) {
    precondition(
      matrix.rows == matrix.columns, "\(matrix.rows)×\(matrix.columns) is not a square matrix")
    factor = matrix
    guard matrix.rows > 0 else { return }
    let order = matrix.rows
    let minor = unsafe factor.withMutableElements { unsafe BLAS.potrf(order: order, $0) }
    guard minor == 0 else { throw NotPositiveDefinite(minor: minor) }
  }

  /// The lower triangular factor.
  public var lower: Matrix {
    var result = factor
    for row in 0..<result.rows {
      for column in (row + 1)..<max(row + 1, result.columns) { result[row, column] = 0 }
    }
    return result
  }

  /// Solves A · X = B for all columns of `right` (order×n) at once.
  public func solve(_ right: Matrix) -> Matrix {
    precondition(
      right.rows == factor.rows,
      "\(right.rows) rows cannot be solved by a factor of order \(factor.rows)")
    guard right.rows > 0, right.columns > 0 else { return right }
    var columns = right.transposed
    let (order, count) = (factor.rows, right.columns)
    unsafe columns.withMutableElements { solution in
      unsafe factor.elements.withUnsafeBufferPointer { elements in
        unsafe BLAS.potrs(order: order, count: count, elements, solution)
      }
    }
    return columns.transposed
  }
}
