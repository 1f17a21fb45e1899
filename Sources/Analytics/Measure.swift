/// What is computed of each series, in columns of its own.
public enum Measure: String, Sendable, CaseIterable {
  /// `previous`, `delta`, `ratio`, `percent_change`, `status`.
  case growth
  /// `exports`, `imports`, `balance`, `turnover`, `coverage`, `balance_delta`.
  case balance
}
