internal import LinearAlgebra

/// The complexity of locations (ECI) and of products (PCI).
///
/// ECI and PCI are the second eigenvectors of D⁻¹ M U⁻¹ Mᵀ and of U⁻¹ Mᵀ D⁻¹ M, with D the diversity
/// and U the ubiquity (Hidalgo and Hausmann 2009; Hausmann et al., Atlas of Economic Complexity).
/// They are found from the singular vectors of S = D^-½ M U^-½: one `dsyrk` on the smaller side and
/// the three largest eigenpairs by `dsyevr`; the largest is 1 and its vector is known. The index of a
/// location is the mean of those of its products by construction: ECI = D⁻¹ M PCI.
///
/// Shapes: as many ECI as locations, as many PCI as products of the matrix given; NaN for those that
/// M lacks. Where the second vector is not one of its own, all are NaN and the status says why.
public struct Complexity: Sendable {
  /// Whether there is a second vector, and if not, why.
  public enum Status: Int, Sendable, CaseIterable {
    /// There is one.
    case ordinary
    /// Fewer than two locations or products with trade.
    case tooSmall
    /// M falls into parts that share no product: the second eigenvalue is 1, and its vector only
    /// tells the parts apart.
    case disconnected
    /// Every location has the same products: the second eigenvalue is 0.
    case uniform
    /// The second and the third eigenvalue are equal: the vector could be any in a plane.
    case tied
    /// The vector is not related to diversity, so that nothing tells which of its ends is up.
    case signless

    /// The word in the result; empty where there is an index.
    public var word: String {
      switch self {
      case .ordinary: ""
      case .tooSmall: "too-small"
      case .disconnected: "disconnected"
      case .uniform: "uniform"
      case .tied: "tied"
      case .signless: "signless"
      }
    }
  }

  /// The economic complexity index of each location.
  public private(set) var locations: [Double]
  /// The product complexity index of each product.
  public private(set) var products: [Double]
  /// The PCI before its mean is taken off and it is scaled, for the products of M alone.
  private(set) var rawProducts: [Double]
  /// The deviation by which the ECI was divided.
  private(set) var deviation: Double
  /// The second and the third eigenvalue of S · Sᵀ, in [0, 1]; their gap is how firm the ranking is.
  public let eigenvalues: (second: Double, third: Double)
  /// Whether there is an index.
  public let status: Status

  /// Eigenvalues closer than this are one: a few hundred times what `dsyevr` may be off.
  private static let tolerance = 1e-11

  /// The complexity that a specialisation shows.
  ///
  /// - Parameters:
  ///   - specialisation: Who has an advantage in what.
  ///   - conventions: The scale, that of the PCI, and the sign.
  public init(_ specialisation: Specialisation, conventions: Conventions = Conventions()) {
    guard specialisation.locations.count > 1, specialisation.products.count > 1 else {
      self.init(specialisation, .tooSmall)
      return
    }
    guard specialisation.isConnected else {
      self.init(specialisation, .disconnected, eigenvalues: (1, 1))
      return
    }
    guard let pair = SecondPair(specialisation) else {
      self.init(specialisation, .tied)
      return
    }
    let eigenvalues = (pair.second, pair.third)
    guard pair.second > Complexity.tolerance else {
      self.init(specialisation, .uniform, eigenvalues: eigenvalues)
      return
    }
    guard pair.second - pair.third > Complexity.tolerance else {
      self.init(specialisation, .tied, eigenvalues: eigenvalues)
      return
    }
    let correlation = conventions.sign.correlation(pair.locations, specialisation)
    guard correlation.magnitude > Complexity.tolerance else {
      self.init(specialisation, .signless, eigenvalues: eigenvalues)
      return
    }
    let sign: Double = correlation < 0 ? -1 : 1
    let (eci, pci) = (pair.locations.map { sign * $0 }, pair.products.map { sign * $0 })
    let cells = specialisation.locations.count * specialisation.products.count
    let scale = Moments(eci, conventions.scaling, longRows: cells)
    let productScale =
      switch conventions.productScale {
      case .common: scale
      case .own: Moments(pci, conventions.scaling, longRows: cells)
      }
    self.init(specialisation, .ordinary, eigenvalues: eigenvalues)
    locations = specialisation.spread(locations: scale.standardised(eci))
    products = specialisation.spread(products: productScale.standardised(pci))
    rawProducts = pci
    deviation = scale.deviation
  }

  /// No index.

  private init(
    _ specialisation: Specialisation, _ status: Status,
    eigenvalues: (Double, Double) = (.nan, .nan)
  ) {
    locations = Array(repeating: .nan, count: specialisation.shape.locations)
    products = Array(repeating: .nan, count: specialisation.shape.products)
    rawProducts = Array(repeating: .nan, count: specialisation.products.count)
    deviation = .nan
    self.eigenvalues = eigenvalues
    self.status = status
  }
}

/// The second singular pair of S, as vectors over locations and products.
private struct SecondPair {
  let second: Double
  let third: Double
  let locations: [Double]
  let products: [Double]

  /// Nil where the eigensolver does not converge.
  init?(_ specialisation: Specialisation) {
    let (advantages, diversity, ubiquity) = (
      specialisation.advantages, specialisation.diversity, specialisation.ubiquity
    )
    let isWide = advantages.rows <= advantages.columns
    let scaled = advantages.scaled(
      rows: diversity.map { 1 / $0.squareRoot() }, columns: ubiquity.map { 1 / $0.squareRoot() })
    let symmetric = scaled.gram(isWide ? .none : .transposed)
    let count = min(3, symmetric.rows)
    guard let eigen = try? SymmetricEigen(symmetric, largest: count) else { return nil }
    second = eigen.values[1]
    third = count > 2 ? eigen.values[2] : 0
    let vector = (0..<symmetric.rows).map { place in
      eigen.vectors[1, place] / (isWide ? diversity : ubiquity)[place].squareRoot()
    }
    products = isWide ? specialisation.means(.transposed, vector, ubiquity) : vector
    locations = specialisation.means(.none, products, diversity)
  }
}
