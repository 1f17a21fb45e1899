/// The rows of a simplex tableau: each says what a basic column is in the nonbasic ones.
///
/// Row r says `denominator · basic = Σ coefficient · column`, all whole numbers without a common
/// divisor. Its entries are sorted by column; zero coefficients are not kept. All entries lie in one
/// array, row after row, and a substitution writes a second one that then takes the first one's
/// place: nothing is allocated in the long run, a tableau is copied in a few blocks, and a
/// substitution in which a number does not fit leaves no trace.
struct TableauRows<Number: TableauNumber>: Sendable {
  typealias Value = TableauValue<Number>

  /// One nonbasic column of a row.
  struct Entry: Sendable {
    var column: Int
    var coefficient: Number
  }

  /// What belongs to a row as a whole.
  struct Head: Sendable {
    var basic: Int
    /// Positive.
    var denominator: Number
    /// What `denominator · basic` is at the present values.
    var value: Value
    /// Where its entries end; they begin where those of the row before do.
    var end: Int
    /// A bit for each column of an entry, many columns to a bit, to pass rows over by.
    var mask: UInt64
  }

  private(set) var heads: [Head] = []
  private var entries: [Entry] = []
  /// The rows that a substitution makes.
  private var newHeads: [Head] = []
  private var newEntries: [Entry] = []
  /// The row that a substitution puts in the others.
  private var definition: [Entry] = []

  init(capacity: Int) { heads.reserveCapacity(capacity) }

  /// The same rows in other numbers, all values zero; nil where a number does not fit.
  init?<Other>(_ other: TableauRows<Other>) {
    for head in other.heads {
      guard let denominator = Number(head.denominator.fraction) else { return nil }
      heads.append(
        Head(
          basic: head.basic, denominator: denominator, value: .zero, end: head.end,
          mask: head.mask))
    }
    for entry in other.entries.prefix(heads.last?.end ?? 0) {
      guard let coefficient = Number(entry.coefficient.fraction) else { return nil }
      entries.append(Entry(column: entry.column, coefficient: coefficient))
    }
  }

  /// Adds the row of `basic` with the denominator one.
  mutating func append(basic: Int, _ row: [Entry]) {
    entries += row
    heads.append(
      Head(
        basic: basic, denominator: .one, value: .zero, end: entries.count,
        mask: row.reduce(0) { $0 | TableauRows.bit($1.column) }))
  }

  private static func bit(_ column: Int) -> UInt64 { 1 << UInt64(column & 63) }

  // MARK: One row

  var indices: Range<Int> { heads.indices }

  private func range(of row: Int) -> Range<Int> {
    (row == 0 ? 0 : heads[row - 1].end)..<heads[row].end
  }

  /// The entries of a row.
  subscript(row: Int) -> ArraySlice<Entry> { entries[range(of: row)] }

  /// The coefficient of `column` in a row, or nil where it is zero.
  func coefficient(of column: Int, in row: Int) -> Number? {
    guard heads[row].mask & TableauRows.bit(column) != 0 else { return nil }
    let range = range(of: row)
    var low = range.lowerBound
    var high = range.upperBound
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].column < column { low = middle + 1 } else { high = middle }
    }
    guard low < range.upperBound, entries[low].column == column else { return nil }
    return entries[low].coefficient
  }

  /// Computes the values of the basic columns from those of the others.
  mutating func evaluate(at values: [Value], _ overflow: inout Bool) {
    for row in heads.indices {
      heads[row].value = TableauRows.value(of: self[row], at: values, &overflow)
    }
  }

  private static func value(
    of entries: some Sequence<Entry>, at values: [Value], _ overflow: inout Bool
  ) -> Value {
    var sum = Value.zero
    for entry in entries {
      sum.add(entry.coefficient, times: values[entry.column], &overflow)
    }
    return sum
  }

  /// Adds what follows from a nonbasic `column` that changes by `step`.
  mutating func move(_ column: Int, by step: Value, _ overflow: inout Bool) {
    for row in heads.indices {
      guard let coefficient = coefficient(of: column, in: row) else { continue }
      heads[row].value.add(coefficient, times: step, &overflow)
    }
  }

  // MARK: Substitution

  /// Solves a row for `column`, which has the coefficient `coefficient` in it, and puts that in the
  /// place of the column everywhere; `values` are those of the nonbasic columns afterwards and of
  /// `column` before.
  ///
  /// Nothing is changed where a number does not fit.
  ///
  /// - Returns: The number of entries computed.
  mutating func solve(
    _ row: Int, for column: Int, coefficient: Number, at values: [Value],
    _ overflow: inout Bool
  ) -> Int {
    let isNegative = coefficient.direction < 0
    var solved = heads[row]
    solve(row, for: column, negating: !isNegative)
    solved.basic = column
    solved.denominator = isNegative ? coefficient.negated : coefficient
    solved.mask = definition.reduce(0) { $0 | TableauRows.bit($1.column) }
    let common = TableauRows.divisor(solved.denominator, definition[...])
    if common != .one {
      solved.denominator = solved.denominator.divided(by: common)
      for place in definition.indices {
        definition[place].coefficient = definition[place].coefficient.divided(by: common)
      }
    }
    solved.value = TableauRows.value(of: definition, at: values, &overflow)
    var change = solved.value
    change.add(solved.denominator.negated, times: values[column], &overflow)
    newHeads.removeAll(keepingCapacity: true)
    newEntries.removeAll(keepingCapacity: true)
    var computed = 0
    // Rows without the column are copied in one go.
    var copied = 0
    for other in heads.indices {
      var head = heads[other]
      let range = range(of: other)
      if other == row {
        newEntries.append(contentsOf: entries[copied..<range.lowerBound])
        newEntries.append(contentsOf: definition)
        copied = range.upperBound
        head = solved
      } else if let factor = self.coefficient(of: column, in: other) {
        newEntries.append(contentsOf: entries[copied..<range.lowerBound])
        let start = newEntries.count
        substitute(solved, factor, in: range, &head, change, &overflow)
        computed += newEntries.count - start
        copied = range.upperBound
      }
      head.end = newEntries.count + range.upperBound - copied
      newHeads.append(head)
      if overflow { return computed }
    }
    newEntries.append(contentsOf: entries[copied..<(heads.last?.end ?? 0)])
    swap(&heads, &newHeads)
    swap(&entries, &newEntries)
    return computed
  }

  /// Makes `definition` of a row solved for `column`, with the signs that the others get.
  private mutating func solve(_ row: Int, for column: Int, negating isNegated: Bool) {
    let basic = heads[row].basic
    let denominator = heads[row].denominator
    definition.removeAll(keepingCapacity: true)
    var entering: Entry? = Entry(
      column: basic, coefficient: isNegated ? denominator : denominator.negated)
    for entry in self[row] where entry.column != column {
      if let new = entering, new.column < entry.column {
        definition.append(new)
        entering = nil
      }
      definition.append(
        Entry(
          column: entry.column,
          coefficient: isNegated ? entry.coefficient.negated : entry.coefficient))
    }
    if let entering { definition.append(entering) }
  }

  /// Appends a row, in which the column of `solved` has the coefficient `factor`, to the new ones
  /// with the definition in its place; `change` is that of `solved` as a whole.
  private mutating func substitute(
    _ solved: Head, _ factor: Number, in range: Range<Int>, _ head: inout Head, _ change: Value,
    _ overflow: inout Bool
  ) {
    let start = newEntries.count
    let (own, other) = solved.denominator.weights(replacing: factor)
    TableauRows.substitute(
      definition, other, for: solved.basic, in: entries[range], own, &newEntries, &overflow)
    head.denominator = Number.product(head.denominator, own, &overflow)
    head.value = head.value.times(own, &overflow)
    head.value.add(other, times: change, &overflow)
    if overflow { return }
    let common = TableauRows.divisor(head.denominator, newEntries[start...])
    head.mask = 0
    for entry in newEntries[start...] { head.mask |= TableauRows.bit(entry.column) }
    if common == .one { return }
    head.denominator = head.denominator.divided(by: common)
    head.value = head.value.divided(by: common)
    for place in start..<newEntries.count {
      newEntries[place].coefficient = newEntries[place].coefficient.divided(by: common)
    }
  }

  /// Appends `entries · own + definition · other` without `column` to `result`.
  private static func substitute(
    _ definition: [Entry], _ other: Number, for column: Int, in entries: ArraySlice<Entry>,
    _ own: Number, _ result: inout [Entry], _ overflow: inout Bool
  ) {
    var left = entries.startIndex
    var right = 0
    while left < entries.endIndex, right < definition.count {
      let mine = entries[left]
      let new = definition[right]
      if mine.column < new.column {
        left += 1
        guard mine.column != column else { continue }
        result.append(
          Entry(
            column: mine.column, coefficient: Number.product(own, mine.coefficient, &overflow)))
      } else if new.column < mine.column {
        right += 1
        result.append(
          Entry(
            column: new.column, coefficient: Number.product(other, new.coefficient, &overflow)))
      } else {
        left += 1
        right += 1
        let sum = Number.sum(own, mine.coefficient, plus: other, new.coefficient, &overflow)
        if sum != .zero { result.append(Entry(column: mine.column, coefficient: sum)) }
      }
    }
    for mine in entries[left...] where mine.column != column {
      result.append(
        Entry(
          column: mine.column, coefficient: Number.product(own, mine.coefficient, &overflow)))
    }
    for new in definition[right...] {
      result.append(
        Entry(column: new.column, coefficient: Number.product(other, new.coefficient, &overflow)))
    }
  }

  /// What a denominator and all of some entries can be divided by.
  private static func divisor(_ denominator: Number, _ entries: ArraySlice<Entry>) -> Number {
    var common = denominator
    for entry in entries {
      if common == .one { break }
      common = common.divisor(with: entry.coefficient)
    }
    return common
  }

  /// A positive multiple of `form`, in which `column` has the coefficient `factor`, with the row
  /// that defines the column put in its place.
  func substituting(
    _ row: Int, for column: Int, factor: Number, in form: [Entry], _ overflow: inout Bool
  ) -> [Entry] {
    let (own, other) = heads[row].denominator.weights(replacing: factor)
    var result: [Entry] = []
    result.reserveCapacity(form.count + range(of: row).count)
    TableauRows.substitute(
      Array(self[row]), other, for: column, in: form[...], own, &result, &overflow)
    if overflow { return [] }
    var common = Number.zero
    for entry in result {
      common = common == .zero ? entry.coefficient.size : common.divisor(with: entry.coefficient)
      if common == .one { return result }
    }
    for place in result.indices {
      result[place].coefficient = result[place].coefficient.divided(by: common)
    }
    return result
  }
}

extension TableauNumber {
  /// The absolute value.
  fileprivate var size: Self { direction < 0 ? negated : self }

  /// What a row, and the definition of a column whose denominator this is, are multiplied by where
  /// the definition takes the place of the column, which has the coefficient `factor` in the row.
  fileprivate func weights(replacing factor: Self) -> (row: Self, definition: Self) {
    let common = divisor(with: factor)
    return common == .one
      ? (self, factor) : (divided(by: common), factor.divided(by: common))
  }
}
