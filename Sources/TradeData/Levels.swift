/// Which of the levels at which a file gives its figures are used.
///
/// Every row has a level by each rule of its layout: a total or a part, a shorter or a longer code.
/// Rows of different levels repeat one another, so one combination of levels is chosen, among those
/// that occur, and the rows of all others are aggregates that are left out.
struct Levels {
  /// For each partial cube, whether the level bits of a cell are the chosen ones.
  private(set) var chosen: [[Bool]]
  /// Rows of the chosen levels.
  private(set) var used = 0
  /// Rows of the others.
  private(set) var leftOut = 0
  /// By rule, the level that was chosen; nil where more than one counts or no row was met.
  private(set) var levels: [Int?]

  /// Chooses among the levels at which the workers have met rows.
  ///
  /// - Parameters:
  ///   - partials: What the workers summed.
  ///   - rules: The rules of the layout.
  ///   - asked: The roles that are keys or in conditions: what is asked for is broken down.
  ///   - choices: The levels that the query asks for by name.
  init(
    _ partials: [PartialCube], rules: [LevelRule], asked: Set<Role>,
    choices: [Role: LevelChoice] = [:]
  ) {
    let combinations = partials.map { partial in
      partial.levelRows.indices.map { Levels.levels(UInt64($0), of: partial, rules.count) }
    }
    var candidates: Set<[Int]> = []
    for (partial, levels) in zip(partials, combinations) {
      for (code, rows) in partial.levelRows.enumerated() where rows > 0 {
        candidates.insert(levels[code])
      }
    }
    let order =
      rules.indices.filter { asked.contains(rules[$0].role) }
      + rules.indices.filter { !asked.contains(rules[$0].role) }
    for number in order {
      let levels = candidates.map { $0[number] }
      let takesTotal = rules[number].prefersTotal && !asked.contains(rules[number].role)
      let best: Int?
      switch choices[rules[number].role] {
      case .every: continue
      case .at(let level) where levels.contains(level): best = level
      case .at, nil: best = takesTotal ? levels.min() : levels.max()
      }
      candidates = candidates.filter { $0[number] == best }
    }
    levels = rules.indices.map { number in
      let levels = Set(candidates.map { $0[number] })
      return levels.count == 1 ? levels.first : nil
    }
    chosen = combinations.map { $0.map(candidates.contains) }
    for (partial, chosen) in zip(partials, chosen) {
      for (code, rows) in partial.levelRows.enumerated() {
        if chosen[code] { used += rows } else { leftOut += rows }
      }
    }
  }

  /// The levels that the lowest bits of a cell stand for.
  private static func levels(_ bits: UInt64, of partial: PartialCube, _ count: Int) -> [Int] {
    let first = partial.judge.keys.count + 1
    return (0..<count).map { number in
      let code = partial.layout.code(bits, in: first + number)
      let known = partial.judge.levels[number]
      return code < known.count ? known[code] : 0
    }
  }
}
