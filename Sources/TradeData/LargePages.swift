#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Memory in large pages: the first touch of an ordinary page costs more than a pass over it.
enum LargePages {
  /// Below this many bytes the pages of an area do not matter.
  static let least = 1 << 22
  private static let page = 1 << 21

  /// Asks for large pages in an area that nobody has touched yet.
  ///
  /// Advice that is not taken leaves everything as it was.
  static func advise(_ start: UnsafeMutableRawPointer, _ length: Int) {
    #if canImport(Glibc)
    guard length >= least else { return }
    let first = (UInt(bitPattern: start) + UInt(page - 1)) & ~UInt(page - 1)
    let inside = Int(bitPattern: start) + length - Int(first)
    if inside > page, let begin = unsafe UnsafeMutableRawPointer(bitPattern: first) {
      _ = unsafe madvise(begin, inside, MADV_HUGEPAGE)
    }
    #endif
  }
}
