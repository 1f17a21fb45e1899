/// What a run of the benchmarks is to do.
public struct BenchOptions: Sendable {
  /// The size of the data: rows of the tables and files; the other suites take sizes in proportion.
  public var rows: Int
  /// The number of threads.
  public var threads: Int
  /// The seed of the generated data.
  public var seed: UInt64
  /// Whether to be done within a minute: fewer repetitions, and growth by few sizes.
  public var isQuick: Bool
  /// The suites by name; nil for all.
  public var suites: [String]?

  /// The rows of an ordinary run and of a quick one.
  public static let usualRows = (ordinary: 2_000_000, quick: 500_000)

  /// Options; see the properties.
  public init(
    rows: Int? = nil, threads: Int = 1, seed: UInt64 = 1, isQuick: Bool = false,
    suites: [String]? = nil
  ) {
    self.rows =
      rows ?? (isQuick ? BenchOptions.usualRows.quick : BenchOptions.usualRows.ordinary)
    self.threads = max(1, threads)
    self.seed = seed
    self.isQuick = isQuick
    self.suites = suites
  }

  /// The suites that were chosen, in their usual order.
  ///
  /// - Throws: `BenchError` for a name that no suite has.
  func chosen() throws(BenchError) -> [any Suite] {
    guard let suites else { return allSuites }
    for name in suites where !allSuites.contains(where: { $0.name == name }) {
      throw BenchError(
        "no suite is named \"\(name)\"; expected "
          + allSuites.map(\.name).joined(separator: ", "))
    }
    return allSuites.filter { suites.contains($0.name) }
  }
}

/// Why a benchmark could not be run, in one line.
public struct BenchError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line.
  public let description: String

  init(_ description: String) { self.description = description }
}
