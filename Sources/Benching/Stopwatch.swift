/// Repeats work, after a first time that does not count, and times it.
struct Stopwatch: Sendable {
  /// The repetitions that are made in any case, and at most.
  let repetitions: ClosedRange<Int>
  /// The seconds after which no further repetition begins.
  let budget: Double

  /// Times a workload.
  ///
  /// - Throws: `BenchError` where a repetition's result is another than the first one's.
  func samples(of workload: Workload, _ name: String) async throws -> Samples {
    let expected = try await workload.run()
    var (seconds, yardstick): ([Double], [Double]) = ([], [])
    let begin = ContinuousClock.now
    while seconds.count < repetitions.lowerBound
      || (seconds.count < repetitions.upperBound && Stopwatch.since(begin) < budget)
    {
      let before = Yardstick.seconds()
      let start = ContinuousClock.now
      let result = try await workload.run()
      let elapsed = Stopwatch.since(start)
      Slowing.afterwards(of: elapsed)
      seconds.append(Stopwatch.since(start))
      yardstick.append((before + Yardstick.seconds()) / 2)
      guard result == expected else {
        throw BenchError(
          "suite \(name): a repetition gave \(result) where the first gave \(expected)")
      }
    }
    return Samples(seconds: seconds, yardstick: yardstick)
  }

  /// The seconds since an instant.
  static func since(_ start: ContinuousClock.Instant) -> Double {
    let elapsed = start.duration(to: .now)
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
  }
}

/// A fixed piece of arithmetic, whose time tells how fast the processor is at the moment.
enum Yardstick {
  /// What it takes now, about two milliseconds.
  static func seconds() -> Double {
    let start = ContinuousClock.now
    var generator = SeededGenerator(seed: 1)
    var sum: UInt64 = 0
    for _ in 0..<1_000_000 { sum ^= generator.next() }
    let elapsed = Stopwatch.since(start)
    // The sum is a fixed number, which the compiler does not know.
    return sum == 0 ? 0 : elapsed
  }
}

/// A slow-down for the test of comparisons, built in with `--traits SlowedBenchmarks` alone.
enum Slowing {
  /// Whether it is built in.
  static var isOn: Bool {
    #if SlowedBenchmarks
    true
    #else
    false
    #endif
  }

  /// Spends half as long again on nothing.
  static func afterwards(of seconds: Double) {
    guard isOn else { return }
    let start = ContinuousClock.now
    while Stopwatch.since(start) < seconds / 2 {}
  }
}
