/// The columns of complexity.
enum ComplexityMeasure: MatrixMeasure {
  static let columns = [
    MatrixColumn(name: "eci", subject: .location),
    MatrixColumn(name: "diversity", subject: .location, content: .count),
    MatrixColumn(name: "pci", subject: .product),
    MatrixColumn(name: "ubiquity", subject: .product, content: .count),
    MatrixColumn(
      name: "complexity_status", subject: .matrix,
      content: .status(Complexity.Status.allCases.map(\.word))),
  ]

  static func values(of world: TradeWorld) -> [MatrixValues] {
    let (found, specialisation) = (world.complexity, world.specialisation)
    return [
      .perLocation(found.locations),
      .perLocation(specialisation.spread(locations: specialisation.diversity)),
      .perProduct(found.products),
      .perProduct(specialisation.spread(products: specialisation.ubiquity)),
      .status(found.status.rawValue),
    ]
  }

  static func notes(_ conventions: Conventions) -> [String] {
    [
      "complexity: RCA >= 1 against all rows of the data; --scaling \(conventions.scaling.rawValue), "
        + "--convention pci=\(conventions.productScale.rawValue),sign=\(conventions.sign.rawValue)"
    ]
  }
}

/// The column of density.
enum DensityMeasure: MatrixMeasure {
  static let columns = [MatrixColumn(name: "density", subject: .pair)]

  static func values(of world: TradeWorld) -> [MatrixValues] {
    [.perPair(world.specialisation.spread(world.density.values))]
  }

  static func notes(_ conventions: Conventions) -> [String] {
    ["density: discrete proximity, --convention diagonal=\(conventions.diagonal.rawValue)"]
  }
}

/// The columns of the complexity outlook.
enum OutlookMeasure: MatrixMeasure {
  static let columns = [
    MatrixColumn(name: "coi", subject: .location), MatrixColumn(name: "cog", subject: .pair),
  ]

  static func values(of world: TradeWorld) -> [MatrixValues] {
    let outlook = Outlook(
      world.specialisation, world.complexity, world.density, conventions: world.conventions)
    return [.perLocation(outlook.index), .perPair(outlook.gain)]
  }

  static func notes(_ conventions: Conventions) -> [String] {
    [
      "outlook: --scaling \(conventions.scaling.rawValue), "
        + "--convention diagonal=\(conventions.diagonal.rawValue)"
    ]
  }
}

/// The columns of fitness.
enum FitnessMeasure: MatrixMeasure {
  static let columns = [
    MatrixColumn(name: "fitness", subject: .location),
    MatrixColumn(name: "product_fitness", subject: .product),
  ]

  static func values(of world: TradeWorld) -> [MatrixValues] {
    let fitness = Fitness(world.specialisation)
    return [.perLocation(fitness.locations), .perProduct(fitness.products)]
  }

  static func notes(_ conventions: Conventions) -> [String] {
    ["fitness: \(Fitness.steps) steps, which do not reach the limit of the least fit"]
  }
}

/// The columns of EXPY and PRODY.
enum SophisticationMeasure: MatrixMeasure {
  static let columns = [
    MatrixColumn(name: "expy", subject: .location), MatrixColumn(name: "prody", subject: .product),
  ]

  static func values(of world: TradeWorld) -> [MatrixValues] {
    let found = Sophistication(exports: world.exports, incomes: world.incomes)
    return [.perLocation(found.locations), .perProduct(found.products)]
  }

  static func notes(_ conventions: Conventions) -> [String] {
    ["expy: countries without an income take no part in prody"]
  }
}
