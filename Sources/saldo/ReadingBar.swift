internal import Dispatch
internal import TradeData

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The progress of reading trade files on standard error: rows, bytes, rate and time left.
///
/// It is drawn by a timer of its own, since every thread of the reader is at work, and only on a
/// terminal and after a second.
struct ReadingBar {
  let progress = ReadingProgress()
  private let queue = DispatchQueue(label: "progress")
  private let timer: any DispatchSourceTimer

  /// Nil where standard error is no terminal.
  init?() {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    timer = DispatchSource.makeTimerSource(queue: queue)
    let (progress, start) = (progress, ContinuousClock.now)
    timer.schedule(deadline: .now() + .seconds(1), repeating: .milliseconds(200))
    timer.setEventHandler {
      let line = ReadingBar.line(progress, seconds: (ContinuousClock.now - start) / .seconds(1))
      StandardError.write("\r\(line)\u{1b}[K")
    }
    timer.resume()
  }

  /// Takes the bar away.
  func end() {
    // A drawing under way is over when the queue has done this.
    queue.sync { timer.cancel() }
    StandardError.write("\r\u{1b}[K")
  }

  /// `██████░░░░  41 %  8.2 of 20.0 GB  262.1 M rows  1.9 GB/s  6 s left`.
  static func line(_ progress: ReadingProgress, seconds: Double) -> String {
    line(
      bytes: progress.bytes, total: progress.total, rows: progress.rows, seconds: seconds)
  }

  static func line(bytes: Int, total: Int, rows: Int, seconds: Double) -> String {
    guard total > 0 else { return "opening …" }
    let share = min(1, Double(bytes) / Double(total))
    let width = 20
    let filled = Int(share * Double(width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    let rate = Double(bytes) / max(seconds, 0.001)
    let left = rate > 0 ? Double(total - bytes) / rate : 0
    var line =
      "\(bar)  \(Int(share * 100)) %  \(amount(Double(bytes))) of \(amount(Double(total)))"
    line += "  \(amount(Double(rows), unit: " rows"))  \(amount(rate))/s"
    if bytes > 0 { line += "  \(Int(left.rounded(.up))) s left" }
    return line
  }

  /// Three digits or so with a decimal prefix and a unit: `8.2 GB`, `512 rows`.
  private static func amount(_ number: Double, unit: String = "B") -> String {
    for (power, prefix) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where number >= power {
      let tenths = Int((number / power * 10).rounded())
      return "\(tenths / 10).\(tenths % 10) \(prefix)\(unit)"
    }
    return unit.hasPrefix(" ") ? "\(Int(number))\(unit)" : "\(Int(number)) \(unit)"
  }
}
