extension Matrix {
  /// Rows that are scaled at a time, so that they are still in a cache when the product reads them.
  private static let stretch = 1 << 13

  /// The products of every two columns, row by row times a weight: Aᵀ · diag(w) · A by `dsyrk`.
  ///
  /// - Parameter weights: As many as there are rows, none negative.
  /// - Returns: The whole symmetric matrix, columns×columns.
  public func gram(weights: [Double]) -> Matrix {
    precondition(weights.count == rows, "\(weights.count) weights for \(rows) rows")
    var sum = Matrix(rows: columns, columns: columns)
    guard columns > 0 else { return sum }
    var scaled = [Double](repeating: 0, count: min(rows, Matrix.stretch) * columns)
    let (rows, columns) = (rows, columns)
    unsafe elements.withUnsafeBufferPointer { source in
      unsafe weights.withUnsafeBufferPointer { weights in
        unsafe scaled.withUnsafeMutableBufferPointer { scaled in
          for begin in stride(from: 0, to: rows, by: Matrix.stretch) {
            let end = min(rows, begin + Matrix.stretch)
            for row in begin..<end {
              let factor = unsafe weights[row].squareRoot()
              for column in 0..<columns {
                unsafe scaled[(row &- begin) &* columns &+ column] =
                  factor * source[row &* columns &+ column]
              }
            }
            unsafe sum.withMutableElements { sum in
              unsafe BLAS.syrk(
                .transposed, order: columns, inner: end - begin, UnsafeBufferPointer(scaled),
                columns, sum, keeping: 1)
            }
          }
        }
      }
    }
    sum.mirrorUpperTriangle()
    return sum
  }
}
