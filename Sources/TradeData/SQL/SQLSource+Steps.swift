internal import Exact

/// What becomes of a row, as the statement tells it; `Judge` has the last word on periods.
enum RowState: String {
  /// Its value counts, if its period does.
  case used
  case filtered
  /// Part of another flow beside it.
  case aggregate
  case domestic
  case missing
  /// Its value is no number.
  case invalid
  /// Its flow is none.
  case flow
  /// It has too few or too many fields.
  case fields
  /// Its value has more digits than the sums.
  case long
  /// A quote in it is not closed on its line.
  case quote
}

/// The columns of a statement's result that are not dimensions.
enum ResultColumn {
  static let source = "source"
  static let state = "state"
  static let take = "take"
  static let period = "period"
  static let part = "part"
  static let flow = "flow"
  static let field = "field"
  static let found = "found"
  static let rows = "row_count"
  static let value = "total"
  static let fine = "fine_total"
  static let shortened = "shortened"

  static func key(_ number: Int, _ key: Key) -> String { "key\(number + 1)_\(key.name)" }
  static func level(_ rule: Int) -> String { "level\(rule + 1)" }
  static func example(_ rule: Int) -> String { "example\(rule + 1)" }
  static func least(_ rule: Int) -> String { "least\(rule + 1)" }
}

extension SQLSource {
  /// The steps from the rows of the input to what each adds to which cell.
  func steps(number: Int, input: String, _ dialect: SQLDialect) -> [SQLStep] {
    let columns = [
      ("texts", textColumns(dialect)), ("meanings", meaningColumns(dialect)),
      ("numbers", numberColumns(dialect)), ("asked", askedColumns(dialect)),
      ("rows", rowColumns(dialect)),
    ]
    var steps: [SQLStep] = []
    for (name, columns) in columns {
      steps.append(
        SQLStep(name: "\(name)_\(number)", columns: columns, source: steps.last?.name ?? input))
    }
    return steps + [
      SQLStep(
        name: "cells_\(number)", columns: cellColumns(number), source: "rows_\(number)",
        takes: takes.count, condition: takenCondition)
    ]
  }

  /// The fields that are needed, without what surrounds them.
  private func textColumns(_ dialect: SQLDialect) -> [(String, SQLExpression)] {
    func text(_ column: Int) -> SQLExpression {
      .call(
        .trimmed, [.call(.firstKnown, [dialect.field(column, of: self), .text("")])])
    }
    func keyText(_ column: Int) -> SQLExpression {
      guard let sign = plan.layout.labelSeparator else { return text(column) }
      return .call(.firstPart, [text(column), .text(String(sign))])
    }
    var columns: [(String, SQLExpression)] = []
    if let line = dialect.bareLine(of: self) { columns.append(("bare_line", line)) }
    let isDomestic =
      plan.domestic.map { reporter, partner in
        SQLExpression.both([
          .equal(text(reporter), text(partner)), .compared(text(reporter), "<>", .text("")),
        ])
      } ?? .no
    columns.append(("is_domestic", isDomestic))
    columns += texts.map { ($0.name, keyText($0.slot.column)) }
    if let selector = plan.selector { columns.append(("part", keyText(selector.column))) }
    columns += valueColumns.enumerated().map { ("value_text\($0 + 1)", text($1)) }
    return columns
  }

  /// What the texts mean.
  private func meaningColumns(_ dialect: SQLDialect) -> [(String, SQLExpression)] {
    var columns = [("fault", dialect.fault(in: self)), ("is_domestic", .column("is_domestic"))]
    for (name, slot) in texts {
      columns.append((name, slot.meaning(of: .column(name), plan.layout)))
      if slot.role == .flow { columns.append(("flow_text", .column(name))) }
      if slot.role == .product {
        columns.append((ResultColumn.shortened, slot.shortened(.column(name))))
      }
    }
    if plan.selector != nil { columns.append(("part", .column("part"))) }
    for number in valueColumns.indices {
      let text = SQLExpression.column("value_text\(number + 1)")
      columns += [
        ("value_text\(number + 1)", text), ("bare\(number + 1)", NumberText.bare(text)),
      ]
    }
    return columns
  }

  /// The same columns with the numbers that the texts of values are.
  private func numberColumns(_ dialect: SQLDialect) -> [(String, SQLExpression)] {
    var columns = passed(meaningColumns(dialect).filter { !$0.0.hasPrefix("bare") })
    for number in valueColumns.indices {
      columns.append(
        (
          "number\(number + 1)",
          NumberText.plain(.column("bare\(number + 1)"), point: plan.point)
        ))
    }
    return columns
  }

  /// The columns of a step as they are.
  private func passed(_ columns: [(String, SQLExpression)]) -> [(String, SQLExpression)] {
    columns.map { ($0.0, .column($0.0)) }
  }

  /// The numbers, exact, and which views take the row.
  private func askedColumns(_ dialect: SQLDialect) -> [(String, SQLExpression)] {
    var columns = passed(numberColumns(dialect))
    for number in valueColumns.indices {
      let text = SQLExpression.column("number\(number + 1)")
      columns.append(("value\(number + 1)", NumberText.value(text)))
      columns.append(("fine\(number + 1)", NumberText.fine(text)))
    }
    for (view, whole) in plan.wholeViews.enumerated() {
      var conditions: [SQLExpression] = []
      for slot in whole.slots where slot.role != .period || plan.selector == nil {
        conditions.append(
          slot.admitted(.column(name(slot, view: view)), by: plan.query))
      }
      columns.append(("is_asked\(view + 1)", .both(conditions)))
    }
    let separates = Judge(plan).separatesFlows
    columns.append(
      (
        "is_part",
        hasFlow && !separates
          ? .both([
            SQLExpression.column("flow").isNotNull,
            .isOneOf(.column("flow"), FlowWords.parts.sorted()),
          ]) : .no
      ))
    return columns
  }

  private var hasFlow: Bool { texts.contains { $0.slot.role == .flow } }

  /// Whether a view takes the row, as far as the statement can tell.
  private func isTaken(_ view: Int) -> SQLExpression {
    var conditions: [SQLExpression] = [.column("is_asked\(view + 1)"), .not(.column("is_part"))]
    if hasFlow { conditions.append(SQLExpression.column("flow").isNotNull) }
    return .both(conditions)
  }

  private func hasNumber(_ take: Take) -> SQLExpression {
    .both([isTaken(take.view), SQLExpression.column("number\(take.number + 1)").isNotNull])
  }

  private func isInvalid(_ take: Take) -> SQLExpression {
    let missing = [""] + plan.layout.missing.sorted()
    return .both([
      isTaken(take.view), .isNull(.column("number\(take.number + 1)")),
      .not(.isOneOf(.column("value_text\(take.number + 1)"), missing)),
    ])
  }

  private func isLong(_ take: Take) -> SQLExpression {
    .both([
      hasNumber(take), .isNull(.column("value\(take.number + 1)")),
      .isNull(.column("fine\(take.number + 1)")),
    ])
  }

  /// What becomes of the row, and its first take that counts.
  private func rowColumns(_ dialect: SQLDialect) -> [(String, SQLExpression)] {
    var columns = passed(askedColumns(dialect))
    func text(_ state: RowState) -> SQLExpression { .text(state.rawValue) }
    var cases: [(when: SQLExpression, then: SQLExpression)] = [
      (.equal(.column("fault"), .text("quote")), text(.quote)),
      (.compared(.column("fault"), "<>", .text("")), text(.fields)),
    ]
    if takes.isEmpty {
      columns.append((ResultColumn.state, .choice(cases, otherwise: text(.filtered))))
      columns += [("first_take", .number(1))]
      return columns
    }
    let views = plan.wholeViews.indices
    cases += [
      (.either(takes.map(isInvalid)), text(.invalid)),
      (.either(takes.map(isLong)), text(.long)),
      (
        .both([.column("is_domestic"), .either(takes.map(hasNumber))]), text(.domestic)
      ),
      (.either(takes.map(hasNumber)), text(.used)),
      (.either(views.map(isTaken)), text(.missing)),
      (.either(views.map { .not(.column("is_asked\($0 + 1)")) }), text(.filtered)),
    ]
    if hasFlow { cases.append((.isNull(.column("flow")), text(.flow))) }
    columns.append((ResultColumn.state, .choice(cases, otherwise: text(.aggregate))))
    columns.append(
      (
        "first_take",
        takes.count == 1
          ? .number(1)
          : .choice(
            takes.enumerated().map { (hasNumber($1), .number($0 + 1)) }, otherwise: .number(1))
      ))
    return columns
  }

  /// Which takes of a row are cells: those with a number, and of other rows the first of each view,
  /// whose texts tell what is in the data.
  private var takenCondition: SQLExpression {
    guard takes.count > 1 else { return .yes }
    let take = SQLExpression.column(ResultColumn.take)
    let isUsed = SQLExpression.equal(.column(ResultColumn.state), .text(RowState.used.rawValue))
    let firsts = plan.wholeViews.indices.compactMap { view in
      takes.firstIndex { $0.view == view }.map { $0 + 1 }
    }
    return .choice(
      [
        (
          isUsed,
          .either(
            takes.enumerated().map { .both([.equal(take, .number($0 + 1)), hasNumber($1)]) })
        )
      ], otherwise: .either(firsts.map { .equal(take, .number($0)) }))
  }

  /// An expression that depends on the take.
  private func byTake(
    none: SQLExpression = .text(""), _ value: (Take) -> SQLExpression
  ) -> SQLExpression {
    guard let first = takes.first else { return none }
    guard takes.count > 1 else { return value(first) }
    return .choice(
      takes.enumerated().map { (.equal(.column(ResultColumn.take), .number($0 + 1)), value($1)) },
      otherwise: .null)
  }

  /// What a row adds to which cell.
  private func cellColumns(_ source: Int) -> [(String, SQLExpression)] {
    let state = SQLExpression.column(ResultColumn.state)
    func only(_ states: [RowState], _ value: SQLExpression, _ other: SQLExpression)
      -> SQLExpression
    {
      .when(.isOneOf(state, states.map(\.rawValue)), value, otherwise: other)
    }
    let faults: [RowState] = [.fields, .quote]
    let names = Set(texts.map(\.name))
    var columns: [(String, SQLExpression)] = [
      (ResultColumn.source, .number(source)), (ResultColumn.state, state),
      (ResultColumn.take, takes.count > 1 ? .column(ResultColumn.take) : .number(1)),
      (
        ResultColumn.period,
        names.contains("period")
          ? only(faults, .text(""), .column("period")) : .text("")
      ),
      (
        ResultColumn.part,
        plan.selector == nil ? .text("") : only(faults, .text(""), .column("part"))
      ),
      (
        ResultColumn.flow,
        hasFlow
          ? only(faults, .text(""), .call(.firstKnown, [.column("flow"), .text("")])) : .text("")
      ),
    ]
    columns.append((ResultColumn.field, fieldAtFault))
    columns.append((ResultColumn.found, textAtFault))
    for (number, key) in plan.query.keys.enumerated() {
      let text = byTake { take in
        let dimension = number + 1
        if let constant = take.value.constants.first(where: { $0.dimension == dimension }) {
          return .text(constant.text)
        }
        guard let slot = slot(key.role, view: take.view) else { return .text("") }
        return Plan.Slot.cut(.column(name(slot, view: take.view)), to: key.length)
      }
      columns.append((ResultColumn.key(number, key), only([.used], text, .text(""))))
    }
    for rule in plan.layout.levels.indices { columns += levelColumns(rule, faults) }
    let isFirst: SQLExpression =
      takes.count > 1
      ? .when(
        .equal(.column(ResultColumn.take), .column("first_take")), .number(1), otherwise: .number(0)
      )
      : .number(1)
    columns.append((ResultColumn.rows, isFirst))
    columns.append(
      (ResultColumn.value, only([.used], total("value", NumberText.sumScale), .null)))
    columns.append(
      (ResultColumn.fine, only([.used], total("fine", NumberText.fineScale), .null)))
    let hasProduct = texts.contains { $0.slot.role == .product }
    columns.append(
      (
        ResultColumn.shortened,
        hasProduct ? only(faults, .null, .column(ResultColumn.shortened)) : .integer(.null)
      ))
    return columns
  }

  private func total(_ name: String, _ scale: Int) -> SQLExpression {
    byTake(none: .decimal(.null, scale: scale)) { .column("\(name)\($0.number + 1)") }
  }

  /// The level of a row by a rule, an example of it, and the least code of it.
  private func levelColumns(_ number: Int, _ faults: [RowState]) -> [(String, SQLExpression)] {
    let rule = plan.layout.levels[number]
    func byLevel(
      none: SQLExpression = .integer(.null), _ value: (SQLExpression) -> SQLExpression
    ) -> SQLExpression {
      byTake(none: none) { take in
        guard let slot = slot(rule.role, view: take.view), slot.level != nil else { return none }
        let text = SQLExpression.column(name(slot, view: take.view))
        var conditions = [slot.admitted(text, by: plan.query)]
        conditions.append(
          .not(.isOneOf(.column(ResultColumn.state), faults.map(\.rawValue))))
        if rule.role == .flow {
          conditions += [text.isNotNull, .not(.column("is_part"))]
        }
        return .when(.both(conditions), value(text), otherwise: none)
      }
    }
    let isCode =
      switch rule.kind {
      case .codeLength, .codeLengthIfEven: true
      default: rule.prefersTotal
      }
    return [
      (ResultColumn.level(number), byLevel { rule.level(of: $0) }),
      (
        ResultColumn.example(number),
        byLevel(none: .text("")) { rule.example(of: $0, level: rule.level(of: $0)) }
      ),
      (
        ResultColumn.least(number),
        isCode ? byLevel { OrderedCode.number($0) } : .integer(.null)
      ),
    ]
  }

  /// The number of the field that is wrong; of rows with too few or too many, how many there are.
  private var fieldAtFault: SQLExpression {
    .choice(
      [(isState(.fields), .integer(.column("fault")))]
        + takesAtFault.map { ($0.isWrong, .number(valueColumns[$0.number] + 1)) },
      otherwise: .number(0))
  }

  /// The text that is wrong, of rows that could not be read.
  private var textAtFault: SQLExpression {
    func shortened(_ text: String) -> SQLExpression { SQLExpression.column(text).prefix(60) }
    var cases = takesAtFault.map { ($0.isWrong, shortened("value_text\($0.number + 1)")) }
    if hasFlow { cases.append((isState(.flow), shortened("flow_text"))) }
    return cases.isEmpty ? .text("") : .choice(cases, otherwise: .text(""))
  }

  /// The values for which a row may be rejected, and whether one is the reason.
  private var takesAtFault: [(number: Int, isWrong: SQLExpression)] {
    takes.map { ($0.number, .both([isState(.invalid), isInvalid($0)])) }
      + takes.map { ($0.number, .both([isState(.long), isLong($0)])) }
  }

  private func isState(_ state: RowState) -> SQLExpression {
    .equal(.column(ResultColumn.state), .text(state.rawValue))
  }
}
