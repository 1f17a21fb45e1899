public import Exact
internal import LinearAlgebra
public import TradeData

/// The product space of one period as a graph that can be drawn: the products that are exported the
/// most, and lines between those that the same locations have.
///
/// Proximity is φ_pq = n_pq / max(U_p, U_q), as in `Proximity`, here an exact fraction. The lines are
/// those of a maximum spanning forest, which leave no product unlinked that is close to any other,
/// and the strong ones beside it, from φ = 0.55 on (Hidalgo, Klinger, Barabási and Hausmann 2007,
/// "The product space conditions the development of nations", Science 317, figure 1). Where there
/// would be more strong ones than products, their bound is raised until there are not.
public struct ProductMap: Sendable {
  /// A product.
  public struct Product: Sendable {
    /// Its code or name.
    public let name: String
    /// What all locations export of it.
    public let exports: ScaledInteger
    /// How many locations have an advantage in it.
    public let ubiquity: Int
  }

  /// A location.
  public struct Location: Sendable {
    /// Its code or name.
    public let name: String
    /// Whether it has an advantage, RCA ≥ 1, in each of the map's products.
    public let advantages: [Bool]
  }

  /// The texts of the keys that are neither locations nor products.
  public let labels: [String]
  /// The names of these keys.
  public let keys: [String]
  /// The last period with exports.
  public let period: String
  /// The locations, the one that exports the most first.
  public let locations: [Location]
  /// The products, the largest first; those of one size in the order of the data.
  public let products: [Product]
  /// How many products are exported at all.
  public let productCount: Int
  /// The lines of the forest, the closest first.
  public let forest: [ProximityLink]
  /// The other strong lines, the closest first.
  public let strong: [ProximityLink]
  /// The proximity from which the strong lines are there; nil where there are none.
  public let bound: Rational?
}

extension Analysis {
  /// Whether the result is one of which a map of products can be drawn, and the measures ask for it.
  public var hasProductMap: Bool {
    keys.contains { Analysis.locations.contains($0.source) }
      && keys.contains { $0.source == .role(.product) }
      && (hasProductSpace
        || measures.contains { [.rca, .complexity, .density, .outlook].contains($0) })
  }

  /// A map of products for each flow of the result, of its last period with exports; none where
  /// `hasProductMap` is not set, or where the rows have further keys, each with a map of its own.
  ///
  /// - Parameters:
  ///   - cube: The answer to `query(basedOn:)`.
  ///   - most: How many products a map may have.
  /// - Returns: The maps, in the order of their flows.
  /// - Throws: As `table(of:)`.
  public func productMaps(of cube: Cube, most: Int = 200) throws -> [ProductMap] {
    guard hasProductMap else { return [] }
    let series = try context(of: cube).context.series
    let table = CrossTable(ofProducts: series)
    let further = table.groupKeys.map { series.detail.keys[$0].source }
    guard further.allSatisfy({ $0 == .role(.flow) }) else { return [] }
    let totals = try table.totals()
    return totals.indices.compactMap { group in
      totals[group].lastIndex { $0.whole.digits > 0 }.map { period in
        ProductMap(
          table, totals[group][period], group: group, period: period, of: series.detail, most: most)
      }
    }
  }
}

extension ProductMap {
  init(
    _ table: CrossTable, _ totals: CrossTable.Totals, group: Int, period: Int, of cube: Cube,
    most: Int
  ) {
    let specialisation = Specialisation(
      exports: table.matrix(group: group, period: period).values)
    /// The places of the largest totals, with their ties in the order of the data.
    func largest(_ totals: [ScaledInteger], _ places: [Int]) -> [Int] {
      let sizes = places.map { Rational(totals[$0]) }
      return places.indices.sorted {
        sizes[$0] == sizes[$1] ? $0 < $1 : sizes[$0] > sizes[$1]
      }
    }
    let places = specialisation.products
    let chosen = Array(largest(totals.columns, places).prefix(most))
    let (advantages, ubiquity) = (specialisation.advantages, specialisation.ubiquity)
    let some = advantages.selecting(rows: Array(0..<advantages.rows), columns: chosen)
    let links = ProximityLink.all(some, ubiquity: chosen.map { Int(ubiquity[$0]) })
    (forest, strong, bound) = ProximityLink.drawn(links, products: chosen.count)
    products = chosen.enumerated().map { place, column in
      Product(
        name: table.columnNames[places[column]], exports: totals.columns[places[column]],
        ubiquity: Int(ubiquity[column]))
    }
    locations = largest(totals.rows, specialisation.locations).map { row in
      Location(
        name: table.rowNames[specialisation.locations[row]],
        advantages: chosen.indices.map { some[row, $0] > 0 })
    }
    productCount = places.count
    self.period = cube.periods[period].description
    keys = table.groupKeys.map { cube.keys[$0].name }
    labels = zip(table.groupKeys, table.groupCodes[group]).map { cube.texts[$0][Int($1)] }
  }
}
