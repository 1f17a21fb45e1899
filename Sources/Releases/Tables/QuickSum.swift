import Consistency

/// The test of a sum of columns in whole numbers, for the rows of long tables.
///
/// All figures are brought to the same unit and added with their signs; they agree where the rest is
/// no more than their roundings together.
struct QuickSum: Sendable {
  /// The columns' places among those that are read, the total first, each with its sign.
  let terms: [(slot: Int, sign: Int128)]
  /// How far the ends lie from a printed size, in halves of its last unit.
  private let reach: Int128

  /// Nil where digits are cut off, so that the ends depend on the sign.
  init?(_ sum: SumCheck, slots: [Int: Int], rounding: Rounding) {
    guard rounding != .truncated, let total = slots[sum.total] else { return nil }
    reach = rounding == .unit ? 2 : 1
    terms =
      [(total, -1)]
      + sum.terms.compactMap { term in
        slots[term.column].map { ($0, Int128(term.sign)) }
      }
  }

  /// Whether the figures of a row agree; they start at `row` and stand `stride` apart.
  @inline(__always)
  func agrees(_ digits: Swift.Span<Int64>, _ places: Swift.Span<Int8>, row: Int, stride: Int)
    -> Bool
  {
    var rest: Int128 = 0
    var room: Int128 = 0
    for term in terms {
      let place = term.slot &* stride &+ row
      let unit = powers[QuickSum.mostPlaces &- Int(places[place])]
      rest &+= term.sign &* Int128(digits[place]) &* unit
      room &+= unit
    }
    return 2 &* rest.magnitude <= UInt128(room &* reach)
  }

  /// The most digits behind the point that a plain number has.
  private static let mostPlaces = 16

  private var powers: [Int128] { QuickSum.allPowers }

  private static let allPowers: [Int128] = (0...mostPlaces).map { exponent in
    (0..<exponent).reduce(Int128(1)) { power, _ in power * 10 }
  }
}
