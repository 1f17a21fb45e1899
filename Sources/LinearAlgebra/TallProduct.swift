internal import CVector
internal import Dispatch
internal import Synchronization

/// A product whose left factor has many short rows and whose right factor is small: a panel and its
/// operator.
///
/// The library would copy the tall factor into its own order, which costs more than the product. Here
/// it is read once, in its own order, by the widest vectors that the processor has, eight columns of
/// the result at a time; the right factor stays in the nearest cache. As many tasks as the library has
/// threads take the rows share by share, so that one that is held up leaves more to the others.
enum TallProduct {
  /// Columns of the result at a time.
  private static let width = 8
  /// Rows whose columns are all computed before the next ones, while they are in a near cache.
  private static let stretch = 256
  /// Rows that a task takes at a time.
  private static let share = 1 << 13

  /// Whether a product m×k by k×n is of that kind.
  static func fits(m: Int, n: Int, k: Int) -> Bool { m >= share && n <= 16 && k <= 256 }

  static func multiply(
    m: Int, n: Int, k: Int, _ a: UnsafeBufferPointer<Double>, _ b: UnsafeBufferPointer<Double>,
    _ c: UnsafeMutableBufferPointer<Double>
  ) {
    let blocks = (n + width - 1) / width
    // The right factor, eight columns at a time, with zeros beside the last.
    var weights = [Double](repeating: 0, count: blocks * k * width)
    for row in 0..<k {
      for column in 0..<n {
        let (block, lane) = column.quotientAndRemainder(dividingBy: width)
        unsafe weights[(block * k + row) * width + lane] = b[row * n + column]
      }
    }
    let next = Atomic(0)
    unsafe weights.withUnsafeBufferPointer { weights in
      // Each task writes rows of its own, and all have ended when this returns.
      nonisolated(unsafe) let (a, weights, c) = unsafe (a, weights, c)
      DispatchQueue.concurrentPerform(iterations: BLAS.threadCount) { _ in
        while case let begin = next.add(share, ordering: .relaxed).oldValue, begin < m {
          unsafe multiply(rows: begin..<min(m, begin + share), n: n, k: k, a, weights, c)
        }
      }
    }
  }

  private static func multiply(
    rows: Range<Int>, n: Int, k: Int, _ a: UnsafeBufferPointer<Double>,
    _ weights: UnsafeBufferPointer<Double>, _ c: UnsafeMutableBufferPointer<Double>
  ) {
    guard let a = a.baseAddress, let weights = weights.baseAddress, let c = c.baseAddress else {
      return
    }
    var part = [Double](repeating: 0, count: n % width == 0 ? 0 : stretch * width)
    unsafe part.withUnsafeMutableBufferPointer { part in
      for begin in stride(from: rows.lowerBound, to: rows.upperBound, by: stretch) {
        let count = min(stretch, rows.upperBound - begin)
        for first in stride(from: 0, to: n, by: width) {
          let (source, target) = unsafe (a + begin * k, c + begin * n + first)
          let columns = unsafe weights + first * k
          if n - first >= width {
            unsafe saldo_tall_product(source, columns, target, count, k, n)
          } else if let part = part.baseAddress {
            // Fewer than eight columns are left: what is beside them is not the product's.
            unsafe saldo_tall_product(source, columns, part, count, k, width)
            for row in 0..<count {
              for column in 0..<(n - first) {
                unsafe target[row &* n &+ column] = part[row &* width &+ column]
              }
            }
          }
        }
      }
    }
  }
}
