import Exact

extension Problem {
  /// The id under which a quantity appears in an assessment: `q1`.
  static func id(ofVariable variable: Int) -> String { "q\(variable + 1)" }
}

extension Component {
  /// The Farkas certificate that a contradiction found by the simplex is.
  ///
  /// An assertion that a base is positive (`−y < 0`) is written as `−y ≤ −1` where every other row
  /// is homogeneous: a solution could be scaled until the base is one, so that the sum of the bounds
  /// is negative and not only zero with a strict row.
  func refutation(by nogood: Nogood) -> Refutation {
    let weighted = nogood.proof.map { (weight: $0, row: sources[$0.source].rows[$0.row]) }
    var total = Rational.zero
    for (weight, row) in weighted { total += weight.multiplier * row.bound }
    let isHomogeneous = weighted.allSatisfy { $0.row.bound.isZero }
    let rows = weighted.map { weight, row in
      var relation = row.relation
      var bound = row.bound
      if row.isPositiveBase {
        if isHomogeneous {
          (relation, bound) = (.atMost, -1)
        } else if total.signum < 0 {
          relation = .atMost
        }
      }
      return ProofRow(
        from: sources[weight.source].id,
        coefficients: Dictionary(
          uniqueKeysWithValues: row.terms.map { term in
            (Problem.id(ofVariable: variables[term.variable]), term.coefficient)
          }),
        relation: relation, bound: bound, multiplier: weight.multiplier)
    }
    let readings = nogood.sources.filter { sources[$0].statement != nil }.map { sources[$0].id }
    return Refutation(readings: readings, rows: rows)
  }

  /// Refutations that cover what `nogoods` cover, without those that say more than another does.
  func refutations(by nogoods: [Nogood]) -> [Refutation] {
    var kept: [Nogood] = []
    func readings(_ nogood: Nogood) -> Set<Int> {
      Set(nogood.sources.filter { sources[$0].statement != nil })
    }
    for nogood in nogoods.sorted(by: { readings($0).count < readings($1).count })
    where !kept.contains(where: { readings($0).isSubset(of: readings(nogood)) }) {
      kept.append(nogood)
    }
    return kept.map(refutation)
  }
}
