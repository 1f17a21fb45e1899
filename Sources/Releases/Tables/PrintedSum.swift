import BigInt
import Consistency
import Exact

/// The exact sum of printed numbers, and how far their roundings can move it.
///
/// Numbers are counted by the digits behind the point and by sign, which is all that their intervals
/// depend on; so a sum takes the same room for two rows and for a billion.
struct PrintedSum: Sendable {
  /// The numbers with equally many digits behind the point.
  private struct Part {
    var digits: Int128 = 0
    var numbers = 0
    var negative = 0
    var zero = 0
  }

  private var parts: [Part] = []
  /// The sum of what does not fit there.
  private var others: Interval?
  /// Why there is no sum, where a cell was no number.
  private(set) var reason: Untestable?

  private static let mostPlaces = 18

  /// Adds numbers with `places` digits behind the point.
  mutating func add(_ digits: Swift.Span<Int64>, places: Int) {
    prepare(places)
    var part = Part()
    for index in digits.indices {
      let number = digits[index]
      part.digits &+= Int128(number)
      part.negative &+= number < 0 ? 1 : 0
      part.zero &+= number == 0 ? 1 : 0
    }
    part.numbers = digits.count
    merge(part, places)
  }

  /// Adds one number.
  mutating func add(_ digits: Int64, places: Int) {
    prepare(places)
    merge(
      Part(
        digits: Int128(digits), numbers: 1, negative: digits < 0 ? 1 : 0,
        zero: digits == 0 ? 1 : 0), places)
  }

  /// Adds what a cell holds.
  mutating func add(_ cell: CellContent, rounding: Rounding) {
    switch cell {
    case .number(let number):
      if let digits = Int64(exactly: number.digits),
        (-PrintedSum.mostPlaces...0).contains(number.exponent)
      {
        add(digits, places: -number.exponent)
      } else {
        let interval = printedInterval(number, rounding: rounding)
        others = others.map { $0.sum(interval) } ?? interval
      }
    case .missing: reason = reason ?? .missing
    case .text: reason = .unreadable
    }
  }

  /// Adds another sum.
  mutating func add(_ other: PrintedSum) {
    for (places, part) in other.parts.enumerated() where part.numbers > 0 {
      prepare(places)
      merge(part, places)
    }
    if let more = other.others { others = others.map { $0.sum(more) } ?? more }
    if reason == nil || other.reason == .unreadable { reason = other.reason ?? reason }
  }

  /// The values that the sum can have.
  func interval(rounding: Rounding) -> Interval {
    var sum = others ?? Interval(.zero, .zero)
    for (places, part) in parts.enumerated() where part.numbers > 0 {
      let unit = Rational.powerOfTen(-places)
      sum = sum.shifted(by: Rational(BigInt(part.digits)) * unit)
      let positive = part.numbers - part.negative - part.zero
      for (sign, count) in [(-1, part.negative), (0, part.zero), (1, positive)] where count > 0 {
        let one = PrintedDecimal(digits: BigInt(sign), exponent: -places)
        sum = sum.sum(
          printedInterval(one, rounding: rounding).shifted(by: -one.value)
            .scaled(by: Rational(count)))
      }
    }
    return sum
  }

  private mutating func prepare(_ places: Int) {
    while parts.count <= places { parts.append(Part()) }
  }

  private mutating func merge(_ part: Part, _ places: Int) {
    parts[places].digits += part.digits
    parts[places].numbers += part.numbers
    parts[places].negative += part.negative
    parts[places].zero += part.zero
  }
}
