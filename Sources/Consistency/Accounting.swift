import Exact

/// The identities that trade accounting gives for the quantities of a document, only where they can
/// bear on a figure.
///
/// - flows: turnover = exports + imports and balance = exports − imports, and no flow is negative;
/// - scopes: a part is not larger than the nearest whole that is named;
/// - time: a period is the sum of the periods that make it up, and a flow of a shorter period is
///   not larger than that of a longer one around it.
///
/// Quantities in different units, or of different vintages of an estimate, never meet in one.
struct Accounting {
  private(set) var identities: [Identity] = []
  private var known: Set<Quantity>
  private var quantities: [Quantity]

  /// The identities among `quantities` and those that have to be added to state them.
  static func identities(among quantities: [Quantity]) -> [Identity] {
    var accounting = Accounting(quantities)
    accounting.nameWhatIsNeeded()
    accounting.addFlows()
    accounting.addPartsOfWholes()
    accounting.addPeriods()
    accounting.addSigns()
    return accounting.identities
  }

  private init(_ quantities: [Quantity]) {
    self.quantities = quantities
    known = Set(quantities)
  }

  private mutating func require(_ quantity: Quantity) {
    if known.insert(quantity).inserted { quantities.append(quantity) }
  }

  private mutating func add(
    _ text: String, _ terms: [Identity.Term], _ relation: Identity.Relation
  ) {
    identities.append(
      Identity(text: text, source: .accounting, terms: terms, relation: relation))
  }

  // MARK: Flows

  /// Adds the quantities that no figure names but an identity needs.
  private mutating func nameWhatIsNeeded() {
    var count = -1
    while count < quantities.count {
      count = quantities.count
      for quantity in quantities where quantity.measure != .other {
        let exports = quantity.with(measure: .exports)
        let imports = quantity.with(measure: .imports)
        let turnover = quantity.with(measure: .turnover)
        let flows = [turnover, exports, imports].count(where: known.contains)
        if flows >= 2 || (flows == 1 && known.contains(quantity.with(measure: .balance))) {
          for flow in [turnover, exports, imports] where flow != turnover || flows >= 2 {
            require(flow)
          }
        }
      }
      for part in quantities where part.canBePart {
        // A whole with a turnover bounds a part's exports by way of its own, unnamed, exports.
        if let whole = whole(of: part), !known.contains(whole) { require(whole) }
      }
    }
  }

  private mutating func addFlows() {
    // One pass over the quantities in order keeps the identities in the order of the document.
    var seen: Set<Quantity> = []
    for quantity in quantities where quantity.measure != .other {
      let turnover = quantity.with(measure: .turnover)
      guard seen.insert(turnover).inserted else { continue }
      let exports = quantity.with(measure: .exports)
      let imports = quantity.with(measure: .imports)
      let balance = quantity.with(measure: .balance)
      guard known.contains(exports), known.contains(imports) else { continue }
      let place = exports.place
      if known.contains(turnover) {
        add(
          "turnover = exports + imports (\(place))",
          [.init(1, turnover), .init(-1, exports), .init(-1, imports)], .equal)
      }
      if known.contains(balance) {
        add(
          "balance = exports − imports (\(place))",
          [.init(1, balance), .init(-1, exports), .init(1, imports)], .equal)
      }
    }
  }

  private mutating func addSigns() {
    for quantity in quantities {
      switch quantity.measure {
      case .exports, .imports: break
      case .turnover:
        // A turnover that is the sum of two flows has its sign from them.
        if known.contains(quantity.with(measure: .exports)),
          known.contains(quantity.with(measure: .imports))
        {
          continue
        }
      case .balance, .other: continue
      }
      add("\(quantity.measure) ≥ 0 (\(quantity.place))", [.init(-1, quantity)], .atMost)
    }
    for quantity in quantities where quantity.isShareUnknown {
      add("\(quantity) ≥ 0", [.init(-1, quantity)], .atMost)
      identities.append(
        Identity(
          text: "\(quantity) ≤ 100", source: .accounting, terms: [.init(1, quantity)],
          relation: .atMost, bound: 100))
    }
  }

  // MARK: Scopes

  private mutating func addPartsOfWholes() {
    for part in quantities where part.canBePart {
      guard let whole = whole(of: part) else { continue }
      add(
        "\(part.subject) ≤ \(whole.subject) (\(part.period))", [.init(1, part), .init(-1, whole)],
        .atMost)
    }
  }

  /// The same quantity of the nearest wider scope that has it, or that has a turnover to bound it.
  private func whole(of part: Quantity) -> Quantity? {
    var scope = part.scope
    while let wider = scope.parent {
      scope = wider
      let whole = part.with(scope: wider)
      if known.contains(whole) { return whole }
      if part.measure == .exports || part.measure == .imports,
        known.contains(whole.with(measure: .turnover))
      {
        return whole
      }
    }
    return nil
  }

  // MARK: Time

  private mutating func addPeriods() {
    var order: [Quantity] = []
    var groups: [Quantity: [Quantity]] = [:]
    for quantity in quantities where quantity.measure != .other {
      let key = quantity.with(period: Period(year: 0))
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(quantity)
    }
    for key in order {
      if let members = groups[key], members.count > 1 { addPeriods(of: members) }
    }
  }

  private mutating func addPeriods(of members: [Quantity]) {
    let sorted = members.sorted {
      ($0.period.first, -$0.period.last) < ($1.period.first, -$1.period.last)
    }
    var contained: Set<Quantity> = []
    for whole in sorted {
      let inside = sorted.filter { $0.period != whole.period && whole.period.contains($0.period) }
      guard !inside.isEmpty else { continue }
      var partitions: [[Quantity]] = []
      // Each part in turn, completed by as few others as possible: together these span every sum
      // that the periods allow. With very many periods the shortest partition has to do.
      for forced in inside.count <= 40 ? inside.map(Optional.some) : [nil] {
        guard let partition = Accounting.partition(of: whole.period, by: inside, using: forced),
          !partitions.contains(partition)
        else { continue }
        partitions.append(partition)
      }
      for partition in partitions {
        contained.formUnion(partition)
        let sum = partition.map { $0.period.description }.joined(separator: " + ")
        add(
          "\(whole.period) = \(sum) (\(whole.subject))",
          [.init(1, whole)] + partition.map { .init(-1, $0) }, .equal)
      }
    }
    for part in sorted where part.measure != .balance && !contained.contains(part) {
      let around = sorted.filter { $0.period != part.period && $0.period.contains(part.period) }
      guard let whole = around.min(by: { $0.period.months < $1.period.months }) else { continue }
      add(
        "\(part.period) ≤ \(whole.period) (\(part.subject))", [.init(1, part), .init(-1, whole)],
        .atMost)
    }
  }

  /// The fewest of `inside`, `forced` among them, that make up `period` without gap or overlap.
  private static func partition(
    of period: Period, by inside: [Quantity], using forced: Quantity?
  ) -> [Quantity]? {
    guard let forced else { return path(from: period.first, to: period.last + 1, by: inside) }
    guard let before = path(from: period.first, to: forced.period.first, by: inside),
      let after = path(from: forced.period.last + 1, to: period.last + 1, by: inside)
    else { return nil }
    return before + [forced] + after
  }

  private static func path(from start: Int, to end: Int, by inside: [Quantity]) -> [Quantity]? {
    var best: [Int: [Quantity]] = [start: []]
    // Sorted by first month, so every way to a month is known before it is gone on from.
    for quantity in inside where quantity.period.last < end {
      guard let way = best[quantity.period.first] else { continue }
      let next = quantity.period.last + 1
      if let other = best[next], other.count <= way.count + 1 { continue }
      best[next] = way + [quantity]
    }
    return best[end]
  }
}

extension Quantity {
  /// Whether accounting bounds it by the same quantity of a wider scope.
  ///
  /// A balance of a part may exceed that of the whole, and so may a rate in percent.
  var canBePart: Bool { measure != .balance && unit != "percent" && scope.parent != nil }

  /// Whether it is the unknown that `share(of:in:)` makes.
  var isShareUnknown: Bool {
    measure == .other && unit == "percent" && (name?.hasPrefix("share of ") ?? false)
  }

  /// `exports of Калужская область`, or only the measure for the unnamed subject.
  var subject: String {
    let what = name ?? measure.rawValue
    return scope.parent == nil ? what : "\(what) of \(scope)"
  }

  /// `Калужская область, 2017`: the identity's coordinates other than its measure.
  var place: String {
    let names = [scope.description, period.description, vintage ?? ""]
    return names.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
