public import Analytics
public import Releases
public import Reporting
public import TradeData

/// What the server does for a request, in the words of the commands: it is handed in, so that an
/// option means the same here and on the command line.
public struct Jobs: Sendable {
  /// A check that was asked for.
  public struct Check: Sendable {
    /// What checks the document.
    public let batch: Batch
    /// The form of the report.
    public let format: CheckReport.Format

    /// A check by `batch`, reported in `format`.
    public init(batch: Batch, format: CheckReport.Format) {
      (self.batch, self.format) = (batch, format)
    }
  }

  /// An analysis that was asked for.
  public struct Analyze: Sendable {
    /// What reads the data.
    public let reader: TradeReader
    /// What is asked of it.
    public let query: Query
    /// What the finest prices are asked with; nil where no measure is of prices.
    public let salesQuery: Query?
    /// What is computed.
    public let analysis: Analysis
    /// The language of a page.
    public let language: Language

    /// An analysis of these parts.
    public init(
      reader: TradeReader, query: Query, salesQuery: Query?, analysis: Analysis,
      language: Language
    ) {
      (self.reader, self.query, self.salesQuery) = (reader, query, salesQuery)
      (self.analysis, self.language) = (analysis, language)
    }
  }

  /// Why options are not understood: one line.
  public struct WrongOption: Error, Sendable {
    /// The line.
    public let reason: String

    /// An error of this line.
    public init(_ reason: String) { self.reason = reason }
  }

  let check: @Sendable (_ options: [String]) throws -> Check
  let analyze: @Sendable (_ options: [String]) throws -> Analyze

  /// Jobs whose options are read by these functions.
  ///
  /// - Parameters:
  ///   - check: Reads options of `saldo check`, as `["--language", "ru"]`.
  ///   - analyze: Reads options of `saldo analyze`.
  public init(
    check: @escaping @Sendable ([String]) throws -> Check,
    analyze: @escaping @Sendable ([String]) throws -> Analyze
  ) {
    (self.check, self.analyze) = (check, analyze)
  }
}
