import Analytics
import Benching
import Foundation
import LinearAlgebra

// Times for the comparisons in `peers`, one JSON object a line:
//
//     Timings complexity FILE ROWS COLUMNS RUNS THREADS     FILE: doubles, row after row
//     Timings panel SERIES PERIODS STATISTICS RUNS THREADS
//     Timings work SUITE ROWS TIMES        the work of a suite of saldo bench, in one thread

let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.compactMap { Int($0) }
guard let subject = arguments.first, let threads = numbers.last else {
  fatalError("usage: Timings complexity FILE ROWS COLUMNS RUNS THREADS | panel …")
}
LinearAlgebraLibrary.setThreads(subject == "work" ? 1 : threads)
switch subject {
case "complexity":
  try ComplexityTiming(path: arguments[1], rows: numbers[0], columns: numbers[1])
    .run(numbers[2])
case "panel":
  PanelTiming(series: numbers[0], periods: numbers[1], statistics: numbers[2], threads: threads)
    .run(numbers[3])
case "work":
  repeatWork(of: arguments[1], rows: numbers[0], times: numbers[1])
default:
  fatalError("no timing \(subject)")
}

/// Seconds that some work takes.
func seconds(_ work: () -> Void) -> Double {
  let clock = ContinuousClock()
  let elapsed = clock.measure(work)
  return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
}

/// Does the work of a suite so many times, and prints of how much it is.
///
/// The main thread waits instead of leaving, which valgrind does not survive.
func repeatWork(of suite: String, rows: Int, times: Int) {
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    do {
      let work = try await Benchmarks.repeatWork(
        of: suite, BenchOptions(rows: rows, threads: 1), times: times)
      print(
        "{\"amount\": \(work.amount), \"unit\": \"\(work.unit)\", \"bytes\": \(work.bytes), "
          + "\"operations\": \(work.operations)}")
    } catch {
      fatalError("\(error)")
    }
    done.signal()
  }
  done.wait()
}
