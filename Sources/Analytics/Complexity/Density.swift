internal import LinearAlgebra

/// Sums over products, each weighed by its proximity to another, without the proximity of every two.
///
/// φ_pq = n_pq / max(U_p, U_q) and n_pq = Σ_c M_cp M_cq, so that for a matrix W of locations × products
///
///     Σ_q W_cq φ_qp = Σ_c' M_c'p A_cc',   A_cc' = Σ_q W_cq M_c'q / max(U_p, U_q),
///
/// and A is the same for all products of one ubiquity, of which there are no more than locations.
/// With C locations and P products this takes C² P steps in place of C P², and no memory of P².
/// Products that are ubiquitous up to U_p and those above it are summed apart, in two passes, so that
/// nothing is subtracted.
struct ProximitySums {
  private let specialisation: Specialisation
  /// The products in the order of their ubiquity.
  private let order: [Int]
  /// Stretches of equal ubiquity in that order.
  private let classes: [Range<Int>]

  init(_ specialisation: Specialisation) {
    self.specialisation = specialisation
    let ubiquity = specialisation.ubiquity
    let order = ubiquity.indices.sorted { (ubiquity[$0], $0) < (ubiquity[$1], $1) }
    let begins = order.indices.filter {
      $0 == 0 || ubiquity[order[$0]] != ubiquity[order[$0 - 1]]
    }
    classes = zip(begins, begins.dropFirst() + [order.count]).map { $0..<$1 }
    self.order = order
  }

  /// Σ_q W_cq φ_qp for all c and p, the diagonal of φ included.
  func callAsFunction(_ weights: Matrix) -> Matrix {
    let advantages = specialisation.advantages
    let (rows, columns) = (weights.rows, advantages.columns)
    let all = (w: Array(0..<rows), m: Array(0..<advantages.rows))
    var result = Matrix(rows: rows, columns: columns)
    for isAscending in [true, false] {
      var sums = Matrix(rows: rows, columns: advantages.rows)
      for products in isAscending ? classes : classes.reversed() {
        let chosen = Array(order[products])
        let ubiquity = specialisation.ubiquity[chosen[0]]
        let own = advantages.selecting(rows: all.m, columns: chosen)
        let parts = weights.selecting(rows: all.w, columns: chosen)
        // Upwards the class itself counts before it is summed over, downwards only after.
        if isAscending {
          Matrix.addProduct(1, parts, byTransposed: own, to: &sums)
          result.add(sums.multiplied(by: own), times: 1 / ubiquity, toColumns: chosen)
        } else {
          result.add(sums.multiplied(by: own), times: 1, toColumns: chosen)
          Matrix.addProduct(1 / ubiquity, parts, byTransposed: own, to: &sums)
        }
      }
    }
    return result
  }
}

/// How much of what is close to a product a location has: Σ_q M_cq φ_pq / Σ_q φ_pq, from 0 to 1.
///
/// The product itself counts with the diagonal of φ, in both sums. The distance is 1 − density. A
/// product that is close to none has no density (NaN). Shape: locations × products of M.
struct Density {
  let values: Matrix
  /// Σ_q φ_pq of each product.
  let sums: [Double]
  private let sum: ProximitySums
  private let diagonal: Conventions.Diagonal

  init(_ specialisation: Specialisation, diagonal: Conventions.Diagonal = .one) {
    let sum = ProximitySums(specialisation)
    let advantages = specialisation.advantages
    let (rows, columns) = (advantages.rows, advantages.columns)
    let sums = sum(Matrix(rows: 1, columns: columns, repeating: 1)).elements
      // Each is a sum of the diagonal and of others, or of the diagonal alone, which is 1.
      .map { diagonal == .zero ? ($0 - 1 < 1e-12 ? 0 : $0 - 1) : $0 }
    var own = sum(advantages)
    if diagonal == .zero { own = own.subtracting(advantages) }
    values = own.scaled(rows: Array(repeating: 1, count: rows), columns: sums.map { 1 / $0 })
    (self.sum, self.sums, self.diagonal) = (sum, sums, diagonal)
  }

  /// Σ_q W_cq φ_qp for all c and p.
  func reach(_ weights: Matrix) -> Matrix {
    diagonal == .zero ? sum(weights).subtracting(weights) : sum(weights)
  }
}
