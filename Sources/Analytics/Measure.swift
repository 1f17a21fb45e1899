/// What is computed of each series, in columns of its own.
///
/// To add one: write its method in a file of its own, a `Method` (any columns) or a `MatrixMeasure`
/// (numbers of locations, products and their pairs, from one matrix a period), and enter it in
/// `Measure+Registry.swift`.
public enum Measure: String, Sendable, CaseIterable {
  /// `previous`, `delta`, `ratio`, `percent_change`, `status`.
  case growth
  /// `exports`, `imports`, `balance`, `turnover`, `coverage`, `balance_delta`,
  /// `balance_normalised`.
  case balance
  /// `contribution`: to the growth of the total of all series.
  case contribution
  /// `share`: of the total of all series.
  case share
  /// `cagr`, `slope`, `loglinear`: over all periods of the series.
  case trend
  /// `moving_sum`, `moving_mean`, `year_to_date`: over the periods up to the row's.
  case moving
  /// `hhi`, `hhi_normalised`, `hirschman`, `effective_number`, `parts`: over the detail.
  case concentration
  /// `rca`, `rca_symmetric`: of a location in a product.
  case rca
  /// `eci`, `diversity` of a location, `pci`, `ubiquity` of a product, `complexity_status`.
  case complexity
  /// `density`: of the products that a location has around a product.
  case density
  /// `coi` of a location, `cog` of a location and a product.
  case outlook
  /// `fitness` of a location, `product_fitness` of a product.
  case fitness
  /// `expy` of a location, `prody` of a product.
  case expy
  /// `intensity`: of the trade of a reporter with a partner.
  case intensity
  /// `complementarity`, `similarity`: of the products of a reporter and a partner.
  case profiles
  /// `grubel_lloyd`, `grubel_lloyd_corrected`, `aquino`, `marginal_intraindustry`.
  case intraindustry
  /// `mirror_exports`, `mirror_value`, `mirror_gap`, `mirror_ratio`, `mirror_log_ratio`,
  /// `mirror_asymmetry`, `mirror_rank`, `mirror_status`: of a reporter's exports to a partner.
  case mirror
  /// `unit_value`, `laspeyres`, `paasche`, `fisher`, `tornqvist`, `fisher_quantity`, `price_coverage`,
  /// `price_status`; `terms_of_trade`, `gross_barter`, `income_terms` where there are both flows.
  case prices
}
