internal import Exact

/// What a reader of a result should know about how its files were read.
struct Notes {
  private(set) var lines: [String] = []

  init(_ sources: [Source], _ partials: [PartialCube], _ query: Query) {
    for source in sources where source.plan.encoding != .utf8 {
      lines.append("\(source.file.name): read as \(source.plan.encoding.rawValue)")
    }
    var flows: Set<String> = []
    for partial in partials {
      for flow in partial.judge.flows { flows.insert(flow) }
    }
    let isKey = query.keys.contains { $0.role == .flow }
    if !isKey, flows.count > 1 {
      lines.append(
        "the value adds \(flows.sorted().joined(separator: " and ")); --by flow tells them apart")
    }
  }

  mutating func add(unpublished periods: [Period]) {
    for period in periods {
      lines.append("\(period): only zeros, taken as not yet published and left out")
    }
  }
}
