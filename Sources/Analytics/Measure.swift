/// What is computed of each series, in columns of its own.
public enum Measure: String, Sendable, CaseIterable {
  /// `previous`, `delta`, `ratio`, `percent_change`, `status`.
  case growth
  /// `exports`, `imports`, `balance`, `turnover`, `coverage`, `balance_delta`.
  case balance
  /// `contribution`: to the growth of the total of all series.
  case contribution
  /// `share`: of the total of all series.
  case share
  /// `cagr`, `slope`: over all periods of the series.
  case trend
}
