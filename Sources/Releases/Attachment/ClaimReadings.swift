public import Consistency
import Exact

/// Turns claims into statements: fixes units, signs and quantities, and spells out every reading.
struct ClaimReadings {
  private let source: SourceText
  private let rounding: Rounding
  private let claims: [Claim]
  private let currency: String?

  init(_ claims: [Claim], source: SourceText, rounding: Rounding) {
    self.claims = claims
    self.source = source
    self.rounding = rounding
    var counts: [String: Int] = [:]
    for claim in claims {
      if case .money(let code?) = claim.figure.unit { counts[code, default: 0] += 1 }
    }
    currency = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// The statements, where each stands among the scalars that were read, and by their ids why it
  /// is uncertain what some of them count.
  func statements() -> (
    statements: [Statement], places: [(Int, Int)], reservations: [String: String]
  ) {
    var statements: [Statement] = []
    var places: [(Int, Int)] = []
    var reservations: [String: String] = [:]
    for (index, claim) in claims.enumerated() {
      let id = "s\(statements.count + 1)"
      let readings = readings(of: claim, at: index, id: id)
      guard !readings.isEmpty else { continue }
      reservations[id] = claim.reservation
      // The point of an abbreviation may be the sentence's.
      let end = claim.mention.end
      let span = source.span(claim.start, source.scalars[end - 1] == "." ? end - 1 : end)
      statements.append(
        Statement(id: id, quote: span.quote, start: span.start, end: span.end, readings: readings))
      places.append((claim.start, claim.mention.end))
    }
    return (statements, places, reservations)
  }

  // MARK: - Readings

  private func readings(of claim: Claim, at index: Int, id: String) -> [Reading] {
    let unit = unit(of: claim, at: index)
    var readings: [Reading] = []
    for (rank, subject) in ([claim.subject] + claim.alternatives).enumerated() {
      for meaning in claim.meanings {
        for (signRank, sign) in signs(of: claim, subject, meaning).enumerated() {
          for (timeRank, time) in times(of: claim, meaning, isFirst: rank == 0).enumerated() {
            let letter = readings.count
            guard letter < 25, let name = Unicode.Scalar(UInt32(97 + letter)) else { break }
            readings.append(
              reading(
                claim, meaning, subject: subject, time: time, sign: sign, unit: unit,
                id: "\(id).\(Character(name))",
                cost: meaning.cost + rank + signRank + timeRank))
          }
        }
      }
    }
    if claim.isDoubtful, let first = readings.first { readings.append(first.detached(from: id)) }
    return readings
  }

  /// The times that a figure may be of; the far-fetched subjects have the likeliest alone.
  private func times(of claim: Claim, _ meaning: Claim.Meaning, isFirst: Bool) -> [Claim.Time] {
    let own = Claim.Time(period: claim.period, base: claim.base)
    guard isFirst else { return [own] }
    return [own] + claim.otherTimes.filter { $0 != own && (!meaning.needsBase || $0.base != nil) }
  }

  /// The signs that a balance may have: the one that is said, else first a surplus, then a deficit.
  private func signs(of claim: Claim, _ subject: Subject, _ meaning: Claim.Meaning) -> [Int] {
    guard subject.measure == .balance else { return [1] }
    if subject.balanceSign != 0 { return [subject.balanceSign] }
    if let sign = claim.figure.sign, meaning.kind == .balance { return [sign] }
    let said = claims.first {
      $0.subject.measure == .balance && $0.subject.balanceSign != 0 && $0.period == claim.period
        && $0.subject.scope == claim.subject.scope
    }
    if let said { return [said.subject.balanceSign] }
    return [1, -1]
  }

  private func reading(
    _ claim: Claim, _ meaning: Claim.Meaning, subject: Subject, time: Claim.Time, sign: Int,
    unit: String?, id: String, cost: Int
  ) -> Reading {
    let quantity = self.quantity(subject, time.period, unit, claim.vintage)
    var reference: Quantity?
    var whole: Quantity?
    switch meaning.kind {
    case .level, .balance: break
    case .share:
      reference = claim.whole.map { self.quantity($0, time.period, unit, claim.vintage) }
    case .points:
      reference = time.base.map { self.quantity(subject, $0, unit, claim.basis) }
      whole = claim.whole.map { self.quantity($0, time.period, unit, claim.basis) }
    case .ratio, .percentChange, .index, .absoluteChange:
      if let measure = claim.comparedMeasure {
        reference = self.quantity(
          Subject(measure: measure, scope: subject.scope), time.period, unit, claim.vintage)
      } else {
        reference = time.base.map { self.quantity(subject, $0, unit, claim.basis) }
      }
    }
    return Reading(
      id: id, kind: meaning.kind, subject: quantity, reference: reference, whole: whole,
      figure: figure(claim, meaning, sign: sign),
      isInverted: meaning.kind == .ratio && meaning.direction < 0,
      sign: meaning.kind == .balance || meaning.kind == .level ? 1 : sign, cost: cost)
  }

  private func quantity(_ subject: Subject, _ period: Period, _ unit: String?, _ vintage: String?)
    -> Quantity
  {
    // A weight is what it is, whether it is said to be so or not: only money has a volume beside it.
    let isWeight = unit.map { !LocalCurrencies.codes.contains($0.lowercased()) } ?? false
    return Quantity(
      subject.measure, scope: subject.scope, period: period, unit: unit,
      vintage: isWeight && vintage == WayOfCounting.volume ? nil : vintage)
  }

  // MARK: - Figures

  private func figure(_ claim: Claim, _ meaning: Claim.Meaning, sign: Int) -> Figure {
    var interval = allowedSizes(of: claim.figure, hedge: claim.hedge, rounding: rounding)
    if meaning.isOneMore { interval = interval.shifted(by: 1) }
    let isNegative: Bool =
      switch meaning.kind {
      case .balance, .level:
        sign < 0 || (claim.figure.sign ?? 1) < 0 && claim.subject.balanceSign == 0
      case .percentChange, .absoluteChange, .points: meaning.direction < 0
      case .share: claim.subject.measure == .balance && sign < 0
      case .ratio, .index: false
      }
    return Figure(
      printed: isNegative ? claim.figure.printed.negated : claim.figure.printed,
      scale: .powerOfTen(claim.figure.scale), unit: printedUnit(claim),
      interval: isNegative ? interval.scaled(by: -1) : interval)
  }

  private func printedUnit(_ claim: Claim) -> String {
    switch claim.figure.unit {
    case .money(let code): code ?? currency ?? ""
    case .percent: "percent"
    case .points: "points"
    case .times: "times"
    case .physical(let code): code
    case .none: ""
    }
  }

  /// The currency of the amount before in the sentence, leaving out brackets that the claim does not
  /// stand in: «9,1 млрд юаней (около 1,2 млрд долларов), … 3,6 млрд».
  private func currencyBeside(_ index: Int) -> String? {
    for other in claims[..<index].reversed() {
      guard other.sentence == claims[index].sentence else { return nil }
      guard other.depth <= claims[index].depth else { continue }
      if case .money(let code?) = other.figure.unit { return code }
    }
    return nil
  }

  /// The unit of the quantities that a claim is about: its own, else that of the nearest level of
  /// the same measure and scope, else the document's currency.
  private func unit(of claim: Claim, at index: Int) -> String? {
    switch claim.figure.unit {
    case .money(let code): return code ?? currencyBeside(index) ?? currency
    case .physical(let code): return code
    default: break
    }
    // Those before come first: a percentage in brackets is of the amount that it follows.
    let before = claims[..<index].indices.reversed().prefix {
      claims[$0].sentence == claim.sentence
    }
    let after = claims[(index + 1)...].indices.prefix { claims[$0].sentence == claim.sentence }
    for other in Array(before) + after {
      let amount = claims[other]
      guard amount.subject == claim.subject, amount.depth <= claim.depth,
        amount.isLevel || amount.meanings.first?.kind == .absoluteChange
      else { continue }
      switch amount.figure.unit {
      case .money(let code): return code ?? currency
      case .physical(let code): return code
      default: continue
      }
    }
    return currency
  }
}

extension Reading {
  /// The figure as one of something else: far-fetched, and bound by nothing.
  func detached(from statement: String) -> Reading {
    func other(_ quantity: Quantity) -> Quantity {
      Quantity(
        quantity.measure, scope: quantity.scope, period: quantity.period, unit: quantity.unit,
        vintage: "of something else, \(statement)")
    }
    return Reading(
      id: "\(statement).z", kind: kind, subject: other(subject), reference: reference.map(other),
      whole: whole.map(other), figure: figure, isInverted: isInverted, sign: sign, cost: 9)
  }

  /// Whether the figure is read as one of something that the rules do not see.
  public var isDetached: Bool { subject.vintage?.hasPrefix("of something else") ?? false }
}
