internal import CVector
internal import Dispatch

extension Matrix {
  /// How often two columns have a one in the same row, divided by the larger of their weights.
  ///
  /// With the column sums of a matrix of zeros and ones as weights, this is the smaller of the two
  /// conditional frequencies of a pair of columns. The counts are those of the product of the
  /// transpose with the matrix; of ones and zeros they are taken from 64 rows at a time, as bits.
  ///
  /// - Parameter weights: As many as there are columns, none of them zero.
  /// - Returns: columns × columns, symmetric. An element that is not zero counts as a one.
  public func commonOnes(dividedByLargerOf weights: [Double]) -> Matrix {
    precondition(weights.count == columns, "\(weights.count) weights for \(columns) columns")
    let order = columns
    let bits = BitColumns(self)
    let tasks = BLAS.threadCount
    let elements = unsafe [Double].inLargePages(count: order * order) { target in
      unsafe bits.words.withUnsafeBufferPointer { words in
        unsafe weights.withUnsafeBufferPointer { weights in
          // Each task writes tiles of its own, and all have ended when this returns.
          nonisolated(unsafe) let (words, weights, target) = unsafe (words, weights, target)
          DispatchQueue.concurrentPerform(iterations: tasks) { task in
            // Rows of tiles grow shorter: dealt out in turn, each task has as much to do.
            for top in stride(from: task * Matrix.tile, to: order, by: tasks * Matrix.tile) {
              unsafe Matrix.fillTiles(
                from: top, order: order, width: bits.width, words, weights, target)
            }
          }
        }
      }
    }
    return Matrix(rows: order, columns: order, elements: elements)
  }

  /// Fills the tiles of one row from the diagonal on, and those that mirror them.
  private static func fillTiles(
    from top: Int, order: Int, width: Int, _ words: UnsafeBufferPointer<UInt64>,
    _ weights: UnsafeBufferPointer<Double>, _ target: UnsafeMutableBufferPointer<Double>
  ) {
    guard let words = words.baseAddress else { return }
    let bottom = min(order, top + tile)
    unsafe withUnsafeTemporaryAllocation(of: Int32.self, capacity: tile) { common in
      guard let counts = common.baseAddress else { return }
      for left in stride(from: top, to: order, by: tile) {
        let right = min(order, left + tile)
        for row in top..<bottom {
          unsafe saldo_common_ones(
            words + row * width, words + left * width, width, right - left, counts)
          let (weight, line) = unsafe (weights[row], row * order)
          for column in left..<right {
            unsafe target[line + column] =
              Double(counts[column - left]) / max(weight, weights[column])
          }
        }
        guard left > top else { continue }
        for column in left..<right {
          for row in top..<bottom {
            unsafe target[column * order + row] = target[row * order + column]
          }
        }
      }
    }
  }
}

/// The columns of a matrix as rows of bits.
private struct BitColumns {
  /// How many words a column has.
  let width: Int
  private(set) var words: [UInt64]

  init(_ matrix: Matrix) {
    width = max(1, (matrix.rows + 63) / 64)
    words = [UInt64](repeating: 0, count: width * matrix.columns)
    let elements = matrix.elements
    for row in 0..<matrix.rows {
      let (word, bit) = (row / 64, UInt64(1) << UInt64(row % 64))
      for column in 0..<matrix.columns where elements[row * matrix.columns + column] != 0 {
        words[column * width + word] |= bit
      }
    }
  }
}
