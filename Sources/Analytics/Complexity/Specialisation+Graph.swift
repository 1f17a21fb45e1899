internal import LinearAlgebra

extension Specialisation {
  /// Whether every location can be reached from every other by way of shared products.
  ///
  /// This is the exact test for a second eigenvalue of 1, without a tolerance.
  var isConnected: Bool {
    guard !locations.isEmpty else { return false }
    var productsOfLocation = locations.map { _ in [Int]() }
    var locationsOfProduct = products.map { _ in [Int]() }
    let (ones, width) = (advantages.elements, advantages.columns)
    for row in locations.indices {
      for column in products.indices where ones[row * width + column] > 0 {
        productsOfLocation[row].append(column)
        locationsOfProduct[column].append(row)
      }
    }
    var isSeen = [Bool](repeating: false, count: locations.count)
    var isTaken = [Bool](repeating: false, count: products.count)
    var waiting = [0]
    isSeen[0] = true
    while let location = waiting.popLast() {
      for product in productsOfLocation[location] where !isTaken[product] {
        isTaken[product] = true
        for other in locationsOfProduct[product] where !isSeen[other] {
          isSeen[other] = true
          waiting.append(other)
        }
      }
    }
    return isSeen.allSatisfy(\.self)
  }

  /// The method of reflections: k_c,n after an even number of steps (Hidalgo and Hausmann 2009).
  ///
  /// k_c,0 = diversity, k_p,0 = ubiquity; each step takes the mean of the other side's last one.
  func reflections(steps: Int) -> [Double] {
    var (ofLocations, ofProducts) = (diversity, ubiquity)
    for _ in 0..<steps {
      let last = ofLocations
      ofLocations = means(.none, ofProducts, diversity)
      ofProducts = means(.transposed, last, ubiquity)
    }
    return ofLocations
  }

  /// The mean of `values` over the ones of each location (`.none`) or product (`.transposed`).
  func means(
    _ transposition: Transposition, _ values: [Double], _ counts: [Double]
  ) -> [Double] {
    var sums = Matrix(rows: counts.count, columns: 1)
    let column = Matrix(rows: values.count, columns: 1, elements: values)
    Matrix.multiply(advantages, transposition, by: column, into: &sums)
    return zip(sums.elements, counts).map { $0 / $1 }
  }
}
