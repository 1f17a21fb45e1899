import Exact

/// Feasibility of linear constraints that come and go, in exact rationals.
///
/// The general form of Dutertre and de Moura (A Fast Linear-Arithmetic Solver for DPLL(T), CAV 2006,
/// section 3): each linear form that a constraint bounds is a variable of its own, defined once in
/// the tableau, and a constraint is a bound on a variable. Putting a source of constraints in force
/// or taking it out moves bounds and leaves the tableau alone, so that a search over readings goes
/// on from the last basis instead of starting afresh. Bland's rule (New finite pivoting rules for
/// the simplex method, 1977) makes it end.
///
/// Values are divided inside by the greatest common divisor of all bounds, which turns millions with
/// a decimal into small whole numbers.
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

  struct Column {
    /// The tightest constraint in force on each side.
    var upper: Int?
    var lower: Int?
    var value = DeltaRational.zero
    /// The row in which the column is basic.
    var row: Int?
  }

  private(set) var columns: [Column]
  /// The constraints of each column, in force or not; apart, so that columns are cheap to copy.
  private var uppers: [[Int]]
  private var lowers: [[Int]]
  private(set) var rows: [TableauRow] = []
  private(set) var constraints: [Constraint] = []
  private(set) var isInForce: [Bool]
  private var constraintsOfSource: [[Int]]
  /// Whether the ends of roundings are left out; see `setStrict(_:)`.
  private var isStrict = false
  /// What the values inside are to be multiplied by.
  let unit: Rational
  private let variableCount: Int
  /// Coefficient operations done, and how many are allowed.
  var work = 0
  var workLimit: Int

  /// The constraints of `sources` over `variables` variables, none of them in force.
  init(variables: Int, sources: [[LinearRow]], workLimit: Int) {
    variableCount = variables
    self.workLimit = workLimit
    columns = Array(repeating: Column(), count: variables)
    uppers = Array(repeating: [], count: variables)
    lowers = uppers
    isInForce = Array(repeating: false, count: sources.count)
    constraintsOfSource = Array(repeating: [], count: sources.count)
    var divisor = Rational.zero
    for row in sources.lazy.joined() where !row.bound.isZero {
      divisor = divisor.greatestCommonDivisor(with: row.bound)
    }
    unit = divisor.isZero ? .one : divisor
    var forms: [[Term]: Int] = [:]
    for (source, sourceRows) in sources.enumerated() {
      for (number, row) in sourceRows.enumerated() {
        guard let lead = row.terms.first?.coefficient else { continue }
        let column: Int
        if row.terms.count == 1 {
          column = row.terms[0].variable
        } else {
          let form = row.terms.map {
            Term(variable: $0.variable, coefficient: $0.coefficient / lead)
          }
          if let known = forms[form] {
            column = known
          } else {
            column = columns.count
            forms[form] = column
            columns.append(Column(row: rows.count))
            uppers.append([])
            lowers.append([])
            rows.append(TableauRow(basic: column, terms: form))
          }
        }
        addConstraints(row, number, of: source, on: column, lead: lead)
      }
    }
  }

  private mutating func addConstraints(
    _ row: LinearRow, _ number: Int, of source: Int, on column: Int, lead: Rational
  ) {
    let bound = row.bound / (lead * unit)
    for isUpper in row.relation == .equal ? [true, false] : [lead.signum > 0] {
      let inward: Rational = isUpper ? -1 : 1
      let open = DeltaRational(bound, inward)
      let closed = row.relation == .less ? open : DeltaRational(bound)
      let constraint = Constraint(
        column: column, isUpper: isUpper, bound: closed,
        strictBound: row.isRoundingEnd ? open : closed,
        multiplier: isUpper ? lead.reciprocal : -lead.reciprocal, source: source, row: number)
      if isUpper {
        uppers[column].append(constraints.count)
      } else {
        lowers[column].append(constraints.count)
      }
      constraintsOfSource[source].append(constraints.count)
      constraints.append(constraint)
    }
  }

  // MARK: Bounds

  private func bound(_ constraint: Int) -> DeltaRational {
    isStrict ? constraints[constraint].strictBound : constraints[constraint].bound
  }

  func upperBound(_ column: Int) -> DeltaRational? { columns[column].upper.map(bound) }
  func lowerBound(_ column: Int) -> DeltaRational? { columns[column].lower.map(bound) }

  /// Puts a source in force or takes it out.
  mutating func set(_ source: Int, inForce: Bool) {
    guard isInForce[source] != inForce else { return }
    isInForce[source] = inForce
    for constraint in constraintsOfSource[source] {
      let column = constraints[constraint].column
      let isUpper = constraints[constraint].isUpper
      let present = isUpper ? columns[column].upper : columns[column].lower
      if inForce {
        if let present, !isTighter(constraint, than: present) { continue }
        if isUpper {
          columns[column].upper = constraint
        } else {
          columns[column].lower = constraint
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
    for column in columns.indices {
      tighten(column, upper: true)
      tighten(column, upper: false)
    }
  }

  private func isTighter(_ one: Int, than other: Int) -> Bool {
    constraints[one].isUpper ? bound(one) < bound(other) : bound(one) > bound(other)
  }

  private mutating func tighten(_ column: Int, upper: Bool) {
    var tightest: Int?
    work += upper ? uppers[column].count : lowers[column].count
    for constraint in upper ? uppers[column] : lowers[column]
    where isInForce[constraints[constraint].source] {
      if let known = tightest, !isTighter(constraint, than: known) { continue }
      tightest = constraint
    }
    if upper { columns[column].upper = tightest } else { columns[column].lower = tightest }
  }

  // MARK: Feasibility

  /// Moves the values until every constraint in force holds, or shows that none can.
  mutating func solve() -> Outcome {
    for column in columns.indices {
      if let lower = columns[column].lower, let upper = columns[column].upper,
        bound(lower) > bound(upper)
      {
        return .contradiction(weighted([(lower, .one), (upper, .one)]))
      }
      guard columns[column].row == nil else { continue }
      if let lower = lowerBound(column), columns[column].value < lower {
        move(column, to: lower)
      } else if let upper = upperBound(column), columns[column].value > upper {
        move(column, to: upper)
      }
    }
    work += columns.count
    while let (row, isBelow) = firstViolation() {
      guard work <= workLimit else { return .exhausted }
      work += rows.count
      guard let entering = entering(for: row, raising: isBelow) else {
        return .contradiction(explanation(of: row, isBelow: isBelow))
      }
      let basic = rows[row].basic
      guard let target = isBelow ? lowerBound(basic) : upperBound(basic) else { break }
      let step = (target - columns[basic].value) / entering.coefficient
      move(entering.variable, to: columns[entering.variable].value + step)
      pivot(row: row, column: entering.variable)
    }
    return .feasible
  }

  /// The basic variable of least number that is outside its bounds.
  private func firstViolation() -> (row: Int, isBelow: Bool)? {
    var found: (row: Int, isBelow: Bool)?
    var least = Int.max
    for (number, row) in rows.enumerated() where row.basic < least {
      let value = columns[row.basic].value
      if let lower = lowerBound(row.basic), value < lower {
        found = (number, true)
        least = row.basic
      } else if let upper = upperBound(row.basic), value > upper {
        found = (number, false)
        least = row.basic
      }
    }
    return found
  }

  private func entering(for row: Int, raising: Bool) -> Term? {
    rows[row].terms.first { term in
      canMove(term.variable, up: (term.coefficient.signum > 0) == raising)
    }
  }

  func canMove(_ column: Int, up: Bool) -> Bool {
    if up {
      guard let upper = upperBound(column) else { return true }
      return columns[column].value < upper
    }
    guard let lower = lowerBound(column) else { return true }
    return columns[column].value > lower
  }

  private func explanation(of row: Int, isBelow: Bool) -> [Weighted] {
    let basic = columns[rows[row].basic]
    var bounds: [(Int, Rational)] = []
    if let own = isBelow ? basic.lower : basic.upper { bounds.append((own, .one)) }
    for term in rows[row].terms {
      let atUpper = (term.coefficient.signum > 0) == isBelow
      let column = columns[term.variable]
      if let bound = atUpper ? column.upper : column.lower {
        bounds.append((bound, term.coefficient.magnitude))
      }
    }
    return weighted(bounds)
  }

  /// The rows behind `bounds`, each once.
  private func weighted(_ bounds: [(constraint: Int, weight: Rational)]) -> [Weighted] {
    var sums: [(source: Int, row: Int, multiplier: Rational)] = []
    for (constraint, weight) in bounds {
      let bound = constraints[constraint]
      let multiplier = weight * bound.multiplier
      if let at = sums.firstIndex(where: { $0.source == bound.source && $0.row == bound.row }) {
        sums[at].multiplier += multiplier
      } else {
        sums.append((bound.source, bound.row, multiplier))
      }
    }
    return sums.filter { !$0.multiplier.isZero }
      .map { Weighted(source: $0.source, row: $0.row, multiplier: $0.multiplier) }
  }

  // MARK: Steps

  /// Gives a nonbasic column another value, and the basic ones what follows from it.
  mutating func move(_ column: Int, to value: DeltaRational) {
    let step = value - columns[column].value
    guard step.signum != 0 else { return }
    columns[column].value = value
    for row in rows {
      if let coefficient = row.coefficient(of: column) {
        columns[row.basic].value += coefficient * step
      }
    }
    work += rows.count * (step.real.fits(bits: 62) ? 1 : 10)
  }

  /// Exchanges the basic variable of `row` and the nonbasic `column`; values stay as they are.
  mutating func pivot(row: Int, column: Int) {
    guard let coefficient = rows[row].coefficient(of: column) else { return }
    let leaving = rows[row].basic
    rows[row].solve(for: column, coefficient: coefficient)
    columns[leaving].row = nil
    columns[column].row = row
    let definition = rows[row].terms
    for other in rows.indices where other != row {
      guard let factor = rows[other].coefficient(of: column) else { continue }
      rows[other].terms = TableauRow.substituting(
        definition, for: column, times: factor, in: rows[other].terms)
      // A fraction past the machine word costs as much as dozens within it.
      work += rows[other].terms.count * (factor.fits(bits: 62) ? 1 : 40)
    }
    work += rows.count
  }

  // MARK: Values

  /// The variables' values, with one small enough number put for ε.
  var point: [Rational] {
    var epsilon = Rational.one
    for column in columns {
      let value = column.value
      for end in [column.lower, column.upper] {
        guard let end else { continue }
        let bound = bound(end)
        let room = constraints[end].isUpper ? bound - value : value - bound
        // room ≥ 0 holds for small ε; its infinitesimal part may eat up the real part.
        if room.infinitesimal.signum < 0 {
          epsilon = min(epsilon, room.real / -room.infinitesimal)
        }
      }
    }
    return columns.prefix(variableCount).map {
      ($0.value.real + $0.value.infinitesimal * epsilon) * unit
    }
  }

  /// Gives the nonbasic variables the values of `point`: all of them while no pivot was made.
  mutating func start(at point: [Rational]) {
    for (column, value) in point.enumerated() where columns[column].row == nil {
      columns[column].value = DeltaRational(value / unit)
    }
    for row in rows {
      var sum = DeltaRational.zero
      for term in row.terms { sum += term.coefficient * columns[term.variable].value }
      columns[row.basic].value = sum
      work += row.terms.count
    }
  }
}

extension Rational {
  /// The largest number that both are whole multiples of; the other one where one is zero.
  func greatestCommonDivisor(with other: Rational) -> Rational {
    if isZero { return other.magnitude }
    if other.isZero { return magnitude }
    return Rational(
      (numerator * other.denominator).greatestCommonDivisor(
        with: other.numerator * denominator), denominator * other.denominator)
  }
}
