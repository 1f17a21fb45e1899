internal import Exact

/// A query made ready for one file: which columns are read, and what each contributes to a cell.
struct Plan: Sendable {
  /// One column to be looked up for each row.
  struct Slot: Sendable {
    /// What the column holds, as this view of the row sees it.
    let role: Role
    /// Which column of the file it is, from zero.
    let column: Int
    /// The dimensions of the cube whose codes come from it, with the length to which texts are cut.
    let dimensions: [(index: Int, length: Int?)]
  }

  /// One way to count a row; a file of exports is counted twice when countries are the key.
  struct View: Sendable {
    let slots: [Slot]
    /// The flow of every row, where no column says it.
    let flow: Flow?
    /// The dimensions whose code comes from `flow`.
    let flowDimensions: [Int]
  }

  let layout: Layout
  let query: Query
  let views: [View]
  /// The column of the value, from zero.
  let valueColumn: Int
  /// The number of columns of the header.
  let width: Int
  /// The byte between fields.
  let separator: UInt8

  /// The number of dimensions: the period, then the keys.
  var dimensions: Int { query.keys.count + 1 }

  /// Joins a query to the columns of a file.
  init(
    query: Query, layout: Layout, header: Header, binding: [Role: Int], file: String
  ) throws(TradeDataError) {
    self.layout = layout
    self.query = query
    width = header.names.count
    separator = header.separator
    guard let value = binding[.value] else {
      throw TradeDataError(file, line: 1, "no column holds the value")
    }
    valueColumn = value
    let isBothSides = query.keys.contains { $0.source == .country }
    var views: [View] = []
    if let view = try Plan.view(query, binding, layout.flow, file) { views.append(view) }
    if isBothSides, let flow = layout.flow {
      var mirrored = binding
      mirrored[.reporter] = binding[.partner]
      mirrored[.partner] = binding[.reporter]
      if let view = try Plan.view(query, mirrored, flow.reversed, file) { views.append(view) }
    }
    self.views = views
  }

  /// One view, or nil where the query leaves out its flow and with it every row.
  private static func view(
    _ query: Query, _ binding: [Role: Int], _ flow: Flow?, _ file: String
  ) throws(TradeDataError) -> View? {
    var dimensions: [Role: [(index: Int, length: Int?)]] = [.period: [(0, nil)]]
    for (index, key) in query.keys.enumerated() {
      dimensions[key.role, default: []].append((index + 1, key.length))
    }
    for filter in query.filters where dimensions[filter.role] == nil {
      dimensions[filter.role] = []
    }
    var slots: [Slot] = []
    var flowDimensions: [Int] = []
    for role in Role.allCases {
      guard let wanted = dimensions[role] else { continue }
      if let column = binding[role] {
        slots.append(Slot(role: role, column: column, dimensions: wanted))
      } else if role == .flow, let flow {
        let isKept = query.filters.allSatisfy { $0.role != .flow || $0.admits(flow.rawValue) }
        guard isKept else { return nil }
        flowDimensions = wanted.map(\.index)
      } else {
        throw TradeDataError(
          file, line: 1,
          "no column holds the \(role.rawValue); there are: "
            + binding.keys.map(\.rawValue).sorted().joined(separator: ", "))
      }
    }
    return View(slots: slots, flow: flow, flowDimensions: flowDimensions)
  }
}

extension Key {
  /// The role whose column is read: a country is the reporter of its own view.
  var role: Role {
    switch source {
    case .role(let role): role
    case .country: .reporter
    }
  }
}

extension Flow {
  /// The same trade seen from the other side.
  var reversed: Flow { self == .export ? .import : .export }
}
