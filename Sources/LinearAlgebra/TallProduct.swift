internal import Dispatch

/// A product whose left factor has many short rows and whose right factor is small: a panel and its
/// operator.
///
/// The library would copy the tall factor into its own order, which costs more than the product. In
/// stretches of rows that stay below its threshold for threads, and on newer processors below that for
/// copying too, each call works in place and in one thread; the stretches are shared out among as many
/// tasks as the library has threads.
enum TallProduct {
  /// Multiplications in one call: a quarter of those at which the library starts threads.
  private static let work = 1 << 16

  /// Whether a product m×k by k×n is of that kind.
  static func fits(m: Int, n: Int, k: Int) -> Bool { m >= 1 << 13 && n <= 16 && k <= 256 }

  static func multiply(
    m: Int, n: Int, k: Int, _ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>,
    _ c: UnsafeMutableBufferPointer<Double>
  ) {
    let stretch = max(1, work / (n * k))
    let count = (m + stretch - 1) / stretch
    let tasks = min(count, BLAS.threadCount)
    // Each task writes rows of its own, and all have ended when this returns.
    nonisolated(unsafe) let (a, b, c) = unsafe (a, b, c)
    DispatchQueue.concurrentPerform(iterations: tasks) { task in
      for number in (task * count / tasks)..<((task + 1) * count / tasks) {
        let rows = (number * stretch)..<min((number + 1) * stretch, m)
        unsafe BLAS.gemm(
          .none, .none, m: rows.count, n: n, k: k,
          UnsafeBufferPointer(rebasing: a[(rows.lowerBound * k)..<(rows.upperBound * k)]), k, b, n,
          UnsafeMutableBufferPointer(
            rebasing: c[(rows.lowerBound * n)..<(rows.upperBound * n)]))
      }
    }
  }
}
