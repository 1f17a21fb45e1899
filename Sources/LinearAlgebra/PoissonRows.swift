internal import Dispatch

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The rows of a Poisson regression between two steps: the outcome y, the linear predictor η, and the
/// fitted mean µ = exp η, which is also the weight of the row in the next step.
///
/// A step is one pass over the rows, in as many tasks as the linear algebra has threads.
public struct PoissonRows: Sendable {
  /// The outcome, zero or more.
  public let outcomes: [Double]
  /// η of each row.
  public private(set) var predictors: [Double]
  /// µ of each row, never zero.
  public private(set) var means: [Double]
  /// ln y, and zero where y is zero.
  private let logarithms: [Double]
  /// The last change of η.
  private var steps: [Double]

  /// What a step came to.
  public struct Progress: Sendable {
    /// 2 Σ (y ln(y / µ) − (y − µ)).
    public fileprivate(set) var deviance = 0.0
    /// Σ µ δ², δ being the change of η: about how much the deviance falls.
    public var decrement = 0.0
    /// The most by which η fell in a row whose outcome is zero.
    public fileprivate(set) var largestFall = 0.0
  }

  /// Starts where every mean is half way between the outcome and the average.
  ///
  /// - Parameter outcomes: Zero or more, not all of them zero.
  public init(_ outcomes: [Double]) {
    self.outcomes = outcomes
    let average = outcomes.reduce(0, +) / Double(max(1, outcomes.count))
    means = outcomes.map { ($0 + average) / 2 }
    predictors = means.map { log($0) }
    logarithms = outcomes.map { $0 > 0 ? log($0) : 0 }
    steps = Array(repeating: 0, count: outcomes.count)
  }

  /// Writes the working response of the next step into a column: (y − µ) / µ, the first time with η.
  public func writeResponse(to values: inout Matrix, column: Int, withPredictor: Bool) {
    let (width, rows) = (values.columns, outcomes.count)
    unsafe values.withMutableElements { values in
      for row in 0..<rows {
        unsafe values[row * width + column] =
          (outcomes[row] - means[row]) / means[row] + (withPredictor ? predictors[row] : 0)
      }
    }
  }

  /// Takes the step that a regression of the working response found, and writes the next response.
  ///
  /// The regressors and the response are residuals of everything else that is in the model; η moves by
  /// what the regression and everything else explain of the response.
  ///
  /// - Parameters:
  ///   - values: The regressors' residuals in the first columns, and in column `response` those of the
  ///     response, in place of which the next one is written.
  ///   - coefficients: Of the regressors.
  ///   - response: The column of the response.
  /// - Returns: The deviance after the step, and what it was worth.
  public mutating func advance(
    _ values: inout Matrix, coefficients: [Double], response: Int
  ) -> Progress {
    let width = values.columns
    return unsafe values.withMutableElements { values in
      unsafe coefficients.withUnsafeBufferPointer { coefficients in
        nonisolated(unsafe) let (values, coefficients) = unsafe (values, coefficients)
        return unsafe inTasks { rows, range in
          var progress = Progress()
          for row in range {
            let begin = row &* width
            let (outcome, mean) = unsafe (rows.outcomes[row], rows.means[row])
            var step = unsafe (outcome - mean) / mean - values[begin &+ response]
            for column in unsafe coefficients.indices {
              unsafe step += values[begin &+ column] * coefficients[column]
            }
            progress.decrement += mean * step * step
            unsafe rows.steps[row] = step
            unsafe values[begin &+ response] = rows.move(row, by: step, &progress)
          }
          return progress
        }
      }
    }
  }

  /// Takes a part of the last step back, and writes the next response.
  public mutating func retreat(by part: Double, _ values: inout Matrix, response: Int) -> Progress {
    let width = values.columns
    return unsafe values.withMutableElements { values in
      nonisolated(unsafe) let values = unsafe values
      return unsafe inTasks { rows, range in
        var progress = Progress()
        for row in range {
          let step = unsafe -part * rows.steps[row]
          unsafe values[row &* width &+ response] = rows.move(row, by: step, &progress)
        }
        return progress
      }
    }
  }

  /// The columns, as a task sees them.
  @unsafe private struct Columns {
    let outcomes: UnsafeBufferPointer<Double>
    let logarithms: UnsafeBufferPointer<Double>
    let predictors: UnsafeMutableBufferPointer<Double>
    let means: UnsafeMutableBufferPointer<Double>
    let steps: UnsafeMutableBufferPointer<Double>

    /// Moves η of a row; its next working response.
    @inline(__always)
    func move(_ row: Int, by step: Double, _ progress: inout Progress) -> Double {
      // Beyond these the mean of a row is nothing or everything, and neither a number.
      let predictor = unsafe max(-500, min(500, predictors[row] + step))
      let (mean, outcome) = unsafe (exp(predictor), outcomes[row])
      if outcome == 0, -step > progress.largestFall { progress.largestFall = -step }
      unsafe predictors[row] = predictor
      unsafe means[row] = mean
      unsafe progress.deviance +=
        2 * (outcome * (logarithms[row] - predictor) - (outcome - mean))
      return (outcome - mean) / mean
    }
  }

  /// Rows below which a second task costs more than it saves.
  private static let fewRows = 1 << 13

  private mutating func inTasks(
    _ work: @Sendable (Columns, Range<Int>) -> Progress
  ) -> Progress {
    let rows = outcomes.count
    let tasks = max(1, min(BLAS.threadCount, rows / PoissonRows.fewRows))
    var parts = [Progress](repeating: Progress(), count: tasks)
    unsafe outcomes.withUnsafeBufferPointer { outcomes in
      unsafe logarithms.withUnsafeBufferPointer { logarithms in
        unsafe predictors.withUnsafeMutableBufferPointer { predictors in
          unsafe means.withUnsafeMutableBufferPointer { means in
            unsafe steps.withUnsafeMutableBufferPointer { steps in
              unsafe parts.withUnsafeMutableBufferPointer { parts in
                let columns = unsafe Columns(
                  outcomes: outcomes, logarithms: logarithms, predictors: predictors, means: means,
                  steps: steps)
                // Each task writes to rows of its own, and all have ended when this returns.
                nonisolated(unsafe) let (shared, parts) = unsafe (columns, parts)
                DispatchQueue.concurrentPerform(iterations: tasks) { task in
                  unsafe parts[task] = unsafe work(
                    shared, (task * rows / tasks)..<((task + 1) * rows / tasks))
                }
              }
            }
          }
        }
      }
    }
    return parts.reduce(into: Progress()) { sum, part in
      sum.deviance += part.deviance
      sum.decrement += part.decrement
      sum.largestFall = max(sum.largestFall, part.largestFall)
    }
  }
}
