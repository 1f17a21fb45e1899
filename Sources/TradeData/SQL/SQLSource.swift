internal import Exact

/// Inputs of one shape, and what a statement takes from each of their rows.
struct SQLSource: Sendable {
  /// One value of a row, as one side of the trade sees it.
  struct Take: Sendable {
    let view: Int
    let value: Plan.Value
    /// Which of the value columns it reads, from zero.
    let number: Int
  }

  let plan: Plan
  let header: Header
  let inputs: [SQLInput]
  /// Whether fields in quotes may hold line ends.
  let isMultiline: Bool
  /// The columns of values, by their place in the file.
  let valueColumns: [Int]
  let takes: [Take]

  /// Throws `TradeDataError` where the layout needs more than a statement does.
  init(
    _ plan: Plan, _ header: Header, _ inputs: [SQLInput], isMultiline: Bool
  ) throws(TradeDataError) {
    let name = inputs[0].name
    func refused(_ what: String) -> TradeDataError {
      TradeDataError(name, "\(what); leave --engine spark out, or convert the file first")
    }
    if plan.layout.innerSeparator != nil {
      throw refused(
        "layout \(plan.layout.name) packs several columns into the first, which is not read by Spark"
      )
    }
    if plan.layout.hasValueNotes {
      throw refused(
        "layout \(plan.layout.name) has notes behind values, which is not read by Spark")
    }
    if plan.wholeViews.contains(where: { $0.values.contains { $0.part != nil } }) {
      throw refused("months across beside a column of years are not read by Spark")
    }
    if header.line > 1 {
      throw refused("\(header.line - 1) lines before the header are not skipped by Spark")
    }
    if plan.encoding != .utf8 {
      throw refused("text in \(plan.encoding.rawValue) is not read by Spark; expected UTF-8")
    }
    (self.plan, self.header, self.inputs, self.isMultiline) = (plan, header, inputs, isMultiline)
    var columns: [Int] = []
    var takes: [Take] = []
    for (view, whole) in plan.wholeViews.enumerated() {
      for value in whole.values {
        if let period = value.period, !SQLSource.isAsked(period, plan.query) { continue }
        let number = columns.firstIndex(of: value.column) ?? columns.count
        if number == columns.count { columns.append(value.column) }
        takes.append(Take(view: view, value: value, number: number))
      }
    }
    (valueColumns, self.takes) = (columns, takes)
  }

  /// Whether the period of a column of values is in the query's span.
  private static func isAsked(_ period: Period, _ query: Query) -> Bool {
    if let span = query.span, !span.contains(period) { return false }
    return query.filters.allSatisfy { $0.role != .period || $0.admits(period.description) }
  }

  /// The slot of a role in a view.
  func slot(_ role: Role, view: Int) -> Plan.Slot? {
    plan.wholeViews[view].slots.first { $0.role == role }
  }

  /// The name by which the steps know a slot's text: the file's own role.
  func name(_ slot: Plan.Slot, view: Int) -> String {
    guard plan.wholeViews[view].isMirrored else { return SQLSource.name(slot.role) }
    return switch slot.role {
    case .reporter: SQLSource.name(.partner)
    case .partner: SQLSource.name(.reporter)
    default: SQLSource.name(slot.role)
    }
  }

  static func name(_ role: Role) -> String {
    switch role {
    case .secondPartner: "second_partner"
    case .productLabel: "product_label"
    default: role.rawValue
    }
  }

  /// Each text that is read, once: its name and slot.
  var texts: [(name: String, slot: Plan.Slot)] {
    var texts: [(name: String, slot: Plan.Slot)] = []
    for (view, whole) in plan.wholeViews.enumerated() {
      for slot in whole.slots {
        let name = name(slot, view: view)
        if !texts.contains(where: { $0.name == name }) { texts.append((name, slot)) }
      }
    }
    return texts
  }
}
