import Exact

/// Bounds propagation over the rows in force: each row bounds each of its variables by the bounds of
/// the others, until nothing moves (Davis, Constraint propagation with interval labels, Artificial
/// Intelligence 32, 1987).
///
/// It decides most documents before a simplex pivots. Each bound remembers the row and the bounds
/// that gave it, so that an empty domain unwinds into a Farkas certificate; and a dive, which gives
/// one variable after another a value inside its domain, ends at a witness. Where neither comes out,
/// nothing is known.
struct Propagation {
  /// What is found.
  enum Outcome {
    case witness([Rational])
    case contradiction([Simplex.Weighted])
    case undecided
  }

  /// One bound with its derivation.
  private struct Bound {
    let value: DeltaRational
    /// The row of `rows` that gave it; nil for a value that a dive chose.
    let row: Int?
    /// The bounds of the row's other variables, as places in `bounds`, with the coefficients.
    let premises: [(bound: Int, coefficient: Rational)]
    let coefficient: Rational
  }

  /// A row of a source as `Σ terms ≤ bound`; an equation gives two.
  private struct Row {
    let terms: [Term]
    let bound: DeltaRational
    let source: Int
    let number: Int
    /// -1 for the second of an equation.
    let sign: Rational
  }

  /// How often the bounds of one variable may move in one run: rows in a circle can move them
  /// without end.
  private static let movesOfVariable = 4

  /// The bits that a bound may have: few where a simplex stands ready, which costs less.
  private let bits: Int
  /// What the values inside are to be multiplied by.
  private let unit: Rational
  private var rows: [Row] = []
  private var rowsOfVariable: [[Int]]
  private var bounds: [Bound] = []
  /// Places in `bounds`.
  private var upper: [Int?]
  private var lower: [Int?]
  private var moves: [Int]
  private var queue: [Int] = []
  private var isQueued: [Bool] = []

  /// The rows of these `sources`, with all values divided by `unit` inside.
  init(_ component: Component, sources: [Int], unit: Rational) {
    bits = component.isLarge ? 62 : 28
    self.unit = unit
    let count = component.variables.count
    rowsOfVariable = Array(repeating: [], count: count)
    upper = Array(repeating: nil, count: count)
    lower = Array(repeating: nil, count: count)
    moves = Array(repeating: 0, count: count)
    for source in sources {
      for (number, row) in component.sources[source].rows.enumerated() {
        add(row, sign: 1, source, number)
        if row.relation == .equal { add(row, sign: -1, source, number) }
      }
    }
    queue = Array(rows.indices)
    isQueued = Array(repeating: true, count: rows.count)
  }

  private mutating func add(_ row: LinearRow, sign: Rational, _ source: Int, _ number: Int) {
    for term in row.terms { rowsOfVariable[term.variable].append(rows.count) }
    rows.append(
      Row(
        terms: row.terms.map {
          Term(variable: $0.variable, coefficient: sign * $0.coefficient)
        },
        bound: DeltaRational(sign * row.bound / unit, row.relation == .less ? -1 : .zero),
        source: source, number: number, sign: sign))
  }

  /// Propagates, then dives from the values in `hints`, where they are inside the domains.
  mutating func decide(near hints: [Rational?]) -> Outcome {
    if let clash = propagate() { return .contradiction(proof(of: clash.0, clash.1)) }
    // Each choice of the dive sets off a run of its own; together they may move a variable this often.
    for variable in moves.indices { moves[variable] = -4 * Propagation.movesOfVariable }
    for variable in hints.indices {
      let value = inner(variable, near: hints[variable].map { $0 / unit })
      bounds.append(Bound(value: DeltaRational(value), row: nil, premises: [], coefficient: .one))
      upper[variable] = bounds.count - 1
      lower[variable] = bounds.count - 1
      enqueueRows(of: variable)
      if propagate() != nil { return .undecided }
    }
    let point = hints.indices.map { upper[$0].map { bounds[$0].value.real } ?? .zero }
    let holds = rows.allSatisfy { row in
      let left = LinearRow.value(of: row.terms, at: point)
      return row.bound.infinitesimal.isZero ? left <= row.bound.real : left < row.bound.real
    }
    return holds ? .witness(point.map { $0 * unit }) : .undecided
  }

  // MARK: Propagation

  /// The two bounds that leave a variable no value, if it comes to that.
  private mutating func propagate() -> (Int, Int)? {
    var next = 0
    defer {
      for row in queue[next...] { isQueued[row] = false }
      queue.removeAll(keepingCapacity: true)
    }
    while next < queue.count {
      let row = queue[next]
      next += 1
      isQueued[row] = false
      if let clash = propagate(row) { return clash }
    }
    return nil
  }

  private mutating func propagate(_ number: Int) -> (Int, Int)? {
    let row = rows[number]
    var least = DeltaRational.zero
    var unbounded: Int?
    for (place, term) in row.terms.enumerated() {
      let bound = term.coefficient.signum > 0 ? lower[term.variable] : upper[term.variable]
      if let bound {
        least += term.coefficient * bounds[bound].value
      } else if unbounded == nil {
        unbounded = place
      } else {
        return nil
      }
    }
    for (place, term) in row.terms.enumerated() where unbounded == nil || unbounded == place {
      let isUpper = term.coefficient.signum > 0
      let own = isUpper ? lower[term.variable] : upper[term.variable]
      var others = least
      if let own { others = others - term.coefficient * bounds[own].value }
      let value = (row.bound - others) / term.coefficient
      if let known = isUpper ? upper[term.variable] : lower[term.variable] {
        guard isUpper ? value < bounds[known].value : value > bounds[known].value else { continue }
      }
      let isEmpty =
        own.map { isUpper ? value < bounds[$0].value : value > bounds[$0].value } ?? false
      // Numbers that grow long on the way bound hardly better than those that they came from.
      guard
        isEmpty
          || (moves[term.variable] < Propagation.movesOfVariable && value.real.fits(bits: bits))
      else { continue }
      moves[term.variable] += 1
      let premises = row.terms.enumerated().compactMap { other, premise in
        other == place
          ? nil
          : (premise.coefficient.signum > 0 ? lower[premise.variable] : upper[premise.variable])
            .map { (bound: $0, coefficient: premise.coefficient) }
      }
      bounds.append(
        Bound(value: value, row: number, premises: premises, coefficient: term.coefficient))
      if isUpper {
        upper[term.variable] = bounds.count - 1
      } else {
        lower[term.variable] = bounds.count - 1
      }
      if isEmpty, let own { return (own, bounds.count - 1) }
      enqueueRows(of: term.variable)
    }
    return nil
  }

  private mutating func enqueueRows(of variable: Int) {
    for row in rowsOfVariable[variable] where !isQueued[row] {
      isQueued[row] = true
      queue.append(row)
    }
  }

  /// A value inside the domain of `variable`: the hint if it is, else a short number.
  private func inner(_ variable: Int, near hint: Rational?) -> Rational {
    let low = lower[variable].map { bounds[$0].value }
    let high = upper[variable].map { bounds[$0].value }
    func isInside(_ value: Rational) -> Bool {
      let point = DeltaRational(value)
      return (low.map { $0 <= point } ?? true) && (high.map { point <= $0 } ?? true)
    }
    if let hint, isInside(hint) { return hint }
    switch (low, high) {
    case (nil, nil): return .zero
    case (let low?, nil): return Rational(low.real.rounded(.up)) + 1
    case (nil, let high?): return Rational(high.real.rounded(.down)) - 1
    case (let low?, let high?):
      let middle = (low.real + high.real) / 2
      // Few digits keep the numbers that follow from it short.
      var resolution = Rational(1_000_000_000)
      while resolution * 4 > high.real - low.real, resolution > Rational(1, 1_000_000_000) {
        resolution /= 10
      }
      let short = Rational((middle / resolution).rounded(.nearest)) * resolution
      return isInside(short) ? short : middle
    }
  }

  // MARK: Proof

  /// The rows behind a lower and an upper bound that leave nothing between them.
  private func proof(of first: Int, _ second: Int) -> [Simplex.Weighted] {
    var weights: [Int: Rational] = [first: .one, second: .one]
    var multipliers: [Int: Rational] = [:]
    // A bound's premises are all older than it.
    for place in stride(from: max(first, second), through: 0, by: -1) {
      guard let weight = weights[place], let row = bounds[place].row else { continue }
      let factor = weight / bounds[place].coefficient.magnitude
      multipliers[row, default: .zero] += factor
      for premise in bounds[place].premises {
        weights[premise.bound, default: .zero] += factor * premise.coefficient.magnitude
      }
    }
    var sums: [[Int]: Rational] = [:]
    for (row, multiplier) in multipliers {
      sums[[rows[row].source, rows[row].number], default: .zero] += multiplier * rows[row].sign
    }
    return sums.filter { !$0.value.isZero }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { Simplex.Weighted(source: $0.key[0], row: $0.key[1], multiplier: $0.value) }
  }
}
