internal import Exact

/// What a reader of a result should know about how its files were read.
struct Notes {
  private(set) var lines: [String] = []

  init(_ sources: [Source], _ partials: [PartialCube], _ query: Query) {
    for source in sources where source.plan.encoding != .utf8 {
      lines.append("\(source.file.name): read as \(source.plan.encoding.rawValue)")
    }
    for source in sources where source.file.isFromUTF16 {
      lines.append("\(source.file.name): read as UTF-16")
    }
    if let code = partials.compactMap(\.judge.shortened).min() {
      lines.append("product codes regain the leading zero they had lost, as 0\(code)")
    }
    addIncompletePeriods(partials, query)
    var flows = sources.reduce(into: Set<String>()) { $0.formUnion($1.plan.constantFlows) }
    for partial in partials {
      for flow in partial.judge.flows { flows.insert(flow) }
    }
    let isKey = query.keys.contains { $0.role == .flow }
    if !isKey, flows.count > 1 {
      lines.append(
        "the value adds \(flows.sorted().joined(separator: " and ")); --by flow tells them apart")
    }
  }

  /// Says which rows are left out since they repeat others, added up or taken apart.
  mutating func add(_ levels: Levels, _ tally: Tally) {
    var reasons = levels.reasons.filter { $0.rows > 0 }.map { reason in
      let text = reason.text.isEmpty ? "none" : reason.text
      return "\(reason.rows) by \(reason.role.rawValue) (as \(text))"
    }
    let partial = tally.aggregates - levels.leftOut
    if partial > 0 { reasons.append("\(partial) by flow (parts of others, as re-exports)") }
    guard !reasons.isEmpty else { return }
    lines.append("aggregates left out: " + reasons.joined(separator: ", "))
  }

  mutating func add(_ line: String) { lines.append(line) }

  /// Says which of the longer periods were not met in all their parts.
  private mutating func addIncompletePeriods(_ partials: [PartialCube], _ query: Query) {
    var parts: [Period: Set<Period>] = [:]
    for partial in partials { parts.merge(partial.judge.parts) { $0.union($1) } }
    for (whole, met) in parts.sorted(by: { $0.key < $1.key }) {
      let months = met.reduce(0) { $0 + $1.months }
      guard months < whole.months, let first = met.min(), let last = met.max() else { continue }
      lines.append(
        "\(whole): incomplete, \(months) of \(whole.months) months "
          + (met.count == 1 ? "(\(first))" : "(\(first) to \(last))"))
    }
  }

  mutating func add(unpublished periods: [Period]) {
    for period in periods {
      lines.append("\(period): only zeros, taken as not yet published and left out")
    }
  }
}
