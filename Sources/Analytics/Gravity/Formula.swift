/// What a regression is of: an outcome, regressors, and fixed effects.
///
/// Written `trade ~ log(dist) + rta | exporter^year + importer^year`. A regressor is a column, `log`,
/// `exp` or `sqrt` of one, dummies for its texts (`factor(region)`, also `i` or `C`), or products of
/// these (`log(dist):rta`; `a*b` is `a + b + a:b`). An effect is a column, or columns joined by `^`:
/// one for every combination that occurs. Without effects there is a constant, unless `0` or `-1` is
/// among the terms. A name that is more than letters, digits, points and underscores stands in
/// backticks.
public struct Formula: Sendable, Equatable {
  /// A number made of one column.
  public struct Factor: Sendable, Hashable {
    /// What is done with the column.
    public enum Form: String, Sendable {
      /// The number as it is.
      case plain = ""
      /// The natural logarithm, of positive numbers.
      case log
      /// e to that power.
      case exp
      /// The square root, of numbers that are not negative.
      case sqrt
      /// A dummy for every text but the first.
      case dummies = "factor"
    }

    /// What is done with the column.
    public let form: Form
    /// The name of the column.
    public let column: String

    /// A form of a column.
    public init(_ form: Form = .plain, _ column: String) {
      (self.form, self.column) = (form, column)
    }
  }

  /// A product of factors, the regressor or regressors of one term.
  public struct Term: Sendable, Hashable {
    /// The factors, at least one.
    public let factors: [Factor]
  }

  /// The column of the outcome.
  public let outcome: String
  /// The regressors, in their order, none twice.
  public let terms: [Term]
  /// The columns of each fixed effect.
  public let effects: [[String]]
  /// Whether there is a constant.
  public let hasConstant: Bool

  init(outcome: String, terms: [Term], effects: [[String]], hasConstant: Bool) {
    self.outcome = outcome
    self.terms = terms
    self.effects = effects
    self.hasConstant = hasConstant
  }

  /// The columns that are read as numbers, in the order in which they are named.
  public var numericColumns: [String] {
    let factors = terms.flatMap(\.factors).filter { $0.form != .dummies }
    return ([outcome] + factors.map(\.column)).uniqued
  }

  /// The columns that are read as texts.
  public var textColumns: [String] {
    let factors = terms.flatMap(\.factors).filter { $0.form == .dummies }
    return (factors.map(\.column) + effects.flatMap(\.self)).uniqued
  }
}

extension Formula.Factor: CustomStringConvertible {
  /// The factor as it is written.
  public var description: String {
    form == .plain ? column : "\(form.rawValue)(\(column))"
  }
}

extension Formula.Term: CustomStringConvertible {
  /// The term as it is written.
  public var description: String { factors.map(\.description).joined(separator: ":") }
}

extension Formula: CustomStringConvertible {
  /// The formula in its full form.
  public var description: String {
    var right = terms.map(\.description)
    if !hasConstant, effects.isEmpty { right.append("0") }
    let names = effects.map { $0.joined(separator: "^") }
    return "\(outcome) ~ \(right.isEmpty ? "1" : right.joined(separator: " + "))"
      + (names.isEmpty ? "" : " | " + names.joined(separator: " + "))
  }
}

extension Array where Element: Hashable {
  /// The elements in the order of their first appearance, each once.
  var uniqued: [Element] {
    var seen = Set<Element>()
    return filter { seen.insert($0).inserted }
  }
}
