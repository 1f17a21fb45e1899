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

  var isPlausible: Bool {
    switch error?.sort {
    case .rounding?, .flow?, .indexForChange?: true
    case .scaleWord?, .sign?: isNarrow || isWithin(ordinaryFactor)
    case .digit?: isWithin(isOfTwo ? ordinaryFactor : 2)
    case .period?, nil: isWithin(ordinaryFactor)
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
