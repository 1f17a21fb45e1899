import Exact

/// A set of readings, one of each statement at most, that cannot hold together, and why.
struct Nogood {
  /// The sources that the contradiction uses, ascending: readings and identities.
  let sources: [Int]
  /// The contradiction.
  let proof: [Simplex.Weighted]
}

/// What a search over combinations of readings found.
enum SearchOutcome {
  /// A combination that can hold: for each statement searched, the place of its reading in force.
  case found([Int])
  /// There is none; the nogoods cover every combination.
  case none([Nogood])
  /// The limit was met first.
  case exhausted
}

/// The search for combinations of readings that can hold, in one component.
///
/// Depth first over the statements that have more than one reading, within a bound on the sum of
/// costs that is raised step by step, so that the cheapest combination is found first. Each reading
/// is put in force in the simplex; a contradiction becomes a nogood, which is learned, and the
/// search jumps back to the last statement that has a part in it (Prosser, Hybrid algorithms for the
/// constraint satisfaction problem, Computational Intelligence 9, 1993).
struct CombinationSearch {
  let component: Component
  var simplex: Simplex
  /// The search nodes still allowed.
  var nodesLeft: Int
  /// Whether a limit was met, so that what was found may not be the cheapest.
  private(set) var isBounded = false
  /// Whether the simplex has a basis from an earlier solution to go on from.
  private var hasSolved = false
  private(set) var nogoods: [Nogood] = []
  /// The nogoods by each reading in them.
  private var nogoodsOfSource: [[Int]]
  /// Combinations that are known to hold, each as the sources in force; what is part of one holds.
  private var holding: [[Bool]] = []

  init(_ component: Component, nodes: Int, workLimit: Int) {
    self.component = component
    simplex = Simplex(
      variables: component.variables.count,
      sources: component.sources.map(\.rows) + component.probes, workLimit: workLimit)
    nodesLeft = nodes
    nogoodsOfSource = Array(repeating: [], count: component.sources.count)
  }

  /// Propagates bounds over what is in force, near the printed levels.
  private func propagated(_ readings: [Int]) -> Propagation.Outcome {
    var hints: [Rational?] = Array(repeating: nil, count: component.variables.count)
    for reading in readings {
      guard let claim = component.sources[reading].claim, claim.denominator == nil,
        claim.numerator.count == 1, let term = claim.numerator.first
      else { continue }
      hints[term.variable] = claim.printedValue
    }
    var propagation = Propagation(
      component, sources: readings + component.identities, unit: simplex.unit)
    return propagation.decide(near: hints)
  }

  // MARK: What is in force

  /// Puts exactly these readings in force, and the identities that `without` does not leave out.
  mutating func putInForce(_ readings: [Int], without identities: Set<Int> = []) {
    var wanted = Array(repeating: false, count: component.sources.count)
    for reading in readings { wanted[reading] = true }
    for identity in component.identities where !identities.contains(identity) {
      wanted[identity] = true
    }
    for (source, inForce) in wanted.enumerated() { simplex.set(source, inForce: inForce) }
    simplex.work += wanted.count
  }

  /// Whether the readings, one of each statement, can hold together.
  mutating func canHold(_ readings: [Int]) -> Bool? {
    putInForce(readings)
    return switch simplex.solve() {
    case .feasible: true
    case .contradiction: false
    case .exhausted: nil
    }
  }

  // MARK: Search

  /// Looks for the cheapest combination of one reading of each of `statements` that can hold.
  ///
  /// `fixed` keeps one statement to one of its readings; `without` leaves identities out.
  mutating func search(
    _ statements: [Int], fixed: Int? = nil, without: Set<Int> = []
  ) -> SearchOutcome {
    let fixedStatement = fixed.flatMap { component.sources[$0].statement }
    var settled: [Int] = []
    var open: [Int] = []
    for statement in statements {
      if statement == fixedStatement, let fixed {
        settled.append(fixed)
      } else if component.readings[statement].count == 1 {
        settled.append(component.readings[statement][0])
      } else {
        open.append(statement)
      }
    }
    let first = nogoods.count
    putInForce(settled, without: without)
    if open.isEmpty, without.isEmpty, component.isLarge || !hasSolved {
      switch propagated(settled) {
      case .contradiction(let proof): return .none([learn(proof)])
      case .witness(let point): simplex.start(at: point)
      case .undecided: break
      }
    }
    hasSolved = true
    switch simplex.solve() {
    case .exhausted: return .exhausted
    case .contradiction(let proof):
      return .none([learn(proof)])
    case .feasible: break
    }
    guard !open.isEmpty else { return .found(settled) }
    var limit = open.reduce(0) { sum, statement in
      sum + (component.readings[statement].map { component.sources[$0].cost }.min() ?? 0)
    }
    // Half of the nodes go to the cheapest combination, the other half to any at all.
    var floor = nodesLeft / 2
    while true {
      var descent = Descent(open: open, without: without, limit: limit, floor: floor)
      switch descend(&descent, depth: 0, cost: 0) {
      case .found:
        let chosen = Dictionary(
          uniqueKeysWithValues: (settled + descent.chosen).compactMap { source in
            component.sources[source].statement.map { ($0, source) }
          })
        return .found(statements.compactMap { chosen[$0] })
      case .exhausted:
        isBounded = true
        guard floor > 0, simplex.work <= simplex.workLimit else { return .exhausted }
        (limit, floor) = (.max, 0)
        putInForce(settled, without: without)
      case .failed:
        if let next = descent.nextLimit {
          limit = next
        } else {
          return .none(descent.used.union(first..<nogoods.count).sorted().map { nogoods[$0] })
        }
      }
    }
  }

  /// The state of one search within one bound on cost.
  private struct Descent {
    let open: [Int]
    let without: Set<Int>
    let limit: Int
    /// The nodes that have to be left.
    let floor: Int
    var chosen: [Int] = []
    /// The least sum of costs that the bound kept out.
    var nextLimit: Int?
    /// The nogoods that were used, learned earlier or not.
    var used: Set<Int> = []
  }

  private enum Step {
    case found
    case exhausted
    /// No combination below: the statements whose readings are to blame.
    case failed(Set<Int>)
  }

  private mutating func descend(_ descent: inout Descent, depth: Int, cost: Int) -> Step {
    guard depth < descent.open.count else { return .found }
    let statement = descent.open[depth]
    var blamed: Set<Int> = []
    var wasCut = false
    for reading in component.readings[statement] {
      let sum = cost + component.sources[reading].cost
      if sum > descent.limit {
        descent.nextLimit = min(descent.nextLimit ?? .max, sum)
        wasCut = true
        continue
      }
      guard nodesLeft > descent.floor else { return .exhausted }
      nodesLeft -= 1
      simplex.set(reading, inForce: true)
      descent.chosen.append(reading)
      var failure: Set<Int>
      if let known = knownNogood(with: reading) {
        descent.used.insert(known)
        failure = statementsBlamed(in: nogoods[known])
      } else {
        switch simplex.solve() {
        case .exhausted: return .exhausted
        case .contradiction(let proof): failure = statementsBlamed(in: learn(proof))
        case .feasible:
          switch descend(&descent, depth: depth + 1, cost: sum) {
          case .found: return .found
          case .exhausted: return .exhausted
          case .failed(let statements): failure = statements
          }
        }
      }
      descent.chosen.removeLast()
      simplex.set(reading, inForce: false)
      guard failure.contains(statement) else { return .failed(failure) }
      failure.remove(statement)
      blamed.formUnion(failure)
    }
    // A reading that the bound kept out says nothing of why: every earlier choice may be to blame.
    if wasCut { blamed.formUnion(descent.open[..<depth]) }
    return .failed(blamed)
  }

  /// A nogood whose sources are all in force, among those with `reading`.
  private func knownNogood(with reading: Int) -> Int? {
    nogoodsOfSource[reading].first { number in
      nogoods[number].sources.allSatisfy { simplex.isInForce[$0] }
    }
  }

  private func statementsBlamed(in nogood: Nogood) -> Set<Int> {
    Set(nogood.sources.compactMap { component.sources[$0].statement })
  }

  @discardableResult
  private mutating func learn(_ proof: [Simplex.Weighted]) -> Nogood {
    let nogood = Nogood(sources: Set(proof.map(\.source)).sorted(), proof: proof)
    for source in nogood.sources where component.sources[source].statement != nil {
      nogoodsOfSource[source].append(nogoods.count)
    }
    nogoods.append(nogood)
    return nogood
  }

  /// Forgets what was learned, because other bounds are in force from now on.
  mutating func forgetNogoods() {
    nogoods = []
    nogoodsOfSource = Array(repeating: [], count: component.sources.count)
    holding = []
  }

  // MARK: Every combination

  /// The combinations that can hold, cheapest first, or nil where there are more than `limit` or
  /// the search's own limit was met.
  mutating func combinations(of statements: [Int], limit: Int) -> [[Int]]? {
    var found: [[Int]] = []
    guard extend([], statements[...], &found, limit: limit) else { return nil }
    func cost(_ combination: [Int]) -> Int {
      combination.reduce(0) { $0 + component.sources[$1].cost }
    }
    return found.enumerated()
      .sorted { (cost($0.element), $0.offset) < (cost($1.element), $1.offset) }.map(\.element)
  }

  private mutating func extend(
    _ chosen: [Int], _ statements: ArraySlice<Int>, _ found: inout [[Int]], limit: Int
  ) -> Bool {
    var chosen = chosen
    var statements = statements
    while let next = statements.first, component.readings[next].count == 1 {
      chosen.append(component.readings[next][0])
      statements.removeFirst()
    }
    // Asked of one statement after another, the questions mostly have their answers already.
    if !holding.contains(where: { inForce in chosen.allSatisfy { inForce[$0] } }) {
      putInForce(chosen)
      if chosen.contains(where: { knownNogood(with: $0) != nil }) { return true }
      switch simplex.solve() {
      case .exhausted: return false
      case .contradiction(let proof):
        learn(proof)
        return true
      case .feasible:
        if statements.isEmpty { holding.append(simplex.isInForce) }
      }
    }
    guard let next = statements.popFirst() else {
      found.append(chosen)
      return found.count <= limit
    }
    for reading in component.readings[next] {
      guard nodesLeft > 0 else { return false }
      nodesLeft -= 1
      guard extend(chosen + [reading], statements, &found, limit: limit) else { return false }
    }
    return true
  }
}

extension Component {
  /// For each reading that divides by a quantity, the assertion that it is positive, as a source of
  /// its own after all others: the range of a quotient is asked while the reading is not in force.
  var probes: [[LinearRow]] {
    sources.map { source in (source.claim?.positiveBase).map { [$0] } ?? [] }
  }

  /// The source that holds the probe of `reading`.
  func probe(of reading: Int) -> Int { sources.count + reading }
}
