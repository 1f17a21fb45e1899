import Exact

/// The tightest constraint in force on each side of each column; -1 where there is none.
struct Limits: Sendable {
  var upper: [Int]
  var lower: [Int]
}

/// Whether limits can hold.
enum Feasibility {
  case feasible
  /// The weighted constraints add up to a contradiction.
  case contradiction([(constraint: Int, weight: Rational)])
  case exhausted
}

/// How far a form can be increased.
enum Ascent {
  case optimum
  /// Without end, where this nonbasic column moves.
  case ray(column: Int, isUp: Bool)
  case exhausted
}

/// A simplex tableau in numbers of one type.
///
/// An operation that overflows returns nil. The rows are then those before the step that did not
/// fit, and the values of the nonbasic columns are right; `init(_:)` goes on from there in other
/// numbers.
struct Tableau<Number: TableauNumber>: Sendable {
  typealias Entry = TableauRows<Number>.Entry
  typealias Value = TableauValue<Number>

  private var rows: TableauRows<Number>
  /// The row in which each column is basic, -1 for the nonbasic ones.
  private var rowOfColumn: [Int]
  /// The values of the nonbasic columns; those of the basic ones are in their rows.
  private var values: [Value]
  /// The bound that each constraint puts on its column.
  private var bounds: [Value] = []
  private var overflow = false

  /// The columns `variables..<` are forms of those before, basic in the rows.
  ///
  /// Nil where a number does not fit.
  init?(variables: Int, forms: [[Term]], bounds: [DeltaRational]) {
    rows = TableauRows(capacity: forms.count)
    for (number, form) in forms.enumerated() {
      var entries: [Entry] = []
      entries.reserveCapacity(form.count)
      for term in form {
        guard let coefficient = Number(term.coefficient) else { return nil }
        entries.append(Entry(column: term.variable, coefficient: coefficient))
      }
      rows.append(basic: variables + number, entries)
    }
    rowOfColumn = Array(repeating: -1, count: variables) + Array(0..<forms.count)
    values = Array(repeating: .zero, count: variables + forms.count)
    guard setBounds(bounds) else { return nil }
  }

  /// The same tableau in other numbers; nil where they cannot hold it.
  init?<Other>(_ other: Tableau<Other>) {
    func value(_ old: TableauValue<Other>) -> Value? {
      guard let real = Number(old.real.fraction),
        let infinitesimal = Number(old.infinitesimal.fraction)
      else { return nil }
      return Value(real: real, infinitesimal: infinitesimal)
    }
    guard let rows = TableauRows<Number>(other.rows) else { return nil }
    self.rows = rows
    rowOfColumn = other.rowOfColumn
    values = []
    for old in other.values {
      guard let value = value(old) else { return nil }
      values.append(value)
    }
    for old in other.bounds {
      guard let bound = value(old) else { return nil }
      bounds.append(bound)
    }
    self.rows.evaluate(at: values, &overflow)
    if overflow { return nil }
  }

  // MARK: Bounds and values

  /// Replaces the bounds of all constraints; false where one does not fit.
  mutating func setBounds(_ exact: [DeltaRational]) -> Bool {
    bounds.removeAll(keepingCapacity: true)
    bounds.reserveCapacity(exact.count)
    for bound in exact {
      guard let real = Number(bound.real), let infinitesimal = Number(bound.infinitesimal) else {
        return false
      }
      bounds.append(Value(real: real, infinitesimal: infinitesimal))
    }
    return true
  }

  /// Replaces the values of all nonbasic columns; false where one does not fit.
  mutating func setValues(_ exact: [DeltaRational]) -> Bool {
    for (column, value) in exact.enumerated() where rowOfColumn[column] < 0 {
      guard let real = Number(value.real), let infinitesimal = Number(value.infinitesimal) else {
        return false
      }
      values[column] = Value(real: real, infinitesimal: infinitesimal)
    }
    rows.evaluate(at: values, &overflow)
    return !overflow
  }

  /// The value of a column.
  func value(of column: Int) -> DeltaRational {
    let row = rowOfColumn[column]
    guard row >= 0 else {
      return DeltaRational(values[column].real.fraction, values[column].infinitesimal.fraction)
    }
    let head = rows.heads[row]
    return DeltaRational(head.value.real.fraction, head.value.infinitesimal.fraction)
      / head.denominator.fraction
  }

  // MARK: Feasibility

  /// Moves the values until every limit holds, or shows that this cannot be.
  mutating func solve(_ limits: Limits, _ work: inout Int, workLimit: Int) -> Feasibility? {
    overflow = false
    for column in values.indices {
      let (lower, upper) = (limits.lower[column], limits.upper[column])
      if lower >= 0, upper >= 0, bounds[upper].isLess(than: bounds[lower]) {
        return .contradiction([(lower, .one), (upper, .one)])
      }
      guard rowOfColumn[column] < 0 else { continue }
      if lower >= 0, values[column].isLess(than: bounds[lower]) {
        move(column, to: bounds[lower], &work)
      } else if upper >= 0, bounds[upper].isLess(than: values[column]) {
        move(column, to: bounds[upper], &work)
      }
    }
    work += values.count
    if overflow { return nil }
    while let (row, isBelow) = firstViolation(limits) {
      guard work <= workLimit else { return .exhausted }
      work += rows.heads.count
      let entering = rows[row].first { entry in
        canMove(entry.column, up: (entry.coefficient.direction > 0) == isBelow, limits)
      }
      guard let entering else {
        return .contradiction(explanation(of: row, isBelow: isBelow, limits))
      }
      let basic = rows.heads[row].basic
      let target = bounds[isBelow ? limits.lower[basic] : limits.upper[basic]]
      guard pivot(row, entering, leavingAt: target, &work) else { return nil }
    }
    return .feasible
  }

  /// The basic column of least number that is outside its bounds.
  private func firstViolation(_ limits: Limits) -> (row: Int, isBelow: Bool)? {
    var found: (row: Int, isBelow: Bool)?
    var least = Int.max
    for number in rows.indices where rows.heads[number].basic < least {
      let basic = rows.heads[number].basic
      let lower = limits.lower[basic]
      if lower >= 0, order(number, bounds[lower]) < 0 {
        found = (number, true)
        least = basic
        continue
      }
      let upper = limits.upper[basic]
      if upper >= 0, order(number, bounds[upper]) > 0 {
        found = (number, false)
        least = basic
      }
    }
    return found
  }

  /// How the basic column of a row compares with `bound`.
  private func order(_ row: Int, _ bound: Value) -> Int {
    rows.heads[row].value.order(times: .one, bound, times: rows.heads[row].denominator)
  }

  private func canMove(_ column: Int, up: Bool, _ limits: Limits) -> Bool {
    let limit = up ? limits.upper[column] : limits.lower[column]
    guard limit >= 0 else { return true }
    return up
      ? values[column].isLess(than: bounds[limit]) : bounds[limit].isLess(than: values[column])
  }

  private func explanation(
    of row: Int, isBelow: Bool, _ limits: Limits
  ) -> [(constraint: Int, weight: Rational)] {
    let basic = rows.heads[row].basic
    var weights = [(isBelow ? limits.lower[basic] : limits.upper[basic], Rational.one)]
    for entry in rows[row] {
      let atUpper = (entry.coefficient.direction > 0) == isBelow
      let limit = atUpper ? limits.upper[entry.column] : limits.lower[entry.column]
      if limit >= 0 {
        weights.append(
          (limit, entry.coefficient.fraction.magnitude / rows.heads[row].denominator.fraction))
      }
    }
    return weights
  }

  // MARK: Optimum

  /// The pivots of one optimisation that may follow the steepest column.
  private static var steepPivots: Int { 40 }

  /// Primal simplex with bounded columns from the present values, which satisfy the limits.
  mutating func maximize(
    _ form: [Term], _ limits: Limits, _ work: inout Int, workLimit: Int
  ) -> Ascent? {
    overflow = false
    guard var objective = objective(form) else { return nil }
    var pivots = 0
    while true {
      guard work <= workLimit else { return .exhausted }
      // The steepest column takes fewer steps; the least one, by Bland, cannot go round in circles.
      let isLeast = pivots > Tableau.steepPivots
      guard let entering = entering(objective, byLeast: isLeast, limits) else { return .optimum }
      pivots += 1
      let column = entering.column
      let isUp = entering.coefficient.direction > 0
      guard let blocking = blocking(column, up: isUp, limits, &work) else {
        return overflow ? nil : .ray(column: column, isUp: isUp)
      }
      if overflow { return nil }
      let target = bounds[blocking.constraint]
      if let row = blocking.row {
        guard let coefficient = rows.coefficient(of: column, in: row),
          pivot(row, Entry(column: column, coefficient: coefficient), leavingAt: target, &work)
        else { return nil }
        objective = rows.substituting(
          row, for: column, factor: entering.coefficient, in: objective, &overflow)
        work += objective.count
      } else {
        move(column, to: target, &work)
      }
      if overflow { return nil }
    }
  }

  /// A positive multiple of the form over the nonbasic columns; nil where it does not fit.
  private mutating func objective(_ form: [Term]) -> [Entry]? {
    var multiple = Rational.one
    for term in form where !term.coefficient.isInteger {
      multiple = multiple.leastCommonMultiple(withDenominatorOf: term.coefficient)
    }
    var objective: [Entry] = []
    for term in form {
      guard let coefficient = Number(term.coefficient * multiple) else { return nil }
      objective.append(Entry(column: term.variable, coefficient: coefficient))
    }
    objective.sort { $0.column < $1.column }
    for term in form where rowOfColumn[term.variable] >= 0 {
      guard let entry = objective.first(where: { $0.column == term.variable }) else { continue }
      objective = rows.substituting(
        rowOfColumn[term.variable], for: term.variable, factor: entry.coefficient, in: objective,
        &overflow)
      if overflow { return nil }
    }
    return objective
  }

  /// The column that enters: the least that improves the objective, or that with the largest
  /// coefficient.
  private func entering(_ objective: [Entry], byLeast: Bool, _ limits: Limits) -> Entry? {
    var best: Entry?
    var largest = Number.zero
    for entry in objective {
      let isUp = entry.coefficient.direction > 0
      let size = isUp ? entry.coefficient : entry.coefficient.negated
      guard size > largest, canMove(entry.column, up: isUp, limits) else { continue }
      if byLeast { return entry }
      best = entry
      largest = size
    }
    return best
  }

  /// What stops a nonbasic column that moves: the constraint, and the row whose basic column it
  /// bounds, nil for a bound of the column's own; of several, that on the least column.
  private mutating func blocking(
    _ column: Int, up: Bool, _ limits: Limits, _ work: inout Int
  ) -> (constraint: Int, row: Int?)? {
    var best: (constraint: Int, row: Int?)?
    // The step, as a value over a denominator.
    var step = Value.zero
    var below = Number.one
    var leaving = column
    let own = up ? limits.upper[column] : limits.lower[column]
    if own >= 0 {
      step = distance(values[column], over: .one, to: bounds[own], up: up)
      best = (own, nil)
    }
    for number in rows.indices {
      guard let coefficient = rows.coefficient(of: column, in: number) else { continue }
      let rises = (coefficient.direction > 0) == up
      let basic = rows.heads[number].basic
      let limit = rises ? limits.upper[basic] : limits.lower[basic]
      guard limit >= 0 else { continue }
      let next = distance(
        rows.heads[number].value, over: rows.heads[number].denominator, to: bounds[limit],
        up: rises)
      let size = coefficient.direction > 0 ? coefficient : coefficient.negated
      if best != nil {
        let order = step.order(times: size, next, times: below)
        if order < 0 || (order == 0 && leaving < basic) { continue }
      }
      best = (limit, number)
      (step, below, leaving) = (next, size, basic)
    }
    work += rows.heads.count
    return best
  }

  /// `±(bound · denominator − value)`.
  private mutating func distance(
    _ value: Value, over denominator: Number, to bound: Value, up: Bool
  ) -> Value {
    let (own, other) =
      up ? (denominator, Number.one.negated) : (denominator.negated, Number.one)
    return Value(
      real: Number.sum(bound.real, own, plus: value.real, other, &overflow),
      infinitesimal: Number.sum(
        bound.infinitesimal, own, plus: value.infinitesimal, other, &overflow))
  }

  /// What `variable` changes by where the nonbasic `column` moves by one.
  func change(of variable: Int, along column: Int, up: Bool) -> Rational {
    let row = rowOfColumn[variable]
    let change: Rational
    if row < 0 {
      change = variable == column ? .one : .zero
    } else if let coefficient = rows.coefficient(of: column, in: row) {
      change = coefficient.fraction / rows.heads[row].denominator.fraction
    } else {
      change = .zero
    }
    return up ? change : -change
  }

  // MARK: Steps

  /// Gives a nonbasic column another value, and the basic ones what follows from it.
  private mutating func move(_ column: Int, to value: Value, _ work: inout Int) {
    var step = value
    step.add(Number.one.negated, times: values[column], &overflow)
    values[column] = value
    rows.move(column, by: step, &overflow)
    work += rows.heads.count
  }

  /// Exchanges the basic column of `row`, which gets the value `target`, and the nonbasic column of
  /// `entering`, whose coefficient in the row it has; false where a number did not fit.
  private mutating func pivot(
    _ row: Int, _ entering: Entry, leavingAt target: Value, _ work: inout Int
  ) -> Bool {
    let column = entering.column
    let leaving = rows.heads[row].basic
    values[leaving] = target
    let computed = rows.solve(
      row, for: column, coefficient: entering.coefficient, at: values, &overflow)
    // A number past the machine word costs as much as several within it.
    work += computed * Number.cost + rows.heads.count
    if overflow { return false }
    rowOfColumn[leaving] = -1
    rowOfColumn[column] = row
    return true
  }
}
