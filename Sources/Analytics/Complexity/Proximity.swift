public import LinearAlgebra

/// How close products are to one another, and locations to products.
///
/// φ_pq = min(P(p|q), P(q|p)) = n_pq / max(U_p, U_q), with n_pq the locations that have both (Hidalgo,
/// Klinger, Barabási and Hausmann 2007). The diagonal is 1, or 0 by convention.
///
/// Shape: of the products of M alone.
public struct Proximity: Sendable {
  /// φ, products × products, symmetric.
  public let values: Matrix
  /// The sum of each row of φ, the diagonal included; 0 of a product that is close to none.
  public let sums: [Double]

  /// The proximity of the products of a specialisation, each of which is so close to itself.
  public init(
    _ specialisation: Specialisation, diagonal: Conventions.Diagonal = .one
  ) {
    var values = specialisation.advantages.commonOnes(dividedByLargerOf: specialisation.ubiquity)
    if diagonal == .zero {
      for product in 0..<values.rows { values[product, product] = 0 }
    }
    self.values = values
    sums = values.columnSums
  }

  /// How much of what is close to a product a location has: Σ_q M_cq φ_pq / Σ_q φ_pq, from 0 to 1.
  ///
  /// It needs no φ: sums over it come from M by way of the ubiquities. The product itself counts with
  /// its diagonal, in both sums. The distance is 1 − density. A product that is close to none has no
  /// density (NaN). Shape: locations × products of M.
  public static func density(
    _ specialisation: Specialisation, diagonal: Conventions.Diagonal = .one
  ) -> Matrix {
    Density(specialisation, diagonal: diagonal).values
  }
}
