import Exact

/// One variable of a linear form with its coefficient, which is never zero.
struct Term: Hashable {
  var variable: Int
  var coefficient: Rational
}

/// A linear constraint `Σ terms relation bound`, and what it is to its figure.
struct LinearRow {
  /// By ascending variable.
  var terms: [Term]
  var relation: ProofRow.Relation
  var bound: Rational
  /// The row says that the base of a change or the whole of a share is positive.
  ///
  /// In a contradiction whose other rows are homogeneous it may be read as `at least one`: there
  /// the scale is free, so nothing is lost.
  var isPositiveBase = false
  /// The row is a closed end of a bounded interval of some width: a rounding, whose tie could have
  /// gone the other way.
  var isRoundingEnd = false

  init(
    _ terms: [Term], _ relation: ProofRow.Relation, _ bound: Rational,
    isPositiveBase: Bool = false, isRoundingEnd: Bool = false
  ) {
    self.terms = LinearRow.collected(terms)
    self.relation = relation
    self.bound = bound
    self.isPositiveBase = isPositiveBase
    self.isRoundingEnd = isRoundingEnd
  }

  /// The terms by ascending variable, each variable once, none with coefficient zero.
  static func collected(_ terms: [Term]) -> [Term] {
    var result: [Term] = []
    for term in terms.sorted(by: { $0.variable < $1.variable }) {
      if let last = result.last, last.variable == term.variable {
        result[result.count - 1].coefficient += term.coefficient
      } else {
        result.append(term)
      }
    }
    result.removeAll { $0.coefficient.isZero }
    return result
  }

  /// The same row over other variable numbers.
  func renumbered(_ number: (Int) -> Int) -> LinearRow {
    var row = self
    for index in row.terms.indices { row.terms[index].variable = number(terms[index].variable) }
    row.terms.sort { $0.variable < $1.variable }
    return row
  }

  /// The left side at `point`.
  static func value(of terms: [Term], at point: [Rational]) -> Rational {
    var sum = Rational.zero
    for term in terms { sum += term.coefficient * point[term.variable] }
    return sum
  }

  /// Whether the row holds at `point`.
  func holds(at point: [Rational]) -> Bool {
    let left = LinearRow.value(of: terms, at: point)
    return switch relation {
    case .atMost: left <= bound
    case .less: left < bound
    case .equal: left == bound
    }
  }
}
