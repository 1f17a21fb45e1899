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

  /// Whether exports and imports are told apart within a series.
  private var splitsFlows: Bool { measures.contains(.balance) }

  /// The query whose answer `table(of:)` takes: its keys are these, and the flow where a balance is
  /// asked for.
  public func query(basedOn query: Query = Query()) -> Query {
    var query = query
    query.keys = splitsFlows ? keys + [Key(.role(.flow))] : keys
    return query
  }

  /// The result: a row for each series and period that has a value, or had one a lag before.
  ///
  /// - Parameter cube: The answer to `query(basedOn:)`.
  /// - Returns: The table, whose blocks are computed as it is written.
  /// - Throws: `ScaledInteger.Overflow` where a total needs more than 128 bits.
  public func table(of cube: Cube) throws -> ResultTable {
    let series = splitsFlows ? SeriesTable(pairing: cube) : SeriesTable(cube)
    let rows = try RowMaker(series: series, analysis: self)
    return ResultTable(columns: rows.columns, blockCount: rows.blockCount) { rows.block($0) }
  }
}
