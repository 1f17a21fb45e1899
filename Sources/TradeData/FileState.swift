#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What the system says of a file at one moment, to see later whether it is still the same.
struct FileState: Sendable, Equatable {
  private let device: UInt64
  private let number: UInt64
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int

  init(_ status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    number = UInt64(truncatingIfNeeded: status.st_ino)
    size = Int(status.st_size)
    #if canImport(Darwin)
    (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
    #else
    (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    #endif
  }

  /// Throws where the file at `path` is the same one and was written to since.
  ///
  /// Another file in its place, or none, is no change: what was opened stays what it was.
  func confirm(_ path: String) throws(TradeDataError) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return }
    let now = FileState(status)
    guard now.device == device, now.number == number, now != self else { return }
    throw TradeDataError(
      path, "was written to while it was read; run again when nothing writes to it")
  }
}
