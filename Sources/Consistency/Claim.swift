import Exact

/// What a reading says, in one shape for every kind: a linear form, or the quotient of two, takes a
/// value that its figure is an affine function of.
///
/// `numerator / denominator = offset + slope · figure`, where the figure ranges over its interval.
/// The denominator, if there is one, is a single quantity (or its size) that the claim asserts to be
/// positive: a growth rate has no meaning over a base that is zero or negative, and without the
/// assertion zero would solve every document that prints only growth rates.
struct Claim {
  var kind: Kind
  var numerator: [Term]
  var denominator: Term?
  var slope: Rational
  var offset: Rational
  var interval: Interval
  var printed: Rational
  /// The unknown share that the claim bounds as well, where points of that share are stated.
  var share: Int?

  /// What the numerator, or the quotient, is by the digits as printed.
  var printedValue: Rational { offset + slope * printed }

  /// Every variable that the claim speaks of.
  var variables: [Int] {
    numerator.map(\.variable) + (denominator.map { [$0.variable] } ?? [])
      + (share.map { [$0] } ?? [])
  }

  /// The constraints that say it.
  var rows: [LinearRow] { rows(interval: interval) }

  /// The constraints that would say it of a figure with another interval.
  func rows(interval: Interval) -> [LinearRow] {
    var rows: [LinearRow] = []
    let values = interval.scaled(by: slope).shifted(by: offset)
    let hasWidth = values.isBounded && values.lower.value != values.upper.value
    func end(_ endpoint: Endpoint, sign: Rational, of form: [Term], over divisor: Term?) {
      guard let value = endpoint.value else { return }
      var terms = form.map { Term(variable: $0.variable, coefficient: sign * $0.coefficient) }
      var bound = sign * value
      if let divisor {
        terms.append(Term(variable: divisor.variable, coefficient: -bound * divisor.coefficient))
        bound = .zero
      }
      rows.append(
        LinearRow(
          terms, endpoint.isOpen ? .less : .atMost, bound,
          isRoundingEnd: hasWidth && !endpoint.isOpen))
    }
    func both(_ values: Interval, of form: [Term], over divisor: Term?) {
      if divisor == nil, let low = values.lower.value, low == values.upper.value,
        !values.lower.isOpen, !values.upper.isOpen
      {
        rows.append(LinearRow(form, .equal, low))
        return
      }
      end(values.lower, sign: -1, of: form, over: divisor)
      end(values.upper, sign: 1, of: form, over: divisor)
    }
    both(values, of: numerator, over: denominator)
    if let share { both(interval, of: [Term(variable: share, coefficient: 1)], over: nil) }
    if let positiveBase { rows.append(positiveBase) }
    return rows
  }

  /// The row that makes the denominator positive.
  var positiveBase: LinearRow? {
    denominator.map {
      LinearRow(
        [Term(variable: $0.variable, coefficient: -$0.coefficient)], .less, .zero,
        isPositiveBase: true)
    }
  }

  /// The figures that stand for the values in `range`.
  func figures(for range: Interval) -> Interval {
    range.shifted(by: -offset).scaled(by: slope.reciprocal)
  }

  /// The figure at `point`, or nil where the base there is not positive.
  func figure(at point: [Rational]) -> Rational? {
    var value = LinearRow.value(of: numerator, at: point)
    if let denominator {
      let base = denominator.coefficient * point[denominator.variable]
      guard base.signum > 0 else { return nil }
      value /= base
    }
    return (value - offset) / slope
  }

  /// The same claim over other variable numbers.
  func renumbered(_ number: (Int) -> Int) -> Claim {
    var claim = self
    claim.numerator = numerator.map {
      Term(variable: number($0.variable), coefficient: $0.coefficient)
    }
    claim.denominator = denominator.map {
      Term(variable: number($0.variable), coefficient: $0.coefficient)
    }
    claim.share = share.map(number)
    return claim
  }
}

extension Reading {
  /// What the reading says, over the variables that `variable` numbers; nil where it lacks the
  /// reference or the whole that its kind needs and so says nothing that arithmetic can check.
  ///
  /// `shareIsAsked` tells whether the unknown share of a part in a whole occurs in the document.
  func claim(
    variable: (Quantity) -> Int, shareIsAsked: (Quantity) -> Bool
  ) -> Claim? {
    let size = Rational(sign)
    func term(_ quantity: Quantity, _ coefficient: Rational) -> Term {
      Term(variable: variable(quantity), coefficient: coefficient)
    }
    func claim(
      _ numerator: [Term], over denominator: Term? = nil, slope: Rational,
      offset: Rational = .zero, share: Int? = nil
    ) -> Claim {
      Claim(
        kind: kind, numerator: LinearRow.collected(numerator), denominator: denominator,
        slope: slope * figure.scale, offset: offset, interval: figure.interval,
        printed: figure.printed.value, share: share)
    }
    if kind == .level || kind == .balance { return claim([term(subject, 1)], slope: 1) }
    guard let reference else { return nil }
    let percent = Rational(1, 100)
    switch kind {
    case .level, .balance:
      return nil
    case .ratio:
      return isInverted
        ? claim([term(reference, size)], over: term(subject, size), slope: 1)
        : claim([term(subject, size)], over: term(reference, size), slope: 1)
    case .percentChange:
      return claim(
        [term(subject, size)], over: term(reference, size), slope: percent, offset: .one)
    case .index:
      return claim([term(subject, size)], over: term(reference, size), slope: percent)
    case .share:
      let share = Quantity.share(of: subject, in: reference)
      return claim(
        [term(subject, 1)], over: term(reference, 1), slope: percent,
        share: shareIsAsked(share) ? variable(share) : nil)
    case .absoluteChange:
      // A difference of one thing with itself says nothing that could be checked.
      guard subject != reference else { return nil }
      return claim([term(subject, size), term(reference, -size)], slope: 1)
    case .points:
      guard let whole else { return nil }
      let now = Quantity.share(of: subject, in: whole)
      let before = Quantity.share(of: reference, in: whole.with(period: reference.period))
      guard now != before else { return nil }
      return claim([term(now, 1), term(before, -1)], slope: 1)
    }
  }
}

extension Quantity {
  /// The unknown share of `part` in `whole`, in percent: a quantity of its own, because a share is
  /// no linear function of the two.
  public static func share(of part: Quantity, in whole: Quantity) -> Quantity {
    let above = part.name ?? part.measure.rawValue
    let below = whole.name ?? whole.measure.rawValue
    let place = whole.scope == part.scope ? "" : " of \(whole.scope.name ?? "the whole")"
    return Quantity(
      .other, name: "share of \(above) in \(below)\(place)", scope: part.scope,
      period: part.period, unit: "percent", vintage: part.vintage)
  }
}
