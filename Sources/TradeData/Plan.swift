internal import Exact

/// A query made ready for one file: which columns are read, and what each contributes to a cell.
///
/// A cell has a dimension for the period, one for each key of the query, and one for each rule by
/// which the layout tells totals from their parts.
struct Plan: Sendable {
  /// One column to be looked up for each row.
  struct Slot: Sendable {
    /// What the column holds, as this view of the row sees it.
    let role: Role
    /// Which column of the file it is, from zero.
    let column: Int
    /// The dimensions of the cube whose codes come from it, with the length to which texts are cut.
    let dimensions: [(index: Int, length: Int?)]
    /// The dimension of its level, where a rule tells levels apart.
    let level: (index: Int, rule: LevelRule)?
    /// The months of the year of which this view speaks: a column of years is read as these months
    /// of them, and a column of months must name them.
    var part: YearPart?
    /// Whether `2011-12` is a fiscal year in this file.
    var isFiscal = false
    /// How a product's code is found in its text.
    var code = CodeRule.whole

    /// Every dimension that has a code of the column, the level's last.
    var codedDimensions: [Int] { dimensions.map(\.index) + (level.map { [$0.index] } ?? []) }
  }

  /// One way to count a row; a file of exports is counted twice when countries are the key, and a file
  /// with a column of months has a view for each month.
  struct View: Sendable {
    let slots: [Slot]
    let values: [Value]
    /// Whether reporter and partner have changed sides.
    var isMirrored = false
  }

  /// A column of values, and the codes that are the same for all of them.
  struct Value: Sendable {
    let column: Int
    let period: Period?
    let part: YearPart?
    let constants: [(text: String, dimension: Int, length: Int?)]
  }

  let layout: Layout
  let query: Query
  let views: [View]
  /// The same before a column of months or quarters takes them apart.
  let wholeViews: [View]
  /// The column of months, or else of quarters, beside one of years.
  let selector: Slot?
  /// The number of fields of a regular row: those of the header, and empty ones that the rows have
  /// beyond it.
  let width: Int
  /// The number of fields that a row must have.
  let leastWidth: Int
  let separators: (UInt8, UInt8)
  let encoding: TextEncoding
  let point: UInt8
  /// The two columns whose texts are the same in a row of domestic sales, which is kept apart.
  let domestic: (reporter: Int, partner: Int)?
  /// The flows that the file names other than in a column.
  let constantFlows: Set<String>

  /// Joins a query to the columns of a file.
  init(
    query: Query, binding: Binding, header: Header, sample: Sample, isFiscal: Bool, file: String
  ) throws(TradeDataError) {
    layout = binding.layout
    self.query = query
    width = max(header.names.count, sample.width)
    leastWidth = header.names.count
    separators = (header.separator, layout.innerSeparator ?? header.separator)
    encoding = header.encoding
    point = layout.point ?? sample.point
    if layout.tellsDomestic, !query.includesDomestic, let reporter = binding.columns[.reporter],
      let partner = binding.columns[.partner], reporter != partner
    {
      domestic = (reporter, partner)
    } else {
      domestic = nil
    }
    constantFlows = Set(
      binding.values.compactMap { $0.constants[.flow] ?? binding.constants[.flow] })
    var views: [View] = []
    if let view = try Plan.view(query, binding, isMirrored: false, header, file) {
      views.append(view)
    }
    let isBothSides = query.keys.contains { $0.source == .country }
    if isBothSides, layout.flow != nil, binding.columns[.partner] != nil,
      let view = try Plan.view(query, binding, isMirrored: true, header, file)
    {
      views.append(view)
    }
    var code = layout.code
    if case .evenIfHarmonized = code { code = sample.isHarmonized ? .even : .whole }
    wholeViews = views.map { view in
      let slots = view.slots.map { slot in
        var slot = slot
        (slot.isFiscal, slot.code) = (isFiscal, code)
        return slot
      }
      return View(slots: slots, values: view.values, isMirrored: view.isMirrored)
    }
    let selector = Plan.selector(binding)
    self.selector = selector
    self.views = wholeViews.flatMap { Plan.split($0, selector) }
  }

  /// The column that says of which part of its year a row speaks.
  private static func selector(_ binding: Binding) -> Slot? {
    for role in [Role.month, .quarter] {
      guard let column = binding.columns[role] else { continue }
      return Slot(role: role, column: column, dimensions: [], level: nil)
    }
    return nil
  }

  /// A view for each part of the year that a column of the row, or the value's own column, may name.
  private static func split(_ view: View, _ selector: Slot?) -> [View] {
    var parts = Set(view.values.compactMap(\.part))
    if let selector {
      parts = Set(
        selector.role == .quarter
          ? (1...4).map { YearPart(quarter: $0) } : (1...12).map { YearPart(month: $0) })
      parts.insert(.wholeYear)
    }
    guard !parts.isEmpty else { return [view] }
    return parts.sorted { ($0.first, $0.last) < ($1.first, $1.last) }.map { part in
      var slots = view.slots.map { slot in
        var slot = slot
        if slot.role == .period { slot.part = part }
        return slot
      }
      if var slot = selector {
        slot.part = part
        slots.append(slot)
      }
      return View(slots: slots, values: view.values.filter { $0.part == nil || $0.part == part })
    }
  }

  /// One view, or nil where the query leaves out what is the same for all its rows.
  private static func view(
    _ query: Query, _ binding: Binding, isMirrored: Bool, _ header: Header, _ file: String
  ) throws(TradeDataError) -> View? {
    var columns = binding.columns
    var constants = binding.constants
    if isMirrored {
      (columns[.reporter], columns[.partner]) = (columns[.partner], columns[.reporter])
      constants[.flow] = binding.layout.flow?.reversed.rawValue
    }
    var wanted: [Role: [(index: Int, length: Int?)]] = [.period: [(0, nil)]]
    for (index, key) in query.keys.enumerated() {
      wanted[key.role, default: []].append((index + 1, key.length))
    }
    for filter in query.filters { wanted[filter.role, default: []] += [] }
    // Even where it is no key: re-exports are part of the exports beside them.
    if columns[.flow] != nil { wanted[.flow, default: []] += [] }
    var levels: [Role: (index: Int, rule: LevelRule)] = [:]
    for (number, rule) in binding.layout.levels.enumerated() {
      guard columns[rule.role] != nil else { continue }
      levels[rule.role] = (query.keys.count + 1 + number, rule)
      wanted[rule.role, default: []] += []
    }
    var slots: [Slot] = []
    var values = binding.values
    for role in Role.allCases {
      guard let dimensions = wanted[role] else { continue }
      if let column = columns[role] {
        slots.append(
          Slot(role: role, column: column, dimensions: dimensions, level: levels[role]))
      } else if role != .period {
        let isKnown = constants[role] != nil || values.contains { $0.constants[role] != nil }
        guard isKnown else { throw missing(role, binding, header, file) }
        values = values.filter { value in
          let text = value.constants[role] ?? constants[role] ?? ""
          return query.filters.allSatisfy { $0.role != role || $0.admits(text) }
        }
      }
    }
    guard !values.isEmpty else { return nil }
    return View(
      slots: slots,
      values: values.map { value in
        let texts = constants.merging(value.constants) { $1 }.filter { columns[$0.key] == nil }
        return Value(
          column: value.column, period: value.period, part: value.part,
          constants: texts.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { role, text in
            (wanted[role] ?? []).map { (text, $0.index, $0.length) }
          })
      }, isMirrored: isMirrored)
  }

  private static func missing(
    _ role: Role, _ binding: Binding, _ header: Header, _ file: String
  ) -> TradeDataError {
    let known = Set(binding.columns.keys).union(binding.constants.keys)
      .union(binding.values.flatMap(\.constants.keys))
    let list = known.map(\.rawValue).sorted().joined(separator: ", ")
    return TradeDataError(
      file,
      "no column holds the \(role.rawValue) in a file of layout \(binding.layout.name); "
        + "there are: \(list)" + mixedSeparators(header))
  }
}

extension Plan {
  /// What is said where names hold what separates them in other files.
  private static func mixedSeparators(_ header: Header) -> String {
    guard let other = header.otherSeparators.first else { return "" }
    return "; its names are separated by \(Header.name(of: header.separator)), and some hold "
      + "\(Header.name(of: other)): expected one separator throughout"
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
