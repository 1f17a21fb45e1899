#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The three descriptors with which every program begins.
enum StandardStreams {
  /// Gives those that the caller has closed to a place where reading or writing fails.
  ///
  /// Else the next file to be opened would get the number, and a result file named with `-o` would
  /// take what is said on standard error.
  static func keepOpen() {
    for (descriptor, flags) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
    ] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number, and so this one: those below it are taken.
      _ = unsafe open("/dev/null", flags)
    }
  }
}
