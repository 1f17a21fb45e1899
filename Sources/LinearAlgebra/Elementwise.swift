extension Matrix {
  /// The sum of each row.
  public var rowSums: [Double] {
    unsafe elements.withUnsafeBufferPointer { source in
      (0..<rows).map { row in
        var sum = 0.0
        for column in 0..<columns { unsafe sum += source[row * columns + column] }
        return sum
      }
    }
  }

  /// The sum of each column, added row by row.
  public var columnSums: [Double] {
    var sums = [Double](repeating: 0, count: columns)
    unsafe elements.withUnsafeBufferPointer { source in
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        for row in 0..<rows {
          for column in 0..<columns { unsafe sums[column] += source[row * columns + column] }
        }
      }
    }
    return sums
  }

  /// Each element times the factor of its row and the factor of its column.
  ///
  /// - Parameters:
  ///   - rowFactors: As many as there are rows.
  ///   - columnFactors: As many as there are columns.
  /// - Returns: The same shape.
  public func scaled(rows rowFactors: [Double], columns columnFactors: [Double]) -> Matrix {
    precondition(
      rowFactors.count == rows && columnFactors.count == columns,
      "\(rowFactors.count)×\(columnFactors.count) factors cannot scale \(rows)×\(columns)")
    var result = self
    let (rows, columns) = (rows, columns)
    unsafe result.withMutableElements { destination in
      unsafe columnFactors.withUnsafeBufferPointer { factors in
        for row in 0..<rows {
          let factor = rowFactors[row]
          for column in 0..<columns {
            unsafe destination[row * columns + column] *= factor * factors[column]
          }
        }
      }
    }
    return result
  }

  /// The rows and the columns of these numbers, in that order.
  public func selecting(rows chosenRows: [Int], columns chosenColumns: [Int]) -> Matrix {
    if chosenRows.elementsEqual(0..<rows), chosenColumns.elementsEqual(0..<columns) { return self }
    var chosen: [Double] = []
    chosen.reserveCapacity(chosenRows.count * chosenColumns.count)
    for row in chosenRows {
      for column in chosenColumns { chosen.append(self[row, column]) }
    }
    return Matrix(rows: chosenRows.count, columns: chosenColumns.count, elements: chosen)
  }
}

extension Matrix {
  /// Tiles that fit a first-level cache in both directions.
  private static let tile = 64

  /// Copies the upper triangle of a square matrix onto the lower one.
  mutating func mirrorUpperTriangle() {
    finishUpperTriangle { value, _, _ in value }
  }

  /// Divides each element of the upper triangle by the larger of the weights of its row and its
  /// column, and copies it onto the lower one: one pass over the memory.
  mutating func divideUpperTriangle(byLargerOf weights: [Double]) {
    precondition(weights.count == rows, "\(weights.count) weights for order \(rows)")
    unsafe weights.withUnsafeBufferPointer { weights in
      finishUpperTriangle { value, row, column in
        unsafe value / max(weights[row], weights[column])
      }
    }
  }

  @inline(__always)
  private mutating func finishUpperTriangle(_ transform: (Double, Int, Int) -> Double) {
    precondition(rows == columns, "\(rows)×\(columns) is not a square matrix")
    let order = rows
    unsafe withMutableElements { elements in
      for top in stride(from: 0, to: order, by: Matrix.tile) {
        let bottom = min(order, top + Matrix.tile)
        for left in stride(from: top, to: order, by: Matrix.tile) {
          let right = min(order, left + Matrix.tile)
          for row in top..<bottom {
            for column in max(left, row)..<max(right, row) {
              unsafe elements[row * order + column] = transform(
                elements[row * order + column], row, column)
            }
          }
          for row in left..<right {
            for column in top..<max(top, min(bottom, row)) {
              unsafe elements[row * order + column] = elements[column * order + row]
            }
          }
        }
      }
    }
  }
}
