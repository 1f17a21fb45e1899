import Testing

@testable import LinearAlgebra

@Suite struct GroupProjectionTests {
  /// Random groups, weights over four orders of magnitude, and columns.
  private struct Problem {
    let groupings: [Grouping]
    let weights: [Double]
    let values: Matrix

    init(seed: UInt64, rows: Int, counts: [Int]) {
      var generator = Generator(seed: seed)
      var groupings = counts.map { count in
        let codes = (0..<rows).map { _ in Int32.random(in: 0..<Int32(count), using: &generator) }
        return Grouping(codes: codes, count: count).selecting(Array(0..<rows))
      }
      if let order = groupings.first?.order {
        groupings = groupings.map { $0.selecting(order) }
      }
      self.groupings = groupings
      weights = (0..<rows).map { _ in .random(in: 0.001...10, using: &generator) }
      values = Matrix(
        rows: rows, columns: 4,
        elements: (0..<rows * 4).map { _ in .random(in: -1...1, using: &generator) })
    }
  }

  @Test(arguments: [[7], [12, 5], [30, 9, 4], [40, 20, 10, 3], [1, 6], [50, 45]])
  func residualsSumToZeroInEveryGroup(_ counts: [Int]) {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("groups \(counts), seed \(seed)")
    let problem = Problem(seed: seed, rows: 500, counts: counts)
    var values = problem.values
    let outcome = GroupProjection(problem.groupings, rows: 500).project(
      &values, weights: problem.weights,
      tolerances: Array(repeating: GroupProjection.Tolerance(ofSize: 1e-10), count: 4))
    #expect(outcome.isConverged)
    let weighted = values.scaled(rows: problem.weights, columns: [1, 1, 1, 1])
    for grouping in problem.groupings {
      for sum in grouping.sums(of: weighted).elements { #expect(abs(sum) < 1e-7, "seed \(seed)") }
    }
  }
}

@Suite struct GroupingTests {
  private let left = Grouping(codes: [0, 0, 1, 1, 2], count: 3)
  private let right = Grouping(codes: [1, 0, 1, 1, 0], count: 2)

  @Test func joinedGroupsAreThePairsThatOccur() {
    #expect(left.joined(with: right) == Grouping(codes: [0, 1, 2, 2, 3], count: 4))
  }

  @Test func selectingLeavesOutGroupsWithoutRows() {
    #expect(left.selecting([4, 0]) == Grouping(codes: [1, 0], count: 2))
  }

  @Test func orderKeepsRowsOfAGroupInTheirs() {
    #expect(right.order == [1, 4, 0, 2, 3])
  }

  @Test func nestingIsSeen() {
    #expect(left.isNested(in: Grouping(codes: [1, 1, 0, 0, 0], count: 2)))
    #expect(!left.isNested(in: right))
  }
}
