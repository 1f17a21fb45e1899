#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A bar on standard error for work that takes over a second, only on a terminal.
struct ProgressBar {
  private static let width = 30

  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private var isShown = false

  /// Shows that `done` of `total` parts are done, at most ten times a second.
  mutating func show(_ done: Int, of total: Int) {
    guard isTerminal, total > 1, done < total else { return }
    let now = ContinuousClock.now
    guard now - start > .seconds(1) else { return }
    if let last, now - last < .milliseconds(100) { return }
    last = now
    isShown = true
    let filled = ProgressBar.width * done / total
    let bar =
      String(repeating: "█", count: filled)
      + String(repeating: "░", count: ProgressBar.width - filled)
    StandardError.write("\r\(bar) \(done) of \(total)\u{1b}[K")
  }

  /// Takes the bar away, so that something else can be written in its line.
  mutating func clear() {
    guard isShown else { return }
    isShown = false
    // The next `show` draws it anew.
    last = nil
    StandardError.write("\r\u{1b}[K")
  }
}
