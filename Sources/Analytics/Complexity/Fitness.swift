internal import LinearAlgebra

/// The fitness of locations and the complexity of products, by a non-linear iteration.
///
/// F_c = Σ_p M_cp Q_p, Q_p = 1 / Σ_c M_cp / F_c, both from the values of the step before and each
/// divided by its mean; from ones (Tacchella et al. 2012). After the usual 20 steps the values of the
/// least fit locations still fall: where M is far from triangular they tend to zero.
///
/// Shapes: of the matrix given; NaN where M lacks the location or the product.
public struct Fitness: Sendable {
  /// The fitness of each location; their mean is 1.
  public let locations: [Double]
  /// The complexity of each product; their mean is 1.
  public let products: [Double]

  /// The steps after which the iteration ends.
  public static let steps = 20

  /// The fitness that a specialisation shows after 20 steps.
  public init(_ specialisation: Specialisation) {
    var fitness = specialisation.locations.map { _ in 1.0 }
    var quality = specialisation.products.map { _ in 1.0 }
    let (advantages, ones) = (
      specialisation.advantages, [Double](repeating: 1, count: quality.count)
    )
    for _ in 0..<(quality.isEmpty ? 0 : Fitness.steps) {
      let sums = specialisation.means(.none, quality, fitness.map { _ in 1 })
      var burdens = Matrix(rows: ones.count, columns: 1)
      let inverse = Matrix(rows: fitness.count, columns: 1, elements: fitness.map { 1 / $0 })
      Matrix.multiply(advantages, .transposed, by: inverse, into: &burdens)
      fitness = Fitness.overMean(sums)
      quality = Fitness.overMean(burdens.elements.map { 1 / $0 })
    }
    locations = specialisation.spread(locations: fitness)
    products = specialisation.spread(products: quality)
  }

  private static func overMean(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 / mean }
  }
}
