import Exact

/// A document's statements and identities over numbered variables, with the identities that
/// accounting adds.
struct Problem {
  let statements: [Statement]
  /// What each reading of each statement says; nil for one that arithmetic cannot check.
  private(set) var claims: [[Claim?]] = []
  private(set) var identities: [Identity]
  private(set) var identityRows: [LinearRow] = []
  private(set) var quantities: [Quantity] = []
  private(set) var index: [Quantity: Int] = [:]

  init(_ statements: [Statement], identities given: [Identity]) {
    self.statements = statements
    identities = given
    var shares: Set<Quantity> = []
    for reading in statements.lazy.flatMap(\.readings) {
      number(reading.subject)
      if let reference = reading.reference { number(reference) }
      guard reading.kind == .points, let whole = reading.whole, let reference = reading.reference
      else { continue }
      for share in [
        Quantity.share(of: reading.subject, in: whole),
        Quantity.share(of: reference, in: whole.with(period: reference.period)),
      ] {
        shares.insert(share)
        number(share)
      }
    }
    for identity in given {
      for term in identity.terms { number(term.quantity) }
    }
    identities += Accounting.identities(among: quantities)
    for identity in identities {
      let terms = identity.terms.map { term in
        Term(variable: number(term.quantity), coefficient: term.coefficient)
      }
      identityRows.append(
        LinearRow(terms, identity.relation == .equal ? .equal : .atMost, identity.bound))
    }
    let index = index
    claims = statements.map { statement in
      statement.readings.map { reading in
        // Every quantity of a reading was numbered above.
        reading.claim(variable: { index[$0] ?? 0 }, shareIsAsked: shares.contains)
      }
    }
  }

  @discardableResult
  private mutating func number(_ quantity: Quantity) -> Int {
    if let known = index[quantity] { return known }
    index[quantity] = quantities.count
    quantities.append(quantity)
    return quantities.count - 1
  }
}

/// A part of a problem that shares no variable with the rest, so that it can be solved apart.
struct Component {
  /// One source of constraints that can be put in force and taken out: a reading or an identity.
  struct Source {
    /// `s1.a`, `i2`.
    let id: String
    let rows: [LinearRow]
    /// What the reading says; nil for identities and for readings without arithmetic.
    var claim: Claim?
    var cost = 0
    /// The statement's place in `statements`; nil for identities.
    var statement: Int?

    /// The same source over other variable numbers.
    func renumbered(_ number: (Int) -> Int) -> Source {
      Source(
        id: id, rows: rows.map { $0.renumbered(number) }, claim: claim?.renumbered(number),
        cost: cost, statement: statement)
    }
  }

  /// The variables' numbers in the problem.
  var variables: [Int] = []
  /// The statements' numbers in the problem.
  var statements: [Int] = []
  /// The readings of the statements, in order, and then the identities.
  var sources: [Source] = []
  /// For each statement, its readings' places in `sources`.
  var readings: [[Int]] = []

  /// Whether it is too large for every question that small ones are asked.
  ///
  /// Past this size nothing is said of what is implied or allowed, and a figure is tested if the
  /// statements around it bound it.
  var isLarge: Bool { variables.count > 120 || statements.count > 120 }

  /// The places of the identities in `sources`.
  var identities: Range<Int> { (readings.last?.last.map { $0 + 1 } ?? 0)..<sources.count }
}

extension Problem {
  /// The parts that share no variable, by the first quantity of each.
  func components() -> [Component] {
    var parts = DisjointSets(count: quantities.count)
    for row in identityRows {
      parts.join(row.terms.lazy.map(\.variable))
    }
    for (statement, claims) in zip(statements, claims) {
      let subject = statement.readings.first.flatMap { index[$0.subject] }
      parts.join((subject.map { [$0] } ?? []) + claims.flatMap { $0?.variables ?? [] })
    }
    var place: [Int: Int] = [:]
    var components: [Component] = []
    var local = Array(repeating: 0, count: quantities.count)
    for variable in quantities.indices {
      let root = parts.root(of: variable)
      let component = place[root] ?? components.count
      if component == components.count {
        place[root] = component
        components.append(Component())
      }
      local[variable] = components[component].variables.count
      components[component].variables.append(variable)
    }
    for (number, statement) in statements.enumerated() {
      guard let subject = statement.readings.first.flatMap({ index[$0.subject] }),
        let at = place[parts.root(of: subject)]
      else { continue }
      let own = components[at].statements.count
      let first = components[at].sources.count
      components[at].statements.append(number)
      for (reading, claim) in zip(statement.readings, claims[number]) {
        let claim = claim?.renumbered { local[$0] }
        components[at].sources.append(
          Component.Source(
            id: reading.id, rows: claim?.rows ?? [], claim: claim, cost: reading.cost,
            statement: own))
      }
      components[at].readings.append(Array(first..<components[at].sources.count))
    }
    for (number, row) in identityRows.enumerated() {
      guard let variable = row.terms.first?.variable,
        let at = place[parts.root(of: variable)]
      else { continue }
      components[at].sources.append(
        Component.Source(id: "i\(number + 1)", rows: [row.renumbered { local[$0] }]))
    }
    return components
  }
}

/// Union–find with path halving.
private struct DisjointSets {
  private var parent: [Int]

  init(count: Int) { parent = Array(0..<count) }

  mutating func root(of element: Int) -> Int {
    var element = element
    while parent[element] != element {
      parent[element] = parent[parent[element]]
      element = parent[element]
    }
    return element
  }

  mutating func join(_ elements: some Sequence<Int>) {
    var first: Int?
    for element in elements {
      let root = root(of: element)
      if let first { parent[root] = first } else { first = root }
    }
  }
}
