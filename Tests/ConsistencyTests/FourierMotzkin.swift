import Exact

/// A naive exact oracle for small systems: variables are eliminated one by one (Schrijver, Theory of
/// Linear and Integer Programming, 1986, section 12.2).
struct FourierMotzkin {
  /// `Σ left[i] · x_i ≤ right`, or `<` where strict.
  struct Row: Hashable {
    var left: [Rational]
    var right: Rational
    var isStrict = false

    init(_ left: [Rational], _ right: Rational, isStrict: Bool = false) {
      self.left = left
      self.right = right
      self.isStrict = isStrict
    }
  }

  private var rows: [Row]

  init(_ rows: [Row]) { self.rows = FourierMotzkin.tidied(rows) }

  /// Whether some point satisfies every row; nil where there would be too many rows to say.
  var isFeasible: Bool? {
    guard let width = rows.first?.left.count else { return true }
    var rest: FourierMotzkin? = self
    for variable in 0..<width { rest = rest?.eliminating(variable) }
    return rest.map { rest in
      rest.rows.allSatisfy { $0.isStrict ? $0.right.signum > 0 : $0.right.signum >= 0 }
    }
  }

  /// The values of one variable over the feasible set; nil where there would be too many rows.
  func range(of variable: Int) -> Interval? {
    guard let width = rows.first?.left.count else { return .everything }
    var rest: FourierMotzkin? = self
    for other in 0..<width where other != variable { rest = rest?.eliminating(other) }
    guard let rest else { return nil }
    var range = Interval.everything
    for row in rest.rows where !row.left[variable].isZero {
      let value = row.right / row.left[variable]
      let end: Endpoint = row.isStrict ? .open(value) : .closed(value)
      range = range.intersection(
        row.left[variable].signum > 0
          ? Interval(lower: .unbounded, upper: end) : Interval(lower: end, upper: .unbounded))
    }
    return range
  }

  private func eliminating(_ variable: Int) -> FourierMotzkin? {
    var kept: [Row] = []
    var above: [Row] = []
    var below: [Row] = []
    for row in rows {
      switch row.left[variable].signum {
      case 0: kept.append(row)
      case 1: above.append(row)
      default: below.append(row)
      }
    }
    guard above.count * below.count < 1500 else { return nil }
    for upper in above {
      for lower in below {
        let a = upper.left[variable].reciprocal
        let b = -lower.left[variable].reciprocal
        kept.append(
          Row(
            zip(upper.left, lower.left).map { a * $0 + b * $1 }, a * upper.right + b * lower.right,
            isStrict: upper.isStrict || lower.isStrict))
      }
    }
    return FourierMotzkin(kept)
  }

  /// Each left side once, with its tightest right side, scaled so that equal ones look equal.
  private static func tidied(_ rows: [Row]) -> [Row] {
    var tightest: [[Rational]: Row] = [:]
    for row in rows {
      let scale = row.left.first { !$0.isZero }?.magnitude.reciprocal ?? .one
      let scaled = Row(
        row.left.map { $0 * scale }, row.right * scale, isStrict: row.isStrict)
      if let known = tightest[scaled.left],
        known.right < scaled.right || (known.right == scaled.right && known.isStrict)
      {
        continue
      }
      tightest[scaled.left] = scaled
    }
    return Array(tightest.values)
  }
}
