import Exact

/// What would mend the conflicts of one component, and the words for them.
struct RepairSearch {
  let problem: Problem
  /// The identities that came with the document.
  let given: [Identity]
  private var analysis: ComponentAnalysis
  /// The statements that were taken away to mend all conflicts, by their number in the problem.
  private let culprits: Set<Int>
  private let combination: [Int]

  init(
    problem: Problem, given: [Identity], search: CombinationSearch, culprits: Set<Int>,
    isNonnegative: [Bool], combination: [Int]
  ) {
    self.problem = problem
    self.given = given
    self.culprits = culprits
    self.combination = combination
    analysis = ComponentAnalysis(search: search, isNonnegative: isNonnegative)
  }

  private var component: Component { analysis.component }

  /// The conflict as an assessment says it.
  mutating func described(
    _ conflict: ComponentConflict, among conflicts: [ComponentConflict]
  ) -> Conflict {
    let others = Set(conflicts.map(\.culprit)).subtracting([conflict.culprit]).compactMap(\.self)
    // In a large component each question to the whole rest would cost too much; the conflict itself
    // bounds less, but rightly.
    let rest =
      component.isLarge
      ? conflict.statements : component.statements.indices.filter { !others.contains($0) }
    let repairs = conflict.statements.map { repair(of: $0, in: conflict, amid: rest) }
    return Conflict(
      statements: conflict.statements.map { statement($0).id },
      identities: conflict.identities.map { component.sources[$0].id },
      explanation: explanation(of: conflict),
      refutations: component.refutations(by: conflict.nogoods), repairs: repairs)
  }

  private func statement(_ place: Int) -> Statement {
    problem.statements[component.statements[place]]
  }

  /// The values of the plainest reading's figure that agree with the rest; where the rest agrees
  /// with none, because it is in other conflicts, those that agree with this conflict's statements.
  private mutating func repair(
    of place: Int, in conflict: ComponentConflict, amid rest: [Int]
  ) -> Repair {
    let statement = statement(place)
    let reading = statement.readings[0]
    let source = component.readings[place][0]
    func range(_ allowed: [(reading: Int, range: Interval)]) -> Interval? {
      allowed.first { $0.reading == source }?.range
    }
    let amidRest = range(analysis.allowed(place, by: rest, in: combination))
    let holdsIf =
      amidRest ?? range(analysis.allowed(place, by: conflict.statements, in: combination))
      ?? .everything
    // Where the other statements clash among themselves, nothing in this one's place mends that.
    let restHolds =
      amidRest != nil || component.isLarge || analysis.canHold(rest.filter { $0 != place })
    let own = conflict.culprit.map { component.statements[$0] }
    let kept = problem.statements.indices.filter { number in
      number != component.statements[place] && (number == own || !culprits.contains(number))
    }
    let judge = self
    let errors = PressErrors(
      reading: reading,
      agrees: { !$0.intersection(holdsIf).isEmpty },
      agreesInstead: { other in
        guard restHolds else { return false }
        let changed = Statement(
          id: statement.id, quote: statement.quote, start: statement.start, end: statement.end,
          readings: [other])
        return judge.canHold(kept.map { judge.problem.statements[$0] } + [changed], besides: other)
      })
    let error = errors.found
    let misprint = Misprint(
      reading: reading, holdsIf: holdsIf, error: error, isOfTwo: conflict.statements.count <= 2)
    return Repair(
      statement: statement.id, stated: reading.figure.printed.description, holdsIf: holdsIf,
      hint: error?.text, slip: misprint.slip)
  }

  /// Whether statements can hold together, with `changed` about quantities that others speak of.
  private func canHold(_ statements: [Statement], besides changed: Reading) -> Bool {
    // What no other statement speaks of would agree with anything.
    guard problem.index[changed.subject] != nil,
      changed.reference.map({ problem.index[$0] != nil }) ?? true,
      statements.count <= ConflictSearch.exactSize
    else { return false }
    return Problem(statements, identities: given).components().allSatisfy { component in
      var search = CombinationSearch(component, nodes: 200, workLimit: 200_000)
      if case .found = search.search(Array(component.statements.indices)) { return true }
      return false
    }
  }

  // MARK: Words

  /// What the other statements of the conflict say of its culprit, beside what is printed.
  private mutating func explanation(of conflict: ComponentConflict) -> String {
    var order = conflict.statements.filter { $0 != conflict.culprit }
    guard let culprit = conflict.culprit else {
      return "The identities contradict each other, whatever the figures are."
    }
    order.insert(culprit, at: 0)
    let scopes = Set(conflict.statements.map { statement($0).readings[0].subject.scope })
    // Figures of one document have a place in common, of which the data has many.
    let usesData = isOnData(conflict)
    let scope = scopes.count == 1 && !usesData ? scopes.first : nil
    for place in order {
      let source = component.readings[place][0]
      let allowed = analysis.allowed(place, by: conflict.statements, in: combination)
      guard let range = allowed.first(where: { $0.reading == source })?.range,
        range != .everything
      else { continue }
      let reading = statement(place).readings[0]
      let others = conflict.statements.filter { $0 != place }
        .map { statement($0).readings[0].clause(in: scope) }
      let stated = reading.figure.text(reading.figure.printed.description)
      let follows = "\(reading.clause(over: range, in: scope)), but the text says \(stated)."
      if others.isEmpty { return usesData ? "By the data, \(follows)" : "In any case, \(follows)" }
      return "\(usesData ? "By the data, if" : "If") \(RepairSearch.list(others)), then \(follows)"
    }
    let clauses = conflict.statements.map { statement($0).readings[0].clause(in: scope) }
    return "These cannot all be true: \(RepairSearch.list(clauses))."
  }

  /// Whether the contradiction needs a value of the data.
  private func isOnData(_ conflict: ComponentConflict) -> Bool {
    conflict.identities.contains { place in
      // Identities are numbered from 1 behind their letter.
      Int(component.sources[place].id.dropFirst()).map {
        problem.identities[$0 - 1].source == .against
      } ?? false
    }
  }

  private static func list(_ clauses: [String]) -> String {
    guard let last = clauses.last, clauses.count > 1 else { return clauses.first ?? "" }
    return clauses.dropLast().joined(separator: ", ") + " and " + last
  }
}
