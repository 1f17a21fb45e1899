internal import LinearAlgebra

/// The rows that a regression is fitted to, in the order of the levels of the largest effect.
struct GravitySample: Sendable {
  /// For each row its number in the design.
  let rows: [Int]
  let outcomes: [Double]
  /// The regressors, rows by regressors.
  let regressors: Matrix
  let names: [String]
  /// The effects, the one with the most levels first.
  let effects: [GravityDesign.Groups]
  let clusters: [GravityDesign.Groups]
  let hasConstant: Bool

  init(_ design: GravityDesign, rows chosen: [Int]) throws {
    var effects = design.effects.map {
      GravityDesign.Groups(name: $0.name, grouping: $0.grouping.selecting(chosen))
    }
    effects.sort { $0.grouping.count > $1.grouping.count }
    let order = effects.first?.grouping.order ?? Array(chosen.indices)
    rows = order.map { chosen[$0] }
    let rows = rows
    self.effects = effects.map {
      GravityDesign.Groups(name: $0.name, grouping: $0.grouping.selecting(order))
    }
    clusters = design.clusters.map {
      GravityDesign.Groups(name: $0.name, grouping: $0.grouping.selecting(rows))
    }
    outcomes = rows.map { design.outcomes[$0] }
    names = design.regressors.map(\.name)
    hasConstant = design.hasConstant
    let width = names.count
    var elements = [Double](repeating: 0, count: rows.count * width)
    for (column, regressor) in design.regressors.enumerated() {
      for (place, row) in rows.enumerated() {
        elements[place * width + column] = regressor.values[row]
      }
    }
    regressors = Matrix(rows: rows.count, columns: width, elements: elements)
  }

  /// Whether there is no row, or none with a positive outcome.
  var hasNothing: Bool { !outcomes.contains { $0 > 0 } }

  /// What the regressors' residuals are taken about: the effects, or the constant.
  var partitions: [Grouping] {
    hasConstant ? [.single(rows: rows.count)] : effects.map(\.grouping)
  }
}
