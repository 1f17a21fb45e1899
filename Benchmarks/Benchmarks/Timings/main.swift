import Analytics
import Foundation
import LinearAlgebra

// Times for the comparisons in `peers`, one JSON object a line:
//
//     Timings complexity FILE ROWS COLUMNS RUNS THREADS     FILE: doubles, row after row
//     Timings panel SERIES PERIODS STATISTICS RUNS THREADS

let arguments = Array(CommandLine.arguments.dropFirst())
let numbers = arguments.compactMap { Int($0) }
guard let subject = arguments.first, let threads = numbers.last else {
  fatalError("usage: Timings complexity FILE ROWS COLUMNS RUNS THREADS | panel …")
}
LinearAlgebraLibrary.setThreads(threads)
switch subject {
case "complexity":
  try ComplexityTiming(path: arguments[1], rows: numbers[0], columns: numbers[1])
    .run(numbers[2])
case "panel":
  PanelTiming(series: numbers[0], periods: numbers[1], statistics: numbers[2], threads: threads)
    .run(numbers[3])
default:
  fatalError("no timing \(subject)")
}

/// Seconds that some work takes.
func seconds(_ work: () -> Void) -> Double {
  let clock = ContinuousClock()
  let elapsed = clock.measure(work)
  return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
}
