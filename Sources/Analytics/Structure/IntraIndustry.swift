/// How far exports and imports are of the same products.
///
/// All are ratios from 0 (trade in one direction in each product) to 1 (exports match imports), over
/// the products at the finest level of the data: adding products up first raises them.
public struct IntraIndustry: Sendable, Equatable {
  /// Σ (X + M) − Σ |X − M|, over Σ (X + M): products weighted by their trade (Grubel and Lloyd 1975).
  public let grubelLloyd: Double?
  /// The same over Σ (X + M) − |Σ X − Σ M|: what it would be were total trade balanced.
  ///
  /// Nil where total trade is all in one direction. Grubel and Lloyd 1975.
  public let corrected: Double?
  /// The index after exports and imports have each been scaled to half of total trade (Aquino 1978).
  public let aquino: Double?

  /// The indices of products whose exports and imports these are; nil each where there is no trade.
  public init(exports: [Double], imports: [Double]) {
    precondition(exports.count == imports.count, "each product has exports and imports")
    let (sold, bought) = (exports.reduce(0, +), imports.reduce(0, +))
    let total = sold + bought
    guard total > 0 else {
      (grubelLloyd, corrected, aquino) = (nil, nil, nil)
      return
    }
    let matched = zip(exports, imports).reduce(0.0) { $0 + 2 * min($1.0, $1.1) }
    grubelLloyd = matched / total
    let balanced = 2 * min(sold, bought)
    corrected = balanced > 0 ? matched / balanced : nil
    aquino =
      balanced > 0
      ? zip(exports, imports).reduce(0.0) { $0 + min($1.0 / sold, $1.1 / bought) } : nil
  }

  /// Marginal intra-industry trade: 1 − |ΔX − ΔM| / (|ΔX| + |ΔM|), weighted by |ΔX| + |ΔM| over the
  /// products (Brülhart's A, 1994).
  ///
  /// 1 where exports and imports of each product changed alike, 0 where they changed apart. Nil where
  /// nothing changed.
  public static func marginal(exportChanges: [Double], importChanges: [Double]) -> Double? {
    precondition(
      exportChanges.count == importChanges.count, "each product has exports and imports")
    var (apart, moved) = (0.0, 0.0)
    for (sold, bought) in zip(exportChanges, importChanges) {
      apart += (sold - bought).magnitude
      moved += sold.magnitude + bought.magnitude
    }
    return moved > 0 ? 1 - apart / moved : nil
  }
}
