public import LinearAlgebra

/// What locations could come to from where they are: complexity outlook index and gain.
///
/// COI_c = Σ_p (1 − M_cp) density_cp PCI_p, then its own z-score. COG_cp = (1 − M_cp)
/// Σ_q (1 − M_cq) φ_qp PCI_q / Σ_r φ_qr, then divided by the deviation of the ECI. Both take the PCI
/// before it is scaled (Hausmann et al., Atlas of Economic Complexity; `ecomplexity`). A product that
/// is close to none adds to neither.
///
/// Shapes: of the matrix given; NaN where M lacks the location or the product, and everywhere where
/// there is no PCI.
public struct Outlook: Sendable {
  /// The complexity outlook index of each location.
  public let index: [Double]
  /// The complexity outlook gain of each location from each product; 0 where it has the product.
  public let gain: Matrix

  /// The outlook of all locations: sums of M's complement over φ.
  ///
  /// - Parameters:
  ///   - specialisation: Who has an advantage in what.
  ///   - complexity: The complexity of the same specialisation.
  ///   - density: The density of the same specialisation.
  ///   - conventions: The scale.
  init(
    _ specialisation: Specialisation, _ complexity: Complexity, _ density: Density,
    conventions: Conventions = Conventions()
  ) {
    let (locations, products) = (specialisation.locations.count, specialisation.products.count)
    let missing = Matrix(
      rows: locations, columns: products,
      elements: specialisation.advantages.elements.map { 1 - $0 })
    let ones = [Double](repeating: 1, count: locations)
    let pci = complexity.rawProducts
    let potential = zip(missing.elements, density.values.elements).map { $1.isNaN ? 0 : $0 * $1 }
    let raw = Matrix(rows: locations, columns: products, elements: potential)
      .scaled(rows: ones, columns: pci).rowSums
    let scale = Moments(raw, conventions.scaling, longRows: locations * products)
    index = specialisation.spread(locations: scale.standardised(raw))

    let weighted = missing.scaled(
      rows: ones, columns: zip(pci, density.sums).map { $1 > 0 ? $0 / $1 : 0 })
    let reach = density.reach(weighted).elements
    gain = specialisation.spread(
      Matrix(
        rows: locations, columns: products,
        elements: zip(missing.elements, reach).map { $0 * $1 / complexity.deviation }))
  }
}
