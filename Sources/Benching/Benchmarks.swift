internal import LinearAlgebra

/// Runs the suites that `saldo bench` offers.
public struct Benchmarks: Sendable {
  private let options: BenchOptions

  /// The benchmarks with these options.
  public init(_ options: BenchOptions) { self.options = options }

  /// Measures the machine's limits, then each suite and how it grows.
  ///
  /// - Parameters:
  ///   - version: The version of the program, for the record.
  ///   - progress: Called with what is about to be done.
  /// - Returns: What was found.
  /// - Throws: `BenchError` for an unknown suite, a library that computes wrongly, a suite whose
  ///   results differ from one repetition to the next, or a disk that cannot be written.
  public func run(version: String, _ progress: (String) -> Void) async throws -> BenchRecord {
    let suites = try options.chosen()
    LinearAlgebraLibrary.setThreads(options.threads)
    try LinearAlgebraCheck.run()
    let workspace = try Workspace(threads: options.threads, seed: options.seed)
    progress("limits of the machine")
    let limits = try MachineLimits.measured(
      threads: options.threads, isQuick: options.isQuick, in: workspace)
    var records: [SuiteRecord] = []
    for suite in suites {
      progress("\(suite.name): \(suite.summary)")
      records.append(try await record(of: suite, limits, in: workspace))
    }
    return BenchRecord(
      version: version, machine: .current(), limits: limits, options: options, suites: records)
  }

  private func record(
    of suite: any Suite, _ limits: MachineLimits, in workspace: Workspace
  ) async throws -> SuiteRecord {
    var size = suite.size(rows: options.rows)
    if suite.isParallel { size[.threads] = options.threads }
    PeakMemory.reset()
    let workload = try await suite.workload(size, in: workspace)
    let watch =
      options.isQuick
      ? Stopwatch(repetitions: 5...15, budget: 1) : Stopwatch(repetitions: 9...51, budget: 5)
    let samples = try await watch.samples(of: workload, suite.name)
    let peak = PeakMemory.bytes()
    return SuiteRecord(
      name: suite.name, summary: suite.summary, amount: workload.amount, unit: workload.unit,
      samples: samples, bound: limits.bound(on: workload.demand, taking: samples.median),
      peakMemory: peak, growth: try await growth(of: suite, from: size, in: workspace))
  }

  private func growth(
    of suite: any Suite, from size: Size, in workspace: Workspace
  ) async throws -> [Growth] {
    let watch =
      options.isQuick
      ? Stopwatch(repetitions: 3...5, budget: 0.2) : Stopwatch(repetitions: 5...15, budget: 1)
    let dimensions = suite.dimensions + (suite.isParallel && options.threads > 1 ? [.threads] : [])
    var found: [Growth] = []
    for dimension in dimensions {
      var points: [Growth.Point] = []
      for amount in amounts(upTo: size[dimension], dimension) {
        var part = size
        part[dimension] = amount
        let workload = try await suite.workload(part, in: workspace)
        let samples = try await watch.samples(of: workload, suite.name)
        points.append(Growth.Point(amount: amount, seconds: samples.median))
      }
      if let growth = Growth(dimension, points) { found.append(growth) }
    }
    LinearAlgebraLibrary.setThreads(options.threads)
    return found
  }

  /// Halves of the amount down to an eighth, or a quarter where time is short; of threads, doubles.
  private func amounts(upTo most: Int, _ dimension: Dimension) -> [Int] {
    if dimension == .threads {
      return Set((0..<20).map { 1 << $0 }.filter { $0 < most } + [most]).sorted()
    }
    let parts = options.isQuick ? [4, 2, 1] : [8, 4, 2, 1]
    return Set(parts.map { max(1, most / $0) }).sorted()
  }
}
