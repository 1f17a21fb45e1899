import Foundation
import LinearAlgebra
import Testing

@testable import Analytics

@Suite struct ComplexityTests {
  @Test(arguments: 0..<8)
  func indexIsTheSecondVectorOfItsDefinition(_ run: Int) {
    let world = World(run: run)
    let specialisation = Specialisation(advantages: world.advantages)
    let complexity = Complexity(specialisation)
    #expect(complexity.status == .ordinary, "seed \(world.seed)")
    // v = ECI less its mean over D solves W v = λ v with W = D⁻¹ M U⁻¹ Mᵀ.
    let weight = specialisation.diversity.reduce(0, +)
    let middle = zip(complexity.locations, specialisation.diversity).reduce(0) { $0 + $1.0 * $1.1 }
    let vector = complexity.locations.map { $0 - middle / weight }
    let image = world.step(vector)
    for (left, right) in zip(image, vector) {
      #expect(abs(left - complexity.eigenvalues.second * right) < 1e-10, "seed \(world.seed)")
    }
    // No other vector that is free of the first grows faster.
    var other = vector.indices.map { Double($0 * $0 % 7) - 3 }
    var growth = 0.0
    for _ in 0..<400 {
      let middle = zip(other, specialisation.diversity).reduce(0) { $0 + $1.0 * $1.1 } / weight
      other = world.step(other.map { $0 - middle })
      growth = other.map(\.magnitude).max() ?? 0
      other = other.map { $0 / growth }
    }
    #expect(growth < complexity.eigenvalues.second + 1e-6, "seed \(world.seed)")
  }

  @Test(arguments: 0..<4)
  func indexOfALocationIsTheMeanOfItsProductsUnlessTheyHaveAScaleOfTheirOwn(_ run: Int) {
    let world = World(run: run)
    let specialisation = Specialisation(advantages: world.advantages)
    for scaling in Conventions.Scaling.allCases {
      var conventions = Conventions()
      conventions.scaling = scaling
      let complexity = Complexity(specialisation, conventions: conventions)
      for (location, index) in complexity.locations.enumerated() {
        #expect(abs(world.mean(of: complexity.products, location) - index) < 1e-11)
      }
      conventions.productScale = .own
      let own = Complexity(specialisation, conventions: conventions)
      #expect(abs(own.products.reduce(0, +)) < 1e-9)
      #expect(own.locations == complexity.locations)
    }
  }

  @Test(arguments: 0..<4)
  func orderAndUnitsChangeNothing(_ run: Int) {
    let world = World(run: run)
    let (rows, columns) = (
      world.shuffled(world.exports.rows), world.shuffled(world.exports.columns)
    )
    let plain = Complexity(Specialisation(exports: world.exports))
    let moved = Complexity(
      Specialisation(exports: world.exports.selecting(rows: rows, columns: columns)))
    let scaled = Complexity(
      Specialisation(
        exports: world.exports.scaled(
          rows: world.exports.rowSums.map { _ in 1000 },
          columns: world.exports.columnSums.map { _ in 1 })))
    for (place, row) in rows.enumerated() {
      #expect(abs(moved.locations[place] - plain.locations[row]) < 1e-9, "seed \(world.seed)")
    }
    for (place, column) in columns.enumerated() {
      #expect(abs(moved.products[place] - plain.products[column]) < 1e-9, "seed \(world.seed)")
    }
    #expect(scaled.locations == plain.locations, "seed \(world.seed)")
  }

  @Test func moreDiverseEndIsUpAndScalesAreAsNamed() {
    let world = World(run: 1)
    let specialisation = Specialisation(advantages: world.advantages)
    var conventions = Conventions()
    let population = Complexity(specialisation).locations
    let count = Double(population.count)
    let diversity = specialisation.diversity.map {
      $0 - specialisation.diversity.reduce(0, +) / count
    }
    #expect(zip(population, diversity).reduce(0) { $0 + $1.0 * $1.1 } > 0)
    #expect(abs(population.reduce(0) { $0 + $1 * $1 } - count) < 1e-9)
    conventions.scaling = .sample
    let sample = Complexity(specialisation, conventions: conventions).locations
    #expect(abs(sample.reduce(0) { $0 + $1 * $1 } - (count - 1)) < 1e-9)
  }

  private static let degenerate: [([[Double]], Complexity.Status)] = [
    ([[1]], .tooSmall), ([[1, 1, 1]], .tooSmall), ([[1], [1]], .tooSmall),
    ([[0, 0], [0, 0]], .tooSmall),
    ([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 1, 1]], .disconnected),
    ([[1, 1], [1, 1], [1, 1]], .uniform),
    // Each location shares as much with every other.
    ([[1, 1, 0], [0, 1, 1], [1, 0, 1]], .tied),
  ]

  @Test(arguments: degenerate)
  func matrixWithoutASecondVectorIsReported(_ rows: [[Double]], _ status: Complexity.Status) {
    let complexity = Complexity(
      Specialisation(
        advantages: Matrix(rows: rows.count, columns: rows[0].count, elements: rows.flatMap(\.self))
      ))
    #expect(complexity.status == status)
    #expect(complexity.locations.allSatisfy { $0.isNaN })
    #expect(complexity.products.allSatisfy { $0.isNaN })
  }

  @Test func onlyWhatHasNoTradeHasNoIndex() {
    let world = World(run: 2)
    var exports = Matrix(rows: world.exports.rows + 1, columns: world.exports.columns + 1)
    for row in 0..<world.exports.rows {
      for column in 0..<world.exports.columns {
        exports[row, column] = world.exports[row, column]
      }
    }
    exports[0, world.exports.columns] = -5
    let (with, without) = (
      Complexity(Specialisation(exports: exports)),
      Complexity(Specialisation(exports: world.exports))
    )
    #expect(with.locations.dropLast() == without.locations[...])
    #expect(with.products.dropLast() == without.products[...])
    #expect(with.locations.last?.isNaN == true)
    #expect(with.products.last?.isNaN == true)
  }
}

/// A made-up world, the same for the same number on every machine, whose locations have the more
/// products the later they come.
struct World {
  let seed: UInt64
  let exports: Matrix
  /// M by its definition, element by element.
  let advantages: Matrix

  init(run: Int) {
    seed = UInt64(run) &* 7_919 &+ 11
    var random = SeededGenerator(seed: seed)
    let (rows, columns) = (9 + run, 24 - run)
    var elements: [Double] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let reach = Double(row + 3) / Double(rows + 3)
        let isMade = Double.random(in: 0...1, using: &random) < reach * reach + 0.1
        elements.append(
          isMade || column == 0
            ? Double(Int.random(in: 1...100_000, using: &random) >> (column % 5)) + 1 : 0)
      }
    }
    let exports = Matrix(rows: rows, columns: columns, elements: elements)
    let total = elements.reduce(0, +)
    var ones = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let location = (0..<columns).reduce(0) { $0 + exports[row, $1] }
        let product = (0..<rows).reduce(0) { $0 + exports[$1, column] }
        ones[row, column] = exports[row, column] / location >= product / total ? 1 : 0
      }
    }
    (self.exports, advantages) = (exports, ones)
  }

  /// D⁻¹ M U⁻¹ Mᵀ v, mean by mean.
  func step(_ vector: [Double]) -> [Double] {
    let ones = advantages
    let products = (0..<ones.columns).map { column in
      let owners = (0..<ones.rows).filter { ones[$0, column] > 0 }
      return owners.isEmpty ? 0 : owners.reduce(0) { $0 + vector[$1] } / Double(owners.count)
    }
    return (0..<ones.rows).map { mean(of: products, $0) }
  }

  /// The mean over the products that a location has.
  func mean(of products: [Double], _ location: Int) -> Double {
    let ones = advantages
    let own = (0..<ones.columns).filter { ones[location, $0] > 0 }
    return own.reduce(0) { $0 + products[$1] } / Double(own.count)
  }

  func shuffled(_ count: Int) -> [Int] {
    var random = SeededGenerator(seed: seed)
    return Array(0..<count).shuffled(using: &random)
  }
}
