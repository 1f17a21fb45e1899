import Exact

/// A linear equation or inequality that holds whatever the statements say.
public struct Identity: Sendable, Hashable {
  /// Where an identity comes from.
  public enum Source: String, Sendable, Hashable {
    /// Accounting: turnover = exports + imports, a part is not larger than its whole.
    case accounting
    /// The text says that named parts make up the whole.
    case text
    /// The user's own file of identities.
    case define = "--define"
    /// A data set that the statements are confronted with.
    case against = "--against"
  }

  /// One quantity with its coefficient.
  public struct Term: Sendable, Hashable {
    /// The quantity.
    public let quantity: Quantity
    /// What it is multiplied by.
    public let coefficient: Rational

    /// `coefficient · quantity`.
    public init(_ coefficient: Rational, _ quantity: Quantity) {
      self.quantity = quantity
      self.coefficient = coefficient
    }
  }

  /// How the sum of the terms relates to the bound.
  public enum Relation: String, Sendable, Hashable {
    /// The sum is the bound.
    case equal = "="
    /// The sum is at most the bound.
    case atMost = "<="
  }

  /// For people: `turnover = exports + imports (2017)`.
  public let text: String
  /// Where it comes from.
  public let source: Source
  /// The terms on the left.
  public let terms: [Term]
  /// How the two sides relate.
  public let relation: Relation
  /// The right side.
  public let bound: Rational

  /// `Σ terms relation bound`.
  public init(
    text: String, source: Source, terms: [Term], relation: Relation = .equal,
    bound: Rational = .zero
  ) {
    self.text = text
    self.source = source
    self.terms = terms
    self.relation = relation
    self.bound = bound
  }
}
