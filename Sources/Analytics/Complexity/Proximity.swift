public import LinearAlgebra

/// How close products are to one another, and locations to products.
///
/// φ_pq = min(P(p|q), P(q|p)) = n_pq / max(U_p, U_q), with n_pq the locations that have both (Hidalgo,
/// Klinger, Barabási and Hausmann 2007): one `dsyrk` on M. The diagonal is 1.
///
/// Shape: of the products of M alone.
public struct Proximity: Sendable {
  /// φ, products × products, symmetric.
  public let values: Matrix
  /// The sum of each row of φ, the diagonal included.
  public let sums: [Double]
  private let specialisation: Specialisation

  /// The proximity of the products of a specialisation.
  public init(_ specialisation: Specialisation) {
    self.specialisation = specialisation
    values = specialisation.advantages.gram(
      .transposed, dividedByLargerOf: specialisation.ubiquity)
    sums = values.columnSums
  }

  /// How much of what is close to a product a location has: Σ_q M_cq φ_pq / Σ_q φ_pq, from 0 to 1.
  ///
  /// The product itself counts, since the diagonal stays in both sums. The distance is 1 − density.
  /// Shape: locations × products of M.
  public func density() -> Matrix {
    specialisation.advantages.multiplied(by: values).scaled(
      rows: Array(repeating: 1, count: specialisation.locations.count), columns: sums.map { 1 / $0 }
    )
  }
}
