internal import ArgumentParser
internal import Releases
internal import TradeData

/// Options for the data that figures are confronted with.
struct AgainstOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Confront the figures with this trade file, of any layout that saldo analyze reads, plain or \
      packed; may be repeated, several files are one data set.
      """, valueName: "data"))
  var against: [String] = []

  @Option(
    help: ArgumentHelp(
      "The unit of the data's values where the file does not say it, as \"thousand USD\".",
      valueName: "unit"))
  var againstUnit: String?

  func validate() throws {
    if against.contains("-") {
      throw ValidationError("--against -: the data is read more than once; name a file")
    }
    guard let againstUnit else { return }
    guard !against.isEmpty else {
      throw ValidationError("--against-unit is of the data; name it with --against")
    }
    guard ReferenceData.unit(againstUnit) != nil else {
      throw ValidationError(
        "--against-unit \"\(againstUnit)\": expected a currency code, as in USD or \"thousand USD\""
      )
    }
  }

  /// The data, read; nil where none is named.
  func data(threads: Int, isQuiet: Bool) async throws -> ReferenceData? {
    guard !against.isEmpty else { return nil }
    let data = try await ReferenceData(
      against, unit: againstUnit.flatMap(ReferenceData.unit), threads: threads)
    if !isQuiet { for note in data.notes { StandardError.say(note) } }
    return data
  }
}
