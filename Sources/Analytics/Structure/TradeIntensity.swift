/// Whether a country trades with a partner more than the world does.
///
/// TII_ij = (x_ij / X_i) / (x_wj / X_w): the partner's share in the country's exports over its share
/// in the world's (WITS). 1 is as much as the world. The world is all reporters of the data; whether
/// the country itself is part of it is a convention.
public enum TradeIntensity {
  /// Which exporters are the world.
  public enum World: String, Sendable, CaseIterable {
    /// All of them, the country included (WITS).
    case all
    /// All but the country.
    case others
  }

  /// The intensity of one country's trade with one partner.
  ///
  /// - Parameters:
  ///   - value: x_ij.
  ///   - exports: X_i, all the country exports.
  ///   - partner: x_wj, all that the world exports to the partner.
  ///   - total: X_w, all that the world exports.
  ///   - world: Whether the country is part of the world.
  /// - Returns: TII, a plain ratio; nil where one of the shares is not defined.
  public static func of(
    _ value: Double, exports: Double, partner: Double, total: Double, world: World = .all
  ) -> Double? {
    let (toPartner, overall) =
      switch world {
      case .all: (partner, total)
      case .others: (partner - value, total - exports)
      }
    guard exports > 0, toPartner > 0, overall > 0 else { return nil }
    return value / exports / (toPartner / overall)
  }
}
