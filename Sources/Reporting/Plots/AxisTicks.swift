#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The marks of an axis: whole multiples of one, two or five times a power of ten.
///
/// Heckbert, P. S. (1990), "Nice numbers for graph labels", Graphics Gems, pages 61–63, without the
/// rounding outward of ends that already lie on a mark.
struct AxisTicks: Sendable, Equatable {
  /// One mark.
  struct Tick: Sendable, Equatable {
    /// Where it stands.
    let value: Double
    /// Its value as an exact decimal.
    let text: String
  }

  /// The marks in rising order; the first and the last are the ends of the axis.
  let ticks: [Tick]

  /// The ends of the axis.
  var low: Double { ticks.first?.value ?? 0 }
  /// The upper end.
  var high: Double { ticks.last?.value ?? 1 }

  /// Marks that reach from `low` or less to `high` or more, about `count` of them.
  ///
  /// An axis without extent is from zero to the value, or to one where that is zero.
  init(from low: Double, to high: Double, count: Int = 5) {
    var (low, high) = (min(low, high), max(low, high))
    if low == high { (low, high) = (min(low, 0), low == 0 ? 1 : max(high, 0)) }
    let rough = (high - low) / Double(max(1, count - 1))
    var exponent = Int(floor(log10(rough)))
    let fraction = rough / pow(10, Double(exponent))
    var factor = fraction < 1.5 ? 1 : fraction < 3 ? 2 : fraction < 7 ? 5 : 10
    if factor == 10 {
      factor = 1
      exponent += 1
    }
    let step = Double(factor) * pow(10, Double(exponent))
    // A hair of tolerance, since an end on a mark must not be taken for one beyond it.
    let first = Int(floor(low / step + 1e-9))
    let last = Int(ceil(high / step - 1e-9))
    ticks = (first...max(first + 1, last)).map { multiple in
      Tick(
        value: Double(multiple) * step,
        text: AxisTicks.decimal(multiple * factor, exponent: exponent))
    }
  }

  /// `digits · 10^exponent` as a decimal.
  private static func decimal(_ digits: Int, exponent: Int) -> String {
    if digits == 0 { return "0" }
    let text = String(digits.magnitude)
    let sign = digits < 0 ? "-" : ""
    if exponent >= 0 { return sign + text + String(repeating: "0", count: exponent) }
    let padded = String(repeating: "0", count: max(0, 1 - exponent - text.count)) + text
    return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
  }
}
