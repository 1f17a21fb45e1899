import Benchmark

/// Every benchmark, a file for each subject.
///
/// Data is made before the measured part begins.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration.maxDuration = .seconds(2)
  Benchmark.defaultConfiguration.metrics = [.wallClock, .cpuTotal, .throughput]
  decimalBenchmarks()
  releaseBenchmarks()
  scanBenchmarks()
  panelBenchmarks()
}
