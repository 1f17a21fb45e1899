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
    var memory = Memory(bytes: 8 * series * (periods + statistics), threads: threads)
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

/// The memory limit: b = s·a over arrays past the caches, in as many tasks as BLAS has threads.
struct Memory {
  /// Read and written in one pass.
  let bytes: Int
  private let threads: Int
  private var source: [Double]
  private var target: [Double]

  init(bytes: Int, threads: Int) {
    let count = bytes / 16
    self.bytes = count * 16
    self.threads = threads
    source = (0..<count).map(Double.init)
    target = Array(repeating: 0, count: count)
  }

  mutating func pass() {
    let (count, threads) = (source.count, threads)
    source.withUnsafeBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        nonisolated(unsafe) let (source, target) = (source, target)
        DispatchQueue.concurrentPerform(iterations: threads) { part in
          for index in (part * count / threads)..<((part + 1) * count / threads) {
            target[index] = 3 * source[index]
          }
        }
      }
    }
  }
}
