import Exact

/// The least upper bound of a linear form, or of a quotient of two, over the constraints in force.
enum Supremum {
  /// The bound; its infinitesimal part is negative where values only come near it.
  case value(DeltaRational)
  case unbounded
  /// The work allowed was done before an answer was found.
  case exhausted
}

extension Simplex {
  /// The pivots of one optimisation that may follow the steepest column.
  private static let steepPivots = 40

  /// How a form can be increased without end: the change of every column along a ray.
  private enum Ascent {
    case optimum(DeltaRational)
    case ray([DeltaRational])
    case exhausted
  }

  /// The values that a linear form can take, nil where the work allowed does not suffice.
  ///
  /// The present values must satisfy the constraints in force, and do so afterwards.
  mutating func range(of form: [Term]) -> Interval? {
    guard let upper = end(supremum(of: form), sign: 1),
      let lower = end(supremum(of: form.map(\.negated)), sign: -1)
    else { return nil }
    return Interval(lower: lower, upper: upper).scaled(by: unit)
  }

  /// The values that `numerator / denominator` can take where the constraints in force make the
  /// denominator positive, nil where the work allowed does not suffice.
  mutating func range(of numerator: [Term], over denominator: Term) -> Interval? {
    guard let upper = end(supremum(of: numerator, over: denominator), sign: 1),
      let lower = end(supremum(of: numerator.map(\.negated), over: denominator), sign: -1)
    else { return nil }
    return Interval(lower: lower, upper: upper)
  }

  private func end(_ supremum: Supremum, sign: Rational) -> Endpoint? {
    switch supremum {
    case .exhausted: nil
    case .unbounded: .unbounded
    case .value(let value):
      value.infinitesimal.isZero ? .closed(sign * value.real) : .open(sign * value.real)
    }
  }

  private mutating func supremum(of form: [Term]) -> Supremum {
    switch maximize(form) {
    case .optimum(let value): .value(value)
    case .ray: .unbounded
    case .exhausted: .exhausted
    }
  }

  /// Dinkelbach's method (On nonlinear fractional programming, Management Science 13, 1967): while
  /// `numerator − t · denominator` can be positive, the point or ray at which it is largest has a
  /// quotient above t; where it cannot, t is the supremum.
  ///
  /// Each step takes the quotient of another vertex or ray, so it ends, mostly after two or three;
  /// it needs no further tableau, unlike the homogenisation of Charnes and Cooper (Programming with
  /// linear fractional functionals, 1962), and gives the same bound.
  private mutating func supremum(of numerator: [Term], over denominator: Term) -> Supremum {
    guard var bound = start(numerator, over: denominator) else { return .unbounded }
    while true {
      let form = LinearRow.collected(
        numerator + [
          Term(
            variable: denominator.variable, coefficient: -bound * denominator.coefficient)
        ])
      let next: Rational?
      switch maximize(form) {
      case .exhausted: return .exhausted
      case .optimum(let excess):
        if excess.signum <= 0 {
          return .value(DeltaRational(bound, excess.signum == 0 ? .zero : -1))
        }
        next = quotient(
          value(of: numerator), denominator.coefficient * columns[denominator.variable].value)
      case .ray(let change):
        var above = DeltaRational.zero
        for term in numerator { above += term.coefficient * change[term.variable] }
        next = quotient(above, denominator.coefficient * change[denominator.variable])
      }
      guard let next else { return .unbounded }
      // An infinitesimal excess at a vertex leaves the real quotient as it is.
      guard next > bound else { return .value(DeltaRational(bound, -1)) }
      bound = next
    }
  }

  /// A quotient that is taken, or nil where it grows without end.
  private mutating func start(_ numerator: [Term], over denominator: Term) -> Rational? {
    let above = value(of: numerator)
    let below = denominator.coefficient * columns[denominator.variable].value
    if let quotient = quotient(above, below) { return quotient }
    guard above.signum < 0 else { return nil }
    // The denominator vanishes here and the quotient falls without end: start where it is large.
    switch maximize([denominator]) {
    case .exhausted: return nil
    case .optimum(let largest): return quotient(value(of: numerator), largest)
    case .ray(let change):
      var above = DeltaRational.zero
      for term in numerator { above += term.coefficient * change[term.variable] }
      return quotient(above, denominator.coefficient * change[denominator.variable])
    }
  }

  /// The quotient's real part; nil where it grows without end as ε goes to zero.
  private func quotient(_ above: DeltaRational, _ below: DeltaRational) -> Rational? {
    if !below.real.isZero { return above.real / below.real }
    guard above.real.isZero, !below.infinitesimal.isZero else { return nil }
    return above.infinitesimal / below.infinitesimal
  }

  private func value(of form: [Term]) -> DeltaRational {
    var sum = DeltaRational.zero
    for term in form { sum += term.coefficient * columns[term.variable].value }
    return sum
  }

  /// Primal simplex with bounded variables from the present, feasible, values.
  private mutating func maximize(_ form: [Term]) -> Ascent {
    var objective: [Term] = []
    for term in form {
      if let row = columns[term.variable].row {
        objective = TableauRow.substituting(
          rows[row].terms, for: -1, times: term.coefficient, in: objective)
      } else {
        objective = TableauRow.substituting([term], for: -1, times: .one, in: objective)
      }
    }
    var pivots = 0
    while true {
      guard work <= workLimit else { return .exhausted }
      // The steepest column takes fewer steps; the least one, by Bland, cannot go round in circles.
      guard let entering = entering(objective, byLeast: pivots > Simplex.steepPivots) else {
        return .optimum(value(of: form))
      }
      pivots += 1
      let column = entering.variable
      let isUp = entering.coefficient.signum > 0
      guard let (step, blocking) = longestStep(of: column, up: isUp) else {
        return .ray(ray(along: column, up: isUp))
      }
      move(column, to: columns[column].value + (isUp ? step : -step))
      if let blocking {
        pivot(row: blocking, column: column)
        objective = TableauRow.substituting(
          rows[blocking].terms, for: column, times: entering.coefficient, in: objective)
        work += objective.count
      }
    }
  }

  /// The column that enters: the least that improves the objective, or that with the largest
  /// coefficient.
  private func entering(_ objective: [Term], byLeast: Bool) -> Term? {
    var best: Term?
    for term in objective
    where best.map({ term.coefficient.magnitude > $0.coefficient.magnitude }) ?? true {
      guard canMove(term.variable, up: term.coefficient.signum > 0) else { continue }
      if byLeast { return term }
      best = term
    }
    return best
  }

  /// How far a nonbasic column can move, and the row that stops it; nil for its own bound.
  private func longestStep(of column: Int, up: Bool) -> (step: DeltaRational, row: Int?)? {
    var best: (step: DeltaRational, row: Int?)?
    var leaving = column
    if let own = up ? upperBound(column) : lowerBound(column) {
      best = (up ? own - columns[column].value : columns[column].value - own, nil)
    }
    for (number, row) in rows.enumerated() {
      guard let coefficient = row.coefficient(of: column) else { continue }
      let rises = (coefficient.signum > 0) == up
      guard let bound = rises ? upperBound(row.basic) : lowerBound(row.basic) else { continue }
      let value = columns[row.basic].value
      let step = (rises ? bound - value : value - bound) / coefficient.magnitude
      if let known = best, known.step < step || (known.step == step && leaving < row.basic) {
        continue
      }
      best = (step, number)
      leaving = row.basic
    }
    return best
  }

  private func ray(along column: Int, up: Bool) -> [DeltaRational] {
    let direction: Rational = up ? 1 : -1
    var change = Array(repeating: DeltaRational.zero, count: columns.count)
    change[column] = DeltaRational(direction)
    for row in rows {
      if let coefficient = row.coefficient(of: column) {
        change[row.basic] = DeltaRational(direction * coefficient)
      }
    }
    return change
  }
}

extension Term {
  /// The term with the other sign.
  var negated: Term { Term(variable: variable, coefficient: -coefficient) }
}
