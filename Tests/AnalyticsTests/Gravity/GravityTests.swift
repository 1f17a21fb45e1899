import Foundation
import LinearAlgebra
import Testing

@testable import Analytics

@Suite struct GravityTests {
  // MARK: - Properties

  @Test(arguments: [[], [9], [14, 6], [20, 12, 5], [8, 7, 6, 4]])
  func fittedSumsAreActualSumsInEveryLevel(_ counts: [Int]) throws {
    let made = MadeUp(rows: 400, levels: counts)
    let result = try made.fit()
    #expect(result.isConverged)
    let rows = result.fitted
    let total = rows.reduce(0) { $0 + $1.outcome }
    #expect(abs(rows.reduce(0) { $0 + $1.mean } - total) < 1e-9 * total, "\(made)")
    for effect in made.design.effects {
      var sums = [(outcome: Double, mean: Double)](
        repeating: (0, 0), count: effect.grouping.count)
      for row in rows {
        let level = Int(effect.grouping.codes[row.row])
        sums[level].outcome += row.outcome
        sums[level].mean += row.mean
      }
      for sum in sums {
        #expect(abs(sum.mean - sum.outcome) <= 1e-7 * max(sum.outcome, 1e-3), "\(made)")
      }
    }
  }

  @Test(arguments: [[], [14, 6], [20, 12, 5]])
  func scaleOfTheOutcomeLeavesCoefficientsAndErrors(_ counts: [Int]) throws {
    let made = MadeUp(rows: 300, levels: counts)
    let first = try made.fit()
    for factor in [1e-9, 1e9] {
      let scaled = try made.scaled(factor).fit()
      #expect(scaled.isConverged)
      for (one, other) in zip(first.coefficients, scaled.coefficients)
      where one.name != "constant" {
        #expect(isClose(one.value, other.value, 1e-8), "\(made) \(one) \(other)")
        #expect(isClose(one.standardError, other.standardError, 1e-7), "\(made) \(one) \(other)")
      }
    }
  }

  @Test(arguments: [[], [14, 6], [20, 12, 5]])
  func orderOfTheRowsDoesNotMatter(_ counts: [Int]) throws {
    let made = MadeUp(rows: 300, levels: counts)
    let (first, second) = (try made.fit(), try made.shuffled().fit())
    for (one, other) in zip(first.coefficients, second.coefficients) {
      #expect(isClose(one.value, other.value, 1e-9), "\(made) \(one) \(other)")
      #expect(isClose(one.standardError, other.standardError, 1e-8), "\(made) \(one) \(other)")
    }
    #expect(first.dropped == second.dropped)
  }

  @Test(arguments: [[], [9], [14, 6], [12, 9, 5]])
  func coefficientsAndErrorsAreThoseOfARegressionOnAllDummies(_ counts: [Int]) throws {
    let made = MadeUp(rows: 250, levels: counts)
    let result = try made.fit(errors: .iid)
    let naive = NaiveNewton(made.design, rows: result.fitted.map(\.row))
    for (place, coefficient) in result.coefficients.enumerated() {
      #expect(isClose(coefficient.value, naive.values[place], 1e-7), "\(made) \(coefficient)")
      #expect(
        isClose(coefficient.standardError, naive.errors[place], 1e-7),
        "\(made) \(coefficient), naive \(naive.errors[place])")
    }
    #expect(result.parameters == naive.parameters)
  }

  @Test func clustersOfOneRowAreRobustErrors() throws {
    let made = MadeUp(rows: 200, levels: [])
    let robust = try made.fit(errors: .hc1)
    let rows = Grouping(codes: (0..<200).map { Int32($0) }, count: 200)
    let clustered = try made.fit(clusters: [rows])
    // N / (N − K) and G / (G − 1) · (N − 1) / (N − K) are the same for G = N.
    for (one, other) in zip(robust.coefficients, clustered.coefficients) {
      #expect(isClose(one.standardError, other.standardError, 1e-12))
    }
    let twice = try made.fit(clusters: [rows, rows])
    #expect(
      zip(clustered.coefficients, twice.coefficients).allSatisfy {
        isClose($0.standardError, $1.standardError, 1e-12)
      })
  }

  // MARK: - What is left out

  @Test func regressorsWithNothingToSayAreDroppedByName() throws {
    var made = MadeUp(rows: 200, levels: [10])
    let code = made.design.effects[0].grouping.codes
    made.add("flat") { _ in 7 }
    made.add("of levels") { Double(code[$0]) * 3 - 1 }
    let (a, b) = (made.design.regressors[0].values, made.design.regressors[1].values)
    made.add("sum") { 2 * a[$0] - b[$0] + 5 }
    let result = try made.fit()
    #expect(result.coefficients.map(\.dropped) == [nil, nil, .noVariation, .absorbed, .collinear])
  }

  @Test func nothingToEstimateIsOneLine() throws {
    let grouping = Grouping(codes: [0, 0, 0, 1, 1, 1], count: 2)
    let design = GravityDesign(
      outcomes: [1, 2, 3, 4, 5, 6],
      regressors: [.init(name: "x", values: [1, 1, 1, 2, 2, 2])],
      effects: [.init(name: "i", grouping: grouping)])
    #expect {
      try Gravity(Formula("y ~ x | i")).fit(design)
    } throws: {
      "\($0)".contains("x (absorbed)")
    }
    let zeros = GravityDesign(
      outcomes: [0, 0], regressors: [.init(name: "x", values: [1, 2])])
    #expect {
      try Gravity(Formula("y ~ x")).fit(zeros)
    } throws: {
      "\($0)".contains("y is zero in all 2 rows")
    }
  }

  /// A level of one row goes, which leaves another level alone, and so on.
  @Test func singletonsAreRemovedUntilNoneIsLeft() throws {
    let codes: [[Int32]] = [[0, 1, 1, 2, 2, 2, 2], [0, 0, 1, 1, 2, 2, 2]]
    let design = GravityDesign(
      outcomes: [1, 2, 3, 4, 5, 6, 7],
      regressors: [.init(name: "x", values: [3, 1, 4, 1, 5, 9, 2])],
      effects: codes.enumerated().map {
        .init(name: "\($0)", grouping: Grouping(codes: $1, count: 3))
      })
    var pruning = Pruning(design)
    pruning.prune()
    #expect(pruning.singletons == 4)
    #expect(pruning.rows == [4, 5, 6])
  }

  // MARK: - Made-up data

  private func isClose(_ left: Double?, _ right: Double?, _ limit: Double) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) <= limit * max(1e-3, abs(left))
  }
}

/// Outcomes with zeros of some regressors and levels, from a seed that is printed.
private struct MadeUp: CustomStringConvertible {
  let seed: UInt64
  private(set) var design: GravityDesign
  var description: String { "seed \(seed)" }

  init(rows: Int, levels counts: [Int], seed: UInt64 = .random(in: 0...UInt64.max)) {
    self.seed = seed
    print("gravity with levels \(counts), seed \(seed)")
    var random = SeededGenerator(seed: seed)
    let first = (0..<rows).map { _ in Double.random(in: -2...2, using: &random) }
    let second = (0..<rows).map { _ in Double.random(in: 0...1, using: &random) < 0.4 ? 1.0 : 0 }
    var predictors = zip(first, second).map { 1 - 0.7 * $0 + 0.5 * $1 }
    var effects: [GravityDesign.Groups] = []
    for (place, count) in counts.enumerated() {
      let heights = (0..<count).map { _ in Double.random(in: -2...2, using: &random) }
      // Every level has rows, whatever the seed.
      let codes = (0..<rows).map { row in
        row < 2 * count ? Int32(row % count) : Int32.random(in: 0..<Int32(count), using: &random)
      }.shuffled(using: &random)
      for row in 0..<rows { predictors[row] += heights[Int(codes[row])] }
      effects.append(.init(name: "level \(place)", grouping: Grouping(codes: codes, count: count)))
    }
    let outcomes = predictors.map { predictor in
      Double.random(in: 0...1, using: &random) < 0.2
        ? 0 : exp(predictor) * Double.random(in: 0.1...3, using: &random)
    }
    design = GravityDesign(
      outcomes: outcomes,
      regressors: [.init(name: "first", values: first), .init(name: "second", values: second)],
      effects: effects)
  }

  private init(seed: UInt64, design: GravityDesign) { (self.seed, self.design) = (seed, design) }

  mutating func add(_ name: String, _ value: (Int) -> Double) {
    let values = design.outcomes.indices.map(value)
    design = GravityDesign(
      outcomes: design.outcomes,
      regressors: design.regressors + [.init(name: name, values: values)],
      effects: design.effects)
  }

  func scaled(_ factor: Double) -> MadeUp {
    MadeUp(
      seed: seed,
      design: GravityDesign(
        outcomes: design.outcomes.map { $0 * factor }, regressors: design.regressors,
        effects: design.effects))
  }

  func shuffled() -> MadeUp {
    var random = SeededGenerator(seed: seed &+ 1)
    let order = design.outcomes.indices.shuffled(using: &random)
    return MadeUp(
      seed: seed,
      design: GravityDesign(
        outcomes: order.map { design.outcomes[$0] },
        regressors: design.regressors.map { regressor in
          .init(name: regressor.name, values: order.map { regressor.values[$0] })
        },
        effects: design.effects.map {
          .init(name: $0.name, grouping: $0.grouping.selecting(order))
        }))
  }

  func fit(errors: Gravity.Errors = .hc1, clusters: [Grouping] = []) throws -> GravityResult {
    let names = clusters.indices.map { "cluster \($0)" }
    let whole = GravityDesign(
      outcomes: design.outcomes, regressors: design.regressors, effects: design.effects,
      clusters: zip(names, clusters).map { .init(name: $0, grouping: $1) })
    return try Gravity(Formula("y ~ x"), clusters: names.map { [$0] }, errors: errors).fit(whole)
  }
}

/// The regression with a column for every level, by Newton's method and Gaussian elimination.
private struct NaiveNewton {
  let values: [Double]
  let errors: [Double]
  let parameters: Int

  init(_ design: GravityDesign, rows: [Int]) {
    var columns = design.regressors.map { regressor in rows.map { regressor.values[$0] } }
    if design.hasConstant { columns.insert(rows.map { _ in 1 }, at: 0) }
    for (place, effect) in design.effects.enumerated() {
      let levels = Set(rows.map { effect.grouping.codes[$0] }).sorted()
      for level in levels.dropFirst(place > 0 ? 1 : 0) {
        columns.append(rows.map { effect.grouping.codes[$0] == level ? 1 : 0 })
      }
    }
    let outcomes = rows.map { design.outcomes[$0] }
    let average = outcomes.reduce(0, +) / Double(outcomes.count)
    var means = outcomes.map { ($0 + average) / 2 }
    var predictors = means.map { log($0) }
    let size = columns.count
    parameters = size
    var solution = [Double](repeating: 0, count: size)
    var inverse: [[Double]] = []
    for _ in 0..<60 {
      let responses = rows.indices.map {
        predictors[$0] + (outcomes[$0] - means[$0]) / means[$0]
      }
      var system = columns.map { left in
        columns.map { right in
          rows.indices.reduce(0) { $0 + means[$1] * left[$1] * right[$1] }
        }
      }
      for row in 0..<size { system[row] += (0..<size).map { $0 == row ? 1 : 0 } }
      inverse = NaiveNewton.eliminated(system).map { Array($0[size...]) }
      let right = columns.map { column in
        rows.indices.reduce(0) { $0 + means[$1] * column[$1] * responses[$1] }
      }
      solution = inverse.map { row in zip(row, right).reduce(0) { $0 + $1.0 * $1.1 } }
      predictors = rows.indices.map { row in
        columns.indices.reduce(0) { $0 + columns[$1][row] * solution[$1] }
      }
      means = predictors.map { exp($0) }
    }
    values = solution
    let inverted = inverse
    let factor = Double(rows.count - 1) / Double(rows.count - size)
    errors = (0..<size).map { (inverted[$0][$0] * factor).squareRoot() }
  }

  /// Gauss and Jordan, with the largest pivot.
  private static func eliminated(_ system: [[Double]]) -> [[Double]] {
    var system = system
    for column in system.indices {
      let pivot =
        (column..<system.count).max { abs(system[$0][column]) < abs(system[$1][column]) } ?? column
      system.swapAt(column, pivot)
      let top = system[column].map { $0 / system[column][column] }
      system[column] = top
      for row in system.indices where row != column {
        let factor = system[row][column]
        for place in system[row].indices { system[row][place] -= factor * top[place] }
      }
    }
    return system
  }
}
