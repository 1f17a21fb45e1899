public import Analytics
public import Releases
public import TradeData

/// Where the figures of a report come from, and how it is to be written.
public struct ReportSource: Sendable {
  /// The files, as they were named.
  public let files: [String]
  /// What is said of the layout.
  public let layout: String
  /// Which columns were read as what.
  public let columns: String
  /// The unit of the values.
  public let unit: Unit
  /// What became of the rows.
  public let tally: Tally
  /// The first rows that could not be read.
  public let rejects: [Reject]
  /// What a reader should know, one line each.
  public let notes: [String]
  /// How many periods lie between a value and the one it is compared with.
  public let lag: Int
  /// Digits after the point of ratios and percentages.
  public let places: Int
  /// The language of the report's words and numbers.
  public let language: Language

  /// Whether values of several series have a total: amounts do, percentages and indices do not.
  var isAdditive: Bool {
    let name = unit.name.lowercased()
    return !["percent", "%", "index", "per cent", "ratio"].contains { name.contains($0) }
  }

  /// Where the result of `analysis` of `reading` comes from.
  ///
  /// - Parameters:
  ///   - files: The files, as they were named.
  ///   - reading: What was read of them.
  ///   - analysis: What was computed.
  ///   - notes: Notes on the result, behind those on the reading.
  ///   - language: The language of the report.
  public init(
    files: [String], reading: TradeReader.Reading, analysis: Analysis, notes: [String] = [],
    language: Language = .english
  ) {
    self.files = files
    layout = reading.layout.title
    columns = reading.columns
    unit = reading.unit
    tally = reading.tally
    rejects = Array(reading.rejects.prefix(5))
    self.notes = reading.notes + notes
    lag = analysis.lag
    places = analysis.places
    self.language = language
  }
}
