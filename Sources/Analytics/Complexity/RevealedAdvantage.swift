public import Exact
public import LinearAlgebra

/// The revealed comparative advantage of a location in a product.
///
/// RCA = (x_cp / X_c) / (x_p / X), Balassa (1965); the world X is all locations given, the location
/// itself included (as in WITS). Symmetric: (RCA − 1) / (RCA + 1), from −1 to 1 (Laursen 1998). Both
/// are plain numbers; nil where the location or the product has no positive total.
public struct RevealedAdvantage: Sendable, Equatable {
  /// The ratio, correctly rounded.
  public let ratio: ScaledInteger?
  /// (RCA − 1) / (RCA + 1), correctly rounded.
  public let symmetric: ScaledInteger?

  /// The advantage from exact sums.
  ///
  /// - Parameters:
  ///   - value: The exports x_cp; nil or negative is no trade.
  ///   - location: X_c.
  ///   - product: x_p.
  ///   - world: X.
  ///   - places: The digits after the point that are kept.
  public init(
    _ value: ScaledInteger?, location: ScaledInteger?, product: ScaledInteger?,
    world: ScaledInteger?, places: Int
  ) {
    guard let location, let product, let world, location.digits > 0, product.digits > 0 else {
      (ratio, symmetric) = (nil, nil)
      return
    }
    let present = value.flatMap { $0.digits > 0 ? $0 : nil } ?? .zero
    let (above, below) = (
      Rational(present) * Rational(world), Rational(location) * Rational(product)
    )
    ratio = RoundedQuotient.of(above, over: below, places: places)
    symmetric = RoundedQuotient.of(above - below, over: above + below, places: places)
  }

  /// The RCA of every location and product at once, in floating point.
  ///
  /// - Parameter exports: Locations × products, not negative.
  /// - Returns: The same shape; NaN in the rows and columns without exports.
  public static func matrix(of exports: Matrix) -> Matrix {
    let (rows, columns) = (exports.rowSums, exports.columnSums)
    let world = rows.reduce(0, +)
    return exports.scaled(
      rows: rows.map { $0 > 0 ? 1 / $0 : .nan }, columns: columns.map { $0 > 0 ? world / $0 : .nan }
    )
  }
}
