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
    guard var statements = reduced(self.statements(of: nogoods)) else { return nil }
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
  private mutating func canHold(_ statements: [Int], without: Set<Int> = []) -> Bool? {
    switch search.search(statements, without: without) {
    case .found: true
    case .none: false
    case .exhausted: nil
    }
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
      switch search.search(fewer) {
      case .exhausted: return nil
      case .found: break
      case .none(let nogoods):
        // The new contradiction may do without more than the one statement.
        kept = statements(of: nogoods)
      }
    }
    return kept
  }

  /// A conflicting set of least size, `known` if none is smaller.
  private mutating func smallest(noLargerThan known: [Int]) -> [Int] {
    guard known.count > 1 else { return known }
    var corrections: [Set<Int>] = []
    // Enough rounds for every document that people write; past them the known set stays.
    for _ in 0..<200 {
      guard
        let candidate = HittingSet.smallest(of: corrections, below: known.count)?.sorted()
      else { return known }
      switch search.search(candidate) {
      case .exhausted: return known
      case .none: return candidate
      case .found:
        guard let grown = grown(from: candidate) else { return known }
        corrections.append(Set(remaining).subtracting(grown))
      }
    }
    return known
  }

  /// A largest consistent set of remaining statements around `start`; nil where the limit was met.
  private mutating func grown(from start: [Int]) -> [Int]? {
    var kept = start
    for statement in remaining where !kept.contains(statement) {
      guard let holds = canHold(kept + [statement]) else { return nil }
      if holds { kept.append(statement) }
    }
    return kept
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
