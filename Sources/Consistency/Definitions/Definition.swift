import Exact

/// One identity of the user's own, over every scope, period and unit that it leaves open.
public struct Definition: Sendable, Hashable {
  /// A quantity with its coefficient; what is nil is left open.
  struct Term: Sendable, Hashable {
    var coefficient: Rational
    let measure: Measure
    let name: String?
    let scope: String?
    let period: Period?
    let unit: String?

    /// Whether the two are of one quantity, whatever the coefficients.
    func isLike(_ other: Term) -> Bool {
      (measure, name, scope, unit) == (other.measure, other.name, other.scope, other.unit)
        && period == other.period
    }
  }

  /// The definition as written, without its comment.
  public let text: String
  /// The file that it stands in.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// Everything on the left: `Σ terms relation bound`.
  let terms: [Term]
  let relation: Identity.Relation
  let bound: Rational

  var leavesScopeOpen: Bool { terms.contains { $0.scope == nil } }
  var leavesPeriodOpen: Bool { terms.contains { $0.period == nil } }
  var leavesUnitOpen: Bool { terms.contains { $0.unit == nil } }
  var isClosed: Bool { !leavesScopeOpen && !leavesPeriodOpen && !leavesUnitOpen }

  /// Whether the quantity of `term` alone settles all that the definition leaves open.
  func isSettled(by term: Term) -> Bool {
    (term.scope == nil || !leavesScopeOpen) && (term.period == nil || !leavesPeriodOpen)
      && (term.unit == nil || !leavesUnitOpen)
  }
}

/// Why a file of definitions could not be read, and where.
public struct DefinitionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's name.
  public let file: String
  /// The line, from 1.
  public let line: Int
  /// The place in the line, in Unicode scalars from 1.
  public let column: Int
  /// What stands there.
  public let found: String
  /// What could have stood there.
  public let expected: String

  /// One line: `rules.txt:3:14: found "]", expected a period`.
  public var description: String {
    "\(file):\(line):\(column): found \(found), expected \(expected)"
  }
}
