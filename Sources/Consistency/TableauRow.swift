/// One row of a simplex tableau: `denominator · basic = Σ coefficient · column` over nonbasic
/// columns, all whole numbers without a common divisor.
///
/// The entries are sorted by column; zero coefficients are not kept.
struct TableauRow<Number: TableauNumber>: Sendable {
  /// One nonbasic column of a row.
  struct Entry: Sendable {
    var column: Int
    var coefficient: Number
  }

  var basic: Int
  /// Positive.
  var denominator: Number
  var entries: [Entry]
  /// What `denominator · basic` is at the present values.
  var value: TableauValue<Number> = .zero

  /// The coefficient of `column`, or nil where it is zero.
  func coefficient(of column: Int) -> Number? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].column < column { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].column == column else { return nil }
    return entries[low].coefficient
  }

  /// The row solved for `column`, whose coefficient in it is `coefficient`.
  func solved(for column: Int, coefficient: Number) -> TableauRow {
    let isNegative = coefficient.direction < 0
    var solved: [Entry] = []
    solved.reserveCapacity(entries.count)
    var entering: Entry? = Entry(
      column: basic, coefficient: isNegative ? denominator.negated : denominator)
    for entry in entries where entry.column != column {
      if let new = entering, new.column < entry.column {
        solved.append(new)
        entering = nil
      }
      solved.append(
        Entry(
          column: entry.column,
          coefficient: isNegative ? entry.coefficient : entry.coefficient.negated))
    }
    if let entering { solved.append(entering) }
    var row = TableauRow(
      basic: column, denominator: isNegative ? coefficient.negated : coefficient, entries: [])
    row.reduce(&solved)
    row.entries = solved
    return row
  }

  /// The row with `column`, which has the coefficient `factor` in it, replaced by what
  /// `definition`, whose basic column it is, says of it; `buffer` lends its memory.
  func substituting(
    _ definition: TableauRow, for column: Int, factor: Number, buffer: [Entry],
    _ overflow: inout Bool
  ) -> TableauRow {
    let common = definition.denominator.divisor(with: factor)
    let own = definition.denominator.divided(by: common)
    let other = factor.divided(by: common)
    var result = buffer
    result.removeAll(keepingCapacity: true)
    result.reserveCapacity(entries.count + definition.entries.count)
    var left = 0
    var right = 0
    while left < entries.count || right < definition.entries.count {
      if right == definition.entries.count
        || (left < entries.count && entries[left].column < definition.entries[right].column)
      {
        if entries[left].column != column {
          result.append(
            Entry(
              column: entries[left].column,
              coefficient: Number.product(own, entries[left].coefficient, &overflow)))
        }
        left += 1
      } else if left == entries.count
        || definition.entries[right].column < entries[left].column
      {
        result.append(
          Entry(
            column: definition.entries[right].column,
            coefficient: Number.product(
              other, definition.entries[right].coefficient, &overflow)))
        right += 1
      } else {
        let sum = Number.sum(
          own, entries[left].coefficient, plus: other, definition.entries[right].coefficient,
          &overflow)
        if sum != .zero {
          result.append(Entry(column: entries[left].column, coefficient: sum))
        }
        left += 1
        right += 1
      }
    }
    var row = TableauRow(
      basic: basic, denominator: Number.product(denominator, own, &overflow), entries: [])
    if !overflow { row.reduce(&result) }
    row.entries = result
    return row
  }

  /// Divides `entries`, which are the row's, and the denominator by what they have in common.
  private mutating func reduce(_ entries: inout [Entry]) {
    var common = denominator
    for entry in entries {
      if common == .one { return }
      common = common.divisor(with: entry.coefficient)
    }
    if common == .one { return }
    denominator = denominator.divided(by: common)
    for place in entries.indices {
      entries[place].coefficient = entries[place].coefficient.divided(by: common)
    }
  }
}
