import Exact

/// Feasibility of linear constraints that come and go, in exact arithmetic.
///
/// The general form of Dutertre and de Moura (A Fast Linear-Arithmetic Solver for DPLL(T), CAV 2006,
/// section 3): each linear form that a constraint bounds is a variable of its own, defined once in
/// the tableau, and a constraint is a bound on a variable. Putting a source of constraints in force
/// or taking it out moves bounds and leaves the tableau alone, so that a search over readings goes
/// on from the last basis instead of starting afresh. Bland's rule (New finite pivoting rules for
/// the simplex method, 1977) makes it end.
///
/// All numbers inside are whole. A form is multiplied until its coefficients are; a row of the
/// tableau has one denominator for all of it, so that a pivot multiplies and adds words and seeks
/// one common divisor a row (`TableauRow`); and values are counted in a unit of which every bound is
/// a multiple, which turns millions with a decimal into small numbers. A nonbasic column is always
/// at one of its bounds or where `start(at:)` put it, so its value is whole too, and that of a basic
/// one is a whole number over its row's denominator.
///
/// What leaves the machine word goes on in words of twice the width, and what leaves these in
/// fractions: the tableau is carried over as it was before the step that did not fit, and stays so.
struct Simplex {
  /// One bound on one column, from a row of a source.
  struct Constraint {
    let column: Int
    let isUpper: Bool
    /// The bound on the column as the row states it, and with a rounding's end left out.
    let bound: DeltaRational
    let strictBound: DeltaRational
    /// What the row is multiplied by where this bound is taken once.
    let multiplier: Rational
    let source: Int
    let row: Int
  }

  /// A constraint of a contradiction with its weight.
  struct Weighted {
    let source: Int
    let row: Int
    let multiplier: Rational
  }

  /// Whether the constraints in force can hold.
  enum Outcome {
    /// The present values satisfy them.
    case feasible
    /// The weighted constraints add up to a contradiction.
    case contradiction([Weighted])
    /// The work allowed was done before an answer was found.
    case exhausted
  }

  /// The tableau: one of these.
  private var narrow: Tableau<Int64>?
  private var double: Tableau<Int128>?
  private var wide: Tableau<Rational>?
  private var limits: Limits
  /// The constraints of each column, in force or not.
  private var uppers: [[Int]]
  private var lowers: [[Int]]
  private var constraints: [Constraint] = []
  /// How tight each constraint is among those of its column and side.
  ///
  /// The tightest is least, and equal ones are alike. One order is for the bounds as stated, one for
  /// those with the ends of roundings left out.
  private var ranks: [Int]
  private var strictRanks: [Int]
  private(set) var isInForce: [Bool]
  private var constraintsOfSource: [[Int]]
  /// Whether the ends of roundings are left out; see `setStrict(_:)`.
  private var isStrict = false
  /// The greatest common divisor of the bounds that the rows state.
  let unit: Rational
  /// How many of the tableau's units there are in `unit`.
  private var fineness: Rational
  /// What each form was multiplied by to be whole, after its first coefficient was made one.
  private var scales: [Rational]
  private let variableCount: Int
  /// Coefficient operations done, and how many are allowed.
  var work = 0
  var workLimit: Int

  /// The constraints of `sources` over `variables` variables, none of them in force.
  init(variables: Int, sources: [[LinearRow]], workLimit: Int) {
    variableCount = variables
    self.workLimit = workLimit
    isInForce = Array(repeating: false, count: sources.count)
    var divisor = Rational.zero
    for row in sources.lazy.joined() where !row.bound.isZero {
      divisor = divisor.greatestCommonDivisor(with: row.bound)
    }
    let unit = divisor.isZero ? Rational.one : divisor
    self.unit = unit
    var forms = FormTable(variables: variables)
    constraintsOfSource = []
    constraintsOfSource.reserveCapacity(sources.count)
    fineness = .one
    for (source, rows) in sources.enumerated() {
      let first = constraints.count
      for (number, row) in rows.enumerated() {
        guard let (column, scale) = forms.column(of: row.terms) else { continue }
        // The column is the row's left side times this.
        let factor = scale / row.terms[0].coefficient
        let bound = factor * row.bound / unit
        fineness = fineness.leastCommonMultiple(withDenominatorOf: bound)
        for isUpper in row.relation == .equal ? [true, false] : [factor.signum > 0] {
          let open = DeltaRational(bound, isUpper ? -scale : scale)
          let closed = row.relation == .less ? open : DeltaRational(bound)
          constraints.append(
            Constraint(
              column: column, isUpper: isUpper, bound: closed,
              strictBound: row.isRoundingEnd ? open : closed,
              multiplier: isUpper ? factor : -factor, source: source, row: number))
        }
      }
      constraintsOfSource.append(Array(first..<constraints.count))
    }
    scales = forms.scales
    let count = scales.count
    uppers = Array(repeating: [], count: count)
    lowers = uppers
    for (number, constraint) in constraints.enumerated() {
      if constraint.isUpper {
        uppers[constraint.column].append(number)
      } else {
        lowers[constraint.column].append(number)
      }
    }
    limits = Limits(
      upper: Array(repeating: -1, count: count), lower: Array(repeating: -1, count: count))
    ranks = Simplex.ranks(constraints, uppers, lowers, by: \.bound)
    strictRanks = Simplex.ranks(constraints, uppers, lowers, by: \.strictBound)
    let bounds = constraints.map { fineness * $0.bound }
    narrow = Tableau(variables: variables, forms: forms.forms, bounds: bounds)
    if narrow == nil { double = Tableau(variables: variables, forms: forms.forms, bounds: bounds) }
    if narrow == nil, double == nil {
      wide = Tableau(variables: variables, forms: forms.forms, bounds: bounds)
    }
  }

  private static func ranks(
    _ constraints: [Constraint], _ uppers: [[Int]], _ lowers: [[Int]],
    by bound: (Constraint) -> DeltaRational
  ) -> [Int] {
    var ranks = Array(repeating: 0, count: constraints.count)
    for (side, isUpper) in [(uppers, true), (lowers, false)] {
      for numbers in side where numbers.count > 1 {
        let sorted = numbers.map { (number: $0, bound: bound(constraints[$0])) }
          .sorted { isUpper ? $0.bound < $1.bound : $0.bound > $1.bound }
        for (place, next) in sorted.enumerated().dropFirst() {
          let before = sorted[place - 1]
          ranks[next.number] = ranks[before.number] + (next.bound == before.bound ? 0 : 1)
        }
      }
    }
    return ranks
  }

  // MARK: Bounds

  /// Puts a source in force or takes it out.
  mutating func set(_ source: Int, inForce: Bool) {
    guard isInForce[source] != inForce else { return }
    isInForce[source] = inForce
    for constraint in constraintsOfSource[source] {
      let column = constraints[constraint].column
      let isUpper = constraints[constraint].isUpper
      let present = isUpper ? limits.upper[column] : limits.lower[column]
      if inForce {
        if present >= 0, !isTighter(constraint, than: present) { continue }
        if isUpper {
          limits.upper[column] = constraint
        } else {
          limits.lower[column] = constraint
        }
      } else if present == constraint {
        tighten(column, upper: isUpper)
      }
    }
  }

  /// Leaves out the ends of roundings, or takes them in again.
  mutating func setStrict(_ strict: Bool) {
    guard strict != isStrict else { return }
    isStrict = strict
    for column in scales.indices {
      tighten(column, upper: true)
      tighten(column, upper: false)
    }
    putBounds()
  }

  private func isTighter(_ one: Int, than other: Int) -> Bool {
    isStrict ? strictRanks[one] < strictRanks[other] : ranks[one] < ranks[other]
  }

  private mutating func tighten(_ column: Int, upper: Bool) {
    var tightest = -1
    work += upper ? uppers[column].count : lowers[column].count
    for constraint in upper ? uppers[column] : lowers[column]
    where isInForce[constraints[constraint].source] {
      if tightest >= 0, !isTighter(constraint, than: tightest) { continue }
      tightest = constraint
    }
    if upper { limits.upper[column] = tightest } else { limits.lower[column] = tightest }
  }

  /// The bounds in the tableau's units.
  private var bounds: [DeltaRational] {
    constraints.map { fineness * (isStrict ? $0.strictBound : $0.bound) }
  }

  private mutating func putBounds() {
    let bounds = bounds
    if narrow?.setBounds(bounds) == false { widen() }
    if double?.setBounds(bounds) == false { widen() }
    _ = wide?.setBounds(bounds)
  }

  // MARK: Tableau

  /// Goes on in wider numbers.
  private mutating func widen() {
    if let narrow {
      double = Tableau(narrow)
      if double == nil { wide = Tableau(narrow) }
      self.narrow = nil
    } else if let double {
      wide = Tableau(double)
      self.double = nil
    }
  }

  /// Moves the values until every constraint in force holds, or shows that none can.
  mutating func solve() -> Outcome {
    if let answer = narrow?.solve(limits, &work, workLimit: workLimit) { return outcome(answer) }
    if narrow != nil { widen() }
    if let answer = double?.solve(limits, &work, workLimit: workLimit) { return outcome(answer) }
    if double != nil { widen() }
    if let answer = wide?.solve(limits, &work, workLimit: workLimit) { return outcome(answer) }
    // Fractions never overflow.
    return .exhausted
  }

  private func outcome(_ answer: Feasibility) -> Outcome {
    switch answer {
    case .feasible: .feasible
    case .contradiction(let bounds): .contradiction(weighted(bounds))
    case .exhausted: .exhausted
    }
  }

  /// Increases `form` as far as the constraints in force, which the present values satisfy, allow.
  mutating func maximize(_ form: [Term]) -> Ascent {
    if let answer = narrow?.maximize(form, limits, &work, workLimit: workLimit) { return answer }
    if narrow != nil { widen() }
    if let answer = double?.maximize(form, limits, &work, workLimit: workLimit) { return answer }
    if double != nil { widen() }
    return wide?.maximize(form, limits, &work, workLimit: workLimit) ?? .exhausted
  }

  /// The rows behind `bounds`, each once.
  private func weighted(_ bounds: [(constraint: Int, weight: Rational)]) -> [Weighted] {
    var sums: [(source: Int, row: Int, multiplier: Rational)] = []
    // The first bound, of which one is taken, is on a form that may have been multiplied.
    let scale = bounds.first.map { scales[constraints[$0.constraint].column] } ?? .one
    for (constraint, weight) in bounds {
      let bound = constraints[constraint]
      let multiplier = weight * bound.multiplier / scale
      if let at = sums.firstIndex(where: { $0.source == bound.source && $0.row == bound.row }) {
        sums[at].multiplier += multiplier
      } else {
        sums.append((bound.source, bound.row, multiplier))
      }
    }
    return sums.filter { !$0.multiplier.isZero }
      .map { Weighted(source: $0.source, row: $0.row, multiplier: $0.multiplier) }
  }

  // MARK: Values

  /// The value of a column, in units of `unit`.
  func value(of column: Int) -> DeltaRational {
    (narrow?.value(of: column) ?? double?.value(of: column) ?? wide?.value(of: column) ?? .zero)
      / fineness
  }

  /// What `variable` changes by where the nonbasic `column` moves by one.
  func change(of variable: Int, along column: Int, up: Bool) -> Rational {
    narrow?.change(of: variable, along: column, up: up)
      ?? double?.change(of: variable, along: column, up: up)
      ?? wide?.change(of: variable, along: column, up: up) ?? .zero
  }

  /// The variables' values, with one small enough number put for ε.
  var point: [Rational] {
    var epsilon = Rational.one
    var values: [DeltaRational] = []
    for column in scales.indices {
      let value = value(of: column)
      if column < variableCount { values.append(value) }
      for end in [limits.lower[column], limits.upper[column]] where end >= 0 {
        let bound = isStrict ? constraints[end].strictBound : constraints[end].bound
        let room = constraints[end].isUpper ? bound - value : value - bound
        // room ≥ 0 holds for small ε; its infinitesimal part may eat up the real part.
        if room.infinitesimal.signum < 0 {
          epsilon = min(epsilon, room.real / -room.infinitesimal)
        }
      }
    }
    return values.map { ($0.real + $0.infinitesimal * epsilon) * unit }
  }

  /// Gives the nonbasic variables the values of `point`: all of them while no pivot was made.
  mutating func start(at point: [Rational]) {
    let inner = point.map { $0 / unit }
    var finer = fineness
    for value in inner { finer = finer.leastCommonMultiple(withDenominatorOf: value) }
    // The values that stay are whole numbers of the finer unit too.
    let values = scales.indices.map {
      finer * ($0 < inner.count ? DeltaRational(inner[$0]) : value(of: $0))
    }
    if finer != fineness {
      fineness = finer
      putBounds()
    }
    work += scales.count
    if narrow?.setValues(values) == false { widen() }
    if double?.setValues(values) == false { widen() }
    _ = wide?.setValues(values)
  }
}

/// The columns for the linear forms of some rows: variables, and then each further form once.
private struct FormTable {
  /// The forms, whole and without common divisor, of the columns after the variables.
  private(set) var forms: [[Term]] = []
  /// What each column's form was multiplied by, after its first coefficient was made one.
  private(set) var scales: [Rational]
  private var columns: [[Term]: Int] = [:]

  init(variables: Int) { scales = Array(repeating: .one, count: variables) }

  /// The column of a row's left side and its scale; nil for the empty sum.
  mutating func column(of terms: [Term]) -> (column: Int, scale: Rational)? {
    guard let lead = terms.first?.coefficient else { return nil }
    if terms.count == 1 { return (terms[0].variable, .one) }
    var scale = Rational.one
    let form = terms.map { term in
      let coefficient = term.coefficient / lead
      scale = scale.leastCommonMultiple(withDenominatorOf: coefficient)
      return Term(variable: term.variable, coefficient: coefficient)
    }
    if let known = columns[form] { return (known, scale) }
    columns[form] = scales.count
    scales.append(scale)
    forms.append(
      form.map { Term(variable: $0.variable, coefficient: scale * $0.coefficient) })
    return (scales.count - 1, scale)
  }
}
