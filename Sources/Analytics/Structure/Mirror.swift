/// What a country says it exports to a partner against what the partner says it imports.
///
/// With X the exports (FOB) and M the partner's imports (CIF), M / (1 + τ) their FOB equivalent:
/// gap M / (1 + τ) − X; ratio M / (1 + τ) / X; log ratio, its logarithm; asymmetry |M' − X| / (M' + X),
/// from 0 to 1. 0 / 0 is undefined.
///
/// Sources: IMTS 2010, chapter on mirror comparison; thresholds of the Growth Lab's cleaning of
/// Comtrade: |ln| below 0.05 is equal, and freight and insurance are up to 20 percent.
public struct Mirror: Sendable, Equatable {
  /// How the two reports stand to each other, and what may explain it.
  public enum Status: Int, Sendable, CaseIterable {
    /// The ratio is within 5 percent of 1, in logarithms.
    case matched
    /// Imports exceed exports by no more than freight and insurance may, 20 percent.
    case freight
    /// Imports are above that: exports left out or undervalued, or goods that came by another way.
    case importsAbove
    /// Exports are above: imports left out or undervalued, re-exports, or goods still under way.
    case exportsAbove
    /// The partner reports imports, but none from the country: another partner may have been named.
    case noMirror
    /// The partner reports no imports of that period at all.
    case unreported
    /// The country reports no exports to the partner, which reports imports.
    case noExports
    /// The country reports no exports of that period at all, and the partner imports from it.
    case exportsUnreported
    /// Neither reports anything, or a value is negative.
    case undefined

    /// The word in the result.
    public var word: String {
      switch self {
      case .matched: "matched"
      case .freight: "freight"
      case .importsAbove: "imports-above"
      case .exportsAbove: "exports-above"
      case .noMirror: "no-mirror"
      case .unreported: "unreported"
      case .noExports: "no-exports"
      case .exportsUnreported: "exports-unreported"
      case .undefined: ""
      }
    }

    /// What may explain the gap, in words.
    public var explanation: String {
      switch self {
      case .matched: "the two agree"
      case .freight: "freight and insurance may explain it"
      case .importsAbove:
        "exports left out or undervalued, or goods that came by way of a third country"
      case .exportsAbove:
        "imports left out or undervalued, re-exports from elsewhere, or goods still under way"
      case .noMirror: "the partner may have named another country as the origin"
      case .unreported: "the partner reports no imports of the period"
      case .noExports: "the country may have named another destination, or left the goods out"
      case .exportsUnreported: "the country reports no exports of the period"
      case .undefined: "neither reports any, or a value is negative"
      }
    }
  }

  /// M / (1 + τ) − X, where both are there.
  public let gap: Double?
  /// M / (1 + τ) / X, where both are positive.
  public let ratio: Double?
  /// |M / (1 + τ) − X| / (M / (1 + τ) + X), where one is positive and neither negative; what is not
  /// reported counts as nothing, unless that side reports nothing at all.
  public let asymmetry: Double?
  /// How the two stand to each other.
  public let status: Status
  /// |M / (1 + τ) − X|, by which gaps are ranked; nil where the asymmetry is.
  public let size: Double?

  /// Compares two reports of one flow.
  ///
  /// - Parameters:
  ///   - exports: X; nil where the country reports none.
  ///   - imports: M; nil where the partner reports none from it.
  ///   - partnerReports: Whether the partner reports any imports of the period.
  ///   - countryReports: Whether the country reports any exports of the period.
  ///   - freight: τ, freight and insurance as a part of the FOB value.
  public init(
    exports: Double?, imports: Double?, partnerReports: Bool, countryReports: Bool = true,
    freight: Double = 0
  ) {
    let free = imports.map { $0 / (1 + freight) }
    let (sold, bought) = (exports ?? 0, free ?? 0)
    gap = if let exports, let free { free - exports } else { nil }
    ratio = sold > 0 && bought > 0 ? bought / sold : nil
    let isComparable =
      sold >= 0 && bought >= 0 && sold + bought > 0 && (partnerReports || bought > 0)
      && (countryReports || sold > 0)
    size = isComparable ? (bought - sold).magnitude : nil
    asymmetry = isComparable ? (bought - sold).magnitude / (bought + sold) : nil
    status =
      if sold < 0 || bought < 0 || (sold == 0 && bought == 0) {
        .undefined
      } else if sold == 0 {
        countryReports ? .noExports : .exportsUnreported
      } else if bought == 0 {
        partnerReports ? .noMirror : .unreported
      } else if Mirror.isEqual(bought / sold) {
        .matched
      } else if bought < sold {
        .exportsAbove
      } else {
        bought / sold * (1 + freight) <= 1.2 ? .freight : .importsAbove
      }
  }

  private static func isEqual(_ ratio: Double) -> Bool {
    // e^±0.05
    ratio > 0.951229424500714 && ratio < 1.051271096376024
  }
}
