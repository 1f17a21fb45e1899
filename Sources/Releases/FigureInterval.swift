import Exact

/// How statistics are taken to have been rounded before they were printed.
public enum Rounding: String, Sendable, CaseIterable {
  /// To the nearest: the true value is within half a unit of the last digit, both ends included.
  case halfUnit = "half-unit"
  /// Either way: within one unit of the last digit.
  case unit
  /// Cut off: from the printed size up to, and not including, one unit more.
  case truncated
}

/// The sizes that a printed number allows.
///
/// With `u` one unit of the last printed digit: plain figures by `rounding`; "over N" is N or more,
/// "under N" N or less, "almost N" from N − 1½u to N + ½u, "about N" within 1½u, "exactly N" the
/// plain interval. A fraction by a word is known to 2½ points, and exact as a bound.
func allowedSizes(of figure: FigurePhrase, hedge: Hedge?, rounding: Rounding) -> Interval {
  if case .fraction(let percent) = figure.form {
    let slack = Rational(5, 2)
    switch hedge {
    case .atLeast: return Interval(lower: .closed(percent), upper: .unbounded)
    case .atMost: return Interval(lower: .unbounded, upper: .closed(percent))
    case .almost: return Interval(percent - slack, percent)
    case .exactly: return Interval(percent, percent)
    case .about, nil: return Interval(percent - slack, percent + slack)
    }
  }
  let value = figure.printed.value
  // «В полтора раза» is said of anything nearer to one and a half than to one or two.
  let unit =
    figure.form == .words && figure.printed.exponent < 0
    ? Rational(1, 2) : figure.printed.resolution
  switch hedge {
  case .atLeast: return Interval(lower: .closed(value), upper: .unbounded)
  case .atMost: return Interval(lower: .unbounded, upper: .closed(value))
  case .almost: return Interval(value - unit * Rational(3, 2), value + unit / 2)
  case .about: return Interval(value - unit * Rational(3, 2), value + unit * Rational(3, 2))
  case .exactly, nil: return plainInterval(value, unit: unit, rounding: rounding)
  }
}

/// The sizes that round to `value` in steps of `unit`.
func plainInterval(_ value: Rational, unit: Rational, rounding: Rounding) -> Interval {
  switch rounding {
  case .halfUnit: Interval(value - unit / 2, value + unit / 2)
  case .unit: Interval(value - unit, value + unit)
  case .truncated: Interval(lower: .closed(value), upper: .open(value + unit))
  }
}

/// The values that a printed number stands for.
///
/// What is cut off makes a negative number larger; a zero may have been cut off from either side.
func printedInterval(_ number: PrintedDecimal, rounding: Rounding) -> Interval {
  if rounding == .truncated, number.digits.isZero {
    return Interval(lower: .open(-number.resolution), upper: .open(number.resolution))
  }
  let isNegative = number.digits.signum() < 0
  let size = isNegative ? number.negated : number
  let sizes = plainInterval(size.value, unit: size.resolution, rounding: rounding)
  return isNegative ? sizes.scaled(by: -1) : sizes
}
