internal import Exact
public import TradeData

/// An analysis: a query, and the measures computed of its answer.
public struct Analysis: Sendable {
  /// The keys of a series, in the order of the result.
  public let keys: [Key]
  /// The measures, in the order of their columns.
  public let measures: [Measure]
  /// How many periods lie between a value and the one it is compared with.
  public let lag: Int
  /// Digits after the point of ratios and percentages.
  public let places: Int
  /// The keys of the parts over which measures of structure look, beneath the keys of a series.
  ///
  /// None stands for products.
  public var over: [Key] = []
  /// The number of periods in a moving sum or mean.
  public var window = 12
  /// Which conventions are followed where there are several.
  public var conventions = Conventions()
  /// Whether the result has a row for every location and product, not only for those with a value.
  public var completesPairs = false
  /// Whether the proximity of products will be asked for.
  public var hasProductSpace = false
  /// GDP per head by location, and by period where the table has them.
  public var incomes: IncomeTable?
  /// Freight and insurance as a part of the FOB value, by which imports are brought to FOB in mirror
  /// statistics.
  public var freight = 0.0
  /// The values and quantities of prices, at the finest level of the data.
  public var sales: Sales?
  /// Groups into which codes are added up before anything is computed.
  public var concordances: [Concordance] = []

  /// An analysis.
  ///
  /// - Parameters:
  ///   - keys: The keys; without any, all rows are one series.
  ///   - measures: What is computed besides the value.
  ///   - lag: Periods of the data's own length: 1 on years is the year before, 12 on months the same
  ///     month a year before.
  ///   - places: 0 to 12.
  public init(keys: [Key], measures: [Measure] = [.growth], lag: Int = 1, places: Int = 4) {
    precondition(lag > 0, "a lag must be positive")
    precondition((0...12).contains(places), "\(places) digits are out of range")
    self.keys = keys
    self.measures = measures
    self.lag = lag
    self.places = places
  }

  /// The keys beneath those of a series that the measures need told apart.
  private var detailKeys: [Key] {
    var found: [Key] = []
    let wanted = measures.flatMap { $0.detail(of: self) }
    for key in hasProductSpace ? wanted + Measure.density.detail(of: self) : wanted
    where !keys.contains(key) && !found.contains(key) {
      // A flow that is a key of the result is no detail, whatever its length.
      let isTold = key.source == .role(.flow) && keys.contains { $0.source == key.source }
      if !isTold { found.append(key) }
    }
    return found
  }

  /// Whether some of the result is computed with matrices.
  public var usesLinearAlgebra: Bool {
    hasProductSpace
      || measures.contains { ![.growth, .balance, .contribution, .share].contains($0) }
  }

  /// The query whose answer `table(of:)` takes: its keys are these, and those of the detail that the
  /// measures need.
  public func query(basedOn query: Query = Query()) -> Query {
    var query = query
    query.keys = keys + detailKeys
    // Without the column every row is of the same flow; a balance needs two.
    query.optional =
      measures.contains { [.balance, .intraindustry, .mirror].contains($0) } ? [] : [.flow]
    return query
  }

  /// The result: a row for each series and period that has a value, or had one a lag before.
  ///
  /// - Parameter cube: The answer to `query(basedOn:)`.
  /// - Returns: The table, whose blocks are computed as it is written.
  /// - Throws: `ScaledInteger.Overflow` where a total needs more than 128 bits, and `AnalysisError`
  ///   where a measure cannot be computed of this data.
  public func table(of cube: Cube) throws -> ResultTable {
    let (context, notes) = try context(of: cube)
    let rows = try RowMaker(context)
    return ResultTable(
      columns: rows.columns, blockCount: rows.blockCount, notes: notes + rows.notes
    ) { rows.block($0) }
  }

  /// The proximity of products: a row for every two of them that a location has together.
  ///
  /// - Parameter cube: The answer to `query(basedOn:)` where `hasProductSpace` is set.
  /// - Returns: The table, whose blocks are computed as it is written.
  /// - Throws: As `table(of:)`.
  public func productSpace(of cube: Cube) throws -> ResultTable {
    ProductSpace(try context(of: cube).context).table
  }

  func context(of cube: Cube) throws -> (context: MeasureContext, notes: [String]) {
    var (cube, notes) = (cube, [String]())
    for concordance in concordances { notes += try concordance.apply(to: &cube) }
    let detailCount = detailKeys.count { cube.keys.contains($0) }
    if measures.contains(.mirror) {
      cube = cube.completingMirrors(keyCount: cube.keys.count - detailCount)
    }
    if completesPairs { cube = try cube.completingPairs(keyCount: cube.keys.count - detailCount) }
    return (MeasureContext(try SeriesTable(cube, detailCount: detailCount), self), notes)
  }
}

/// Why a measure cannot be computed: one line that says what is missing and what to do.
public struct AnalysisError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line.
  public let description: String

  /// An error of this line.
  public init(_ description: String) { self.description = description }
}

extension Analysis {
  /// Why these measures cannot be said of rows with these keys; nil where they can.
  public var problem: String? {
    let hasLocation = keys.contains { Analysis.locations.contains($0.source) }
    let hasProduct = keys.contains { $0.source == .role(.product) }
    let isPair =
      keys.contains { $0.source == .role(.reporter) }
      && keys.contains { $0.source == .role(.partner) }
    for measure in measures {
      let name = measure.rawValue
      switch measure.subject {
      case .any: break
      case .locationOrProduct where !hasLocation && !hasProduct:
        return "\(name) is of a reporter or of a product: add reporter, region, country or product "
          + "to the keys"
      case .locationAndProduct where !hasLocation || !hasProduct:
        return "\(name) is of a reporter and a product: the keys need both, as in reporter,product"
      case .reporterAndPartner where !isPair:
        return "\(name) is of a reporter and a partner: the keys need both, as in reporter,partner"
      default: break
      }
    }
    if completesPairs, !hasLocation || !hasProduct {
      return "all pairs are of reporters and products: the keys need both, as in reporter,product"
    }
    return nil
  }
}
