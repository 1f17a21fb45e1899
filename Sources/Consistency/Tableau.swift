import Exact

/// One row of a simplex tableau: a basic variable as a linear form of the nonbasic ones.
///
/// The terms are sorted by column; zero coefficients are not kept.
struct TableauRow {
  var basic: Int
  var terms: [Term]

  /// The coefficient of `column`, or nil where it is zero.
  func coefficient(of column: Int) -> Rational? {
    TableauRow.position(of: column, in: terms).map { terms[$0].coefficient }
  }

  static func position(of column: Int, in terms: [Term]) -> Int? {
    var low = 0
    var high = terms.count
    while low < high {
      let middle = (low + high) / 2
      if terms[middle].variable < column { low = middle + 1 } else { high = middle }
    }
    return low < terms.count && terms[low].variable == column ? low : nil
  }

  /// `terms` with `column`, which has the coefficient `factor` there, replaced by `definition`.
  static func substituting(
    _ definition: [Term], for column: Int, times factor: Rational, in terms: [Term]
  ) -> [Term] {
    var result: [Term] = []
    result.reserveCapacity(terms.count + definition.count)
    var left = 0
    var right = 0
    while left < terms.count || right < definition.count {
      if right == definition.count
        || (left < terms.count && terms[left].variable < definition[right].variable)
      {
        if terms[left].variable != column { result.append(terms[left]) }
        left += 1
      } else if left == terms.count || definition[right].variable < terms[left].variable {
        result.append(
          Term(
            variable: definition[right].variable,
            coefficient: factor * definition[right].coefficient))
        right += 1
      } else {
        let sum = terms[left].coefficient + factor * definition[right].coefficient
        if !sum.isZero { result.append(Term(variable: terms[left].variable, coefficient: sum)) }
        left += 1
        right += 1
      }
    }
    return result
  }

  /// The row solved for `column`, whose coefficient in it is `coefficient`.
  mutating func solve(for column: Int, coefficient: Rational) {
    let factor = -coefficient.reciprocal
    var solved: [Term] = []
    solved.reserveCapacity(terms.count)
    var entering: Term? = Term(variable: basic, coefficient: -factor)
    for term in terms where term.variable != column {
      if let new = entering, new.variable < term.variable {
        solved.append(new)
        entering = nil
      }
      solved.append(Term(variable: term.variable, coefficient: factor * term.coefficient))
    }
    if let entering { solved.append(entering) }
    basic = column
    terms = solved
  }
}
