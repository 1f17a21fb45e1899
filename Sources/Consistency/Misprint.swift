import Exact

/// Whether a slip of the pen explains a figure that clashes with others.
///
/// The press misprints a digit, a scale word, a sign or a flow; it rarely prints three times what is
/// true. A clash that nothing smaller explains is more likely a figure that was taken for something
/// else, above all where only two figures clash, as a part that is larger than its whole does.
struct Misprint {
  /// The claim of the figure.
  let reading: Reading
  /// What would agree in its place.
  let holdsIf: Interval
  /// The usual error that explains it, if one does.
  let error: PressError?
  /// Whether the conflict is one of two statements.
  let isOfTwo: Bool

  /// What kind of slip would explain the figure.
  var slip: Slip {
    let isOfReading = error?.sort == .flow || error?.sort == .period
    if isOfReading { return isPlausible ? .misplaced : .none }
    return isTelling ? .telling : isPlausible ? .plausible : .none
  }

  private var isPlausible: Bool {
    switch error?.sort {
    case .rounding?, .flow?, .indexForChange?: true
    case .scaleWord?, .sign?: isNarrow || isWithin(ordinaryFactor)
    case .digit?: isWithin(isOfTwo ? ordinaryFactor : 2)
    case .digitCount?, .period?, nil: isWithin(ordinaryFactor)
    }
  }

  /// Whether the slip, undone, agrees so closely that a figure of something else would hardly do it.
  ///
  /// What is misread agrees with the rest by chance alone. The chance is about the share that what
  /// would agree has of where such figures lie, as often as the slip has ways to be undone; a figure
  /// that all but agrees needs no slip.
  private var isTelling: Bool {
    guard let low = holdsIf.lower.value, let high = holdsIf.upper.value else { return false }
    let printed = reading.figure.printed
    let center = (low + high) / 2
    let width = high - low + printed.resolution
    let spread = self.spread(near: center)
    let gap = (printed.value - center).magnitude
    // Of a ranking, neighbours are near each other without being the same.
    if !isOfTwo, (gap * 2 + width) * 100 <= spread { return true }
    guard let ways else { return false }
    return width * Rational(ways) * 50 <= spread
  }

  /// In how many ways such a slip may be undone; nil where that says nothing.
  private var ways: Int? {
    let digits = String(reading.figure.printed.digits.magnitude).count
    return switch error?.sort {
    case .rounding?, .scaleWord?: 2
    case .indexForChange?, .sign?: 1
    case .digit?: digits * 9 + digits * (digits - 1) / 2
    case .digitCount?: (digits + 1) * 10
    case .flow?, .period?, nil: nil
    }
  }

  /// How far figures of the kind lie apart: amounts over three powers of ten, changes in percent over
  /// some dozens.
  private func spread(near center: Rational) -> Rational {
    let amounts = center.magnitude * 7
    return switch reading.kind {
    case .percentChange, .index, .points, .share: max(amounts, 40)
    default: amounts
    }
  }

  private var ordinaryFactor: Rational { isOfTwo ? Rational(5, 4) : 2 }

  /// A change is as large as the ratio that it says.
  private var offset: Rational { reading.kind == .percentChange ? 100 : 0 }

  private var stated: Rational { reading.figure.printed.value + offset }

  /// Whether some value that agrees is at most `factor` times the stated one, or it that one.
  private func isWithin(_ factor: Rational) -> Bool {
    let sign: Rational = stated < 0 ? -1 : 1
    let size = stated * sign
    let near = Interval(size / factor, size * factor)
    return !holdsIf.shifted(by: offset).scaled(by: sign).intersection(near).isEmpty
  }

  /// Whether the rest fixes the figure, so that agreeing with it says something.
  private var isNarrow: Bool {
    guard let low = holdsIf.lower.value, let high = holdsIf.upper.value else { return false }
    let sizes = [low.magnitude, high.magnitude].sorted()
    return (low < 0) == (high < 0) && sizes[1] <= sizes[0] * 2
  }
}
