import Benchmark
import Exact

/// Reading decimals as printed.
func decimalBenchmarks() {
  Benchmark("decimal as printed, 10 000 texts") { benchmark in
    let texts = (0..<10_000).map { "\($0 * 7919 % 1_000_000).\($0 % 1000)" }
    benchmark.startMeasurement()
    for text in texts { blackHole(PrintedDecimal(text)) }
  }
}
