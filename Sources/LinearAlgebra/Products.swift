/// Which factor of a product is taken transposed.
public enum Transposition: Sendable {
  /// The matrix as it is.
  case none
  /// Its transpose; nothing is copied.
  case transposed
}

extension Matrix {
  /// The product of two matrices, one call of `dgemm`.
  ///
  /// The columns of this matrix must be as many as the rows of `other`. An empty inner dimension
  /// gives zeros.
  public func multiplied(by other: Matrix) -> Matrix {
    var result = Matrix(rows: rows, columns: other.columns)
    Matrix.multiply(self, by: other, into: &result)
    return result
  }

  /// Writes the product `left · right` over `result`, whose memory is reused.
  ///
  /// Shapes: m×k by k×n into m×n, after the transpositions; others are the caller's error.
  public static func multiply(
    _ left: Matrix, _ leftTransposition: Transposition = .none, by right: Matrix,
    _ rightTransposition: Transposition = .none, into result: inout Matrix
  ) {
    let (m, k) = left.shape(leftTransposition)
    let (inner, n) = right.shape(rightTransposition)
    precondition(
      k == inner && result.rows == m && result.columns == n,
      "cannot multiply \(m)×\(k) by \(inner)×\(n) into \(result.rows)×\(result.columns)")
    guard m > 0, n > 0 else { return }
    guard k > 0 else {
      result = Matrix(rows: m, columns: n)
      return
    }
    let (leftStride, rightStride) = (left.columns, right.columns)
    let isTall =
      leftTransposition == .none && rightTransposition == .none
      && TallProduct.fits(m: m, n: n, k: k)
    unsafe result.withMutableElements { destination in
      unsafe left.elements.withUnsafeBufferPointer { leftElements in
        unsafe right.elements.withUnsafeBufferPointer { rightElements in
          if isTall {
            unsafe TallProduct.multiply(
              m: m, n: n, k: k, leftElements, rightElements, destination)
            return
          }
          unsafe BLAS.gemm(
            leftTransposition, rightTransposition, m: m, n: n, k: k, leftElements, leftStride,
            rightElements, rightStride, destination)
        }
      }
    }
  }

  /// Adds `factor` times the product `left · right`, the right one taken transposed, to `sum`.
  ///
  /// Shapes: m×k by n×k into m×n; others are the caller's error.
  public static func addProduct(
    _ factor: Double, _ left: Matrix, byTransposed right: Matrix, to sum: inout Matrix
  ) {
    let (m, n, k) = (left.rows, right.rows, left.columns)
    precondition(
      k == right.columns && sum.rows == m && sum.columns == n,
      "cannot add \(m)×\(k) by \(right.columns)×\(n) to \(sum.rows)×\(sum.columns)")
    guard m > 0, n > 0, k > 0 else { return }
    unsafe sum.withMutableElements { destination in
      unsafe left.elements.withUnsafeBufferPointer { leftElements in
        unsafe right.elements.withUnsafeBufferPointer { rightElements in
          unsafe BLAS.gemm(
            .none, .transposed, m: m, n: n, k: k, leftElements, k, rightElements, k, destination,
            factor: factor, keeping: 1)
        }
      }
    }
  }

  /// The symmetric product of the matrix with its own transpose, one call of `dsyrk`.
  ///
  /// - Parameter transposition: `.none` for `A · Aᵀ` (rows×rows), `.transposed` for `Aᵀ · A`
  ///   (columns×columns), which is how often two columns go together.
  /// - Returns: The whole symmetric matrix, both triangles.
  public func gram(_ transposition: Transposition = .none) -> Matrix {
    var result = upperGram(transposition)
    result.mirrorUpperTriangle()
    return result
  }

  /// The upper triangle of the product with the transpose, and zeros below.
  private func upperGram(_ transposition: Transposition) -> Matrix {
    let (order, inner) = shape(transposition)
    var result = Matrix(rows: order, columns: order)
    guard order > 0, inner > 0 else { return result }
    let stride = columns
    unsafe result.withMutableElements { destination in
      unsafe elements.withUnsafeBufferPointer { source in
        unsafe BLAS.syrk(transposition, order: order, inner: inner, source, stride, destination)
      }
    }
    return result
  }

  func shape(_ transposition: Transposition) -> (rows: Int, columns: Int) {
    switch transposition {
    case .none: (rows, columns)
    case .transposed: (columns, rows)
    }
  }
}
