/// A dense matrix of doubles, row-major: element (i, j) is `elements[i * columns + j]`.
public struct Matrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns, which is also the distance between rows.
  public let columns: Int
  /// The elements, row after row; always `rows * columns` of them.
  public private(set) var elements: [Double]

  /// A matrix with every element equal to `value`.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix of \(rows)×\(columns) cannot be")
    self.init(
      rows: rows, columns: columns, elements: .inLargePages(repeating: value, count: rows * columns)
    )
  }

  /// A matrix of the given elements, row after row.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(
      rows >= 0 && columns >= 0 && elements.count == rows * columns,
      "a matrix of \(rows)×\(columns) cannot hold \(elements.count) elements")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The identity matrix of `order` rows.
  public static func identity(_ order: Int) -> Matrix {
    var matrix = Matrix(rows: order, columns: order)
    for index in 0..<order { matrix[index, index] = 1 }
    return matrix
  }

  /// The element in `row` and `column`, both counted from zero.
  public subscript(row: Int, column: Int) -> Double {
    get {
      precondition(holds(row, column), "(\(row), \(column)) is outside of \(rows)×\(columns)")
      return elements[row * columns + column]
    }
    set {
      precondition(holds(row, column), "(\(row), \(column)) is outside of \(rows)×\(columns)")
      elements[row * columns + column] = newValue
    }
  }

  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result[column, row] = self[row, column] }
    }
    return result
  }

  private func holds(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < rows && column >= 0 && column < columns
  }
}

extension Matrix {
  /// Lends the elements to one call of the C library.
  mutating func withMutableElements<Result>(
    _ body: (UnsafeMutableBufferPointer<Double>) -> Result
  ) -> Result {
    unsafe elements.withUnsafeMutableBufferPointer { unsafe body($0) }
  }
}
