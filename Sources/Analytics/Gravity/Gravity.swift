public import TradeData

/// A gravity regression by Poisson pseudo maximum likelihood: E(y) = exp(x'β + effects).
///
/// The mean may be of any positive number, not of counts alone; zeros stay in. Estimated as for counts,
/// β is right where that mean is, whatever the distribution (J. Santos Silva, S. Tenreyro, The log of
/// gravity, 2006). Rows that say nothing of β, or would drive it to infinity, are left out and counted
/// by reason.
public struct Gravity: Sendable {
  /// How standard errors are computed.
  public enum Errors: String, Sendable, CaseIterable {
    /// Where the variance is the mean: the inverse of the information, times (N − 1) / (N − K).
    case iid
    /// Robust to any variance: the sandwich, times N / (N − K).
    case hc1
    /// Robust to any variance and to dependence within clusters: times G / (G − 1) and
    /// (N − 1) / (N − K), G being the smaller of two numbers of clusters.
    case cluster
  }

  /// The regression.
  public let formula: Formula
  /// The columns of each of up to two partitions in clusters.
  public let clusters: [[String]]
  /// How standard errors are computed.
  public let errors: Errors

  /// A regression; with clusters its errors are clustered, and else as given.
  public init(_ formula: Formula, clusters: [[String]] = [], errors: Errors = .hc1) {
    precondition(clusters.count <= 2, "errors are clustered in one or two ways")
    self.formula = formula
    self.clusters = clusters
    self.errors = clusters.isEmpty ? errors : .cluster
  }

  /// Fits the regression to the rows of files.
  ///
  /// - Parameters:
  ///   - paths: Delimited text with a header line, in one or several files.
  ///   - threads: Tasks that read at the same time.
  /// - Returns: Coefficients, fit, and counts of what was left out.
  /// - Throws: `TradeDataError` where the files cannot be read or lack a column, and `AnalysisError`
  ///   where the regression cannot be computed of them.
  public func fit(filesAt paths: [String], threads: Int) async throws -> GravityResult {
    let texts = (formula.textColumns + clusters.flatMap(\.self)).uniqued
    return try fit(
      await DataColumns(
        of: InputPaths.files(of: paths), numbers: formula.numericColumns, codes: texts,
        threads: threads))
  }

  /// Fits the regression to columns that have all its names.
  public func fit(_ columns: DataColumns) throws -> GravityResult {
    try fit(GravityDesign(self, columns))
  }

  /// Fits the regression to a design: again without the rows that turn out to be separated, until
  /// there are none.
  func fit(_ design: GravityDesign) throws -> GravityResult {
    var pruning = Pruning(design)
    while true {
      pruning.prune()
      let sample = try GravitySample(design, rows: pruning.rows)
      guard !sample.hasNothing else { throw pruning.nothingLeft(of: design) }
      let regression = try PoissonRegression(sample)
      if regression.separated.isEmpty {
        return try GravityResult(self, design, pruning, sample, regression)
      }
      pruning.drop(regression.separated.map { sample.rows[$0] })
    }
  }
}
