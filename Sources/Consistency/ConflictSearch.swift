import Exact

/// A smallest set of statements of one component that cannot all hold.
struct ComponentConflict {
  /// The statements' places in the component.
  var statements: [Int]
  /// The identities' places among the sources.
  var identities: [Int]
  /// Nogoods that cover every combination of the statements' readings.
  var nogoods: [Nogood]
  /// The statement that was taken away to go on; nil where the identities alone conflict.
  var culprit: Int?
}

/// The search for all independent conflicts of a component.
///
/// A smallest conflict is found by implicit hitting sets (Ignatiev, Previti, Liffiton & Marques-Silva,
/// Smallest MUS extraction with minimal hitting set dualization, CP 2015): a smallest set that meets
/// every known correction set either conflicts, and then no smaller one does, or is grown to a
/// largest consistent set, whose complement is a further correction set. Past `exactSize` statements
/// the conflict is only irreducible: it is what a deletion filter leaves of the first contradiction.
struct ConflictSearch {
  /// The number of statements up to which conflicts are smallest, and culprits chosen with care.
  static let exactSize = 48
  /// The most conflicts that are shown for one component.
  static let conflictLimit = 200

  var search: CombinationSearch
  private(set) var conflicts: [ComponentConflict] = []
  /// The statements that are left when one culprit of each conflict is taken away.
  private(set) var remaining: [Int]
  /// A combination in which the remaining statements hold; nil where none was found in time.
  private(set) var combination: [Int]?
  /// What is known of sets of statements, with all identities in force.
  private var known = KnownSets()
  /// Largest sets that hold; each has every remaining statement that could join it.
  private var largest: [Set<Int>] = []
  private var component: Component { search.component }

  /// Finds the conflicts among all statements, which `nogoods` show not to hold together.
  init(_ search: CombinationSearch) {
    self.search = search
    remaining = Array(search.component.statements.indices)
    while conflicts.count < ConflictSearch.conflictLimit {
      switch self.search.search(remaining) {
      case .found(let combination):
        self.combination = combination
        return
      case .exhausted: return
      case .none(let nogoods):
        guard let conflict = conflict(shownBy: nogoods) else { return }
        conflicts.append(conflict)
        guard conflict.culprit != nil else { return }
        remaining.removeAll { $0 == conflict.culprit }
      }
    }
  }

  private mutating func conflict(shownBy nogoods: [Nogood]) -> ComponentConflict? {
    guard var statements = reduced(learn(nogoods)) else { return nil }
    if remaining.count <= ConflictSearch.exactSize {
      statements = smallest(noLargerThan: statements)
    }
    let (identities, proof) = identities(of: statements)
    guard !proof.isEmpty else { return nil }
    return ComponentConflict(
      statements: statements, identities: identities, nogoods: proof,
      culprit: culprit(of: statements))
  }

  private func statements(of nogoods: [Nogood]) -> [Int] {
    Set(nogoods.flatMap(\.sources).compactMap { component.sources[$0].statement }).sorted()
  }

  /// Whether the statements can hold together; nil where the search met its limit.
  private mutating func canHold(_ statements: [Int]) -> Bool? {
    switch conflict(among: statements) {
    case .found: true
    case .none: false
    case .exhausted: nil
    }
  }

  /// What a question about some statements comes to.
  private enum Answer {
    case found
    /// These of them cannot hold together.
    case none([Int])
    case exhausted
  }

  private mutating func conflict(among statements: [Int]) -> Answer {
    let set = StatementSet(statements, of: component.statements.count)
    if let conflict = known.conflict(in: set) { return .none(conflict) }
    if known.holds(set) { return .found }
    switch search.search(statements) {
    case .exhausted: return .exhausted
    case .found:
      known.addHolding(set)
      return .found
    case .none(let nogoods): return .none(learn(nogoods))
    }
  }

  /// The statements that `nogoods` show not to hold together.
  private mutating func learn(_ nogoods: [Nogood]) -> [Int] {
    let statements = self.statements(of: nogoods)
    known.addConflicting(
      StatementSet(statements, of: component.statements.count), statements)
    return statements
  }

  // MARK: Smallest sets

  /// A conflicting subset from which no statement can be left out; nil where the limit was met.
  private mutating func reduced(_ conflicting: [Int]) -> [Int]? {
    var kept = conflicting
    var next = kept.count
    while next > 0 {
      next -= 1
      guard next < kept.count else { continue }
      var fewer = kept
      fewer.remove(at: next)
      switch conflict(among: fewer) {
      case .exhausted: return nil
      case .found: break
      // The new contradiction may do without more than the one statement.
      case .none(let statements): kept = statements
      }
    }
    return kept
  }

  /// A conflicting set of least size, `known` if none is smaller.
  private mutating func smallest(noLargerThan least: [Int]) -> [Int] {
    guard least.count > 1 else { return least }
    // What was said of more statements holds for those that remain.
    var corrections = largest.map { Set(remaining).subtracting($0) }
    // Enough rounds for every document that people write; past them the known set stays.
    for _ in 0..<200 {
      guard
        let candidate = HittingSet.smallest(of: corrections, below: least.count)?.sorted()
      else { return least }
      switch canHold(candidate) {
      case nil: return least
      case false?: return candidate
      case true?:
        guard let grown = grown(from: candidate) else { return least }
        corrections.append(Set(remaining).subtracting(grown))
      }
    }
    return least
  }

  /// A largest consistent set of remaining statements around `start`, which can hold; nil where the
  /// limit was met.
  ///
  /// All that no known conflict keeps out is tried at once; each failure is a further conflict.
  private mutating func grown(from start: [Int]) -> [Int]? {
    let first = StatementSet(start, of: component.statements.count)
    while known.conflict(in: first) == nil {
      var kept = start
      var set = first
      for statement in remaining where !start.contains(statement) {
        set.insert(statement)
        if known.conflict(in: set) == nil {
          kept.append(statement)
        } else {
          set.remove(statement)
        }
      }
      guard let holds = canHold(kept) else { return nil }
      if holds {
        largest.append(Set(kept))
        return kept
      }
    }
    return nil
  }

  // MARK: Identities

  /// Identities without any of which `statements` could hold, and the proof with these alone.
  private mutating func identities(of statements: [Int]) -> ([Int], [Nogood]) {
    search.forgetNogoods()
    guard case .none(var proof) = search.search(statements) else { return ([], []) }
    func used(_ nogoods: [Nogood]) -> Set<Int> {
      Set(nogoods.flatMap(\.sources).filter { component.sources[$0].statement == nil })
    }
    let all = Set(component.identities)
    var kept = used(proof)
    for identity in kept.sorted(by: >) where kept.contains(identity) {
      search.forgetNogoods()
      let outcome = search.search(
        statements, without: all.subtracting(kept).union([identity]))
      if case .none(let other) = outcome {
        proof = other
        kept = used(other)
      }
    }
    search.forgetNogoods()
    return (kept.sorted(), proof)
  }

  // MARK: Culprits

  /// The statement whose removal leaves the fewest others out of a consistent set; of these the
  /// last one.
  private mutating func culprit(of statements: [Int]) -> Int? {
    guard let last = statements.last else { return nil }
    guard remaining.count <= ConflictSearch.exactSize else {
      return statements.last { statement in
        canHold(remaining.filter { $0 != statement }) == true
      } ?? last
    }
    var best = (left: Int.max, statement: last)
    for statement in statements.reversed() {
      let others = remaining.filter { $0 != statement }
      var left = 0
      if canHold(others) != true {
        // The rest of this conflict holds; what cannot join it is in conflict elsewhere.
        let start = statements.filter { $0 != statement }
        guard let grown = grown(from: start) else { return last }
        left = remaining.count - grown.count - (grown.contains(statement) ? 0 : 1)
      }
      if left < best.left { best = (left, statement) }
    }
    return best.statement
  }
}

/// Smallest sets that meet each of some sets.
enum HittingSet {
  /// A smallest set that has an element of each of `sets`, or nil where it is not smaller than
  /// `limit`.
  static func smallest(of sets: [Set<Int>], below limit: Int) -> Set<Int>? {
    var best: Set<Int>?
    var bound = limit
    func extend(_ chosen: Set<Int>) {
      let missed = sets.filter { $0.isDisjoint(with: chosen) }
      guard let next = missed.min(by: { $0.count < $1.count }) else {
        best = chosen
        bound = chosen.count
        return
      }
      // Sets that have nothing in common need an element each.
      var apart: Set<Int> = []
      var needed = 0
      for set in missed where set.isDisjoint(with: apart) {
        apart.formUnion(set)
        needed += 1
      }
      guard chosen.count + needed < bound else { return }
      for element in next.sorted() { extend(chosen.union([element])) }
    }
    extend([])
    return best
  }
}
