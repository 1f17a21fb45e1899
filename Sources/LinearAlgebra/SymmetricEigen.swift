/// The largest eigenvalues of a symmetric matrix and their eigenvectors.
public struct SymmetricEigen: Sendable {
  /// The iteration did not end; the matrix is likely to hold a value that is not finite.
  public struct NotConverged: Error, Sendable, Equatable, CustomStringConvertible {
    /// One line for people.
    public var description: String { "the eigenvalues did not converge" }
  }

  /// The eigenvalues, largest first.
  public let values: [Double]
  /// The eigenvectors in the order of the values, each a row of unit length; signs are arbitrary.
  public let vectors: Matrix

  /// Finds the `count` largest eigenvalues of a square matrix, whose lower triangle alone is read.
  ///
  /// - Parameters:
  ///   - matrix: n×n, finite.
  ///   - count: From 0 to n.
  /// - Throws: `NotConverged`, also where an element is not finite.
  public init(_ matrix: Matrix, largest count: Int) throws(NotConverged) {
    let order = matrix.rows
    precondition(order == matrix.columns, "\(order)×\(matrix.columns) is not a square matrix")
    precondition((0...order).contains(count), "\(count) eigenvalues of order \(order) cannot be")
    guard count > 0 else {
      values = []
      vectors = Matrix(rows: 0, columns: order)
      return
    }
    guard matrix.elements.allSatisfy(\.isFinite) else { throw NotConverged() }
    var work = matrix
    var ascending = [Double](repeating: 0, count: order)
    var found = Matrix(rows: count, columns: order)
    let info = unsafe work.withMutableElements { a in
      unsafe ascending.withUnsafeMutableBufferPointer { values in
        unsafe found.withMutableElements { vectors in
          unsafe BLAS.syevr(
            order: order, first: order - count + 1, last: order, a, values: values,
            vectors: vectors)
        }
      }
    }
    guard info == 0 else { throw NotConverged() }
    values = ascending.prefix(count).reversed()
    var descending = Matrix(rows: count, columns: order)
    for row in 0..<count {
      for column in 0..<order { descending[row, column] = found[count - 1 - row, column] }
    }
    vectors = descending
  }
}
