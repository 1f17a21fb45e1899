internal import Analytics
internal import LinearAlgebra

/// Comparative advantage, complexity of locations and products, proximity and density of one year.
struct ComplexitySuite: Suite {
  let name = "complexity"
  let summary = "RCA, ECI, PCI, proximity and density of one year"
  let dimensions = [Dimension.locations, .products]
  let isParallel = true

  /// The full size, 226 locations by 5,000 products, at two million rows and more.
  func size(rows: Int) -> Size {
    Size([.locations: 226, .products: min(5_000, max(100, rows / 400))])
  }

  func workload(_ size: Size, in workspace: Workspace) async throws -> Workload {
    let (locations, products) = (size[.locations], size[.products])
    var generator = workspace.generator(name)
    // A location reaches about a third of the products, some locations more than others.
    let reaches = (0..<locations).map { _ in 10 + generator.below(50) }
    var elements: [Double] = []
    elements.reserveCapacity(locations * products)
    for location in 0..<locations {
      for _ in 0..<products {
        let isTraded = generator.below(100) < reaches[location]
        elements.append(isTraded ? Double(1 + generator.skewed(below: 1_000_000)) : 0)
      }
    }
    let exports = Matrix(rows: locations, columns: products, elements: elements)
    let threads = size[.threads]
    let (rows, columns) = (Double(locations), Double(products))
    // Two symmetric products, of which a half is computed, and the one for density.
    let operations =
      min(rows, columns) * rows * columns + columns * columns * rows
      + 2 * rows * columns * columns
    // The proximity is written, and read for density; the exports are passed over a few times.
    let bytes = 8 * (3 * products * products + 6 * locations * products)
    return Workload(
      amount: locations * products, unit: "cells",
      demand: .numbers(bytes: bytes, operations: operations)
    ) {
      LinearAlgebraLibrary.setThreads(threads)
      let advantage = RevealedAdvantage.matrix(of: exports)
      let specialisation = Specialisation(exports: exports)
      let complexity = Complexity(specialisation)
      let proximity = Proximity(specialisation)
      let density = Proximity.density(specialisation)
      return advantage.elements[0] + complexity.locations[0] + complexity.products[0]
        + proximity.sums[0] + density.elements[0]
    }
  }
}
