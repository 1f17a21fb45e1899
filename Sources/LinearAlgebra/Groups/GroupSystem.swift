internal import Dispatch

/// The normal equations of the dummies of all partitions but the first, at given weights.
///
/// Each task takes whole groups of the first partition and adds to sums of its own, which are then
/// added in their order.
struct GroupSystem {
  private let rows: Int
  private let begins: [Int]
  private let codes: [Int32]
  private let others: Int
  private let groups: Int
  private let largest: Int
  private let weights: [Double]
  /// For each group of the first partition, one over its weight.
  private let inverses: [Double]
  /// For each of the other groups, one over the diagonal of the system.
  private let preconditioner: [Double]
  /// The groups of the first partition that each task takes.
  private let shares: [Range<Int>]

  /// Rows below which a second task costs more than it saves.
  private static let fewRows = 1 << 14

  init(
    rows: Int, begins: [Int], codes: [Int32], others: Int, groups: Int, largest: Int,
    weights: [Double]
  ) {
    self.rows = rows
    self.begins = begins
    self.codes = codes
    self.others = others
    self.groups = groups
    // Without other groups no pass holds rows back.
    self.largest = others > 0 ? largest : 0
    self.weights = weights
    let tasks = max(1, min(BLAS.threadCount, rows / GroupSystem.fewRows))
    var shares: [Range<Int>] = []
    var group = 0
    for task in 0..<tasks {
      let begin = group
      while group < begins.count - 1, begins[group] < (task + 1) * rows / tasks { group += 1 }
      shares.append(begin..<group)
    }
    self.shares = shares
    (inverses, preconditioner) = GroupSystem.diagonal(
      begins: begins, codes: codes, others: others, groups: groups, weights: weights)
  }

  /// The inverse weights of the first groups, and the inverse diagonal for the others.
  private static func diagonal(
    begins: [Int], codes: [Int32], others: Int, groups: Int, weights: [Double]
  ) -> ([Double], [Double]) {
    var inverses = [Double](repeating: 0, count: begins.count - 1)
    var sums = [Double](repeating: 0, count: groups)
    var shared = sums
    unsafe weights.withUnsafeBufferPointer { weights in
      unsafe codes.withUnsafeBufferPointer { codes in
        unsafe sums.withUnsafeMutableBufferPointer { sums in
          unsafe shared.withUnsafeMutableBufferPointer { shared in
            for group in 0..<(begins.count - 1) {
              var total = 0.0
              for row in begins[group]..<begins[group + 1] { unsafe total += weights[row] }
              let inverse = total > 0 ? 1 / total : 0
              inverses[group] = inverse
              for row in begins[group]..<begins[group + 1] {
                let weight = unsafe weights[row]
                for place in 0..<others {
                  let code = unsafe Int(codes[row &* others &+ place])
                  unsafe sums[code] += weight
                  unsafe shared[code] += weight * weight * inverse
                }
              }
            }
          }
        }
      }
    }
    // Groups that lie within one of the first have nothing left but rounding.
    let inverted = zip(sums, shared).map { sum, shared in
      sum > 0 ? 1 / max(sum - shared, 1e-3 * sum) : 0
    }
    return (inverses, inverted)
  }

  // MARK: - Conjugate gradients

  /// The coefficients of the other groups, four columns side by side.
  struct Solution {
    var coefficients: [SIMD4<Double>]
    var iterations = 0
    var isConverged = true
  }

  /// Solves for the columns from `first` on.
  func solve(
    _ values: Matrix, _ first: Int, _ tolerances: [GroupProjection.Tolerance],
    iterationLimit: Int
  ) -> Solution {
    var solution = Solution(coefficients: Array(repeating: .zero, count: groups))
    guard others > 0 else { return solution }
    var (residual, size) = gradient(values, first)
    var direction = residual
    var product = GroupSystem.precondition(&direction, preconditioner)
    var limit = SIMD4<Double>.zero
    for (lane, tolerance) in tolerances.enumerated() {
      limit[lane] = max(
        size[lane] * tolerance.ofSize * tolerance.ofSize,
        product[lane] * tolerance.ofGradient * tolerance.ofGradient, tolerance.floor)
    }
    var action = residual
    while !(product .<= limit).all {
      guard solution.iterations < iterationLimit else {
        solution.isConverged = false
        break
      }
      solution.iterations += 1
      apply(direction, into: &action)
      var energy = SIMD4<Double>.zero
      for group in 0..<groups { energy += direction[group] * action[group] }
      // A column that is done, or whose direction has no energy left, stays as it is.
      let isMoving = (energy .> 0) .& (product .> limit)
      guard isMoving.any else { break }
      let step = SIMD4<Double>.zero.replacing(with: product / energy, where: isMoving)
      for group in 0..<groups {
        solution.coefficients[group] += step * direction[group]
        residual[group] -= step * action[group]
      }
      var next = residual
      let renewed = GroupSystem.precondition(&next, preconditioner)
      let ratio = SIMD4<Double>.zero.replacing(with: renewed / product, where: isMoving)
      for group in 0..<groups { direction[group] = next[group] + ratio * direction[group] }
      product = product.replacing(with: renewed, where: isMoving)
    }
    return solution
  }

  /// Scales by the inverse diagonal; the product of the vector before and after.
  private static func precondition(
    _ vector: inout [SIMD4<Double>], _ factors: [Double]
  ) -> SIMD4<Double> {
    var product = SIMD4<Double>.zero
    for group in vector.indices {
      let scaled = vector[group] * factors[group]
      product += scaled * vector[group]
      vector[group] = scaled
    }
    return product
  }

  // MARK: - Passes over the rows

  /// What each task reads, and the sums that it writes.
  @unsafe private struct Pass {
    let weights: UnsafeBufferPointer<Double>
    let codes: UnsafeBufferPointer<Int32>
    let inverses: UnsafeBufferPointer<Double>
    let begins: UnsafeBufferPointer<Int>
    let others: Int

    /// Adds the weighted deviations of a group's rows from their mean to the sums of other groups.
    @inline(__always)
    func scatter(
      _ group: Int, _ held: UnsafeMutablePointer<SIMD4<Double>>, total: SIMD4<Double>,
      into sums: UnsafeMutablePointer<SIMD4<Double>>
    ) -> SIMD4<Double> {
      let begin = unsafe begins[group]
      let mean = unsafe total * inverses[group]
      var size = SIMD4<Double>.zero
      for row in unsafe begin..<begins[group &+ 1] {
        let deviation = unsafe held[row &- begin] - mean
        let weighted = unsafe deviation * weights[row]
        size += weighted * deviation
        for place in unsafe 0..<others {
          unsafe sums[Int(codes[row &* others &+ place])] += weighted
        }
      }
      return size
    }
  }

  /// Runs a pass in tasks; each has room for a group's rows and sums of its own.
  private func inTasks(
    _ work:
      @Sendable (
        Pass, Range<Int>, UnsafeMutablePointer<SIMD4<Double>>, UnsafeMutablePointer<SIMD4<Double>>
      ) -> SIMD4<Double>
  ) -> (sums: [SIMD4<Double>], size: SIMD4<Double>) {
    let (groups, largest, shares) = (groups, largest, shares)
    var sums = [SIMD4<Double>](repeating: .zero, count: max(1, groups * shares.count))
    var held = [SIMD4<Double>](repeating: .zero, count: max(1, largest * shares.count))
    var sizes = [SIMD4<Double>](repeating: .zero, count: shares.count)
    unsafe weights.withUnsafeBufferPointer { weights in
      unsafe codes.withUnsafeBufferPointer { codes in
        unsafe inverses.withUnsafeBufferPointer { inverses in
          unsafe begins.withUnsafeBufferPointer { begins in
            unsafe sums.withUnsafeMutableBufferPointer { sums in
              unsafe held.withUnsafeMutableBufferPointer { held in
                unsafe sizes.withUnsafeMutableBufferPointer { sizes in
                  let columns = unsafe Pass(
                    weights: weights, codes: codes, inverses: inverses, begins: begins,
                    others: others)
                  guard let firstSum = sums.baseAddress, let firstRow = held.baseAddress else {
                    return
                  }
                  // Each task writes to parts of its own, and all have ended when this returns.
                  nonisolated(unsafe) let (pass, sizes) = unsafe (columns, sizes)
                  nonisolated(unsafe) let (sum, row) = unsafe (firstSum, firstRow)
                  DispatchQueue.concurrentPerform(iterations: shares.count) { task in
                    unsafe sizes[task] = unsafe work(
                      pass, shares[task], row + task * largest, sum + task * groups)
                  }
                }
              }
            }
          }
        }
      }
    }
    for task in 1..<max(1, shares.count) {
      for group in 0..<groups { sums[group] += sums[task * groups + group] }
    }
    sums.removeLast(sums.count - groups)
    return (sums, sizes.reduce(.zero, +))
  }

  /// The right side of the system, and the size of each column about the means of the first groups.
  private func gradient(
    _ values: Matrix, _ first: Int
  ) -> (sums: [SIMD4<Double>], size: SIMD4<Double>) {
    let width = values.columns
    return unsafe values.elements.withUnsafeBytes { bytes in
      nonisolated(unsafe) let bytes = unsafe bytes
      return unsafe inTasks { pass, share, held, sums in
        var size = SIMD4<Double>.zero
        for group in share {
          let begin = unsafe pass.begins[group]
          var total = SIMD4<Double>.zero
          for row in unsafe begin..<pass.begins[group &+ 1] {
            let value = unsafe bytes.loadUnaligned(
              fromByteOffset: (row &* width &+ first) &* 8, as: SIMD4<Double>.self)
            unsafe held[row &- begin] = value
            unsafe total += value * pass.weights[row]
          }
          unsafe size += pass.scatter(group, held, total: total, into: sums)
        }
        return size
      }
    }
  }

  /// The system times a vector.
  private func apply(_ vector: [SIMD4<Double>], into result: inout [SIMD4<Double>]) {
    unsafe vector.withUnsafeBufferPointer { vector in
      nonisolated(unsafe) let vector = unsafe vector
      result =
        unsafe inTasks { pass, share, held, sums in
          let others = unsafe pass.others
          for group in share {
            let begin = unsafe pass.begins[group]
            var total = SIMD4<Double>.zero
            for row in unsafe begin..<pass.begins[group &+ 1] {
              var value = unsafe vector[Int(pass.codes[row &* others])]
              for place in 1..<max(1, others) {
                unsafe value += vector[Int(pass.codes[row &* others &+ place])]
              }
              unsafe held[row &- begin] = value
              unsafe total += value * pass.weights[row]
            }
            _ = unsafe pass.scatter(group, held, total: total, into: sums)
          }
          return .zero
        }.sums
    }
  }

  /// Takes the other groups' coefficients and then the first groups' means from the columns.
  func subtract(_ coefficients: [SIMD4<Double>], from values: inout Matrix, _ first: Int) {
    let width = values.columns
    unsafe coefficients.withUnsafeBufferPointer { coefficients in
      unsafe values.withMutableElements { elements in
        nonisolated(unsafe) let coefficients = unsafe coefficients
        nonisolated(unsafe) let bytes = UnsafeMutableRawBufferPointer(elements)
        _ = unsafe inTasks { pass, share, _, _ in
          let others = unsafe pass.others
          for group in share {
            let begin = unsafe pass.begins[group]
            var total = SIMD4<Double>.zero
            for row in unsafe begin..<pass.begins[group &+ 1] {
              let place = (row &* width &+ first) &* 8
              var value = unsafe bytes.loadUnaligned(fromByteOffset: place, as: SIMD4<Double>.self)
              for other in 0..<others {
                unsafe value -= coefficients[Int(pass.codes[row &* others &+ other])]
              }
              unsafe bytes.storeBytes(of: value, toByteOffset: place, as: SIMD4<Double>.self)
              unsafe total += value * pass.weights[row]
            }
            let mean = unsafe total * pass.inverses[group]
            for row in unsafe begin..<pass.begins[group &+ 1] {
              let place = (row &* width &+ first) &* 8
              let value = unsafe bytes.loadUnaligned(fromByteOffset: place, as: SIMD4<Double>.self)
              unsafe bytes.storeBytes(of: value - mean, toByteOffset: place, as: SIMD4<Double>.self)
            }
          }
          return .zero
        }
      }
    }
  }
}

extension SIMDMask where Storage == SIMD4<Int64> {
  fileprivate var all: Bool { self == SIMDMask(repeating: true) }
  fileprivate var any: Bool { self != SIMDMask(repeating: false) }
}
