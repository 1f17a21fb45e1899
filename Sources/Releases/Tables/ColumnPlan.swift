import Consistency
import Exact
import TradeData

/// A stated figure of each row against two others of the row.
struct ChangeCheck: Sendable {
  let rule: ChangeRule
  let stated: Int
  let current: Int
  let previous: Int
}

/// A column that is the sum, or for a balance the difference, of others.
struct SumCheck: Sendable {
  let total: Int
  let terms: [(column: Int, sign: Int)]
}

/// A column of shares in a whole that stands in the total row, or else is the column's sum.
struct ShareCheck: Sendable {
  let stated: Int
  let level: Int
}

/// What is to be checked in a table whose rows are alike: columns are counted from zero.
struct ColumnPlan: Sendable {
  /// The headers.
  var names: [String]
  /// Where the rows of figures begin, in bytes.
  var bodyOffset: Int
  /// The line, from 1, on which they begin.
  var bodyLine: Int
  /// How the rows are written.
  var format: ColumnReader.Format
  /// The columns that name a row.
  var keys: [Int]
  /// How statistics are taken to have been rounded.
  var rounding: Rounding
  var changes: [ChangeCheck] = []
  var sums: [SumCheck] = []
  var shares: [ShareCheck] = []
  /// The columns whose rows may add up to a total row.
  var levels: [Int] = []

  /// The columns that are read, in the order of the file.
  var columns: [Int] {
    var needed = Set(levels)
    for check in changes { needed.formUnion([check.stated, check.current, check.previous]) }
    for check in sums { needed.formUnion(check.terms.map(\.column) + [check.total]) }
    for check in shares { needed.formUnion([check.stated, check.level]) }
    return needed.sorted()
  }

  /// The place of each column among those that are read.
  var slots: [Int: Int] {
    Dictionary(
      columns.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether rows are added up: for totals and shares.
  var addsUp: Bool { !levels.isEmpty || !shares.isEmpty }

  /// Whether there is nothing to check.
  var isEmpty: Bool { changes.isEmpty && sums.isEmpty && shares.isEmpty && levels.isEmpty }

  /// A column for people: its header, or its number.
  func name(of column: Int) -> String {
    names.indices.contains(column) && !names[column].isEmpty
      ? names[column] : "column \(column + 1)"
  }
}
