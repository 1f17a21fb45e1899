import Exact

extension Definitions {
  /// The identities that the definitions give for the quantities that statements and other
  /// identities name, and the definitions that gave any.
  ///
  /// A definition may name further quantities, to which another one applies in turn.
  ///
  /// - Parameters:
  ///   - statements: The statements of one document.
  ///   - identities: What the document itself says of its quantities.
  ///   - document: The document's name, for the message.
  ///   - limit: The most identities that are made; a million of them take some gigabytes.
  /// - Returns: The identities, and the definitions that gave any, in the order of the file.
  /// - Throws: `TooManyInstances` where there would be more.
  public func instances(
    for statements: [Statement], identities: [Identity] = [], document: String = "the document",
    limit: Int = 500_000
  ) throws(TooManyInstances) -> (identities: [Identity], definitions: [Definition]) {
    guard !definitions.isEmpty else { return ([], []) }
    var instances = DefinitionInstances(definitions, limit: limit)
    for reading in statements.lazy.flatMap(\.readings) {
      instances.name(reading.subject)
      if let reference = reading.reference { instances.name(reference) }
    }
    for identity in identities {
      for term in identity.terms { instances.name(term.quantity) }
    }
    instances.apply()
    if let number = instances.refused {
      throw TooManyInstances(
        file: definitions[number].file, line: definitions[number].line, document: document,
        limit: limit)
    }
    let applied = definitions.indices.filter(instances.applied.contains).map { definitions[$0] }
    return (instances.identities, applied)
  }
}

/// Definitions that stand for too many identities of one document.
public struct TooManyInstances: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file of definitions.
  public let file: String
  /// The line of the definition that went past the limit, from 1.
  public let line: Int
  /// The document.
  public let document: String
  /// The most identities that one document may have.
  public let limit: Int

  /// One line that says what to do.
  public var description: String {
    "\(file):\(line): found more than \(limit) identities for the figures of \(document), "
      + "expected fewer; name a scope or a period in the definitions"
  }
}

/// Finds, for each definition, what its open places stand for.
private struct DefinitionInstances {
  /// What the open places of one instance stand for; nil in places that are not open.
  private struct Binding: Hashable {
    var definition: Int
    var scope: Scope?
    var period: Period?
    var unit: String?
    var vintage: String?
  }

  private let definitions: [Definition]
  private var quantities: [Quantity] = []
  private var known: Set<Quantity> = []
  private var scopes: [String: Scope] = [:]
  private var bindings: Set<Binding> = []
  private(set) var identities: [Identity] = []
  private(set) var applied: Set<Int> = []
  /// The definition whose instance was one too many.
  private(set) var refused: Int?
  private let limit: Int

  init(_ definitions: [Definition], limit: Int) {
    self.definitions = definitions
    self.limit = limit
  }

  mutating func name(_ quantity: Quantity) {
    guard known.insert(quantity).inserted else { return }
    quantities.append(quantity)
    let name = quantity.scope.description
    if scopes[name] == nil { scopes[name] = quantity.scope }
  }

  /// Makes every instance; the quantities that one names are looked at after those before them.
  mutating func apply() {
    var next = 0
    repeat {
      while next < quantities.count, refused == nil {
        for number in definitions.indices { apply(number, to: quantities[next]) }
        next += 1
      }
      for number in definitions.indices where definitions[number].isClosed {
        // It holds whether or not the document names any of its quantities.
        if !applied.contains(number) { add(Binding(definition: number)) }
      }
    } while next < quantities.count && refused == nil
  }

  private mutating func apply(_ number: Int, to quantity: Quantity) {
    let definition = definitions[number]
    for term in definition.terms where definition.isSettled(by: term) && term.fits(quantity) {
      add(
        Binding(
          definition: number, scope: definition.leavesScopeOpen ? quantity.scope : nil,
          period: definition.leavesPeriodOpen ? quantity.period : nil,
          unit: definition.leavesUnitOpen ? quantity.unit : nil, vintage: quantity.vintage))
    }
  }

  private mutating func add(_ binding: Binding) {
    guard refused == nil, bindings.insert(binding).inserted else { return }
    guard identities.count < limit else {
      refused = binding.definition
      return
    }
    let definition = definitions[binding.definition]
    var terms: [Identity.Term] = []
    for term in definition.terms {
      guard let period = term.period ?? binding.period else { return }
      let quantity = Quantity(
        term.measure, name: term.name,
        scope: term.scope.map(scope(named:)) ?? binding.scope ?? Scope(), period: period,
        unit: term.unit ?? binding.unit, vintage: binding.vintage)
      if let place = terms.firstIndex(where: { $0.quantity == quantity }) {
        terms[place] = Identity.Term(terms[place].coefficient + term.coefficient, quantity)
      } else {
        terms.append(Identity.Term(term.coefficient, quantity))
      }
    }
    terms.removeAll { $0.coefficient.isZero }
    applied.insert(binding.definition)
    guard !terms.isEmpty else { return }
    for term in terms { name(term.quantity) }
    let place = [binding.scope?.description, binding.period?.description].compactMap(\.self)
      .filter { !$0.isEmpty }.joined(separator: ", ")
    identities.append(
      Identity(
        text: place.isEmpty ? definition.text : "\(definition.text) (\(place))", source: .define,
        terms: terms, relation: definition.relation, bound: definition.bound))
  }

  /// The scope that the document calls so, or else the path that the name spells.
  private func scope(named name: String) -> Scope {
    scopes[name] ?? Scope(name.split(separator: "/").map(String.init))
  }
}

extension Definition.Term {
  /// Whether it is of `quantity` for some choice of what it leaves open.
  fileprivate func fits(_ quantity: Quantity) -> Bool {
    measure == quantity.measure && name == quantity.name
      && (period == nil || period == quantity.period) && (unit == nil || unit == quantity.unit)
      && (scope == nil || scope == quantity.scope.description)
  }
}
