#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Repeats work and times it.
struct Stopwatch: Sendable {
  /// The repetitions that are made in any case, and at most.
  let repetitions: ClosedRange<Int>
  /// The seconds after which no further repetition begins.
  let budget: Double

  /// Times a workload, after a first time that does not count.
  ///
  /// - Throws: `BenchError` where a repetition's result is another than the first one's.
  func samples(of workload: Workload, _ name: String) async throws -> Samples {
    let expected = try await workload.run()
    var (seconds, processor, yardstick): ([Double], [Double], [Double]) = ([], [], [])
    let begin = ContinuousClock.now
    while seconds.count < repetitions.lowerBound
      || (seconds.count < repetitions.upperBound && Stopwatch.since(begin) < budget)
    {
      yardstick.append(Yardstick.seconds())
      let (start, used) = (ContinuousClock.now, ProcessorClock.process)
      let result = try await workload.run()
      Slowing.afterwards(of: ProcessorClock.process - used)
      seconds.append(Stopwatch.since(start))
      processor.append(ProcessorClock.process - used)
      guard result == expected else {
        throw BenchError(
          "suite \(name): a repetition gave \(result) where the first gave \(expected)")
      }
    }
    return Samples(seconds: seconds, processor: processor, yardstick: yardstick)
  }

  /// The seconds since an instant.
  static func since(_ start: ContinuousClock.Instant) -> Double {
    let elapsed = start.duration(to: .now)
    return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
  }
}

/// The time that processors have spent on the program.
enum ProcessorClock {
  /// On all of its threads, in seconds.
  static var process: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }
  /// On the present thread.
  static var thread: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// A fixed piece of arithmetic, whose time tells how fast the processor is at the moment.
enum Yardstick {
  /// The processor's seconds that it takes now, about two thousandths.
  static func seconds() -> Double {
    let start = ProcessorClock.thread
    var generator = SeededGenerator(seed: 1)
    var sum: UInt64 = 0
    for _ in 0..<1_000_000 { sum ^= generator.next() }
    let elapsed = ProcessorClock.thread - start
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

  /// Spends half as much of the processor's time again on nothing.
  static func afterwards(of seconds: Double) {
    guard isOn else { return }
    let start = ProcessorClock.thread
    while ProcessorClock.thread - start < seconds / 2 {}
  }
}
