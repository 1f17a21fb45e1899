internal import Exact

/// The rows of an answer as they are turned into sums: what `Worker` does with the rows of a file.
struct AnsweredSums {
  private struct Cell {
    /// The code of each dimension: period, keys, levels.
    let codes: [Int]
    let rows: Int
    let sums: [ScaledInteger]
  }

  /// What a period means for its rows.
  private enum PeriodVerdict {
    case code(Int)
    case filtered
    case rejected(field: Int, reason: String)
    /// The source names its periods elsewhere.
    case elsewhere
  }

  private struct PeriodText: Hashable {
    let source: Int
    let period: String
    let part: String
  }

  /// What is the same for all rows of a take.
  private struct Constants {
    var period: Int?
    var codes: [(code: Int, dimension: Int)] = []
  }

  private let aggregation: SQLAggregation
  private let budget: MemoryBudget
  private let places: [String: Int]
  private var judge: Judge
  private var constants: [[Constants]] = []
  private var verdicts: [PeriodText: PeriodVerdict] = [:]
  private var cells: [Cell] = []
  private var tally = Tally()
  private var reasons: [String: (field: Int, rows: Int)] = [:]

  init(_ aggregation: SQLAggregation, _ budget: MemoryBudget) throws(TradeDataError) {
    (self.aggregation, self.budget) = (aggregation, budget)
    places = Dictionary(
      uniqueKeysWithValues: aggregation.columns.enumerated().map { ($1, $0) })
    judge = Judge(aggregation.sources[0].plan)
    for source in aggregation.sources {
      var known: [Constants] = []
      for take in source.takes { known.append(try constants(of: take, source)) }
      constants.append(known)
    }
  }

  private mutating func constants(
    of take: SQLSource.Take, _ source: SQLSource
  ) throws(TradeDataError) -> Constants {
    var known = Constants()
    known.codes = take.value.constants.map { constant in
      let code = judge.code(
        of: constant.text, in: constant.dimension, length: constant.length)
      return (code, constant.dimension)
    }
    if let period = take.value.period {
      switch judge.judge(period) {
      case .codes(let codes): known.period = codes[0]
      case .rejected(let expected):
        throw TradeDataError(
          source.inputs[0].name,
          "the column of \(period) cannot be used: expected \(expected)")
      case .filtered, .aggregate, .elsewhere: break
      }
    }
    return known
  }

  /// The rows that could not be read, by reason, the most frequent first.
  var rejectCounts: [RejectCount] {
    reasons.map { RejectCount(field: $1.field, reason: $0, rows: $1.rows) }.sorted {
      ($1.rows, $0.field, $0.reason) < ($0.rows, $1.field, $1.reason)
    }
  }
}

// MARK: - Rows

extension AnsweredSums {
  /// Takes one row of the answer.
  mutating func add(_ fields: [String]) throws {
    let row = AnswerRow(fields: fields, places: places)
    guard fields.count == places.count,
      let state = RowState(rawValue: row.text(ResultColumn.state)),
      let rows = row.number(ResultColumn.rows), let source = row.number(ResultColumn.source),
      aggregation.sources.indices.contains(source - 1)
    else { throw broken(fields) }
    let plan = aggregation.sources[source - 1].plan
    switch state {
    case .quote: throw SQLAggregation.QuotesMet()
    case .fields:
      let (least, count) = (plan.leastWidth, row.number(ResultColumn.field) ?? 0)
      reject(
        rows, field: count < least ? count : least + 1, "expected \(least) fields, found \(count)")
      return
    default: break
    }
    let flow = row.text(ResultColumn.flow)
    if !flow.isEmpty, judge.separatesFlows || !FlowWords.parts.contains(flow) {
      judge.meet(flow: flow)
    }
    if let code = row.number(ResultColumn.shortened) {
      judge.meet(shortened: OrderedCode.text(code))
    }
    let levels = levelCodes(row)
    let verdict = verdict(
      PeriodText(
        source: source - 1, period: row.text(ResultColumn.period), part: row.text(ResultColumn.part)
      ))
    let text = row.text(ResultColumn.found)
    let found = "found \"\(String(decoding: text.utf8.prefix(60), as: UTF8.self))\""
    let field = row.number(ResultColumn.field) ?? 0
    switch (state, verdict) {
    case (.filtered, _), (_, .filtered): tally.filtered += rows
    case (.flow, _):
      let column = aggregation.sources[source - 1].texts.first { $0.slot.role == .flow }
      reject(
        rows, field: (column?.slot.column ?? -1) + 1,
        "expected a flow, as export or import, \(found)")
    case (_, .rejected(let field, let reason)): reject(rows, field: field, reason)
    case (.aggregate, _): tally.aggregates += rows
    case (.missing, _): tally.missing += rows
    case (.domestic, _): tally.domestic += rows
    case (.invalid, _): reject(rows, field: field, "expected a number, \(found)")
    case (.long, _):
      throw TradeDataError(
        aggregation.sources[source - 1].inputs[0].name,
        "field \(field), \(found): a number of more digits than Spark's sums hold; expected at most "
          + "\(38 - NumberText.sumScale) before the point and \(NumberText.fineScale) behind it; "
          + "leave --engine spark out")
    case (.used, let verdict):
      guard let take = row.number(ResultColumn.take),
        constants[source - 1].indices.contains(take - 1)
      else { throw broken(fields) }
      var codes = [Int](repeating: 0, count: aggregation.dimensionCount)
      let known = constants[source - 1][take - 1]
      if case .code(let code) = verdict { codes[0] = code }
      if let code = known.period { codes[0] = code }
      for (number, key) in plan.query.keys.enumerated() {
        codes[number + 1] =
          known.codes.first { $0.dimension == number + 1 }?.code
          ?? judge.code(
            of: row.text(ResultColumn.key(number, key)), in: number + 1, length: key.length)
      }
      codes.replaceSubrange((plan.query.keys.count + 1)..., with: levels)
      let sums = try [ResultColumn.value, ResultColumn.fine].compactMap { column in
        try sum(row.text(column), fields)
      }
      try budget.take(64 + codes.count * 8 + sums.count * 32)
      cells.append(Cell(codes: codes, rows: rows, sums: sums))
    case (.quote, _), (.fields, _): break
    }
  }

  private mutating func reject(_ rows: Int, field: Int, _ reason: String) {
    guard rows > 0 else { return }
    tally.rejected += rows
    reasons[reason, default: (field, 0)].rows += rows
  }

  private func sum(_ text: String, _ fields: [String]) throws -> ScaledInteger? {
    if text.isEmpty { return nil }
    let bytes = Array(text.utf8)
    let number = unsafe bytes.withUnsafeBytes { bytes in
      unsafe NumberText(bytes, point: UInt8(ascii: "."), missing: [])
    }
    guard case .number(let number) = number else { throw broken(fields) }
    return number.reduced
  }

  private func broken(_ fields: [String]) -> TradeDataError {
    TradeDataError(
      aggregation.data.name,
      "the answer has a row that is none: \"\(fields.joined(separator: ",").prefix(80))\"; "
        + "expected \(places.count) fields")
  }

  /// The codes of a row's levels; zero where a rule has no column.
  private mutating func levelCodes(_ row: AnswerRow) -> [Int] {
    let rules = aggregation.data.layout.levels
    return rules.indices.map { rule in
      guard let level = row.number(ResultColumn.level(rule)) else { return 0 }
      var example = row.text(ResultColumn.example(rule))
      if let code = row.number(ResultColumn.least(rule)) {
        example = OrderedCode.text(code)
      } else if example.isEmpty, rules[rule].level(of: "") != level {
        example = level > 1 ? "codes of \(level) characters" : "parts"
      }
      return judge.code(ofLevel: level, rule, example)
    }
  }

  /// What a period and a part of the year mean; as `Worker` does, with every part of the year in turn.
  private mutating func verdict(_ text: PeriodText) -> PeriodVerdict {
    if let known = verdicts[text] { return known }
    let verdict = newVerdict(text)
    verdicts[text] = verdict
    return verdict
  }

  private mutating func newVerdict(_ text: PeriodText) -> PeriodVerdict {
    let plan = aggregation.sources[text.source].plan
    var (isFiltered, rejected, code) = (false, PeriodVerdict.elsewhere, Int?.none)
    for view in plan.views {
      guard let slot = view.slots.first(where: { $0.role == .period }) else { continue }
      let period = judge.judge(text.period, slot)
      if let selector = view.slots.first(where: { $0.part != nil && $0.role != .period }) {
        switch judge.judge(text.part, selector) {
        case .elsewhere: continue
        case .rejected(let expected):
          if case .elsewhere = rejected {
            rejected = .rejected(
              field: selector.column + 1, reason: "expected \(expected), found \"\(text.part)\"")
          }
        case .codes, .filtered, .aggregate: break
        }
      }
      switch period {
      case .codes(let codes): code = codes[0]
      case .filtered: isFiltered = true
      case .rejected(let expected):
        rejected = .rejected(
          field: slot.column + 1, reason: "expected \(expected), found \"\(text.period)\"")
      case .aggregate, .elsewhere: break
      }
    }
    if case .rejected = rejected { return isFiltered ? .filtered : rejected }
    if let code { return .code(code) }
    return isFiltered ? .filtered : .elsewhere
  }
}

// MARK: - Sums

extension AnsweredSums {
  /// The sums of all rows taken.
  func partial() throws -> PartialCube {
    let plan = aggregation.sources[0].plan
    // Room for every code that was given, also to what no cell has.
    let counts = [judge.periods.count] + judge.keys.map(\.texts.count) + judge.levels.map(\.count)
    var layout = CellLayout(
      widths: Array(repeating: 1, count: aggregation.dimensionCount),
      levels: plan.layout.levels.count)
    for (dimension, count) in counts.enumerated() {
      layout = layout.widened(for: count, in: dimension)
    }
    guard layout.width <= CellLayout.limit else {
      throw TradeDataError(
        aggregation.data.name, "the keys have too many distinct texts; ask for fewer keys with --by"
      )
    }
    let levelMask: UInt64 = 1 << UInt64(layout.levelWidth) - 1
    var levelRows = Array(repeating: 0, count: 1 << layout.levelWidth)
    var store = try CellStore(
      width: layout.width, scale: aggregation.data.scale, budget: budget, share: budget.limit / 2)
    for cell in cells {
      let bits = cell.codes.enumerated().reduce(UInt64(0)) { $0 | layout.bits($1.1, in: $1.0) }
      for sum in cell.sums { try store.addFitting(sum, to: bits) }
      levelRows[Int(bits & levelMask)] += cell.rows
    }
    return PartialCube(
      store: store, layout: layout, judge: judge, levelRows: levelRows, tally: tally, rejects: [])
  }
}
