import Exact

/// What kind of claim a reading makes about its quantities.
public enum Kind: String, Sendable, Hashable, CaseIterable {
  /// The subject itself.
  case level
  /// The subject itself, where it is a balance; its sign is part of the figure.
  case balance
  /// Subject / reference.
  case ratio
  /// (Subject / reference − 1) · 100.
  case percentChange = "percent_change"
  /// Subject / reference · 100.
  case index
  /// Subject / reference · 100, where the reference is a whole that holds the subject.
  case share
  /// Subject − reference.
  case absoluteChange = "absolute_change"
  /// The subject's share of its whole minus the reference's share of its own, in percentage points.
  case points
}

/// A number as printed, with the values that its rounding and its hedges allow.
public struct Figure: Sendable, Hashable {
  /// The printed digits; a decrease or a deficit is negative.
  public let printed: PrintedDecimal
  /// What the printed value is multiplied by: 10^6 for millions; positive.
  public let scale: Rational
  /// `USD`, `percent`, `times`, `points`, `t`: a currency code, a physical unit or the kind's own.
  public let unit: String
  /// The values that the figure allows, before the scale, with the figure's sign.
  public let interval: Interval

  /// The figure `printed · scale`, which stands for any value of `interval · scale`.
  ///
  /// The scale must be positive.
  public init(
    printed: PrintedDecimal, scale: Rational = .one, unit: String, interval: Interval
  ) {
    precondition(scale.signum > 0, "a figure's scale must be positive")
    self.printed = printed
    self.scale = scale
    self.unit = unit
    self.interval = interval
  }
}

/// One meaning that a phrase can have.
public struct Reading: Sendable, Hashable {
  /// `s1.a`: the statement's id and a letter.
  public let id: String
  /// The kind of claim.
  public let kind: Kind
  /// The quantity that the claim is about.
  public let subject: Quantity
  /// The base of a change, the whole of a share, or the quantity compared with; nil for levels.
  public let reference: Quantity?
  /// For `points`, the whole of which `subject` is a part; the reference's whole is the same in
  /// the reference's period.
  ///
  /// Nil where the points are of something that is no share.
  public let whole: Quantity?
  /// The number.
  public let figure: Figure
  /// Whether the sizes are compared the other way round: «сократился в 2 раза» is reference /
  /// subject = 2.
  ///
  /// Only for `ratio`.
  public let isInverted: Bool
  /// -1 where a change or a comparison is of the size of a deficit, so that both balances are
  /// negative and their sizes are compared; otherwise 1.
  public let sign: Int
  /// How far-fetched the reading is; 0 for the plain one.
  ///
  /// Among combinations that survive, the cheapest is shown first.
  public let cost: Int

  /// A reading with these parts; see the properties.
  public init(
    id: String, kind: Kind, subject: Quantity, reference: Quantity? = nil,
    whole: Quantity? = nil, figure: Figure, isInverted: Bool = false, sign: Int = 1, cost: Int = 0
  ) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.reference = reference
    self.whole = whole
    self.figure = figure
    self.isInverted = isInverted
    self.sign = sign
    self.cost = cost
  }
}

extension Reading {
  /// Whether two flows of one period are compared.
  public var comparesFlows: Bool {
    guard let reference, kind == .ratio || kind == .percentChange || kind == .index else {
      return false
    }
    return reference.measure != subject.measure && reference.period == subject.period
  }

  /// The period that a change is measured from; nil for levels, shares and comparisons of flows.
  public var basePeriod: Period? {
    guard kind != .share, let reference, reference.period != subject.period else { return nil }
    return reference.period
  }
}

/// A phrase with a figure, its place in the source, and the meanings that it can have.
public struct Statement: Sendable, Hashable {
  /// `s1`, `s2`, … in the order of the source.
  public let id: String
  /// The exact substring of the source.
  public let quote: String
  /// Where the quote begins, in Unicode scalars from the start of the source.
  public let start: Int
  /// Where the quote ends, in Unicode scalars; not itself part of the quote.
  public let end: Int
  /// At least one meaning, the plainest first.
  public let readings: [Reading]

  /// A statement with these parts; see the properties.
  public init(id: String, quote: String, start: Int, end: Int, readings: [Reading]) {
    self.id = id
    self.quote = quote
    self.start = start
    self.end = end
    self.readings = readings
  }
}
