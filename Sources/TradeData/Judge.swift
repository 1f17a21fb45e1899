internal import Exact

/// Decides, once for each distinct text of a column, what it means for the rows that hold it.
struct Judge: Sendable {
  /// The outcome for one text.
  enum Verdict: Sendable {
    /// The codes of the slot's dimensions, in their order, the level's last.
    case codes([Int])
    case filtered
    case aggregate
    /// Another view of the row speaks of it.
    case elsewhere
    /// What was expected instead.
    case rejected(String)
  }

  /// The codes of each key, which are the dimensions after the period.
  private(set) var keys: [TextCodes]
  /// The periods in the order of their codes.
  private(set) var periods: [Period] = []
  /// For each rule, the levels in the order of their codes.
  private(set) var levels: [[Int]]
  /// The least text of each of these levels, to name it by.
  private(set) var levelTexts: [[String]]
  /// The least code that had lost its leading zero, as the file writes it.
  private(set) var shortened: String?
  /// The flows that were met, whether or not they are a key.
  private(set) var flows: Set<String> = []
  /// For each period to which finer ones are added up, those that were met.
  private(set) var parts: [Period: Set<Period>] = [:]
  private var periodCodes: [Period: Int] = [:]
  private let layout: Layout
  private let query: Query
  /// Whether re-exports are asked for; else they are part of the exports that stand beside them.
  let separatesFlows: Bool

  init(_ plan: Plan) {
    layout = plan.layout
    query = plan.query
    keys = Array(repeating: TextCodes(), count: plan.query.keys.count)
    levels = Array(repeating: [], count: plan.layout.levels.count)
    levelTexts = levels.map { _ in [] }
    separatesFlows =
      query.keys.contains { $0.role == .flow } || query.filters.contains { $0.role == .flow }
  }

  mutating func judge(_ bytes: [UInt8], _ slot: Plan.Slot, _ encoding: TextEncoding) -> Verdict {
    if bytes.contains(0) { return .rejected("text without NUL bytes") }
    var text = FieldText.decode(bytes, encoding)
    if let sign = layout.labelSeparator { text = String(text.prefix { $0 != sign }) }
    return judge(text, slot)
  }

  /// What a field's text means, without quotes, blanks and labels around it.
  mutating func judge(_ text: String, _ slot: Plan.Slot) -> Verdict {
    switch slot.role {
    case .period:
      guard let period = Period(field: text, isFiscal: slot.isFiscal) else {
        return .rejected("a year, quarter or month")
      }
      guard let part = slot.part else { return judge(period) }
      guard period.isYear else { return .rejected("a year") }
      return judge(Period(year: period.year, from: part.first, to: part.last))
    case .month, .quarter:
      guard let part = YearPart(text, isQuarter: slot.role == .quarter) else {
        return .rejected("a \(slot.role.rawValue) of the year")
      }
      return part == slot.part ? .codes([]) : .elsewhere
    case .flow: return judgeFlow(text, slot)
    case .product: return judge(key: code(in: text, slot.code), slot)
    default: return judge(key: text, slot)
    }
  }

  /// The code of a text that no column says.
  mutating func code(of text: String, in dimension: Int, length: Int?) -> Int {
    keys[dimension - 1].code(of: length.map { String(text.prefix($0)) } ?? text)
  }

  /// What a period means.
  mutating func judge(_ period: Period) -> Verdict {
    var result = period
    if let frequency = query.frequency {
      guard let longer = frequency.holding(period) else {
        return .rejected("a period no longer than a \(frequency.rawValue)")
      }
      result = longer
    }
    if let span = query.span, !span.contains(period) { return .filtered }
    guard query.filters.allSatisfy({ $0.role != .period || $0.admits(period.description) }) else {
      return .filtered
    }
    if query.frequency != nil { parts[result, default: []].insert(period) }
    if let code = periodCodes[result] { return .codes([code]) }
    let code = periods.count
    periods.append(result)
    periodCodes[result] = code
    return .codes([code])
  }

  private mutating func judgeFlow(_ text: String, _ slot: Plan.Slot) -> Verdict {
    let word = text.lowercased()
    guard let flow = layout.flows[word] ?? FlowWords.common[word] else {
      return .rejected("a flow, as export or import")
    }
    if FlowWords.parts.contains(flow), !separatesFlows { return .aggregate }
    flows.insert(flow)
    return judge(key: flow, slot)
  }

  private mutating func judge(key text: String, _ slot: Plan.Slot) -> Verdict {
    guard query.filters.allSatisfy({ $0.role != slot.role || $0.admits(text) }) else {
      return .filtered
    }
    var codes = slot.dimensions.map { code(of: text, in: $0.index, length: $0.length) }
    if let (index, rule) = slot.level {
      codes.append(code(ofLevel: rule.level(of: text), index - keys.count - 1, text))
    }
    return .codes(codes)
  }

  /// The code of a level by the rule of that number, of which `text` is an example.
  mutating func code(ofLevel level: Int, _ rule: Int, _ text: String) -> Int {
    if let code = levels[rule].firstIndex(of: level) {
      levelTexts[rule][code] = min(levelTexts[rule][code], text)
      return code
    }
    levels[rule].append(level)
    levelTexts[rule].append(text)
    return levels[rule].count - 1
  }

  /// Notes a flow that is in the data.
  mutating func meet(flow: String) { flows.insert(flow) }

  /// Notes a code that had lost its leading zero.
  mutating func meet(shortened text: String) { shortened = min(shortened ?? text, text) }

  private mutating func code(in text: String, _ rule: CodeRule) -> String {
    switch rule {
    case .whole, .evenIfHarmonized: return text
    case .suffix(let length): return String(text.suffix(length))
    case .leadingWord: return String(text.prefix { $0 != " " })
    case .padded(let digits):
      // Codes are of even length: one digit short is a zero lost, more is another level.
      return text.utf8.count == digits - 1 ? withZero(text) : text
    case .even:
      return text.utf8.count % 2 == 1 ? withZero(text) : text
    }
  }

  /// A number with the leading zero that it has lost; any other text as it is.
  private mutating func withZero(_ text: String) -> String {
    guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), text != "0" else { return text }
    meet(shortened: text)
    return "0" + text
  }
}
