#if canImport(Glibc)
internal import Glibc
#endif

extension Array where Element == Double {
  /// Below this many elements the pages of an array do not matter.
  private static let manyElements = 1 << 19

  /// Equal numbers, in large pages where there are many of them.
  ///
  /// An array of 200 MB has 50,000 ordinary pages, and the first touch of each costs more than a pass
  /// over it.
  static func inLargePages(repeating value: Double, count: Int) -> [Double] {
    guard count >= manyElements else { return Array(repeating: value, count: count) }
    return unsafe inLargePages(count: count) { unsafe $0.initialize(repeating: value) }
  }

  /// Numbers that `fill` writes, every one of them, in large pages where there are many.
  static func inLargePages(
    count: Int, _ fill: (UnsafeMutableBufferPointer<Double>) -> Void
  ) -> [Double] {
    unsafe Array(unsafeUninitializedCapacity: count) { buffer, initialized in
      #if canImport(Glibc)
      let page = 1 << 21
      let begin = UInt(bitPattern: buffer.baseAddress)
      let first = (begin + UInt(page) - 1) & ~UInt(page - 1)
      let length = Int(begin) + count * MemoryLayout<Double>.stride - Int(first)
      // Advice that is not taken leaves everything as it was.
      if length > page {
        unsafe _ = madvise(UnsafeMutableRawPointer(bitPattern: first), length, MADV_HUGEPAGE)
      }
      #endif
      unsafe fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      initialized = count
    }
  }
}
