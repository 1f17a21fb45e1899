public import LinearAlgebra

/// How rich the countries are that export a product, and the products that a country exports.
///
/// PRODY_p = Σ_c (s_cp / Σ_c' s_c'p) Y_c with s_cp = x_cp / X_c the share of the product in the
/// country's exports and Y_c its income per head; EXPY_c = Σ_p s_cp PRODY_p (Hausmann, Hwang and
/// Rodrik 2007). Units: those of the income.
///
/// A country without an income takes no part in PRODY, but has an EXPY. A product that only such
/// countries export has no PRODY (NaN) and is left out of EXPY, whose shares are those of the rest.
public struct Sophistication: Sendable {
  /// PRODY of each product.
  public let products: [Double]
  /// EXPY of each country.
  public let locations: [Double]

  /// The sophistication of exports.
  ///
  /// - Parameters:
  ///   - exports: Countries × products, not negative.
  ///   - incomes: GDP per head of each country; NaN where it is not known.
  public init(exports: Matrix, incomes: [Double]) {
    precondition(incomes.count == exports.rows, "\(incomes.count) incomes for \(exports.rows) rows")
    let ones = [Double](repeating: 1, count: exports.columns)
    let shares = exports.scaled(rows: exports.rowSums.map { $0 > 0 ? 1 / $0 : 0 }, columns: ones)
    let known = shares.scaled(rows: incomes.map { $0.isNaN ? 0 : 1 }, columns: ones)
    let paid = known.scaled(rows: incomes.map { $0.isNaN ? 0 : $0 }, columns: ones)
    let prody = zip(paid.columnSums, known.columnSums).map { $1 > 0 ? $0 / $1 : .nan }
    let covered = shares.scaled(
      rows: Array(repeating: 1, count: exports.rows), columns: prody.map { $0.isNaN ? 0 : 1 })
    let sums = covered.scaled(
      rows: Array(repeating: 1, count: exports.rows), columns: prody.map { $0.isNaN ? 0 : $0 }
    ).rowSums
    products = prody
    locations = zip(sums, covered.rowSums).map { $1 > 0 ? $0 / $1 : .nan }
  }
}
