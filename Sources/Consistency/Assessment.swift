import Exact

/// Whether all statements can be true at once.
public enum Verdict: String, Sendable, Hashable {
  /// A value for every quantity satisfies all of them, and at least one figure was tested.
  case consistent
  /// No combination of readings can hold.
  case inconsistent
  /// Nothing contradicts, and nothing could have: no figure bounds another.
  case unverifiable
}

/// What the proof says about one reading.
public enum ReadingStatus: String, Sendable, Hashable {
  /// It is the meaning of its statement in the consistent combination that is shown.
  case holds
  /// It is in no consistent combination.
  case refuted
  /// It can hold, and arithmetic does not decide between it and another reading, or its statement
  /// is part of a conflict.
  case open
}

/// A row of a proof: `Σ coefficients relation bound`, taken `multiplier` times.
public struct ProofRow: Sendable, Hashable {
  /// How the two sides relate.
  public enum Relation: String, Sendable, Hashable {
    /// At most.
    case atMost = "<="
    /// Less than; figures whose rounding leaves an end out (`truncated`) give such rows, and the
    /// positive base of a growth figure where the contradiction needs it and the scale is not free.
    case less = "<"
    /// Equal.
    case equal = "="
  }

  /// The id of the reading or identity that the row states: `s1.a`, `i2`.
  public let from: String
  /// The coefficients by quantity id: `q3`.
  public let coefficients: [String: Rational]
  /// How the two sides relate.
  public let relation: Relation
  /// The right side.
  public let bound: Rational
  /// What the row is multiplied by; not negative unless the row is an equation.
  public let multiplier: Rational

  /// A row with these parts; see the properties.
  public init(
    from: String, coefficients: [String: Rational], relation: Relation, bound: Rational,
    multiplier: Rational
  ) {
    self.from = from
    self.coefficients = coefficients
    self.relation = relation
    self.bound = bound
    self.multiplier = multiplier
  }
}

/// A Farkas certificate for one set of readings: its rows, multiplied and added, say that zero is
/// less than zero (Schrijver, Theory of Linear and Integer Programming, 1986, corollary 7.1e).
public struct Refutation: Sendable, Hashable {
  /// The readings that cannot hold together.
  public let readings: [String]
  /// The rows whose weighted sum is a contradiction.
  public let rows: [ProofRow]

  /// A refutation of `readings` by `rows`.
  public init(readings: [String], rows: [ProofRow]) {
    self.readings = readings
    self.rows = rows
  }
}

/// How a slip of the pen would explain a figure that clashes.
public enum Slip: Sendable, Hashable {
  /// None could have made the printed figure of one that agrees.
  case none
  /// The figure would agree as one of the other flow or of another period: a slip of who wrote the
  /// text, or of who reads it.
  case misplaced
  /// A figure that agrees could have been printed as this one.
  case plausible
  /// The slip, undone, agrees so closely with the rest that a figure of something else would hardly do
  /// it: the text was not misread.
  case telling
}

/// What one statement of a conflict would have to say for the conflict to go away.
public struct Repair: Sendable, Hashable {
  /// The statement's id.
  public let statement: String
  /// Its figure as printed.
  public let stated: String
  /// The values, in the figure's own unit and before its scale, that would agree with the rest; an
  /// end is nil where there is no bound.
  public let holdsIf: Interval
  /// The usual error of the press that would explain the printed figure, found by solving again
  /// with that error undone; nil where none does.
  public let hint: String?
  /// What kind of slip would explain the printed figure.
  public let slip: Slip

  /// A repair with these parts; see the properties.
  public init(
    statement: String, stated: String, holdsIf: Interval, hint: String?, slip: Slip = .plausible
  ) {
    self.statement = statement
    self.stated = stated
    self.holdsIf = holdsIf
    self.hint = hint
    self.slip = slip
  }
}

/// A smallest set of statements that cannot all be true: drop any one and the others can.
public struct Conflict: Sendable, Hashable {
  /// The statements' ids.
  public let statements: [String]
  /// The ids of the identities that the contradiction needs.
  public let identities: [String]
  /// One or two sentences with the numbers.
  public let explanation: String
  /// Refutations that together cover every combination of the statements' readings.
  public let refutations: [Refutation]
  /// For each statement, what would mend the conflict.
  public let repairs: [Repair]

  /// A conflict with these parts; see the properties.
  public init(
    statements: [String], identities: [String], explanation: String, refutations: [Refutation],
    repairs: [Repair]
  ) {
    self.statements = statements
    self.identities = identities
    self.explanation = explanation
    self.refutations = refutations
    self.repairs = repairs
  }
}

/// The answer for one document: the verdict, its proof, and what follows from the figures.
public struct Assessment: Sendable {
  /// A quantity with what is said of it and what follows for it.
  public struct QuantityFinding: Sendable, Hashable {
    /// The id: `q1`, `q2`, ….
    public let id: String
    /// The quantity.
    public let quantity: Quantity
    /// The values that its own level figures allow, in whole units; nil where none is stated.
    public let stated: Interval?
    /// The values that all figures together allow, in whole units: exact ends.
    ///
    /// Where several readings of a statement survive it is the hull over all combinations, or,
    /// with more than a dozen, the range of the one that is shown. Among more than 120 connected
    /// quantities or statements nothing is said: every value is allowed.
    public let implied: Interval

    /// A finding with these parts; see the properties.
    public init(id: String, quantity: Quantity, stated: Interval?, implied: Interval) {
      self.id = id
      self.quantity = quantity
      self.stated = stated
      self.implied = implied
    }
  }

  /// What is known of one reading.
  public struct ReadingFinding: Sendable, Hashable {
    /// Whether it holds.
    public let status: ReadingStatus
    /// Whether some other value of its figure would contradict the rest.
    public let isTested: Bool
    /// The values, before the scale, that the rest of the document allows in this figure's place;
    /// nil where the rest allows none, where the claim is none that arithmetic can check, and among
    /// more than 120 connected quantities or statements.
    public let allowed: Interval?

    /// A finding with these parts; see the properties.
    public init(status: ReadingStatus, isTested: Bool, allowed: Interval?) {
      self.status = status
      self.isTested = isTested
      self.allowed = allowed
    }
  }

  /// Whether all of it can be true at once.
  public let verdict: Verdict
  /// Whether it holds only at an end point of some figure's interval.
  public let isTight: Bool
  /// Whether a search met its limit before every combination of readings was covered.
  ///
  /// Statements that only such a search concerns are never called inconsistent; a conflict that is
  /// shown was proved apart from it.
  public let isBounded: Bool
  /// The findings by reading id.
  public let readings: [String: ReadingFinding]
  /// Every quantity, in the order in which the statements name them.
  public let quantities: [QuantityFinding]
  /// Every identity that was used, by its id `i1`, `i2`, ….
  public let identities: [(id: String, identity: Identity)]
  /// The combination of readings that is shown: the reading's id by the statement's.
  ///
  /// It is the cheapest that can hold; a statement that was taken away to mend a conflict, or that
  /// no search decided, is missing.
  public let combination: [String: String]
  /// For a consistent or unverifiable document, a value for each quantity id, at which the shown
  /// combination holds; nil for an inconsistent one and where no search decided.
  public let witness: [String: Rational]?
  /// The conflicts, the smallest first; empty unless the verdict is `inconsistent`.
  public let conflicts: [Conflict]

  /// An assessment with these parts; see the properties.
  public init(
    verdict: Verdict, isTight: Bool, isBounded: Bool, readings: [String: ReadingFinding],
    quantities: [QuantityFinding], identities: [(id: String, identity: Identity)],
    combination: [String: String] = [:], witness: [String: Rational]?, conflicts: [Conflict]
  ) {
    self.combination = combination
    self.verdict = verdict
    self.isTight = isTight
    self.isBounded = isBounded
    self.readings = readings
    self.quantities = quantities
    self.identities = identities
    self.witness = witness
    self.conflicts = conflicts
  }
}
