internal import TradeData

extension Measure {
  /// What a row of the result must be of for a measure to be said of it.
  enum Subject {
    /// Any series.
    case any
    /// A location or a product, or a pair of them.
    case locationOrProduct
    /// A location and a product.
    case locationAndProduct
    /// A reporter and a partner.
    case reporterAndPartner
  }

  var subject: Subject {
    switch self {
    case .growth, .balance, .contribution, .share, .trend, .moving, .concentration, .intraindustry,
      .prices:
      .any
    case .complexity, .outlook, .fitness, .expy: .locationOrProduct
    case .rca, .density: .locationAndProduct
    case .intensity, .profiles, .mirror: .reporterAndPartner
    }
  }

  /// What must be told apart beneath the series of a result.
  func detail(of analysis: Analysis) -> [Key] {
    let flow = Key(.role(.flow))
    return switch self {
    case .growth, .contribution, .share, .trend, .moving, .prices: []
    case .balance, .mirror: [flow]
    case .concentration: analysis.partsKeys + [flow]
    case .rca, .complexity, .density, .outlook, .fitness, .expy:
      [analysis.locationKey, analysis.productKey, flow].compactMap(\.self)
    case .intensity: [flow]
    case .profiles: [analysis.productKey, flow].compactMap(\.self)
    case .intraindustry: analysis.partsKeys + [flow]
    }
  }

  /// Makes the measures of an analysis ready, in their order.
  static func methods(of context: MeasureContext) throws -> [any Method] {
    let measures = context.analysis.measures
    // One pass over the periods for all that start from the same matrices.
    let run = try MatrixRun(measures.compactMap(\.matrixMeasure), context)
    return try measures.map { measure in
      if let kind = measure.matrixMeasure { return run.method(of: kind) }
      return try measure.method(context)
    }
  }

  /// The measure as one of matrices, where it is one.
  private var matrixMeasure: (any MatrixMeasure.Type)? {
    switch self {
    case .complexity: ComplexityMeasure.self
    case .density: DensityMeasure.self
    case .outlook: OutlookMeasure.self
    case .fitness: FitnessMeasure.self
    case .expy: SophisticationMeasure.self
    default: nil
    }
  }

  private func method(_ context: MeasureContext) throws -> any Method {
    switch self {
    case .growth: GrowthMethod(context: context)
    case .balance: BalanceMethod(context: context)
    case .contribution: try ShareMethod(context, contribution: true)
    case .share: try ShareMethod(context, contribution: false)
    case .trend: TrendMethod(context)
    case .moving: MovingMethod(context)
    case .concentration: ConcentrationMethod(context)
    case .rca: try AdvantageMethod(context)
    case .intensity: try IntensityMethod(context)
    case .profiles: ProfilesMethod(context)
    case .intraindustry: IntraIndustryMethod(context)
    case .mirror: MirrorMethod(context)
    case .prices: try PricesMethod(context)
    case .complexity, .density, .outlook, .fitness, .expy:
      preconditionFailure("\(rawValue) is a measure of matrices")
    }
  }
}

extension Analysis {
  /// The keys of locations.
  static let locations: [Key.Source] = [.country, .role(.region), .role(.reporter)]

  /// The key of the locations that the detail needs; nil where the result has them.
  var locationKey: Key? {
    if keys.contains(where: { Analysis.locations.contains($0.source) }) { return nil }
    return over.first { Analysis.locations.contains($0.source) } ?? Key(.role(.reporter))
  }

  /// The key of the products that the detail needs; nil where the result has them.
  var productKey: Key? {
    if keys.contains(where: { $0.source == .role(.product) }) { return nil }
    return over.first { $0.source == .role(.product) } ?? Key(.role(.product))
  }

  /// The keys of the parts of which a series is made: products where nothing else is said.
  var partsKeys: [Key] { over.isEmpty ? [Key(.role(.product))] : over }
}
