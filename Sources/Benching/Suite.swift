/// One kind of work that is timed.
protocol Suite: Sendable {
  /// The name by which it is chosen.
  var name: String { get }
  /// What is done, in a few words.
  var summary: String { get }
  /// The dimensions along which it is seen how the cost grows, besides threads.
  var dimensions: [Dimension] { get }
  /// Whether several threads share the work.
  var isParallel: Bool { get }

  /// The rows below which the work is of another kind, so that growth begins there.
  var leastRows: Int { get }

  /// The size that goes with so many rows of data.
  func size(rows: Int) -> Size

  /// Makes the data for a size, outside of what is timed.
  func workload(_ size: Size, in workspace: Workspace) async throws -> Workload
}

extension Suite {
  var leastRows: Int { 1 }
}

/// All suites, in the order in which they are run.
let allSuites: [any Suite] = [
  DecimalSuite(), ReleaseSuite(), ProofSuite(), TableSuite(), ScanSuite(hasManyKeys: false),
  ScanSuite(hasManyKeys: true), PanelSuite(), ComplexitySuite(),
  GravitySuite(),
]

/// The names of all suites.
public let suiteNames = allSuites.map(\.name)

/// What a size is counted in.
public enum Dimension: String, Sendable, Codable, CaseIterable {
  /// Rows of a file, or numbers of a column.
  case rows
  /// Releases.
  case releases
  /// Figures in one release.
  case figures
  /// Series of a panel.
  case series
  /// Periods of a panel.
  case periods
  /// Locations that trade.
  case locations
  /// Products that are traded.
  case products
  /// Distinct keys among the rows.
  case keys
  /// Threads.
  case threads
}

/// How large a workload is, by dimension.
struct Size: Sendable {
  private var amounts: [Dimension: Int]

  init(_ amounts: [Dimension: Int]) { self.amounts = amounts }

  /// The amount of a dimension; one where it has none.
  subscript(dimension: Dimension) -> Int {
    get { amounts[dimension] ?? 1 }
    set { amounts[dimension] = max(1, newValue) }
  }
}

/// Work on data that is there.
struct Workload: Sendable {
  /// What the machine must do at the least.
  enum Demand: Sendable {
    /// To take so many bytes from a file in the page cache.
    case file(bytes: Int)
    /// To move so many bytes through memory, and to do so many floating-point operations.
    case numbers(bytes: Int, operations: Double)
    /// Work that no limit of the machine describes.
    case instructions
  }

  /// How many things are done: rows, releases, numbers.
  let amount: Int
  /// What they are called.
  let unit: String
  let demand: Demand
  /// Does the work, and gives a sum that depends on all of its results.
  let run: @Sendable () async throws -> Double
}
