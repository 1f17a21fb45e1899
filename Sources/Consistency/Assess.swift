import Exact

/// How much work an assessment may do.
public struct AssessmentOptions: Sendable {
  /// The search nodes, each a reading that is tried, allowed for one group of connected statements.
  ///
  /// A search that would need more is given up, and the assessment says that it is bounded.
  public var searchLimit: Int
  /// The coefficient operations of the simplex allowed for one group of connected statements.
  public var workLimit: Int

  /// Options with these limits; see the properties.
  public init(searchLimit: Int = 20_000, workLimit: Int = 10_000_000) {
    self.searchLimit = searchLimit
    self.workLimit = workLimit
  }
}

/// Decides whether the statements can all be true, with a proof either way.
///
/// The statements are put together with `identities` and with the identities that accounting adds.
/// What shares no quantity is solved apart. The verdict is over every combination of readings; the
/// cheapest combination that can hold is the one shown.
public func assess(
  _ statements: [Statement], identities: [Identity] = [],
  options: AssessmentOptions = AssessmentOptions()
) -> Assessment {
  let problem = Problem(statements, identities: identities)
  var answer = AssessmentBuilder(problem)
  var results: [(component: Component, search: CombinationSearch, findings: ComponentFindings)] =
    []
  for component in problem.components() {
    let (search, findings) = problem.findings(for: component, options: options)
    results.append((component, search, findings))
  }
  let culprits = results.flatMap { result in
    result.findings.conflicts.compactMap(\.culprit).map { result.component.statements[$0] }
  }
  for (component, search, findings) in results {
    answer.add(findings, of: component)
    guard !findings.conflicts.isEmpty else { continue }
    var repairs = RepairSearch(
      problem: problem, given: identities, search: search, culprits: Set(culprits),
      isNonnegative: problem.nonnegativity(in: component), combination: findings.combination)
    for conflict in findings.conflicts {
      answer.add(repairs.described(conflict, among: findings.conflicts))
    }
  }
  return answer.assessment
}

/// Whether the statements may all be true, without what follows from them: false only with a proof.
///
/// It answers as `assess` does, for a fraction of the work; where a limit is met it answers true.
public func mayHold(
  _ statements: [Statement], identities: [Identity] = [],
  options: AssessmentOptions = AssessmentOptions()
) -> Bool {
  Problem(statements, identities: identities).components().allSatisfy { component in
    var search = CombinationSearch(
      component, nodes: options.searchLimit, workLimit: options.workLimit)
    if case .none = search.search(Array(component.statements.indices)) { return false }
    return true
  }
}

extension Problem {
  /// Whether each variable of `component` is one that accounting keeps from being negative.
  func nonnegativity(in component: Component) -> [Bool] {
    component.variables.map { variable in
      let quantity = quantities[variable]
      return switch quantity.measure {
      case .turnover, .exports, .imports: true
      case .balance: false
      case .other: quantity.isShareUnknown
      }
    }
  }

  fileprivate func findings(
    for component: Component, options: AssessmentOptions
  ) -> (CombinationSearch, ComponentFindings) {
    var findings = ComponentFindings(component)
    let search = CombinationSearch(
      component, nodes: options.searchLimit, workLimit: options.workLimit)
    var analysis = ComponentAnalysis(
      search: search, isNonnegative: nonnegativity(in: component))
    let all = Array(component.statements.indices)
    var remaining = all
    var combination: [Int]?
    switch analysis.search.search(all) {
    case .found(let cheapest): combination = cheapest
    case .exhausted: findings.isBounded = true
    case .none:
      let conflicts = ConflictSearch(analysis.search)
      analysis.search = conflicts.search
      findings.conflicts = conflicts.conflicts
      remaining = conflicts.remaining
      combination = conflicts.combination
      if conflicts.conflicts.isEmpty || combination == nil { findings.isBounded = true }
    }
    // The verdict stands; what follows from it has a budget of its own.
    analysis.search.simplex.workLimit = analysis.search.simplex.work + options.workLimit
    if let combination {
      analysis.analyze(remaining, combination: combination, into: &findings)
      analysis.test(all, against: remaining, in: combination, into: &findings)
    }
    findings.isBounded = findings.isBounded || analysis.search.isBounded
    return (analysis.search, findings)
  }
}

/// Gathers the findings of the components into one assessment.
private struct AssessmentBuilder {
  private let problem: Problem
  private var implied: [Interval]
  private var witness: [Rational]
  private var isWitnessed = true
  private var isTight = false
  private var isBounded = false
  private var readings: [String: Assessment.ReadingFinding] = [:]
  private var combination: [String: String] = [:]
  private var shown: Set<String> = []
  private var conflicts: [Conflict] = []

  init(_ problem: Problem) {
    self.problem = problem
    implied = Array(repeating: .everything, count: problem.quantities.count)
    witness = Array(repeating: .zero, count: problem.quantities.count)
  }

  mutating func add(_ conflict: Conflict) { conflicts.append(conflict) }

  mutating func add(_ findings: ComponentFindings, of component: Component) {
    isTight = isTight || findings.isTight
    isBounded = isBounded || findings.isBounded
    if findings.witness == nil { isWitnessed = false }
    for (local, variable) in component.variables.enumerated() {
      implied[variable] = findings.implied[local]
      if let point = findings.witness { witness[variable] = point[local] }
    }
    for reading in findings.combination {
      guard let statement = component.sources[reading].statement else { continue }
      let id = component.sources[reading].id
      combination[problem.statements[component.statements[statement]].id] = id
      shown.insert(id)
    }
    let inConflict = Set(findings.conflicts.flatMap(\.statements))
    let culprits = Set(findings.conflicts.compactMap(\.culprit))
    for (statement, own) in component.readings.enumerated() {
      let survivors = own.filter(findings.survivors.contains)
      for reading in own {
        let status: ReadingStatus
        if findings.survivors.isEmpty || culprits.contains(statement) {
          status = .open
        } else if !survivors.contains(reading) {
          status = .refuted
        } else {
          status = survivors.count == 1 && !inConflict.contains(statement) ? .holds : .open
        }
        readings[component.sources[reading].id] = Assessment.ReadingFinding(
          status: status, isTested: findings.tested.contains(reading),
          allowed: findings.allowed[reading])
      }
    }
  }

  var assessment: Assessment {
    let isTested = readings.values.contains { $0.isTested && $0.status != .refuted }
    let verdict: Verdict =
      if !conflicts.isEmpty { .inconsistent } else if isTested && isWitnessed {
        .consistent
      } else { .unverifiable }
    let stated = stated
    let ids = problem.quantities.indices.map(Problem.id(ofVariable:))
    return Assessment(
      verdict: verdict, isTight: isTight && conflicts.isEmpty, isBounded: isBounded,
      readings: readings,
      quantities: problem.quantities.indices.map { variable in
        Assessment.QuantityFinding(
          id: ids[variable], quantity: problem.quantities[variable], stated: stated[variable],
          implied: implied[variable])
      },
      identities: problem.identities.enumerated().map { ("i\($0.offset + 1)", $0.element) },
      combination: combination,
      witness: conflicts.isEmpty && isWitnessed
        ? Dictionary(uniqueKeysWithValues: zip(ids, witness)) : nil,
      conflicts: conflicts.sorted { $0.statements.count < $1.statements.count })
  }

  /// What the level figures of each quantity allow together; the first alone where they clash.
  private var stated: [Int: Interval] {
    var stated: [Int: Interval] = [:]
    for statement in problem.statements {
      let live = statement.readings.first { shown.contains($0.id) } ?? statement.readings.first
      guard let reading = live, reading.kind == .level || reading.kind == .balance,
        let variable = problem.index[reading.subject]
      else { continue }
      let interval = reading.figure.interval.scaled(by: reading.figure.scale)
      let both = stated[variable]?.intersection(interval) ?? interval
      if !both.isEmpty { stated[variable] = both }
    }
    return stated
  }
}
