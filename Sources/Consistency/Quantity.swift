import Exact

/// What a trade quantity counts.
public enum Measure: String, Sendable, Hashable, CaseIterable {
  /// Exports plus imports.
  case turnover
  /// Goods or services sold abroad.
  case exports
  /// Goods or services bought abroad.
  case imports
  /// Exports minus imports; a surplus is positive.
  case balance
  /// Anything else that a release counts; no accounting identity applies to it.
  case other
}

/// Whose a quantity is: a path from a whole to a part of it, `["Алтайский край", "СНГ"]`, and,
/// where only one group of goods is counted, its name.
///
/// An empty path is the unnamed subject of the whole document. Within one measure, period and unit,
/// the quantity of a longer path is a part of the quantity of each of its prefixes, and that of a
/// product a part of that of all products.
public struct Scope: Sendable, Hashable {
  /// The names of places, the widest first.
  public let path: [String]
  /// The group of goods or services; nil for all of them.
  public let product: String?
  /// The hash of both: names beyond ASCII are normalised to be hashed, too often otherwise.
  private let fingerprint: Int

  /// The scope reached by `path`, the widest name first, of `product` alone where one is given.
  public init(_ path: [String] = [], product: String? = nil) {
    self.path = path
    self.product = product
    var hasher = Hasher()
    hasher.combine(path)
    hasher.combine(product)
    fingerprint = hasher.finalize()
  }

  /// Whether the names are the same.
  public static func == (left: Scope, right: Scope) -> Bool {
    left.fingerprint == right.fingerprint && left.path == right.path
      && left.product == right.product
  }

  /// Feeds what was hashed once.
  public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

  /// Whether this scope is a proper part of `other`.
  public func isPart(of other: Scope) -> Bool {
    self != other && path.starts(with: other.path)
      && (other.product == nil || other.product == product)
  }

  /// The scope that this one is directly a part of, or nil for the widest.
  public var parent: Scope? {
    if product != nil { return Scope(path) }
    return path.isEmpty ? nil : Scope(Array(path.dropLast()))
  }

  /// The last name, which tells the scope from its parent; nil for the unnamed subject.
  public var name: String? { product ?? path.last }

  /// A part of this scope.
  public func appending(_ place: String) -> Scope { Scope(path + [place], product: product) }
}

extension Scope: CustomStringConvertible {
  /// The names joined by slashes; empty for the unnamed subject.
  public var description: String { (path + [product].compactMap(\.self)).joined(separator: "/") }
}

/// One unknown number that statements speak of: a measure of a scope in a period, in a unit.
public struct Quantity: Sendable, Hashable {
  /// What is counted.
  public let measure: Measure
  /// The name of an `other` measure (`inflation`, `investment`); nil for the trade measures.
  public let name: String?
  /// Whose it is.
  public let scope: Scope
  /// When it was.
  public let period: Period
  /// A currency code or a physical unit; nil where nothing in the document says.
  public let unit: String?
  /// Which estimate of the number is meant, where a document prints more than one for the same
  /// period (`revised`, `preliminary`); nil for the only one.
  public let vintage: String?

  /// The quantity with these coordinates.
  public init(
    _ measure: Measure, name: String? = nil, scope: Scope = Scope(), period: Period,
    unit: String? = nil, vintage: String? = nil
  ) {
    self.measure = measure
    self.name = name
    self.scope = scope
    self.period = period
    self.unit = unit
    self.vintage = vintage
  }

  /// Whether all coordinates are the same; those first that differ most often.
  public static func == (left: Quantity, right: Quantity) -> Bool {
    left.period == right.period && left.measure == right.measure && left.scope == right.scope
      && left.name == right.name && left.unit == right.unit && left.vintage == right.vintage
  }

  /// Feeds the coordinates that tell most quantities of a document apart.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(period)
    hasher.combine(measure)
    hasher.combine(scope)
    if measure == .other { hasher.combine(name) }
    // A long text has a vintage for every figure of uncertain subject.
    if let vintage { hasher.combine(vintage) }
  }

  /// The same quantity of another measure.
  public func with(measure: Measure) -> Quantity {
    Quantity(measure, scope: scope, period: period, unit: unit, vintage: vintage)
  }

  /// The same quantity of another scope.
  public func with(scope: Scope) -> Quantity {
    Quantity(measure, name: name, scope: scope, period: period, unit: unit, vintage: vintage)
  }

  /// The same quantity in another period.
  public func with(period: Period) -> Quantity {
    Quantity(measure, name: name, scope: scope, period: period, unit: unit, vintage: vintage)
  }
}

extension Quantity: CustomStringConvertible {
  /// For people: `exports, Калужская область, 2017`.
  public var description: String {
    let scope = scope.description
    let what = (name ?? measure.rawValue) + (vintage.map { " (\($0))" } ?? "")
    return [what, scope, period.description].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
