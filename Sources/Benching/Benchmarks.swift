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
    let load = Machine.load
    LinearAlgebraLibrary.setThreads(options.threads)
    try LinearAlgebraCheck.run()
    let workspace = try Workspace(threads: options.threads, seed: options.seed)
    progress("limits of the machine")
    let limits = try MachineLimits.measured(
      threads: options.threads, isQuick: options.isQuick, in: workspace)
    var records: [SuiteRecord] = []
    for suite in suites {
      progress("\(suite.name): \(suite.summary)")
      records.append(try await record(of: suite, in: workspace))
    }
    // Again, so that the timings of a suite lie apart and show how the machine changes meanwhile.
    for round in 2...Benchmarks.rounds {
      progress("round \(round) of \(Benchmarks.rounds)")
      for (place, suite) in suites.enumerated() {
        let more = try await timed(suite, in: workspace).samples
        records[place].samples = records[place].samples.joined(with: more)
      }
    }
    for (place, suite) in suites.enumerated() {
      progress("\(suite.name): growth")
      let workload = try await suite.workload(size(of: suite), in: workspace)
      records[place].bound = limits.bound(
        on: workload.demand, taking: records[place].samples.median)
      records[place].growth = try await growth(of: suite, from: size(of: suite), in: workspace)
    }
    return BenchRecord(
      version: version, machine: .current(), load: load, limits: limits, options: options,
      suites: records)
  }

  /// Does the work of one suite so many times, for tools that count what the processor does.
  ///
  /// - Returns: How many things are done each time, what they are called, and the bytes and
  ///   floating-point operations that they take at the least, where that is known.
  /// - Throws: `BenchError` for a name that no suite has.
  public static func repeatWork(
    of name: String, _ options: BenchOptions, times: Int
  ) async throws -> (amount: Int, unit: String, bytes: Int, operations: Double) {
    var options = options
    options.suites = [name]
    let workspace = try Workspace(threads: options.threads, seed: options.seed)
    let workload = try await options.chosen()[0].workload(
      options.chosen()[0].size(rows: options.rows), in: workspace)
    for _ in 0..<times { _ = try await workload.run() }
    return switch workload.demand {
    case .instructions: (workload.amount, workload.unit, 0, 0)
    case .file(let bytes): (workload.amount, workload.unit, bytes, 0)
    case .numbers(let bytes, let operations):
      (workload.amount, workload.unit, bytes, operations)
    }
  }

  private static let rounds = 3

  private func size(of suite: any Suite) -> Size {
    var size = suite.size(rows: options.rows)
    if suite.isParallel { size[.threads] = options.threads }
    return size
  }

  private func record(
    of suite: any Suite, in workspace: Workspace
  ) async throws -> SuiteRecord {
    PeakMemory.reset()
    let (workload, samples) = try await timed(suite, in: workspace)
    return SuiteRecord(
      name: suite.name, summary: suite.summary, amount: workload.amount, unit: workload.unit,
      samples: samples, bound: nil, peakMemory: PeakMemory.bytes(), growth: [])
  }

  /// One round of a suite.
  private func timed(
    _ suite: any Suite, in workspace: Workspace
  ) async throws -> (workload: Workload, samples: Samples) {
    let watch = Stopwatch(
      repetitions: options.isQuick ? 3...7 : 5...25, budget: options.isQuick ? 0.3 : 2)
    let workload = try await suite.workload(size(of: suite), in: workspace)
    return (workload, try await watch.samples(of: workload, suite.name))
  }

  private func growth(
    of suite: any Suite, from size: Size, in workspace: Workspace
  ) async throws -> [Growth] {
    let watch = Stopwatch(
      repetitions: options.isQuick ? 3...5 : 5...15, budget: options.isQuick ? 0.15 : 1)
    let dimensions = suite.dimensions + (suite.isParallel && options.threads > 1 ? [.threads] : [])
    var found: [Growth] = []
    for dimension in dimensions {
      var points: [Growth.Point] = []
      for amount in amounts(of: dimension, upTo: size[dimension], suite) {
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
  private func amounts(of dimension: Dimension, upTo most: Int, _ suite: any Suite) -> [Int] {
    if dimension == .threads {
      return Set((0..<20).map { 1 << $0 }.filter { $0 < most } + [most]).sorted()
    }
    let least = dimension == .rows ? suite.leastRows : 1
    let parts = options.isQuick ? [4, 2, 1] : [8, 4, 2, 1]
    return Set(parts.map { most / $0 }.filter { $0 >= least } + [most]).sorted()
  }
}
