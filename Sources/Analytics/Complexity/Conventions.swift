/// What is chosen where more than one convention is in use.
///
/// Each choice has a name, which the program takes as an option and prints beside its result.
public struct Conventions: Sendable, Equatable {
  /// The standard deviation by which an index is divided.
  public enum Scaling: String, Sendable, CaseIterable {
    /// Over n, as in the package `ecomplexity` of the Growth Lab.
    case population
    /// Over n − 1, as in the R package `economiccomplexity`.
    case sample
    /// Over the rows of the long table, locations × products, less one: as in the Stata original.
    case stata
  }

  /// What the mean and the deviation of the PCI are.
  public enum ProductScale: String, Sendable, CaseIterable {
    /// Those of the ECI, so that a location's ECI is the mean PCI of its products (`ecomplexity`).
    case common
    /// Those of the PCI itself (`economiccomplexity`).
    case own
  }

  /// Which end of the index is up.
  public enum Sign: String, Sendable, CaseIterable {
    /// The end of the more diverse locations (`ecomplexity`).
    case diversity
    /// The end that the method of reflections gives after an even number of steps
    /// (`economiccomplexity`).
    case reflections
  }

  /// How close a product is to itself.
  public enum Diagonal: String, Sendable, CaseIterable {
    /// As close as can be, so that having a product adds to its own density (`ecomplexity`).
    case one
    /// It does not count, as in the Stata original.
    case zero
  }

  /// With which period prices are compared.
  public enum PriceBase: String, Sendable, CaseIterable {
    /// The one a lag before.
    case previous
    /// The first of the data.
    case fixed
    /// The first of the data, by the product of the indices of each period on the one before.
    case chained
  }

  /// The standard deviation of the ECI, the PCI and the COI.
  public var scaling = Scaling.population
  /// The scale of the PCI.
  public var productScale = ProductScale.common
  /// The sign of ECI and PCI.
  public var sign = Sign.diversity
  /// How close a product is to itself, in density and outlook.
  public var diagonal = Diagonal.one
  /// How concentration is expressed.
  public var concentration = ConcentrationConventions()
  /// Against which world the intensity of trade is measured.
  public var intensity = TradeIntensity.World.all

  /// With which period prices are compared.
  public var priceBase = PriceBase.previous

  /// The conventions of `ecomplexity` 0.5.3.
  public init() {}
}

extension Conventions.Sign {
  /// What the index must go together with.
  func correlation(_ index: [Double], _ specialisation: Specialisation) -> Double {
    switch self {
    case .diversity: Moments.correlation(index, specialisation.diversity)
    case .reflections: Moments.correlation(index, specialisation.reflections(steps: 18))
    }
  }
}

/// The mean and the standard deviation of numbers.
struct Moments {
  let mean: Double
  let deviation: Double

  init(_ values: [Double], _ scaling: Conventions.Scaling, longRows: Int) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let variance = values.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let factor =
      switch scaling {
      case .population: 1.0
      case .sample: count / (count - 1)
      case .stata: Double(longRows) / Double(longRows - 1)
      }
    self.mean = mean
    deviation = (variance * factor).squareRoot()
  }

  /// The numbers less the mean, over the deviation; not a number where there is no deviation.
  func standardised(_ values: [Double]) -> [Double] {
    values.map { deviation > 0 ? ($0 - mean) / deviation : .nan }
  }

  /// Pearson's correlation; 0 where one of the two does not vary.
  static func correlation(_ left: [Double], _ right: [Double]) -> Double {
    let (a, b) = (
      Moments(left, .population, longRows: 0), Moments(right, .population, longRows: 0)
    )
    guard a.deviation > 0, b.deviation > 0 else { return 0 }
    let sum = zip(left, right).reduce(0.0) { $0 + ($1.0 - a.mean) * ($1.1 - b.mean) }
    return sum / (Double(left.count) * a.deviation * b.deviation)
  }
}
