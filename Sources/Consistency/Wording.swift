import Exact

extension Figure {
  /// The word for the scale (`million`), or nil where there is none.
  static func word(for scale: Rational) -> String? {
    [(3, "thousand"), (6, "million"), (9, "billion"), (12, "trillion")]
      .first { Rational.powerOfTen($0.0) == scale }?.1
  }

  /// `million USD`, `percent`: what follows the digits.
  var unitText: String {
    let word = scale == .one ? nil : Figure.word(for: scale) ?? "× \(scale)"
    return [word, unit.isEmpty ? nil : unit].compactMap { $0 }.joined(separator: " ")
  }

  /// Digits with what follows them: `960.6 million USD`.
  func text(_ digits: String) -> String { unitText.isEmpty ? digits : "\(digits) \(unitText)" }

  /// A range of figures for people, to one place more than the figure was printed with.
  func text(of range: Interval, isSize: Bool = false) -> String {
    let places = max(0, 1 - printed.exponent)
    func number(_ value: Rational) -> String {
      (isSize ? value.magnitude : value).decimal(places: places)
    }
    let lower = isSize && range.isNegative ? range.upper : range.lower
    let upper = isSize && range.isNegative ? range.lower : range.upper
    switch (lower.value, upper.value) {
    case (nil, nil): return text("any number of")
    case (let low?, nil): return "\(lower.isOpen ? "more than" : "at least") " + text(number(low))
    case (nil, let high?): return "\(upper.isOpen ? "less than" : "at most") " + text(number(high))
    case (let low?, let high?):
      let first = number(low)
      let second = number(high)
      return first == second ? text(first) : "between \(first) and " + text(second)
    }
  }
}

extension Interval {
  /// Whether every value is below zero, or zero at most.
  var isNegative: Bool { (upper.value?.signum ?? 1) <= 0 }
  /// Whether every value is above zero, or zero at least.
  var isPositive: Bool { (lower.value?.signum ?? -1) >= 0 }
}

extension Reading {
  /// The claim as a clause: `turnover in 2017 was 2.1 times that of 2016`.
  ///
  /// A scope that all the clauses of a sentence share is left out.
  func clause(in scope: Scope? = nil) -> String {
    let size = figure.printed.digits.sign == .minus ? figure.printed.negated : figure.printed
    let isSize = kind == .percentChange || kind == .absoluteChange || kind == .points
    let digits = figure.text((isSize ? size : figure.printed).description)
    // The printed figure decides the verb, not its interval, which may reach across zero.
    let value = figure.printed.value
    return clause(
      saying: digits, in: scope, isNegative: value.signum < 0, isPositive: value.signum >= 0)
  }

  /// The same claim with a range in the place of the figure.
  func clause(over range: Interval, in scope: Scope? = nil) -> String {
    let isSigned = range.isNegative || range.isPositive
    return clause(
      saying: figure.text(of: range, isSize: isSigned && kind != .level && kind != .balance),
      in: scope, isNegative: range.isNegative, isPositive: range.isPositive)
  }

  private func clause(
    saying value: String, in scope: Scope?, isNegative: Bool, isPositive: Bool
  ) -> String {
    func name(_ quantity: Quantity) -> String {
      quantity.scope == scope ? quantity.name ?? quantity.measure.rawValue : quantity.subject
    }
    let what = "\(sign < 0 ? "the deficit" : name(subject)) in \(subject.period)"
    let isPlural = subject.measure == .exports || subject.measure == .imports
    let was = isPlural ? "were" : "was"
    let base: String =
      if let reference {
        reference.with(period: subject.period) == subject
          ? "that of \(reference.period)" : "\(name(reference)) in \(reference.period)"
      } else { "its base" }
    let grew = isPositive ? "grew" : isNegative ? "fell" : "changed"
    let rose = isPositive ? "rose" : isNegative ? "fell" : "changed"
    switch kind {
    case .level, .balance: return "\(what) \(was) \(value)"
    case .ratio where isInverted: return "\(base) was \(value) \(what)"
    case .ratio: return "\(what) \(was) \(value) \(base)"
    case .index: return "\(what) \(was) \(value) of \(base)"
    case .percentChange: return "\(what) \(grew) by \(value) on \(base)"
    case .absoluteChange: return "\(what) \(rose) by \(value) on \(base)"
    case .share: return "\(what) \(was) \(value) of \(reference.map(name) ?? "its whole")"
    case .points:
      return "the share of \(what) in \(whole.map(name) ?? "its whole") \(rose) by \(value)"
    }
  }
}
