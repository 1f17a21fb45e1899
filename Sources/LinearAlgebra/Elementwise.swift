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

  /// This matrix less another of the same shape.
  public func subtracting(_ other: Matrix) -> Matrix {
    precondition(
      rows == other.rows && columns == other.columns,
      "cannot subtract \(other.rows)×\(other.columns) from \(rows)×\(columns)")
    return Matrix(
      rows: rows, columns: columns, elements: zip(elements, other.elements).map { $0 - $1 })
  }

  /// Adds the columns of another matrix, times a factor, to the columns of these numbers.
  public mutating func add(_ other: Matrix, times factor: Double, toColumns chosen: [Int]) {
    precondition(
      rows == other.rows && chosen.count == other.columns
        && chosen.allSatisfy { (0..<self.columns).contains($0) },
      "cannot add \(other.rows)×\(other.columns) to \(chosen.count) columns of \(rows)×\(columns)")
    let (rows, columns, width) = (rows, columns, other.columns)
    unsafe withMutableElements { target in
      unsafe other.elements.withUnsafeBufferPointer { source in
        unsafe chosen.withUnsafeBufferPointer { chosen in
          for row in 0..<rows {
            for column in 0..<width {
              unsafe target[row * columns + chosen[column]] +=
                factor * source[row * width + column]
            }
          }
        }
      }
    }
  }

  /// The rows and the columns of these numbers, in that order.
  public func selecting(rows chosenRows: [Int], columns chosenColumns: [Int]) -> Matrix {
    if chosenRows.elementsEqual(0..<rows), chosenColumns.elementsEqual(0..<columns) { return self }
    precondition(
      chosenRows.allSatisfy { (0..<rows).contains($0) }
        && chosenColumns.allSatisfy { (0..<self.columns).contains($0) },
      "rows or columns that are outside of \(rows)×\(columns)")
    var chosen = Matrix(rows: chosenRows.count, columns: chosenColumns.count)
    let (columns, width) = (columns, chosenColumns.count)
    unsafe chosen.withMutableElements { target in
      unsafe elements.withUnsafeBufferPointer { source in
        unsafe chosenColumns.withUnsafeBufferPointer { chosenColumns in
          for (place, row) in chosenRows.enumerated() {
            for column in 0..<width {
              unsafe target[place * width + column] =
                source[row * columns + chosenColumns[column]]
            }
          }
        }
      }
    }
    return chosen
  }
}

extension Matrix {
  /// Tiles that fit a first-level cache in both directions.
  static let tile = 64

  /// Copies the upper triangle of a square matrix onto the lower one.
  mutating func mirrorUpperTriangle() {
    precondition(rows == columns, "\(rows)×\(columns) is not a square matrix")
    let order = rows
    unsafe withMutableElements { elements in
      for top in stride(from: 0, to: order, by: Matrix.tile) {
        let bottom = min(order, top + Matrix.tile)
        for left in stride(from: top, to: order, by: Matrix.tile) {
          let right = min(order, left + Matrix.tile)
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
