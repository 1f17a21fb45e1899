internal import Dispatch

/// The bandwidth of memory, by arrays that are larger than the caches.
struct MemoryLimit {
  private let count: Int
  private let threads: Int

  /// Arrays of `bytes` in all.
  init(bytes: Int, threads: Int) {
    count = bytes / 3 / MemoryLayout<SIMD8<Double>>.stride
    self.threads = threads
  }

  /// Bytes a second of the best of some passes: read alone, and the triad.
  func measured(passes: Int) -> (read: Double, triad: Double) {
    let length = count * 3
    let area = UnsafeMutablePointer<SIMD8<Double>>.allocate(capacity: length)
    defer { unsafe area.deallocate() }
    // Each thread writes its own part first, so that its pages lie near it.
    nonisolated(unsafe) let shared = unsafe area
    for part in 0..<3 {
      each { range in
        unsafe (shared + part * count + range.lowerBound).initialize(
          repeating: SIMD8(repeating: Double(part)), count: range.count)
      }
    }
    var (read, triad) = (Double.infinity, Double.infinity)
    for _ in 0..<passes {
      read = min(read, seconds { unsafe MemoryLimit.sum(shared, $0, of: count) })
      triad = min(triad, seconds { unsafe MemoryLimit.triad(shared, $0, of: count) })
    }
    let bytes = Double(length * MemoryLayout<SIMD8<Double>>.stride)
    return (bytes / read, bytes / triad)
  }

  private func seconds(_ work: @Sendable (Range<Int>) -> Void) -> Double {
    let start = ContinuousClock.now
    each(work)
    return Stopwatch.since(start)
  }

  private func each(_ work: @Sendable (Range<Int>) -> Void) {
    DispatchQueue.concurrentPerform(iterations: threads) { task in
      work(task * count / threads..<(task + 1) * count / threads)
    }
  }

  @inline(never)
  private static func sum(
    _ area: UnsafeMutablePointer<SIMD8<Double>>, _ range: Range<Int>, of count: Int
  ) {
    var sums = (SIMD8<Double>.zero, SIMD8<Double>.zero, SIMD8<Double>.zero)
    let (second, third) = unsafe (area + count, area + 2 * count)
    for index in range {
      unsafe sums.0 += area[index]
      unsafe sums.1 += second[index]
      unsafe sums.2 += third[index]
    }
    // Written where nobody looks, so that the sums are computed.
    let total = sums.0 + sums.1 + sums.2
    if let first = range.first, total.sum().isNaN { unsafe area[first] = total }
  }

  @inline(never)
  private static func triad(
    _ area: UnsafeMutablePointer<SIMD8<Double>>, _ range: Range<Int>, of count: Int
  ) {
    let (second, third) = unsafe (area + count, area + 2 * count)
    for index in range { unsafe area[index] = second[index] + 0.5 * third[index] }
  }
}
