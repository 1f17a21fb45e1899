import Consistency
import Exact

/// A number of a table in 64 bits: `digits` without the point, of which `places` stood behind it.
struct QuickNumber: Sendable {
  let digits: Int64
  let places: Int

  @inline(__always)
  init(_ digits: Int64, _ places: Int8) {
    self.digits = digits
    self.places = Int(places)
  }

  /// The number in 64 bits; nil where it does not fit, or its last digit stands before the point.
  init?(_ number: PrintedDecimal) {
    guard let digits = Int64(exactly: number.digits), (-15...0).contains(number.exponent) else {
      return nil
    }
    self.digits = digits
    places = -number.exponent
  }
}

/// The test of `ChangeRule` in whole numbers, for the rows of long tables.
///
/// The quotient of two intervals is compared with a third by multiplying crosswise: first in 64 bits,
/// where a product overflows in 128. What it does not cover (a base that is not positive, a negative
/// current value, numbers past 128 bits) is left to `ChangeRule`, to which it must agree.
struct QuickChange: Sendable {
  private let isDifference: Bool
  /// The stated figure is `factor * current / previous - offset`.
  private let factor: Int64
  private let offset: Int64
  /// How far the ends lie from the printed size, in halves of its last unit.
  private let below: Int64
  private let above: Int64
  private let isTruncated: Bool

  init(_ rule: ChangeRule) {
    isDifference = rule.kind == .absoluteChange || rule.kind == .points
    factor = rule.kind == .ratio ? 1 : 100
    offset = rule.kind == .percentChange ? 100 : 0
    isTruncated = rule.rounding == .truncated
    switch rule.rounding {
    case .halfUnit: (below, above) = (1, 1)
    case .unit: (below, above) = (2, 2)
    case .truncated: (below, above) = (0, 2)
    }
  }

  /// Whether the stated figure agrees; nil where the exact rule must decide.
  @inline(__always)
  func agrees(stated: QuickNumber, current: QuickNumber, previous: QuickNumber) -> Bool? {
    // With cut-off digits the ends depend on the sign, and a current zero reaches its lower end.
    guard previous.digits > 0, current.digits >= 0, !(isTruncated && current.digits == 0),
      stated.places < powers.count
    else { return nil }
    return verdict(Int64.self, stated, current, previous)
      ?? verdict(Int128.self, stated, current, previous)
  }

  /// The test for figures that all have so many digits behind the point; nil where it is not a
  /// quotient, or not of a kind whose ends are the same on both sides of zero.
  func placed(stated: Int, current: Int, previous: Int) -> PlacedChange? {
    let common = max(current, previous)
    guard !isDifference, !isTruncated, stated < 8, common < 8 else { return nil }
    let halves = 2 * powers[stated]
    return PlacedChange(
      scale: halves * factor * powers[common - current], shift: halves * offset,
      unit: powers[common - previous], below: below, above: above)
  }

  @inline(__always)
  private func verdict<Number: FixedWidthInteger & SignedInteger>(
    _: Number.Type, _ stated: QuickNumber, _ current: QuickNumber, _ previous: QuickNumber
  ) -> Bool? {
    var overflow = false
    func times(_ left: Number, _ right: Number) -> Number {
      let (product, isTooLong) = left.multipliedReportingOverflow(by: right)
      overflow = overflow || isTooLong
      return product
    }
    func plus(_ left: Number, _ right: Number) -> Number {
      let (sum, isTooLong) = left.addingReportingOverflow(right)
      overflow = overflow || isTooLong
      return sum
    }
    func minus(_ left: Number, _ right: Number) -> Number {
      let (difference, isTooLong) = left.subtractingReportingOverflow(right)
      overflow = overflow || isTooLong
      return difference
    }
    func ends(_ number: QuickNumber, at places: Int) -> (lower: Number, upper: Number) {
      let unit = Number(powers[places &- number.places])
      let double = times(Number(number.digits), 2)
      let isCut = isTruncated && number.digits <= 0
      let lower = plus(double, isCut ? -2 : -Number(below))
      let upper = plus(double, isCut && number.digits < 0 ? 0 : Number(above))
      return (times(lower, unit), times(upper, unit))
    }
    let common = max(current.places, previous.places)
    guard common < powers.count else { return nil }
    if isDifference {
      let all = max(common, stated.places)
      let (now, before) = (ends(current, at: all), ends(previous, at: all))
      let said = ends(stated, at: all)
      let (least, most) = (minus(now.lower, before.upper), minus(now.upper, before.lower))
      guard !overflow else { return nil }
      return isTruncated
        ? least < said.upper && most > said.lower : least <= said.upper && most >= said.lower
    }
    let (now, before) = (ends(current, at: common), ends(previous, at: common))
    let said = ends(stated, at: stated.places)
    let halves = times(2, Number(powers[stated.places]))
    let scale = times(halves, Number(factor))
    let shift = times(halves, Number(offset))
    let least = times(scale, now.lower)
    let most = times(scale, now.upper)
    // A quotient below zero is nearest to it over the smallest base.
    let greatest = plus(said.upper, shift)
    let highest = times(greatest, greatest < 0 ? before.lower : before.upper)
    let lowest = times(plus(said.lower, shift), before.lower)
    guard !overflow else { return nil }
    // A base that may be zero bounds the change from below alone.
    let isBounded = before.lower > 0
    return isTruncated
      ? least < highest && (!isBounded || most > lowest)
      : least <= highest && (!isBounded || most >= lowest)
  }

  /// Powers of ten; kept in the value, where reading one costs no check of a global.
  private let powers: InlineArray<16, Int64> = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000,
  ]
}

/// The test of a quotient where the digits behind the point are known, so that all but the figures
/// themselves is worked out beforehand and no product can overflow.
///
/// With c, p and s the digits of the current, the previous and the stated figure, they agree where
/// scale · (2c − below) ≤ unit · (2s + above + shift) · (2p + above) and the same with the ends
/// exchanged, and with the lower end of p where s and its shift are below zero. A base that may be
/// zero meets the second whatever it is.
struct PlacedChange: Sendable {
  private let currentFactor: Int64
  private let currentBelow: Int64
  private let currentAbove: Int64
  private let previousFactor: Int64
  private let previousBelow: Int64
  private let previousAbove: Int64
  private let statedBelow: Int64
  private let statedAbove: Int64
  private let mostCurrent: UInt64
  private let mostPrevious: UInt64
  private let mostStated: Int64

  init(scale: Int64, shift: Int64, unit: Int64, below: Int64, above: Int64) {
    currentFactor = 2 * scale
    currentBelow = scale * below
    currentAbove = scale * above
    previousFactor = 2 * unit
    previousBelow = unit * below
    previousAbove = unit * above
    statedBelow = shift - below
    statedAbove = shift + above
    // Every sum and product below stays under 2^62. A scale is under 10^17, a shift under 10^10.
    mostCurrent = UInt64((1 << 62) / scale / 2 - 2)
    mostStated = max(1 << 18, shift)
    mostPrevious = UInt64((1 << 62) / (3 * mostStated + above) / (2 * unit) - 2)
  }

  /// Whether the figures agree; false where that is not certain.
  @inline(__always)
  func certainlyAgree(stated: Int64, current: Int64, previous: Int64) -> Bool {
    let isShort =
      UInt64(bitPattern: current) <= mostCurrent
      && UInt64(bitPattern: previous &- 1) < mostPrevious
      && UInt64(bitPattern: stated &+ mostStated) <= UInt64(bitPattern: 2 &* mostStated)
    guard isShort else { return false }
    let now = currentFactor &* current
    let before = previousFactor &* previous
    let said = 2 &* stated
    let greatest = said &+ statedAbove
    let nearest = greatest < 0 ? before &- previousBelow : before &+ previousAbove
    return now &- currentBelow <= greatest &* nearest
      && now &+ currentAbove >= (said &+ statedBelow) &* (before &- previousBelow)
  }
}
