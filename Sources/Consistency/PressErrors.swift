import Exact

/// One error that the press makes, in its words for a report.
struct PressError: Sendable {
  enum Sort: Sendable {
    case rounding, scaleWord, indexForChange, digit, digitCount, sign, flow, period
  }

  let sort: Sort
  let text: String
}

/// The errors that the press makes with a figure: each undone, to see whether that mends a conflict.
struct PressErrors {
  let reading: Reading
  /// Whether some figure of the interval, with the same reading otherwise, agrees with the rest.
  let agrees: (Interval) -> Bool
  /// Whether another claim in the reading's place agrees with the rest.
  let agreesInstead: (Reading) -> Bool

  private var figure: Figure { reading.figure }

  /// The first error that explains the printed figure, from the smallest slip to the largest.
  var found: PressError? {
    func named(_ sort: PressError.Sort, _ text: String?) -> PressError? {
      text.map { PressError(sort: sort, text: $0) }
    }
    return named(.rounding, rounding) ?? named(.scaleWord, scaleWord)
      ?? named(.indexForChange, indexForChange) ?? named(.digit, wrongDigit ?? swappedDigits)
      ?? named(.scaleWord, movedPoint) ?? named(.digitCount, lostDigit ?? extraDigit)
      ?? named(.sign, oppositeSign) ?? named(.flow, swappedFlow)
      ?? named(.period, neighbouringPeriod)
  }

  /// That error in words.
  var hint: String? { found?.text }

  private var rounding: String? {
    // "More than two" was not rounded at all.
    guard figure.interval.isBounded else { return nil }
    let value = figure.printed.value
    let unit = figure.printed.resolution
    let away = figure.printed.digits.sign == .minus ? -unit : unit
    func between(_ from: Rational, _ to: Rational) -> Interval {
      from < to
        ? Interval(lower: .closed(from), upper: .open(to))
        : Interval(lower: .open(to), upper: .closed(from))
    }
    if agrees(between(value, value + away)) { return "truncated, not rounded" }
    if agrees(between(value, value - away)) { return "rounded up, not to the nearest" }
    return nil
  }

  private var scaleWord: String? {
    let isAmount = [.level, .balance, .absoluteChange].contains(reading.kind)
    let word = Figure.word(for: figure.scale) ?? (isAmount && figure.scale == 1 ? "none" : nil)
    guard let printed = word else { return nil }
    for factor: Rational in [1000, Rational(1, 1000)] {
      let scale = figure.scale * factor
      guard scale >= 1, agrees(figure.interval.scaled(by: factor)) else { continue }
      return "scale word: \(Figure.word(for: scale) ?? "no scale word") for \(printed)"
    }
    return nil
  }

  private var indexForChange: String? {
    let asPercent = Rational(100)
    switch reading.kind {
    case .percentChange where agrees(figure.interval.shifted(by: -asPercent)):
      return "an index, not a change: \(figure.printed) percent of the base"
    case .index where agrees(figure.interval.shifted(by: asPercent)):
      return "a change, not an index: \(figure.printed) percent more than the base"
    default: return nil
    }
  }

  private var wrongDigit: String? {
    let digits = Array(String(figure.printed.digits.magnitude).utf8)
    var best: (distance: Rational, text: String)?
    for position in digits.indices {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != digits[position] {
        // A number is not printed with a leading zero.
        if position == 0, digit == UInt8(ascii: "0"), digits.count > 1 { continue }
        var changed = digits
        changed[position] = digit
        guard let other = printed(changed), agrees(interval(around: other)) else { continue }
        let distance = (other.value - figure.printed.value).magnitude
        if best.map({ distance < $0.distance }) ?? true {
          best = (distance, "one wrong digit: \(other)")
        }
      }
    }
    return best?.text
  }

  private var swappedDigits: String? {
    let digits = Array(String(figure.printed.digits.magnitude).utf8)
    for distance in stride(from: 1, to: digits.count, by: 1) {
      for first in 0..<(digits.count - distance) where digits[first] != digits[first + distance] {
        var changed = digits
        changed.swapAt(first, first + distance)
        guard changed[0] != UInt8(ascii: "0"), let other = printed(changed),
          agrees(interval(around: other))
        else { continue }
        return "two digits swapped: \(other)"
      }
    }
    return nil
  }

  /// A short number becomes too many others by one digit more to say anything.
  private static let leastDigits = 3

  private var lostDigit: String? {
    let digits = Array(String(figure.printed.digits.magnitude).utf8)
    // Where nothing bounds the figure, any larger one would agree.
    guard digits.count >= PressErrors.leastDigits, !agrees(figure.interval.scaled(by: 1000)) else {
      return nil
    }
    for position in 0...digits.count {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") {
        if position == 0, digit == UInt8(ascii: "0") { continue }
        var changed = digits
        changed.insert(digit, at: position)
        if let other = printed(changed), agrees(interval(around: other)) {
          return "a digit left out: \(other)"
        }
      }
    }
    return nil
  }

  private var extraDigit: String? {
    let digits = Array(String(figure.printed.digits.magnitude).utf8)
    guard digits.count > PressErrors.leastDigits,
      !agrees(figure.interval.scaled(by: Rational(1, 1000)))
    else { return nil }
    for position in digits.indices {
      var changed = digits
      changed.remove(at: position)
      guard changed[0] != UInt8(ascii: "0"), let other = printed(changed),
        agrees(interval(around: other))
      else { continue }
      return "a digit too many: \(other)"
    }
    return nil
  }

  /// Where any larger figure would agree as well, a tenfold one explains nothing.
  private var movedPoint: String? {
    for factor: Rational in [10, Rational(1, 10)] {
      guard agrees(figure.interval.scaled(by: factor)),
        !agrees(figure.interval.scaled(by: factor * factor))
      else { continue }
      return "the decimal point: \((figure.printed.value * factor).exactDecimal ?? "") "
        + "for \(figure.printed)"
    }
    return nil
  }

  private var oppositeSign: String? {
    switch reading.kind {
    case .percentChange, .absoluteChange, .points, .balance:
      guard agrees(figure.interval.scaled(by: -1)) else { return nil }
      if reading.kind == .balance {
        return figure.printed.digits.sign == .minus
          ? "sign: a surplus, not a deficit" : "sign: a deficit, not a surplus"
      }
      return figure.printed.digits.sign == .minus
        ? "sign: growth, not decline" : "sign: decline, not growth"
    default: return nil
    }
  }

  private var swappedFlow: String? {
    let other: Measure
    switch reading.subject.measure {
    case .exports: other = .imports
    case .imports: other = .exports
    default: return nil
    }
    let reference = reading.reference.map {
      $0.measure == reading.subject.measure ? $0.with(measure: other) : $0
    }
    let swapped = reading.with(subject: reading.subject.with(measure: other), reference: reference)
    return agreesInstead(swapped) ? "flow: \(other), not \(reading.subject.measure)" : nil
  }

  private var neighbouringPeriod: String? {
    for months in [-12, 12] {
      let subject = reading.subject.with(period: reading.subject.period.advanced(byMonths: months))
      if let reference = reading.reference {
        let base = reference.with(period: reference.period.advanced(byMonths: months))
        if base != reading.subject,
          agreesInstead(reading.with(subject: reading.subject, reference: base))
        {
          return "period: compared with \(base.period), not \(reference.period)"
        }
        if subject != reference, agreesInstead(reading.with(subject: subject, reference: reference))
        {
          return "period: \(subject.period), not \(reading.subject.period)"
        }
      } else if agreesInstead(reading.with(subject: subject, reference: nil)) {
        return "period: \(subject.period), not \(reading.subject.period)"
      }
    }
    return nil
  }

  /// The number that these ASCII digits print, with the figure's sign and resolution.
  private func printed(_ digits: [UInt8]) -> PrintedDecimal? {
    PrintedDecimal(String(decoding: digits, as: UTF8.self)).map { number in
      let other = PrintedDecimal(digits: number.digits, exponent: figure.printed.exponent)
      return figure.printed.digits.sign == .minus ? other.negated : other
    }
  }

  /// The interval of another printed number with the same rounding and hedge.
  private func interval(around other: PrintedDecimal) -> Interval {
    figure.interval.shifted(by: other.value - figure.printed.value)
  }
}

extension Reading {
  /// The same claim about other quantities.
  func with(subject: Quantity, reference: Quantity?) -> Reading {
    Reading(
      id: id, kind: kind, subject: subject, reference: reference, whole: whole, figure: figure,
      isInverted: isInverted, sign: sign, cost: cost)
  }
}
