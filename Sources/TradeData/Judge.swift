internal import Exact

/// Decides, once for each distinct text of a column, what it means for the rows that hold it.
struct Judge: Sendable {
  /// The outcome for one text.
  enum Verdict: Sendable {
    /// The codes of the slot's dimensions, in their order.
    case codes([Int])
    case filtered
    case aggregate
    /// What was expected instead.
    case rejected(String)
  }

  /// The codes of each key, which are the dimensions after the period.
  private(set) var keys: [TextCodes]
  /// The periods in the order of their codes.
  private(set) var periods: [Period] = []
  private var periodCodes: [Period: Int] = [:]
  private let layout: Layout
  private let query: Query

  init(_ plan: Plan) {
    layout = plan.layout
    query = plan.query
    keys = Array(repeating: TextCodes(), count: plan.query.keys.count)
  }

  mutating func judge(_ bytes: [UInt8], _ slot: Plan.Slot) -> Verdict {
    if bytes.contains(0) { return .rejected("text without NUL bytes") }
    let text = FieldText.decode(bytes)
    switch slot.role {
    case .period: return judgePeriod(text, slot)
    case .flow: return judgeFlow(text, slot)
    case .product: return judge(key: padded(text), slot)
    default: return judge(key: text, slot)
    }
  }

  /// The code of a flow that no column says.
  mutating func code(of flow: Flow, in dimension: Int) -> Int {
    keys[dimension - 1].code(of: flow.rawValue)
  }

  private mutating func judgePeriod(_ text: String, _ slot: Plan.Slot) -> Verdict {
    guard var period = Period(field: text) else {
      return .rejected("a year, quarter or month")
    }
    if let frequency = query.frequency {
      guard let longer = frequency.holding(period) else {
        return .rejected("a period no longer than a \(frequency.rawValue)")
      }
      if let span = query.span, !span.contains(period) { return .filtered }
      period = longer
    } else if let span = query.span, !span.contains(period) {
      return .filtered
    }
    guard query.filters.allSatisfy({ $0.role != .period || $0.admits(text) }) else {
      return .filtered
    }
    if let code = periodCodes[period] { return .codes([code]) }
    let code = periods.count
    periods.append(period)
    periodCodes[period] = code
    return .codes([code])
  }

  private mutating func judgeFlow(_ text: String, _ slot: Plan.Slot) -> Verdict {
    guard let flow = Flow(rawValue: text.lowercased()) else {
      return .rejected("export or import")
    }
    return judge(key: flow.rawValue, slot)
  }

  private mutating func judge(key text: String, _ slot: Plan.Slot) -> Verdict {
    guard query.filters.allSatisfy({ $0.role != slot.role || $0.admits(text) }) else {
      return .filtered
    }
    return .codes(
      slot.dimensions.map { dimension in
        let cut = dimension.length.map { String(text.prefix($0)) } ?? text
        return keys[dimension.index - 1].code(of: cut)
      })
  }

  private func padded(_ text: String) -> String {
    guard let digits = layout.productDigits, text.utf8.count < digits,
      !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return text }
    return String(repeating: "0", count: digits - text.utf8.count) + text
  }
}
