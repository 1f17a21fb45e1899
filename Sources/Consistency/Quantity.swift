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

/// A path from a whole to a part of it: `["Алтайский край", "дальнее зарубежье"]`.
///
/// An empty path is the unnamed subject of the whole document. Within one measure, period and unit,
/// the quantity of a longer path is a part of the quantity of each of its prefixes.
public struct Scope: Sendable, Hashable {
  /// The names, the widest first.
  public let path: [String]

  /// The scope reached by `path`, the widest name first.
  public init(_ path: [String] = []) {
    self.path = path
  }

  /// Whether this scope is a proper part of `other`.
  public func isPart(of other: Scope) -> Bool {
    path.count > other.path.count && path.starts(with: other.path)
  }

  /// The scope that this one is directly a part of, or nil for the widest.
  public var parent: Scope? { path.isEmpty ? nil : Scope(Array(path.dropLast())) }

  /// A part of this scope.
  public func appending(_ name: String) -> Scope { Scope(path + [name]) }
}

extension Scope: CustomStringConvertible {
  /// The names joined by slashes; empty for the unnamed subject.
  public var description: String { path.joined(separator: "/") }
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
