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

  /// A time in proportion to an earlier one.
  public struct Change: Sendable, Codable, Equatable {
    /// The later by the earlier; 1 is equal.
    public let ratio: Double
    /// How far the ratio may be from one without meaning anything.
    public let tolerance: Double

    var verdict: Verdict {
      ratio > 1 + tolerance ? .slower : ratio < 1 / (1 + tolerance) ? .faster : .same
    }
  }

  /// One suite of both runs.
  public struct Line: Sendable, Codable, Equatable {
    /// The suite.
    public let name: String
    /// The time that passes in proportion to the earlier one; nil where the runs cannot be compared.
    public let time: Change?
    /// The processor's time in proportion to the earlier one.
    public let processor: Change?
    /// What follows.
    public let verdict: Verdict
  }

  /// The suites that both runs have, in the order of the later.
  public let lines: [Line]
  /// What a reader should know, one line each: other processors, other threads.
  public let notes: [String]

  /// A smaller change is none, however narrow the spread: from one process to the next the same code
  /// lies differently in memory.
  private static let leastTolerance = 0.1

  /// Compares a run with an earlier one.
  ///
  /// Compared are the time that passes and the processor's time, each by the least of the timings, by
  /// the middle one, and by the least in units of a fixed piece of arithmetic that was timed beside
  /// them. The ratio is the one nearest to 1 of the three, or 1 where they disagree, so that neither a
  /// busier machine nor a quiet moment is taken for another program. It counts where it differs from
  /// 1 by more than both runs' distances from the least timing to the lower quartile, and by 10 % at
  /// least. Where others used the machine in either run the time that passes is shown and not judged.
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
    let isQuiet = ![later, earlier].contains(where: \.isBusy)
    if !isQuiet {
      notes.append(
        "others used the machine (load \(later.load), earlier \(earlier.load)): "
          + "the processor's time alone is judged")
    }
    self.notes = notes
    lines = later.suites.compactMap { suite in
      guard let other = earlier.suites.first(where: { $0.name == suite.name }) else { return nil }
      guard isAlike, suite.amount == other.amount else {
        return Line(name: suite.name, time: nil, processor: nil, verdict: .different)
      }
      return Comparison.line(suite.name, suite.samples, other.samples, isQuiet)
    }
  }

  private static func line(
    _ name: String, _ later: Samples, _ earlier: Samples, _ isQuiet: Bool
  ) -> Line {
    let speed =
      Samples.quantile(earlier.yardstick, 0) / Samples.quantile(later.yardstick, 0)
    let time = change(later.seconds, earlier.seconds, speed)
    let processor = change(later.processor, earlier.processor, speed)
    let verdicts = [isQuiet ? time.verdict : .same, processor.verdict]
    let verdict: Verdict =
      verdicts.contains(.slower) ? .slower : verdicts.contains(.faster) ? .faster : .same
    return Line(name: name, time: time, processor: processor, verdict: verdict)
  }

  private static func change(_ later: [Double], _ earlier: [Double], _ speed: Double) -> Change {
    let least = Samples.quantile(later, 0) / Samples.quantile(earlier, 0)
    let ratios = [
      least, least * speed, Samples.quantile(later, 0.5) / Samples.quantile(earlier, 0.5),
    ].filter(\.isFinite)
    let (lowest, highest) = (ratios.min() ?? 1, ratios.max() ?? 1)
    return Change(
      ratio: lowest > 1 ? lowest : highest < 1 ? highest : 1,
      tolerance: max(
        leastTolerance, Samples.lowerSpread(later) + Samples.lowerSpread(earlier)))
  }

  /// Whether some suite takes longer.
  public var hasSlower: Bool { lines.contains { $0.verdict == .slower } }
}
