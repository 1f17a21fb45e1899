internal import Exact
internal import TradeData

/// A sum of cells: plain ones in one wide integer, the few others beside it.
struct ExactSum: Sendable {
  private var plain: Int128 = 0
  private var scale = 0
  private var wide: ScaledInteger?
  private var hasValue = false
  private var isTooLarge = false

  /// Adds the number at `row`; nothing where there is none.
  mutating func add(_ cells: Cells, _ row: Int) {
    let digits = cells.digits[row]
    guard digits != Cells.absent else { return }
    hasValue = true
    scale = cells.scale
    if digits == Cells.elsewhere {
      addWide(cells.wide[row])
    } else {
      // No data set has the 2^64 rows at which this could leave its 128 bits.
      plain += Int128(digits)
    }
  }

  /// Adds another sum.
  mutating func add(_ other: ExactSum) {
    guard other.hasValue else { return }
    hasValue = true
    scale = max(scale, other.scale)
    plain += other.plain
    isTooLarge = isTooLarge || other.isTooLarge
    addWide(other.wide)
  }

  private mutating func addWide(_ number: ScaledInteger?) {
    guard let number else { return }
    if let sum = try? (wide ?? .zero).adding(number) { wide = sum } else { isTooLarge = true }
  }

  /// The sum; nil where nothing was added, or where it needs more than 128 bits.
  var value: ScaledInteger? {
    guard hasValue, !isTooLarge else { return nil }
    return try? ScaledInteger(digits: plain, scale: scale).adding(wide ?? .zero)
  }
}
