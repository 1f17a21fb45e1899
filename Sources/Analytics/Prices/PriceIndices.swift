#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Indices of unit values between two periods, over the goods that both have.
///
/// With p the unit value and q the quantity of a good, before (0) and now (1): Laspeyres
/// Σ p1 q0 / Σ p0 q0; Paasche Σ p1 q1 / Σ p0 q1; Fisher √(L P); Törnqvist exp Σ ½ (s0 + s1) ln(p1 / p0),
/// s the share in value. The Fisher quantity index is such that price × quantity is the ratio of the
/// values compared.
///
/// A unit value is of one good in one unit of quantity; it also moves with the mix of goods under a
/// code, so these indices are biased where codes are broad (Silver 2010). Source: Export and Import
/// Price Index Manual (2009), chapters 2 and 16.
public struct PriceIndices: Sendable, Equatable {
  /// What was sold of a good in a period.
  public struct Sale: Sendable, Equatable {
    /// The value.
    public let value: Double
    /// The quantity.
    public let quantity: Double

    /// A value and its quantity.
    public init(value: Double, quantity: Double) {
      (self.value, self.quantity) = (value, quantity)
    }
  }

  /// Weighted by the quantities before.
  public let laspeyres: Double
  /// Weighted by the quantities now.
  public let paasche: Double
  /// The geometric mean of the two.
  public var fisher: Double { (laspeyres * paasche).squareRoot() }
  /// Weighted by the mean shares in value.
  public let tornqvist: Double
  /// The ratio of the values compared.
  public let valueRatio: Double

  /// The Fisher index of quantities.
  public var fisherQuantity: Double { valueRatio / fisher }

  /// The indices of goods that have a sale in both periods; nil where there is none.
  public init?(_ goods: some Sequence<(before: Sale, now: Sale)>) {
    // Sums of values before and now, and of each period's quantities at the other's unit values.
    var (old, new, newPrices, oldPrices, count) = (0.0, 0.0, 0.0, 0.0, 0)
    for (before, now) in goods {
      old += before.value
      new += now.value
      newPrices += now.value / now.quantity * before.quantity
      oldPrices += before.value / before.quantity * now.quantity
      count += 1
    }
    guard count > 0 else { return nil }
    laspeyres = newPrices / old
    paasche = new / oldPrices
    valueRatio = new / old
    var logarithm = 0.0
    for (before, now) in goods {
      let relative = log(now.value / now.quantity / (before.value / before.quantity))
      logarithm += (before.value / old + now.value / new) / 2 * relative
    }
    tornqvist = exp(logarithm)
  }

  /// No change: a period against itself.
  static let unchanged = PriceIndices(laspeyres: 1, paasche: 1, tornqvist: 1, valueRatio: 1)

  private init(laspeyres: Double, paasche: Double, tornqvist: Double, valueRatio: Double) {
    (self.laspeyres, self.paasche) = (laspeyres, paasche)
    (self.tornqvist, self.valueRatio) = (tornqvist, valueRatio)
  }

  /// The indices of a chain, this one's links first; each index is chained by itself.
  func chained(with next: PriceIndices) -> PriceIndices {
    PriceIndices(
      laspeyres: laspeyres * next.laspeyres, paasche: paasche * next.paasche,
      tornqvist: tornqvist * next.tornqvist, valueRatio: valueRatio * next.valueRatio)
  }
}
