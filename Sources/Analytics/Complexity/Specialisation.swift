public import LinearAlgebra

/// Which location has a revealed comparative advantage in which product.
///
/// RCA_cp = (x_cp / X_c) / (x_p / X), with X_c the exports of the location, x_p those of the product
/// and X those of all locations given, the location itself included (Balassa 1965). M_cp = 1 where
/// RCA_cp ≥ 1, the bound included.
///
/// Shape: locations × products. A location without exports and a product that nobody exports have no
/// RCA and are left out of M. A value that is not positive is no trade.
public struct Specialisation: Sendable {
  /// M: ones and zeros, without empty rows and columns.
  public let advantages: Matrix
  /// Which rows of the matrix given are the rows of M.
  public let locations: [Int]
  /// Which columns of the matrix given are the columns of M.
  public let products: [Int]
  /// How many products each location of M has.
  public let diversity: [Double]
  /// How many locations each product of M has.
  public let ubiquity: [Double]
  /// The number of rows and of columns of the matrix given.
  public let shape: (locations: Int, products: Int)
  /// The exports of the locations and products of M.
  let exports: Matrix

  /// The specialisation that these exports reveal.
  ///
  /// - Parameter exports: Locations × products, finite. Whether an RCA reaches 1 is decided exactly
  ///   where the values are whole numbers whose sum is below 2^53, a tie included.
  public init(exports: Matrix) {
    let exports = exports.replacingNegatives
    let (rowTotals, columnTotals) = (exports.rowSums, exports.columnSums)
    let rows = rowTotals.indices.filter { rowTotals[$0] > 0 }
    let columns = columnTotals.indices.filter { columnTotals[$0] > 0 }
    let trimmed = exports.selecting(rows: rows, columns: columns)
    let advantages = Specialisation.advantages(
      trimmed, rows.map { rowTotals[$0] }, columns.map { columnTotals[$0] })
    self.init(
      advantages, exports: trimmed, locations: rows, products: columns,
      shape: (exports.rows, exports.columns))
  }

  /// The specialisation of a given M, of ones and zeros.
  public init(advantages: Matrix) {
    let (rowTotals, columnTotals) = (advantages.rowSums, advantages.columnSums)
    let rows = rowTotals.indices.filter { rowTotals[$0] > 0 }
    let columns = columnTotals.indices.filter { columnTotals[$0] > 0 }
    let trimmed = advantages.selecting(rows: rows, columns: columns)
    self.init(
      trimmed, exports: trimmed, locations: rows, products: columns,
      shape: (advantages.rows, advantages.columns))
  }

  private init(
    _ advantages: Matrix, exports: Matrix, locations: [Int], products: [Int],
    shape: (locations: Int, products: Int)
  ) {
    self.advantages = advantages
    self.exports = exports
    self.locations = locations
    self.products = products
    self.shape = shape
    diversity = advantages.rowSums
    ubiquity = advantages.columnSums
  }

  /// M of a matrix whose totals are all positive.
  private static func advantages(
    _ exports: Matrix, _ rowTotals: [Double], _ columnTotals: [Double]
  ) -> Matrix {
    let world = rowTotals.reduce(0, +)
    let (values, columns) = (exports.elements, exports.columns)
    var ones = [Double](repeating: 0, count: values.count)
    for row in 0..<exports.rows {
      let total = rowTotals[row]
      for column in 0..<columns where values[row * columns + column] > 0 {
        let place = row * columns + column
        // x·X against X_c·x_p, each with what its product loses to rounding.
        let (left, right) = (values[place] * world, total * columnTotals[column])
        if left > right {
          ones[place] = 1
        } else if left == right {
          let lostLeft = (-left).addingProduct(values[place], world)
          let lostRight = (-right).addingProduct(total, columnTotals[column])
          if lostLeft >= lostRight { ones[place] = 1 }
        }
      }
    }
    return Matrix(rows: exports.rows, columns: columns, elements: ones)
  }
}

extension Matrix {
  /// The matrix with zero for every value that is not positive.
  fileprivate var replacingNegatives: Matrix {
    guard elements.contains(where: { $0.isNaN || $0 < 0 }) else { return self }
    return Matrix(rows: rows, columns: columns, elements: elements.map { $0 > 0 ? $0 : 0 })
  }
}

extension Specialisation {
  /// The index of each location, in the order of the matrix given; NaN where M lacks the location.
  func spread(locations values: [Double]) -> [Double] {
    Specialisation.spread(values, locations, shape.locations)
  }

  /// The index of each product, in the order of the matrix given; NaN where M lacks the product.
  func spread(products values: [Double]) -> [Double] {
    Specialisation.spread(values, products, shape.products)
  }

  /// A matrix like M in the shape of the matrix given; NaN where M lacks the location or the product.
  func spread(_ matrix: Matrix) -> Matrix {
    if locations.count == shape.locations, products.count == shape.products { return matrix }
    var result = Matrix(rows: shape.locations, columns: shape.products, repeating: .nan)
    for (row, location) in locations.enumerated() {
      for (column, product) in products.enumerated() {
        result[location, product] = matrix[row, column]
      }
    }
    return result
  }

  private static func spread(_ values: [Double], _ places: [Int], _ count: Int) -> [Double] {
    var result = [Double](repeating: .nan, count: count)
    for (value, place) in zip(values, places) { result[place] = value }
    return result
  }
}
