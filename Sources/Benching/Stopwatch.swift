internal import Dispatch
internal import Synchronization

/// Repeats work and times it.
struct Stopwatch: Sendable {
  /// The repetitions that are made in any case, and at most.
  let repetitions: ClosedRange<Int>
  /// The seconds after which no further repetition begins.
  let budget: Double
  /// The threads in use.
  let threads: Int

  /// Times a workload, after a first time that does not count.
  ///
  /// - Throws: `BenchError` where a repetition's result is another than the first one's.
  func samples(of workload: Workload, _ name: String) async throws -> Samples {
    let expected = try await workload.run()
    var (seconds, yardstick): ([Double], [Double]) = ([], [])
    let begin = ContinuousClock.now
    while seconds.count < repetitions.lowerBound
      || (seconds.count < repetitions.upperBound && Stopwatch.since(begin) < budget)
    {
      let before = Yardstick.seconds(threads)
      let start = ContinuousClock.now
      let result = try await workload.run()
      Slowing.afterwards(of: Stopwatch.since(start))
      seconds.append(Stopwatch.since(start))
      yardstick.append((before + Yardstick.seconds(threads)) / 2)
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

/// A fixed piece of arithmetic in each thread, whose time tells how much of the processors others leave
/// at the moment.
enum Yardstick {
  /// What it takes now, about two milliseconds.
  static func seconds(_ threads: Int) -> Double {
    let start = ContinuousClock.now
    let sum = Atomic<UInt64>(0)
    DispatchQueue.concurrentPerform(iterations: threads) { task in
      var generator = SeededGenerator(seed: UInt64(task))
      var part: UInt64 = 0
      for _ in 0..<1_000_000 { part ^= generator.next() }
      sum.wrappingAdd(part, ordering: .relaxed)
    }
    let elapsed = Stopwatch.since(start)
    // The sum is a fixed number, which the compiler does not know.
    return sum.load(ordering: .relaxed) == 0 ? 0 : elapsed
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
