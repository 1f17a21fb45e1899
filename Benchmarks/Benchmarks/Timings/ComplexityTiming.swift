import Analytics
import Foundation
import LinearAlgebra

/// Everything that is asked of one year: RCA, ECI, PCI, proximity, density.
struct ComplexityTiming {
  let exports: Matrix

  init(path: String, rows: Int, columns: Int) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    let elements = data.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    exports = Matrix(rows: rows, columns: columns, elements: elements)
  }

  /// Prints the best time, the parts of that run, and sums that tell whether others found the same.
  func run(_ count: Int) {
    var best: (total: Double, parts: [Double], sums: [Double]) = (.infinity, [], [])
    for _ in 0..<count {
      var (advantage, density) = (Matrix(rows: 0, columns: 0), Matrix(rows: 0, columns: 0))
      var specialisation: Specialisation?
      var complexity: Complexity?
      var proximity: Proximity?
      let parts = [
        seconds { advantage = RevealedAdvantage.matrix(of: exports) },
        seconds { specialisation = Specialisation(exports: exports) },
        seconds { complexity = specialisation.map { Complexity($0) } },
        seconds { proximity = specialisation.map { Proximity($0) } },
        seconds { density = specialisation.map { Proximity.density($0) } ?? density },
      ]
      let total = parts.reduce(0, +)
      guard total < best.total, let complexity, let proximity else { continue }
      best = (
        total, parts,
        [
          advantage.elements.reduce(0, +), complexity.locations[0], complexity.products[0],
          proximity.sums.reduce(0, +), density.elements.reduce(0, +),
        ]
      )
    }
    print("{\"seconds\": \(best.total), \"parts\": \(best.parts), \"sums\": \(best.sums)}")
  }
}
