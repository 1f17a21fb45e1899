/// A set of statements of one component.
struct StatementSet {
  private var words: [UInt64]

  /// The set of `statements`, each less than `count`.
  init(_ statements: [Int], of count: Int) {
    words = Array(repeating: 0, count: (count + 63) / 64)
    for statement in statements { insert(statement) }
  }

  mutating func insert(_ statement: Int) {
    words[statement / 64] |= 1 << UInt64(statement % 64)
  }

  mutating func remove(_ statement: Int) {
    words[statement / 64] &= ~(1 << UInt64(statement % 64))
  }

  func isSubset(of other: StatementSet) -> Bool {
    for (mine, theirs) in zip(words, other.words) where mine & ~theirs != 0 { return false }
    return true
  }
}

/// Sets of statements that are known to hold together and sets that are known not to.
///
/// The questions of a search for conflicts are about sets that differ by a statement or two, so that
/// most follow from an earlier answer: what is part of a set that holds does, and what has a set
/// within it that does not hold does not.
struct KnownSets {
  private var holding: [StatementSet] = []
  private var conflicting: [(set: StatementSet, statements: [Int])] = []

  mutating func addHolding(_ set: StatementSet) {
    holding.removeAll { $0.isSubset(of: set) }
    holding.append(set)
  }

  mutating func addConflicting(_ set: StatementSet, _ statements: [Int]) {
    conflicting.removeAll { set.isSubset(of: $0.set) }
    conflicting.append((set, statements))
  }

  /// Whether `set` is part of one that holds.
  func holds(_ set: StatementSet) -> Bool {
    holding.contains { set.isSubset(of: $0) }
  }

  /// The statements of a known conflict within `set`.
  func conflict(in set: StatementSet) -> [Int]? {
    conflicting.first { $0.set.isSubset(of: set) }?.statements
  }
}
