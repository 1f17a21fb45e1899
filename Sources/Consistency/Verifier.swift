import Exact

/// Checks a proof from scratch, sharing no code with the search that found it.
///
/// Only the data types are common: each constraint is derived here once more, straight from the
/// reading's kind, and compared with what the proof says.
public enum Verifier {
  /// The problems with the proof of `assessment`; empty where it is accepted.
  ///
  /// A consistent document needs a witness that every shown reading and every identity holds at; an
  /// inconsistent one needs, for each conflict, refutations that are sums of real rows, are
  /// contradictions, and cover every combination of readings. A document that claims neither needs
  /// no proof, but what it shows must hold.
  public static func check(_ assessment: Assessment, of statements: [Statement]) -> [String] {
    let checker = ProofChecker(assessment, statements)
    var problems = checker.accountingProblems + checker.statusProblems
    switch assessment.verdict {
    case .consistent:
      if assessment.witness == nil { problems.append("a consistent verdict without a witness") }
      if !assessment.conflicts.isEmpty { problems.append("a consistent verdict with a conflict") }
    case .inconsistent:
      if assessment.conflicts.isEmpty {
        problems.append("an inconsistent verdict without conflict")
      }
    case .unverifiable:
      if assessment.witness == nil, !assessment.isBounded {
        problems.append("an unverifiable verdict without a witness")
      }
      if !assessment.conflicts.isEmpty {
        problems.append("an unverifiable verdict with a conflict")
      }
    }
    if let witness = assessment.witness { problems += checker.problems(ofWitness: witness) }
    for conflict in assessment.conflicts { problems += checker.problems(of: conflict) }
    return problems
  }
}

/// A constraint as the verifier derives it.
private struct DerivedRow {
  var left: [String: Rational]
  var relation: ProofRow.Relation
  var right: Rational
  /// The positive base of a growth figure: it may be read as `at least one` where the scale is free.
  var isBase = false

  func holds(at witness: [String: Rational]) -> Bool {
    var sum = Rational.zero
    for (id, coefficient) in left {
      guard let value = witness[id] else { return false }
      sum += coefficient * value
    }
    return switch relation {
    case .atMost: sum <= right
    case .less: sum < right
    case .equal: sum == right
    }
  }
}

private struct ProofChecker {
  private let assessment: Assessment
  private let statements: [Statement]
  private let ids: [Quantity: String]
  private let readings: [String: Reading]
  private let identities: [String: Identity]

  init(_ assessment: Assessment, _ statements: [Statement]) {
    self.assessment = assessment
    self.statements = statements
    ids = Dictionary(
      assessment.quantities.map { ($0.quantity, $0.id) }, uniquingKeysWith: { first, _ in first })
    readings = Dictionary(
      statements.flatMap(\.readings).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    identities = Dictionary(
      assessment.identities.map { ($0.id, $0.identity) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: What is shown

  var statusProblems: [String] {
    let shown = Set(assessment.combination.values)
    return statements.flatMap(\.readings).compactMap { reading in
      guard let finding = assessment.readings[reading.id] else {
        return "\(reading.id): no finding"
      }
      return finding.status == .holds && !shown.contains(reading.id)
        ? "\(reading.id): said to hold, but not in the combination shown" : nil
    }
  }

  func problems(ofWitness witness: [String: Rational]) -> [String] {
    var problems: [String] = []
    for finding in assessment.quantities where witness[finding.id] == nil {
      problems.append("\(finding.id): no value in the witness")
    }
    for statement in statements {
      guard let id = assessment.combination[statement.id],
        let reading = statement.readings.first(where: { $0.id == id })
      else {
        problems.append("\(statement.id): no reading shown")
        continue
      }
      for row in rows(of: reading) where !row.holds(at: witness) {
        problems.append("\(id): does not hold at the witness")
      }
    }
    for (id, identity) in assessment.identities {
      for row in rows(of: identity) where !row.holds(at: witness) {
        problems.append("\(id): does not hold at the witness")
      }
    }
    return problems
  }

  // MARK: Conflicts

  func problems(of conflict: Conflict) -> [String] {
    var problems = conflict.refutations.flatMap { self.problems(of: $0, in: conflict) }
    let members = statements.filter { conflict.statements.contains($0.id) }
    if members.count != conflict.statements.count { problems.append("an unknown statement") }
    let sets = conflict.refutations.map { Set($0.readings) }
    if let open = uncovered(members[...], chosen: [], by: sets) {
      problems.append("no refutation covers \(open.sorted().joined(separator: ", "))")
    }
    return problems
  }

  /// A combination that no refutation covers, or nil.
  private func uncovered(
    _ members: ArraySlice<Statement>, chosen: Set<String>, by sets: [Set<String>]
  ) -> Set<String>? {
    if sets.contains(where: { $0.isSubset(of: chosen) }) { return nil }
    guard let next = members.first else { return chosen }
    for reading in next.readings {
      let open = uncovered(members.dropFirst(), chosen: chosen.union([reading.id]), by: sets)
      if let open { return open }
    }
    return nil
  }

  private func problems(of refutation: Refutation, in conflict: Conflict) -> [String] {
    let name = "refutation of \(refutation.readings.joined(separator: ", "))"
    var problems: [String] = []
    // The base of a growth figure may be set to one only where all other bounds are zero.
    let isHomogeneous = refutation.rows.allSatisfy { row in
      row.bound.isZero || derived(row).contains { $0.isBase && $0.left == row.coefficients }
    }
    var left: [String: Rational] = [:]
    var right = Rational.zero
    var isStrict = false
    for row in refutation.rows {
      if !refutation.readings.contains(row.from), !conflict.identities.contains(row.from) {
        problems.append("\(name): \(row.from) is not one of its premises")
      }
      if !derived(row).contains(where: { justifies($0, row, isHomogeneous: isHomogeneous) }) {
        problems.append("\(name): not a row of \(row.from)")
      }
      if row.relation != .equal, row.multiplier.signum < 0 {
        problems.append("\(name): a negative multiplier on an inequality")
      }
      if row.relation == .less, row.multiplier.signum > 0 { isStrict = true }
      for (id, coefficient) in row.coefficients {
        left[id, default: .zero] += row.multiplier * coefficient
      }
      right += row.multiplier * row.bound
    }
    if left.values.contains(where: { !$0.isZero }) {
      problems.append("\(name): the coefficients do not cancel")
    }
    if right.signum > 0 || (right.isZero && !isStrict) {
      problems.append("\(name): the bounds are no contradiction")
    }
    return problems
  }

  private func derived(_ row: ProofRow) -> [DerivedRow] {
    if let reading = readings[row.from] { return rows(of: reading) }
    if let identity = identities[row.from] { return rows(of: identity) }
    return []
  }

  private func justifies(_ derived: DerivedRow, _ row: ProofRow, isHomogeneous: Bool) -> Bool {
    guard derived.left == row.coefficients else { return false }
    if derived.isBase, isHomogeneous, row.relation == .atMost, row.bound == -1 { return true }
    let isWeaker = derived.relation == .less && row.relation == .atMost
    return derived.right == row.bound && (derived.relation == row.relation || isWeaker)
  }

  // MARK: Rows

  private func rows(of identity: Identity) -> [DerivedRow] {
    var left: [String: Rational] = [:]
    for term in identity.terms {
      left[ids[term.quantity] ?? "?", default: .zero] += term.coefficient
    }
    return [
      DerivedRow(
        left: left.filter { !$0.value.isZero },
        relation: identity.relation == .equal ? .equal : .atMost, right: identity.bound)
    ]
  }

  private func rows(of reading: Reading) -> [DerivedRow] {
    let x = ids[reading.subject] ?? "?"
    let y = reading.reference.flatMap { ids[$0] } ?? "?"
    let s = Rational(reading.sign)
    let values = reading.figure.interval.scaled(by: reading.figure.scale)
    if reading.kind == .level || reading.kind == .balance {
      return bounds([x: 1], in: values)
    }
    guard let reference = reading.reference else { return [] }
    switch reading.kind {
    case .level, .balance: return []
    case .ratio:
      return reading.isInverted
        ? quotient(y, over: x, s, in: values) : quotient(x, over: y, s, in: values)
    case .percentChange:
      let ratios = values.shifted(by: 100).scaled(by: Rational(1, 100))
      return quotient(x, over: y, s, in: ratios)
    case .index:
      return quotient(x, over: y, s, in: values.scaled(by: Rational(1, 100)))
    case .share:
      var rows = quotient(x, over: y, 1, in: values.scaled(by: Rational(1, 100)))
      if let share = ids[.share(of: reading.subject, in: reference)] {
        rows += bounds([share: 1], in: reading.figure.interval)
      }
      return rows
    case .absoluteChange:
      // A difference of one thing with itself says nothing that could be checked.
      return x == y ? [] : bounds(sum([(x, s), (y, -s)]), in: values)
    case .points:
      guard let whole = reading.whole,
        let now = ids[.share(of: reading.subject, in: whole)],
        let then = ids[.share(of: reference, in: whole.with(period: reference.period))],
        now != then
      else { return [] }
      return bounds(sum([(now, 1), (then, -1)]), in: values)
    }
  }

  /// `form ∈ values`.
  private func bounds(_ form: [String: Rational], in values: Interval) -> [DerivedRow] {
    if let low = values.lower.value, low == values.upper.value, !values.lower.isOpen,
      !values.upper.isOpen
    {
      return [DerivedRow(left: form, relation: .equal, right: low)]
    }
    var rows: [DerivedRow] = []
    if let low = values.lower.value {
      rows.append(
        DerivedRow(
          left: form.mapValues { -$0 }, relation: values.lower.isOpen ? .less : .atMost,
          right: -low))
    }
    if let high = values.upper.value {
      rows.append(
        DerivedRow(left: form, relation: values.upper.isOpen ? .less : .atMost, right: high))
    }
    return rows
  }

  /// `s·above ∈ values · s·below` and `s·below > 0`.
  private func quotient(
    _ above: String, over below: String, _ s: Rational, in values: Interval
  ) -> [DerivedRow] {
    var rows = [DerivedRow(left: [below: -s], relation: .less, right: .zero, isBase: true)]
    if let low = values.lower.value, low == values.upper.value, !values.lower.isOpen,
      !values.upper.isOpen
    {
      let form = sum([(above, s), (below, -low * s)])
      rows.append(DerivedRow(left: form, relation: .equal, right: .zero))
    }
    if let low = values.lower.value {
      rows.append(
        DerivedRow(
          left: sum([(above, -s), (below, low * s)]),
          relation: values.lower.isOpen ? .less : .atMost, right: .zero))
    }
    if let high = values.upper.value {
      rows.append(
        DerivedRow(
          left: sum([(above, s), (below, -high * s)]),
          relation: values.upper.isOpen ? .less : .atMost, right: .zero))
    }
    return rows
  }

  private func sum(_ terms: [(String, Rational)]) -> [String: Rational] {
    var result: [String: Rational] = [:]
    for (id, coefficient) in terms { result[id, default: .zero] += coefficient }
    return result.filter { !$0.value.isZero }
  }

  // MARK: Accounting

  /// The identities that pass for accounting and are none.
  var accountingProblems: [String] {
    assessment.identities.compactMap { id, identity in
      identity.source == .accounting && !isAccounting(identity)
        ? "\(id): no identity of accounting: \(identity.text)" : nil
    }
  }

  private func isAccounting(_ identity: Identity) -> Bool {
    guard let first = identity.terms.first else { return false }
    let whole = first.quantity
    let rest = identity.terms.dropFirst()
    let isFlow = whole.measure != .balance && whole.measure != .other
    switch (identity.relation, rest.count) {
    case (.atMost, 0):
      let isShare = whole.measure == .other && whole.unit == "percent"
      if first.coefficient == 1 { return isShare && identity.bound == 100 }
      return first.coefficient == -1 && identity.bound.isZero && (isFlow || isShare)
    case (.atMost, 1):
      // part ≤ whole, by scope or by period
      guard let other = rest.first, first.coefficient == 1, other.coefficient == -1,
        identity.bound.isZero
      else { return false }
      let part = whole
      let wider = other.quantity
      let sameScope = part.with(scope: wider.scope) == wider
      let samePeriod = part.with(period: wider.period) == wider
      return (sameScope && part.scope.isPart(of: wider.scope) && part.measure != .balance)
        || (samePeriod && wider.period.contains(part.period) && isFlow)
    case (.equal, _):
      guard identity.bound.isZero, first.coefficient == 1 else { return false }
      return isSumOfFlows(whole, rest) || isSumOfPeriods(whole, rest)
    default: return false
    }
  }

  private func isSumOfFlows(_ whole: Quantity, _ rest: ArraySlice<Identity.Term>) -> Bool {
    guard rest.count == 2, let exports = rest.first, let imports = rest.last,
      exports.quantity == whole.with(measure: .exports), exports.coefficient == -1,
      imports.quantity == whole.with(measure: .imports)
    else { return false }
    return (whole.measure == .turnover && imports.coefficient == -1)
      || (whole.measure == .balance && imports.coefficient == 1)
  }

  private func isSumOfPeriods(_ whole: Quantity, _ rest: ArraySlice<Identity.Term>) -> Bool {
    var next = whole.period.first
    for term in rest {
      guard term.coefficient == -1, whole.measure != .other,
        term.quantity.with(period: whole.period) == whole, term.quantity.period.first == next
      else { return false }
      next = term.quantity.period.last + 1
    }
    return !rest.isEmpty && next == whole.period.last + 1
  }
}
