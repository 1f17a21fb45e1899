internal import Spark
internal import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How far Spark is, on standard error, once a second and only on a terminal.
final class SparkBar: Sendable {
  private let shown = Mutex(-1)

  /// Nil where standard error is no terminal.
  init?() {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
  }

  /// Shows where the run is.
  func show(_ progress: SparkProgress) {
    let second = Int(progress.seconds)
    let isNew = shown.withLock { shown in
      guard shown != second else { return false }
      shown = second
      return true
    }
    if isNew { StandardError.write("\r\(SparkBar.line(progress))\u{1b}[K") }
  }

  /// Takes the bar away.
  func end() { StandardError.write("\r\u{1b}[K") }

  /// `Spark: ██████░░░░  stage 1: 13 of 200 tasks  25 s`.
  static func line(_ progress: SparkProgress) -> String {
    let time = "\(Int(progress.seconds)) s"
    if progress.isWaiting { return "Spark: no worker has room yet …  \(time)" }
    guard progress.total > 0 else { return "Spark: starting …  \(time)" }
    let width = 20
    let filled = width * progress.done / progress.total
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    return
      "Spark: \(bar)  stage \(progress.stage): \(progress.done) of \(progress.total) tasks  \(time)"
  }
}
