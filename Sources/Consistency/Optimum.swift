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
    case .optimum: .value(value(of: form))
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
      case .optimum:
        let excess = value(of: form)
        if excess.signum <= 0 {
          return .value(DeltaRational(bound, excess.signum == 0 ? .zero : -1))
        }
        next = quotient(
          value(of: numerator), denominator.coefficient * value(of: denominator.variable))
      case .ray(let column, let isUp):
        next = quotient(numerator, over: denominator, along: column, up: isUp)
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
    let below = denominator.coefficient * value(of: denominator.variable)
    if let quotient = quotient(above, below) { return quotient }
    guard above.signum < 0 else { return nil }
    // The denominator vanishes here and the quotient falls without end: start where it is large.
    switch maximize([denominator]) {
    case .exhausted: return nil
    case .optimum: return quotient(value(of: numerator), value(of: [denominator]))
    case .ray(let column, let isUp):
      return quotient(numerator, over: denominator, along: column, up: isUp)
    }
  }

  /// The quotient of what numerator and denominator change by along a ray.
  private func quotient(
    _ numerator: [Term], over denominator: Term, along column: Int, up: Bool
  ) -> Rational? {
    var above = Rational.zero
    for term in numerator {
      above += term.coefficient * change(of: term.variable, along: column, up: up)
    }
    let below = denominator.coefficient * change(of: denominator.variable, along: column, up: up)
    return quotient(DeltaRational(above), DeltaRational(below))
  }

  /// The quotient's real part; nil where it grows without end as ε goes to zero.
  private func quotient(_ above: DeltaRational, _ below: DeltaRational) -> Rational? {
    if !below.real.isZero { return above.real / below.real }
    guard above.real.isZero, !below.infinitesimal.isZero else { return nil }
    return above.infinitesimal / below.infinitesimal
  }

  private func value(of form: [Term]) -> DeltaRational {
    var sum = DeltaRational.zero
    for term in form { sum += term.coefficient * value(of: term.variable) }
    return sum
  }
}

extension Term {
  /// The term with the other sign.
  var negated: Term { Term(variable: variable, coefficient: -coefficient) }
}
