internal import LinearAlgebra

/// What the machine can do at best, with the threads in use.
public struct MachineLimits: Sendable, Codable, Equatable {
  /// Bytes a second that are read from memory.
  public var memoryRead: Double
  /// Bytes a second of `a = b + s·c`: two arrays read and one written (STREAM's triad).
  public var memoryTriad: Double
  /// Floating-point operations a second of OpenBLAS's `dgemm`.
  public var arithmetic: Double
  /// Bytes a second that are read from a file in the page cache.
  public var fileRead: Double

  /// Measures them, the best of some passes each.
  static func measured(
    threads: Int, isQuick: Bool, in workspace: Workspace
  ) throws -> MachineLimits {
    let passes = isQuick ? 4 : 8
    let memory = MemoryLimit(bytes: isQuick ? 3 << 26 : 3 << 27, threads: threads)
    let (read, triad) = memory.measured(passes: passes)
    return MachineLimits(
      memoryRead: read, memoryTriad: triad,
      arithmetic: arithmetic(order: isQuick ? 1024 : 2048, passes: passes),
      fileRead: try FileLimit.measured(
        bytes: isQuick ? 1 << 27 : 1 << 28, threads: threads, passes: passes, in: workspace))
  }

  private static func arithmetic(order: Int, passes: Int) -> Double {
    let factor = Matrix(
      rows: order, columns: order, elements: (0..<order * order).map { Double($0 % 13) })
    var product = Matrix(rows: order, columns: order)
    let best = (0..<passes).map { _ in
      let start = ContinuousClock.now
      Matrix.multiply(factor, by: factor, into: &product)
      return Stopwatch.since(start)
    }.min()
    let operations = 2 * Double(order) * Double(order) * Double(order)
    return best.map { operations / $0 } ?? 0
  }

  /// The limit that bounds some work, which takes `seconds`; nil where none does.
  func bound(on demand: Workload.Demand, taking seconds: Double) -> Bound? {
    switch demand {
    case .instructions: return nil
    case .file(let bytes):
      let least = Double(bytes) / fileRead
      return Bound(kind: .file, seconds: least, share: least / seconds)
    case .numbers(let bytes, let operations):
      let (moved, computed) = (Double(bytes) / memoryRead, operations / arithmetic)
      let least = max(moved, computed)
      return Bound(
        kind: moved > computed ? .memory : .arithmetic, seconds: least, share: least / seconds,
        intensity: operations / Double(bytes))
    }
  }
}

/// Whether the library of linear algebra computes rightly here.
enum LinearAlgebraCheck {
  /// The largest share by which an element of a product may be off; 96 roundings make 1e-14.
  private static let tolerance = 1e-12

  /// Compares a product with one by plain loops.
  ///
  /// Some builds of OpenBLAS choose a kernel that does not fit a newer processor.
  ///
  /// - Throws: `BenchError` that says what to do.
  static func run() throws(BenchError) {
    let order = 96
    var generator = SeededGenerator(seed: 7)
    func matrix() -> Matrix {
      let elements = (0..<order * order).map { _ in Double(generator.below(2001) - 1000) / 8 }
      return Matrix(rows: order, columns: order, elements: elements)
    }
    let (left, right) = (matrix(), matrix())
    let product = left.multiplied(by: right)
    for row in 0..<order {
      for column in 0..<order {
        var (sum, size) = (0.0, 1.0)
        for inner in 0..<order {
          let term = left[row, inner] * right[inner, column]
          sum += term
          size += term.magnitude
        }
        let isRight = (product[row, column] - sum).magnitude <= tolerance * size
        guard isRight else {
          throw BenchError(
            "OpenBLAS (\(LinearAlgebraLibrary.configuration)) multiplies wrongly on this processor: "
              + "element \(row + 1), \(column + 1) of a product is \(product[row, column]), "
              + "not \(sum); set OPENBLAS_CORETYPE=Haswell (or another older core) and try again")
        }
      }
    }
  }
}
