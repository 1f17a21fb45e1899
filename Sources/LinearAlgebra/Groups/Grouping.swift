/// A partition of rows: the group that each row is in, counted from zero.
public struct Grouping: Sendable, Equatable {
  /// The group of each row, below `count`.
  public let codes: [Int32]
  /// The number of groups.
  public let count: Int

  /// Groups by their codes, each from 0 to below `count`.
  public init(codes: [Int32], count: Int) {
    precondition(
      codes.allSatisfy { $0 >= 0 && Int($0) < count }, "a code that is not from 0 to \(count - 1)")
    self.codes = codes
    self.count = count
  }

  /// All rows in one group.
  public static func single(rows: Int) -> Grouping {
    Grouping(codes: Array(repeating: 0, count: rows), count: 1)
  }

  /// The number of rows in each group.
  public var sizes: [Int] {
    var sizes = [Int](repeating: 0, count: count)
    for code in codes { sizes[Int(code)] += 1 }
    return sizes
  }

  /// The sum of a column in each group, added row by row.
  public func sums(of column: [Double]) -> [Double] {
    precondition(column.count == codes.count, "\(column.count) values for \(codes.count) rows")
    var sums = [Double](repeating: 0, count: count)
    for (code, value) in zip(codes, column) { sums[Int(code)] += value }
    return sums
  }

  /// The sums of all columns of a matrix in each group: groups by columns.
  public func sums(of matrix: Matrix) -> Matrix {
    precondition(matrix.rows == codes.count, "\(matrix.rows) rows for \(codes.count) codes")
    let width = matrix.columns
    var sums = Matrix(rows: count, columns: width)
    unsafe sums.withMutableElements { sums in
      unsafe matrix.elements.withUnsafeBufferPointer { source in
        for (row, code) in codes.enumerated() {
          for column in 0..<width {
            unsafe sums[Int(code) * width + column] += source[row * width + column]
          }
        }
      }
    }
    return sums
  }

  /// The groups of rows that are in the same group here and there, numbered as they appear.
  public func joined(with other: Grouping) -> Grouping {
    precondition(
      codes.count == other.codes.count, "\(codes.count) rows do not join \(other.codes.count)")
    var joined: [Int32] = []
    joined.reserveCapacity(codes.count)
    var next: Int32 = 0
    // An array of all pairs where that is affordable, else the pairs that occur.
    if count.multipliedReportingOverflow(by: other.count).partialValue <= Grouping.mostPairs,
      !count.multipliedReportingOverflow(by: other.count).overflow
    {
      var numbers = [Int32](repeating: -1, count: count * other.count)
      for (left, right) in zip(codes, other.codes) {
        let pair = Int(left) * other.count + Int(right)
        if numbers[pair] < 0 {
          numbers[pair] = next
          next += 1
        }
        joined.append(numbers[pair])
      }
    } else {
      var numbers: [UInt64: Int32] = [:]
      for (left, right) in zip(codes, other.codes) {
        let pair = UInt64(UInt32(left)) << 32 | UInt64(UInt32(right))
        let number = numbers[pair] ?? next
        if number == next {
          numbers[pair] = next
          next += 1
        }
        joined.append(number)
      }
    }
    return Grouping(codes: joined, count: Int(next))
  }

  private static let mostPairs = 1 << 24

  /// The groups of some rows, in their order; groups without a row are left out, the others keep
  /// theirs.
  public func selecting(_ rows: [Int]) -> Grouping {
    var numbers = [Int32](repeating: -1, count: count)
    for row in rows { numbers[Int(codes[row])] = 0 }
    var next: Int32 = 0
    for group in numbers.indices where numbers[group] == 0 {
      numbers[group] = next
      next += 1
    }
    return Grouping(codes: rows.map { numbers[Int(codes[$0])] }, count: Int(next))
  }

  /// The rows in the order of their groups; rows of one group stay in theirs.
  public var order: [Int] {
    var places = [Int](repeating: 0, count: count + 1)
    for code in codes { places[Int(code) + 1] += 1 }
    for group in 0..<count { places[group + 1] += places[group] }
    var order = [Int](repeating: 0, count: codes.count)
    for (row, code) in codes.enumerated() {
      order[places[Int(code)]] = row
      places[Int(code)] += 1
    }
    return order
  }

  /// Whether all rows of each group are in one group of the other partition.
  public func isNested(in other: Grouping) -> Bool {
    var wholes = [Int32](repeating: -1, count: count)
    for (code, whole) in zip(codes, other.codes) {
      if wholes[Int(code)] < 0 { wholes[Int(code)] = whole }
      if wholes[Int(code)] != whole { return false }
    }
    return true
  }
}
