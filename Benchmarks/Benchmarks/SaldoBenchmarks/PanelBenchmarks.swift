import Analytics
import Benchmark
import LinearAlgebra

/// Lagged deltas of every series at once, as one product with an operator.
func panelBenchmarks() {
  for series in [1_000, 100_000] {
    Benchmark("panel deltas, \(series) series × 132 months (dgemm)") { benchmark in
      let values = (0..<series * 132).map { Double($0 % 9973) }
      let panel = Panel(Matrix(rows: series, columns: 132, elements: values))
      let linear = PanelOperator.deltas(periods: 132, lag: 12)
      benchmark.startMeasurement()
      blackHole(panel.applying(linear))
      benchmark.stopMeasurement()
    }
  }
}
