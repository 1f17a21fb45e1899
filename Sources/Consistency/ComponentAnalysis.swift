import Exact

/// What is found out about one component.
struct ComponentFindings {
  var combination: [Int] = []
  /// The readings that can hold in some consistent combination.
  var survivors: Set<Int> = []
  /// The values of the variables; nil where none was found.
  var witness: [Rational]?
  var implied: [Interval]
  /// By reading: what the rest of the document allows in its figure's place.
  var allowed: [Int: Interval] = [:]
  var tested: Set<Int> = []
  var isTight = false
  var isBounded = false
  var conflicts: [ComponentConflict] = []

  init(_ component: Component) {
    implied = Array(repeating: .everything, count: component.variables.count)
  }
}

/// The exact analysis of a component whose statements can all hold.
///
/// In a large component nothing is said of what is implied or allowed, and a figure is tested if the
/// statements around it bound it.
struct ComponentAnalysis {
  /// The number of surviving combinations up to which ranges are hulls over all of them; with more,
  /// they are those of the cheapest.
  static let combinationLimit = 12

  var search: CombinationSearch
  /// Whether the figures of each variable cannot be negative whatever else is said.
  let isNonnegative: [Bool]
  /// Solutions of whole combinations; see `goOn(with:)`.
  private var solutions: [Simplex] = []

  init(search: CombinationSearch, isNonnegative: [Bool]) {
    self.search = search
    self.isNonnegative = isNonnegative
  }

  var component: Component { search.component }

  /// Fills in what follows from `statements`, all of which can hold in `combination`.
  mutating func analyze(
    _ statements: [Int], combination: [Int], into findings: inout ComponentFindings
  ) {
    findings.combination = combination
    findings.witness = witness(of: combination)
    if findings.witness == nil { findings.isBounded = true }
    let isAmbiguous = statements.contains { component.readings[$0].count > 1 }
    var combinations = [combination]
    if isAmbiguous {
      if let all = search.combinations(of: statements, limit: ComponentAnalysis.combinationLimit),
        !all.isEmpty
      {
        combinations = all
        findings.survivors = Set(all.joined())
      } else {
        findings.survivors = survivors(of: statements, besides: combination, &findings.isBounded)
      }
    } else {
      findings.survivors = Set(combination)
    }
    if let point = findings.witness, !isStrictlyInside(point, combination),
      let tight = isTight(statements, combination, isAmbiguous: isAmbiguous)
    {
      findings.isTight = tight
    }
    if !component.isLarge {
      findings.implied = implied(in: combinations)
    }
  }

  // MARK: Readings that survive

  private mutating func survivors(
    of statements: [Int], besides combination: [Int], _ isBounded: inout Bool
  ) -> Set<Int> {
    var survivors = Set(combination)
    for reading in statements.flatMap({ component.readings[$0] })
    where !survivors.contains(reading) {
      switch search.search(statements, fixed: reading) {
      case .found(let other): survivors.formUnion(other)
      case .none: break
      case .exhausted:
        // Not decided, so it stays possible.
        survivors.insert(reading)
        isBounded = true
      }
    }
    return survivors
  }

  // MARK: Witness and ties

  private mutating func witness(of combination: [Int]) -> [Rational]? {
    guard search.canHold(combination) == true else { return nil }
    return search.simplex.point
  }

  /// Whether no figure is at an end of its rounding at `point`, so that nothing can be tight.
  private func isStrictlyInside(_ point: [Rational], _ combination: [Int]) -> Bool {
    combination.allSatisfy { reading in
      component.sources[reading].rows.allSatisfy { row in
        !row.isRoundingEnd || LinearRow.value(of: row.terms, at: point) < row.bound
      }
    }
  }

  /// Whether the statements can hold only with some rounding's end; nil where that is not known.
  private mutating func isTight(
    _ statements: [Int], _ combination: [Int], isAmbiguous: Bool
  ) -> Bool? {
    guard let strict = strictly({ $0.canHold(combination) }) else { return nil }
    if strict || !isAmbiguous { return !strict }
    var other = search
    other.simplex.setStrict(true)
    other.forgetNogoods()
    return switch other.search(statements) {
    case .found: false
    case .none: true
    case .exhausted: nil
    }
  }

  private mutating func strictly<Answer>(
    _ ask: (inout CombinationSearch) -> Answer
  ) -> Answer {
    search.simplex.setStrict(true)
    defer { search.simplex.setStrict(false) }
    return ask(&search)
  }

  /// Whether some combination of the readings of `statements` may hold: false only where none does.
  mutating func canHold(_ statements: [Int]) -> Bool {
    if case .none = search.search(statements) { false } else { true }
  }

  // MARK: Ranges

  private mutating func implied(in combinations: [[Int]]) -> [Interval] {
    var hull: [Interval?] = Array(repeating: nil, count: component.variables.count)
    for combination in combinations {
      guard search.canHold(combination) == true else { continue }
      solutions.append(search.simplex)
      for variable in hull.indices {
        let range = search.simplex.range(of: [Term(variable: variable, coefficient: 1)])
        hull[variable] = (hull[variable] ?? range)?.hull(range ?? .everything)
      }
    }
    return hull.map { $0 ?? .everything }
  }

  /// Finds for each reading of `statements` what `rest`, without its statement, allows.
  mutating func test(
    _ statements: [Int], against rest: [Int], in combination: [Int],
    into findings: inout ComponentFindings
  ) {
    guard !component.isLarge else {
      testLocally(statements, in: combination, into: &findings)
      return
    }
    for statement in statements {
      for (reading, range) in allowed(statement, by: rest, in: combination) {
        findings.allowed[reading] = range
        if isTest(range, of: reading) { findings.tested.insert(reading) }
      }
    }
  }

  /// The figures of each reading of `statement` that the other statements of `rest` allow.
  ///
  /// A reading is missing where nothing in the rest is consistent with any figure of it.
  mutating func allowed(
    _ statement: Int, by rest: [Int], in combination: [Int]
  ) -> [(reading: Int, range: Interval)] {
    let others = rest.filter { $0 != statement }
    let combinations: [[Int]]
    if others.allSatisfy({ component.readings[$0].count == 1 }) {
      combinations = [others.map { component.readings[$0][0] }]
    } else if let all = search.combinations(
      of: others, limit: ComponentAnalysis.combinationLimit)
    {
      combinations = all
    } else {
      let places = Set(others)
      let chosen = combination.filter {
        component.sources[$0].statement.map(places.contains) ?? false
      }
      if chosen.count == others.count {
        combinations = [chosen]
      } else if case .found(let cheapest) = search.search(others) {
        combinations = [cheapest]
      } else {
        combinations = []
      }
    }
    return component.readings[statement].compactMap { reading in
      var hull: Interval?
      for combination in combinations {
        goOn(with: combination)
        guard let range = range(of: reading) else { continue }
        hull = hull?.hull(range) ?? range
      }
      return hull.map { (reading, $0) }
    }
  }

  /// Puts `combination` in force, from a solution that it is a part of where there is one: taking
  /// constraints out of force leaves a solution what it is, and nothing has to be solved anew.
  private mutating func goOn(with combination: [Int]) {
    let solution = solutions.first { solution in
      combination.allSatisfy { solution.isInForce[$0] }
    }
    if let solution {
      let work = search.simplex.work
      let limit = search.simplex.workLimit
      search.simplex = solution
      search.simplex.work = work
      search.simplex.workLimit = limit
    }
    search.putInForce(combination)
  }

  /// The figures of `reading` that what is in force allows; nil where it allows none.
  mutating func range(of reading: Int) -> Interval? {
    guard let claim = component.sources[reading].claim else { return nil }
    let probe = component.probe(of: reading)
    search.simplex.set(probe, inForce: true)
    defer { search.simplex.set(probe, inForce: false) }
    guard case .feasible = search.simplex.solve() else { return nil }
    let range =
      claim.denominator.map { search.simplex.range(of: claim.numerator, over: $0) }
      ?? search.simplex.range(of: claim.numerator)
    return range.map(claim.figures)
  }

  /// Whether `range` excludes more values of the figure than its own sign does.
  private func isTest(_ range: Interval, of reading: Int) -> Bool {
    guard let claim = component.sources[reading].claim else { return false }
    // The values that any figure of this form has, whatever else is said.
    let numerator = claim.numerator
    let isNumeratorSigned =
      claim.denominator == nil
      ? numerator.count == 1 && numerator[0].coefficient.signum > 0
        && isNonnegative[numerator[0].variable]
      : true
    let least: Rational? = isNumeratorSigned ? .zero : nil
    let values = range.scaled(by: claim.slope).shifted(by: claim.offset)
    if let lower = values.lower.value {
      guard let least else { return true }
      if lower > least { return true }
    }
    guard let upper = values.upper.value else { return false }
    if claim.kind == .share { return upper < 1 }
    if claim.kind == .points { return upper < 100 || (values.lower.value ?? 0) > -100 }
    return true
  }

  /// Tests each figure against the statements around it only: what bounds it there bounds it in the
  /// whole document as well.
  private mutating func testLocally(
    _ statements: [Int], in combination: [Int], into findings: inout ComponentFindings
  ) {
    let neighbourhoods = Neighbourhoods(component, combination: combination)
    for statement in statements {
      let local = neighbourhoods.around(statement)
      var analysis = ComponentAnalysis(
        search: CombinationSearch(local, nodes: 0, workLimit: 4_000),
        isNonnegative: isNonnegative)
      for (position, reading) in component.readings[statement].enumerated() {
        analysis.search.putInForce(local.readings.dropFirst().map { $0[0] })
        let own = local.readings[0][position]
        if let range = analysis.range(of: own), analysis.isTest(range, of: own) {
          findings.tested.insert(reading)
        }
      }
    }
  }
}
