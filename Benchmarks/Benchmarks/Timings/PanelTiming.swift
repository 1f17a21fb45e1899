import Analytics
import Foundation
import LinearAlgebra

/// Statistics of many series as one product, beside the machine's limits in the same run.
struct PanelTiming {
  let series: Int
  let periods: Int
  let statistics: Int
  let threads: Int

  /// Prints the best time of each, and the share of the smaller limit that the product reaches.
  func run(_ count: Int) {
    let panel = Panel(
      Matrix(
        rows: series, columns: periods,
        elements: (0..<series * periods).map { Double($0 % 9973) }))
    let weights = (0..<periods * statistics).map { Double($0 % 7) - 3 }
    let linear = PanelOperator(Matrix(rows: periods, columns: statistics, elements: weights))
    var result = Matrix(rows: series, columns: statistics)
    let square = 2_000
    let factor = Matrix(
      rows: square, columns: square, elements: (0..<square * square).map { Double($0 % 13) })
    var product = Matrix(rows: square, columns: square)
    var memory = Memory(reading: panel.values, writing: statistics, threads: threads)
    var (operation, bandwidth, peak) = (Double.infinity, Double.infinity, Double.infinity)
    // In turn, so that a slow moment of the machine is one for all three.
    for _ in 0..<count {
      operation = min(operation, seconds { panel.apply(linear, into: &result) })
      bandwidth = min(bandwidth, seconds { memory.pass() })
      peak = min(peak, seconds { Matrix.multiply(factor, by: factor, into: &product) })
    }
    let bytes = Double(8 * series * (periods + statistics))
    let flops = 2 * Double(series * periods * statistics)
    let bytesPerSecond = Double(memory.bytes) / bandwidth
    let flopsPerSecond = 2 * pow(Double(square), 3) / peak
    let limit = max(bytes / bytesPerSecond, flops / flopsPerSecond)
    print(
      """
      {"seconds": \(operation), "memory_gb_s": \(bytesPerSecond / 1e9), \
      "gemm_gflops": \(flopsPerSecond / 1e9), "limit_seconds": \(limit), \
      "share_of_limit": \(limit / operation), "check": \(result.elements.reduce(0, +))}
      """)
  }
}

/// The memory limit: the traffic of the product alone, in as many tasks as BLAS has threads.
///
/// Every value of the panel is read, and as many numbers are written as there are statistics.
struct Memory {
  /// Read and written in one pass.
  let bytes: Int
  private let threads: Int
  private let source: Matrix
  private let columns: Int
  private var target: [Double]

  init(reading source: Matrix, writing columns: Int, threads: Int) {
    self.source = source
    self.threads = threads
    target = Array(repeating: 0, count: source.rows * columns)
    self.columns = columns
    bytes = 8 * source.rows * (source.columns + columns)
  }

  mutating func pass() {
    let (rows, threads, columns, width) = (source.rows, threads, columns, source.columns)
    source.elements.withUnsafeBytes { source in
      target.withUnsafeMutableBytes { target in
        nonisolated(unsafe) let (source, target) = (source, target)
        DispatchQueue.concurrentPerform(iterations: threads) { task in
          let (from, to) = (task * rows / threads, (task + 1) * rows / threads)
          var sums = (SIMD8<Double>.zero, SIMD8<Double>.zero)
          let stretch = 256
          for begin in stride(from: from, to: to, by: stretch) {
            let end = min(begin + stretch, to)
            for place in stride(from: begin * width * 8, to: end * width * 8 - 127, by: 128) {
              sums.0 += source.loadUnaligned(fromByteOffset: place, as: SIMD8<Double>.self)
              sums.1 += source.loadUnaligned(fromByteOffset: place + 64, as: SIMD8<Double>.self)
            }
            for place in stride(from: begin * columns * 8, to: end * columns * 8 - 63, by: 64) {
              target.storeBytes(of: sums.0 + sums.1, toByteOffset: place, as: SIMD8<Double>.self)
            }
          }
        }
      }
    }
  }
}
