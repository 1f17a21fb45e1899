public import Consistency
public import Exact

/// The figures of a document beside the data.
public struct Confrontation: Sendable {
  /// How a figure fares against the data.
  public enum Outcome: Sendable, Hashable {
    /// The exact value lies in the figure's interval.
    case agrees(Rational)
    /// It does not; the difference is the printed figure minus the exact one.
    case disagrees(Rational, by: Rational)
    /// The data has a part of it, which does not exceed the figure.
    case partial(atLeast: Rational, because: String)
    /// There is a value, but it may be of something else; whether it lies in the interval.
    case doubtful(Rational, agrees: Bool, because: String)
    /// Why the data does not say.
    case absent(String)
  }

  /// A reading of a statement with its outcome.
  public struct Figure: Sendable {
    /// The statement's id.
    public let statement: String
    /// The reading's id.
    public let reading: String
    /// How it fares; values are in the figure's own unit and before its scale.
    public let outcome: Outcome
  }

  /// The files of the data.
  public let files: [String]
  /// The files in one word.
  public let name: String
  /// The matches in the order in which the statements name the quantities.
  public internal(set) var matches: [DataMatch]
  /// One for each reading, in the order of the statements.
  public private(set) var figures: [Figure]
  /// The release, in which figures that the data does not concern for certain may be of something
  /// else, so that no conflict with the data rests on them.
  private(set) var release: Release
  /// What the data adds to the proof.
  public private(set) var identities: [Identity] = []

  /// Confronts a release with the data.
  ///
  /// - Throws: `TradeDataError` where a file of the data has become unreadable.
  init(_ release: Release, with data: ReferenceData) async throws {
    var quantities: [Quantity] = []
    var known: Set<Quantity> = []
    for reading in release.statements.flatMap(\.readings) where !reading.isDetached {
      for quantity in reading.confronted where known.insert(quantity).inserted {
        quantities.append(quantity)
      }
    }
    var products: [String: ReferenceProduct] = [:]
    for name in Set(quantities.compactMap(\.scope.product)).sorted()
    where !QuantityMatcher.allGoods.contains(name) {
      products[name] = try await data.product(name)
    }
    let asksForAll = quantities.contains { products[$0.scope.product ?? ""] == nil }
    let shortfall: String? =
      if data.hasTotals || !asksForAll || data.base.has(.product) { nil } else {
        try await data.codes().shortfall
      }
    let matcher = QuantityMatcher(
      data: data, root: release.root,
      hasServices: quantities.contains { ["services", "услуги"].contains($0.scope.product) },
      products: products, shortfall: shortfall)
    files = data.files
    name = data.name
    matches = quantities.map(matcher.match)
    figures = []
    self.release = release
    withdrawContradictions(release)
    judge()
  }

  // MARK: - Identities

  /// Makes doubtful what contradicts itself before any statement is heard: a year that is less than
  /// its months, a partner that is more than the world.
  private mutating func withdrawContradictions(_ release: Release) {
    while true {
      let sources = matches.indices.compactMap { number in
        identity(of: matches[number]).map { (number, $0) }
      }
      let alone = assess([], identities: release.identities + sources.map(\.1))
      let culprits = Set(alone.conflicts.flatMap(\.identities)).compactMap { id in
        Int(id.dropFirst()).map { $0 - 1 - release.identities.count }
      }.filter(sources.indices.contains)
      identities = sources.map(\.1) + shares(release.statements)
      guard !culprits.isEmpty else { return }
      for culprit in culprits {
        let number = sources[culprit].0
        guard let value = matches[number].finding.value else { continue }
        matches[number].finding = .doubtful(
          value, because: "the values of the data contradict each other")
      }
    }
  }

  private func identity(of match: DataMatch) -> Identity? {
    let quantity = match.quantity
    let unit = quantity.unit.map { " \($0)" } ?? ""
    switch match.finding {
    case .exact(let value):
      return Identity(
        text: "\(quantity) = \(value)\(unit) (\(name): \(match.description))", source: .against,
        terms: [.init(1, quantity)], bound: value)
    case .atLeast(let value, let reason):
      return Identity(
        text: "\(quantity) ≥ \(value)\(unit) (\(name): \(match.description); \(reason))",
        source: .against, terms: [.init(-1, quantity)], relation: .atMost, bound: -value)
    case .doubtful, .absent: return nil
    }
  }

  /// Shares are no linear function of their parts, so those that points compare are added as well.
  private func shares(_ statements: [Statement]) -> [Identity] {
    var identities: [Identity] = []
    var known: Set<Quantity> = []
    for reading in statements.flatMap(\.readings) where !reading.isDetached {
      for (share, part, whole) in reading.comparedShares where known.insert(share).inserted {
        guard case .exact(let above)? = finding(of: part),
          case .exact(let below)? = finding(of: whole),
          below.signum > 0
        else { continue }
        let value = above / below * 100
        identities.append(
          Identity(
            text: "\(share) = \(value.decimal(places: 6)) % (\(name))", source: .against,
            terms: [.init(1, share)], bound: value))
      }
    }
    return identities
  }

  private func finding(of quantity: Quantity) -> DataMatch.Finding? {
    matches.first { $0.quantity == quantity }?.finding
  }

  // MARK: - Figures

  private mutating func judge() {
    let findings = Dictionary(
      matches.map { ($0.quantity, $0.finding) }, uniquingKeysWith: { first, _ in first })
    // What the figures say among themselves is not weakened by the data.
    var clashing: Set<String>?
    for (number, statement) in release.statements.enumerated() {
      let reservation = release.reservations[statement.id]
      var isUncertain = statement.readings.contains(where: \.isDetached)
      var outcomes = statement.readings.filter { !$0.isDetached }.map {
        ($0, Confrontation.outcome(of: $0, findings))
      }
      let disagrees =
        !outcomes.contains { $0.1.isAgreement } && outcomes.contains { $0.1.isDispute }
      if disagrees, reservation != nil, !isUncertain, let first = statement.readings.first {
        isUncertain = true
        let known = clashing ?? release.conflicting
        clashing = known
        if !known.contains(statement.id) {
          release.statements[number] = statement.adding(first.detached(from: statement.id))
        }
      }
      for index in outcomes.indices where isUncertain {
        guard case .disagrees(let value, _) = outcomes[index].1 else { continue }
        outcomes[index].1 = .doubtful(
          value, agrees: false,
          because: reservation
            ?? "the text does not say for certain what the figure is of")
      }
      figures += outcomes.map {
        Figure(statement: statement.id, reading: $0.0.id, outcome: $0.1)
      }
    }
  }

  private static func outcome(
    of reading: Reading, _ findings: [Quantity: DataMatch.Finding]
  ) -> Outcome {
    let needed = reading.confronted.map { findings[$0] ?? .absent("the data has no such series") }
    for case .absent(let reason) in needed { return .absent(reason) }
    guard let exact = reading.figure(where: { findings[$0]?.value }) else {
      return .absent("the data's base is not positive, so that there is no rate")
    }
    let agrees = reading.figure.interval.contains(exact)
    for case .doubtful(_, let reason) in needed {
      return .doubtful(exact, agrees: agrees, because: reason)
    }
    for case .atLeast(_, let reason) in needed {
      let isLevel = reading.kind == .level || reading.kind == .balance
      guard isLevel, let top = reading.figure.interval.upper.value, top < exact else {
        return isLevel ? .partial(atLeast: exact, because: reason) : .absent(reason)
      }
    }
    return agrees
      ? .agrees(exact) : .disagrees(exact, by: reading.figure.printed.value - exact)
  }
}

extension Confrontation.Outcome {
  fileprivate var isAgreement: Bool { if case .agrees = self { true } else { false } }
  fileprivate var isDispute: Bool { if case .disagrees = self { true } else { false } }
}

extension Statement {
  fileprivate func adding(_ reading: Reading) -> Statement {
    Statement(id: id, quote: quote, start: start, end: end, readings: readings + [reading])
  }
}

extension Release {
  /// The statements that contradict each other without any data.
  fileprivate var conflicting: Set<String> {
    Set(assess(statements, identities: identities).conflicts.flatMap(\.statements))
  }
}

extension Reading {
  /// The quantities that the claim needs.
  var confronted: [Quantity] {
    var quantities = [subject] + [reference, whole].compactMap(\.self)
    if let whole, let reference { quantities.append(whole.with(period: reference.period)) }
    return quantities
  }
}
