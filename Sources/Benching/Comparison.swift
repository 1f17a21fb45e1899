/// Two runs of the benchmarks beside each other.
public struct Comparison: Sendable, Codable, Equatable {
  /// What became of a suite.
  public enum Verdict: String, Sendable, Codable {
    /// No change that the spread of the timings does not explain.
    case same
    /// It takes longer.
    case slower
    /// It takes less.
    case faster
    /// The runs did other work, so that they cannot be compared.
    case different
  }

  /// One suite of both runs.
  public struct Line: Sendable, Codable, Equatable {
    /// The suite.
    public let name: String
    /// The time in proportion to the earlier one, both in units of the yardstick; 1 is equal, nil
    /// where the runs cannot be compared.
    public let ratio: Double?
    /// How far the ratio may be from one without meaning anything.
    public let tolerance: Double?
    /// What follows.
    public let verdict: Verdict
  }

  /// The suites that both runs have, in the order of the later.
  public let lines: [Line]
  /// What a reader should know, one line each: other processors, other threads.
  public let notes: [String]

  /// A smaller change is none, however narrow the spread: from one process to the next the same code
  /// lies differently in memory.
  private static let least = 0.08

  /// Compares a run with an earlier one.
  ///
  /// The middle and the least of the timings are compared, both in seconds and in units of a fixed
  /// piece of arithmetic that was timed beside each; the ratio is the one nearest to 1 of the four, or 1
  /// where they disagree, so that neither a busier machine nor a quiet moment is taken for another
  /// program. It counts where it differs from 1 by more than twice the sum of both runs' half
  /// quartile distances, in seconds or in those units, whichever is less, and by 8 % at least.
  public init(_ later: BenchRecord, with earlier: BenchRecord) {
    var notes: [String] = []
    if later.machine.processor != earlier.machine.processor {
      notes.append("the earlier run was on another processor: \(earlier.machine.processor)")
    }
    if later.machine.linearAlgebra != earlier.machine.linearAlgebra {
      notes.append("the earlier run had another OpenBLAS: \(earlier.machine.linearAlgebra)")
    }
    let isAlike =
      later.rows == earlier.rows && later.threads == earlier.threads
      && later.seed == earlier.seed
    if !isAlike {
      notes.append(
        "the earlier run had \(earlier.rows) rows, \(earlier.threads) threads and seed "
          + "\(earlier.seed); this one \(later.rows), \(later.threads) and \(later.seed)")
    }
    self.notes = notes
    lines = later.suites.compactMap { suite in
      guard let other = earlier.suites.first(where: { $0.name == suite.name }) else { return nil }
      guard isAlike, suite.amount == other.amount else {
        return Line(name: suite.name, ratio: nil, tolerance: nil, verdict: .different)
      }
      return Comparison.line(suite.name, suite.samples, other.samples)
    }
  }

  private static func line(_ name: String, _ later: Samples, _ earlier: Samples) -> Line {
    let pairs = [(later.seconds, earlier.seconds), (later.relative, earlier.relative)]
    let ratios = pairs.flatMap { now, before in
      [0, 0.5].map { Samples.quantile(now, $0) / Samples.quantile(before, $0) }
    }
    let (lowest, highest) = (ratios.min() ?? 1, ratios.max() ?? 1)
    let ratio = lowest > 1 ? lowest : highest < 1 ? highest : 1
    let spread = pairs.map { Samples.spread($0) + Samples.spread($1) }.min() ?? 0
    let tolerance = max(least, 2 * spread)
    let verdict: Verdict =
      ratio > 1 + tolerance ? .slower : ratio < 1 / (1 + tolerance) ? .faster : .same
    return Line(name: name, ratio: ratio, tolerance: tolerance, verdict: verdict)
  }

  /// Whether some suite takes longer.
  public var hasSlower: Bool { lines.contains { $0.verdict == .slower } }
}
