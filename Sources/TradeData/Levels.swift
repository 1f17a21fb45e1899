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
  /// For each rule, the rows that it leaves out, before the rules after it do, and one of their texts.
  private(set) var reasons: [(role: Role, rows: Int, text: String)]
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
    let met = rules.indices.map { number in
      Set(partials.flatMap { $0.judge.levels[number] })
    }
    let distinguish = rules.indices.map { rules[$0].distinguishing(met[$0]) }
    let combinations = partials.map { partial in
      partial.levelRows.indices.map { code in
        Levels.levels(UInt64(code), of: partial, rules.count).enumerated().map { number, level in
          distinguish[number](level)
        }
      }
    }
    var candidates: Set<[Int]> = []
    for (partial, levels) in zip(partials, combinations) {
      for (code, rows) in partial.levelRows.enumerated() where rows > 0 {
        candidates.insert(levels[code])
      }
    }
    let order = Levels.order(rules, asked: asked)
    for number in order {
      let levels = candidates.map { $0[number] }
      let takesTotal = rules[number].takesTotal(asked: asked)
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
    reasons = rules.map { ($0.role, 0, "") }
    for (number, partial) in partials.enumerated() {
      for (code, rows) in partial.levelRows.enumerated() where rows > 0 {
        if chosen[number][code] {
          used += rows
          continue
        }
        leftOut += rows
        guard
          let rule = order.first(where: { rule in
            !candidates.contains { $0[rule] == combinations[number][code][rule] }
          })
        else {
          continue
        }
        let level = Levels.levels(UInt64(code), of: partial, rules.count)[rule]
        let text = Levels.leastText(of: level, rule, partials)
        let isFirst = reasons[rule].rows == 0 || text < reasons[rule].text
        reasons[rule].rows += rows
        if isFirst { reasons[rule].text = text }
      }
    }
  }

  /// The rules in the order in which levels are chosen: first those of what is asked for.
  static func order(_ rules: [LevelRule], asked: Set<Role>) -> [Int] {
    rules.indices.filter { asked.contains(rules[$0].role) }
      + rules.indices.filter { !asked.contains(rules[$0].role) }
  }

  /// The least of all texts of a level, which does not depend on who met it.
  private static func leastText(of level: Int, _ rule: Int, _ partials: [PartialCube]) -> String {
    partials.compactMap { partial in
      partial.judge.levels[rule].firstIndex(of: level).map { partial.judge.levelTexts[rule][$0] }
    }.min() ?? ""
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

extension LevelRule {
  /// Whether the total is used, and not its parts.
  func takesTotal(asked: Set<Role>) -> Bool { prefersTotal && !asked.contains(role) }
}
