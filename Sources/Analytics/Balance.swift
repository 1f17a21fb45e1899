public import Exact

/// Exports against imports.
///
/// balance = exports − imports; turnover = exports + imports; coverage = exports / imports;
/// normalised balance = (exports − imports) / (exports + imports), from −1 to 1. A flow
/// without a row is no trade, hence zero in the balance, but only in a period for which the data has
/// that flow at all; else nothing can be said.
public struct Balance: Sendable, Equatable {
  /// Exports less imports.
  public let balance: ScaledInteger?
  /// Exports and imports together.
  public let turnover: ScaledInteger?
  /// Exports over imports, rounded; nil where there are no imports, or less than none.
  public let coverage: ScaledInteger?
  /// Balance over turnover, rounded; nil where there is no turnover, or a flow is less than none.
  public let normalised: ScaledInteger?

  /// Sets two flows against each other.
  ///
  /// - Parameters:
  ///   - exports: Their value, or nil where the data has no row.
  ///   - imports: Their value, or nil where the data has no row.
  ///   - hasExports: Whether the data has exports of that period, in whatever series.
  ///   - hasImports: Whether the data has imports of that period, in whatever series.
  ///   - places: The digits after the point of the coverage.
  public init(
    exports: ScaledInteger?, imports: ScaledInteger?, hasExports: Bool, hasImports: Bool,
    places: Int
  ) {
    guard exports != nil || imports != nil, hasExports, hasImports else {
      (balance, turnover, coverage, normalised) = (nil, nil, nil, nil)
      return
    }
    let (sold, bought) = (exports ?? .zero, imports ?? .zero)
    let (balance, turnover) = (try? sold.subtracting(bought), try? sold.adding(bought))
    (self.balance, self.turnover) = (balance, turnover)
    coverage =
      bought.digits > 0 && sold.digits >= 0
      ? RoundedQuotient.of(sold, over: bought, places: places) : nil
    normalised =
      if let balance, let turnover, turnover.digits > 0, sold.digits >= 0, bought.digits >= 0 {
        RoundedQuotient.of(balance, over: turnover, places: places)
      } else { nil }
  }
}
