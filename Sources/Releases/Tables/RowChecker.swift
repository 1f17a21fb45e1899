import BigInt
import Consistency
import Exact
import TradeData

/// Checks the rows of one stretch of a table.
///
/// Rows of plain numbers are tested column by column in whole numbers; those with anything else in
/// them, and those that fail, go through the exact rule cell by cell.
struct RowChecker {
  /// What is wanted of the rows.
  enum Task: Sendable {
    /// Their sums alone, from which the wholes of shares are found.
    case sums
    /// All tests; of shares in the wholes of each gap between totals, where there are shares.
    case tests(wholes: [[TotalsCheck.Whole]])
  }

  /// What was found in the stretch, with lines counted from its beginning.
  struct Result: Sendable {
    var findings: TableFindings
    var tally: TotalsTally
    /// The line ends in the stretch.
    var lines = 0
  }

  var result: Result
  let plan: ColumnPlan
  let columns: [Int]
  let slots: [Int: Int]
  let quick: [QuickChange]
  let quickShare: QuickChange
  let wholes: [[TotalsCheck.Whole]]
  /// The number of total rows so far, those of earlier stretches included.
  var gap = 0
  private let quickSums: [QuickSum?]
  private let addedSlots: [Int]
  private let isTesting: Bool
  private let isTallying: Bool
  private let totalMarks: [ByteMark]
  /// A column of levels under a year, and that.
  private let year: (slot: Int, number: Int64)?

  init(_ plan: ColumnPlan, _ task: Task) {
    self.plan = plan
    columns = plan.columns
    let slots = plan.slots
    self.slots = slots
    quick = plan.changes.map { QuickChange($0.rule) }
    quickShare = QuickChange(ChangeRule(kind: .share, rounding: plan.rounding))
    quickSums = plan.sums.map { QuickSum($0, slots: slots, rounding: plan.rounding) }
    addedSlots = Set(plan.levels + plan.shares.flatMap { [$0.level, $0.stated] }).sorted()
      .compactMap { slots[$0] }
    totalMarks = plan.addsUp ? TotalWords.marks(plan.format.encoding) : []
    switch task {
    case .sums: (isTesting, isTallying, wholes) = (false, true, [])
    case .tests(let wholes):
      (isTesting, isTallying, self.wholes) = (true, plan.addsUp && plan.shares.isEmpty, wholes)
    }
    year =
      plan.levels.lazy.compactMap { column in
        guard let slot = slots[column], let period = HeaderPeriods(plan.name(of: column)).single,
          period.isYear
        else { return nil }
        return (slot, Int64(period.year))
      }.first
    result = Result(findings: TableFindings(plan.checks()), tally: TotalsTally(plan))
  }

  /// Checks the rows of `range`, before which stand `gap` total rows.
  mutating func run(_ file: InputFile, _ range: Range<Int>, gap: Int) throws {
    self.gap = gap
    var reader = ColumnReader(file, range, format: plan.format, columns: columns)
    while try reader.next() {
      if isTesting {
        result.findings.rows += reader.rows
        for number in plan.changes.indices { testQuickly(number, reader) }
        for number in plan.sums.indices { testSumQuickly(number, reader) }
      }
      let unusual = unusualRows(reader)
      guard plan.addsUp else {
        for row in unusual { _ = check(row, cells(row, reader), reader) }
        continue
      }
      var next = 0
      for row in Set(unusual + totalRows(reader)).sorted() {
        take(next..<row, reader)
        take(row, reader)
        next = row + 1
      }
      take(next..<reader.rows, reader)
    }
    result.lines = reader.lines
  }

  // MARK: - Rows one after the other

  /// Adds up rows of plain numbers, and tests their shares.
  private mutating func take(_ rows: Range<Int>, _ reader: borrowing ColumnReader) {
    if isTallying { result.tally.add(rows, of: reader, slots: addedSlots) }
    if isTesting, !plan.shares.isEmpty { testShares(rows, reader) }
  }

  /// Takes a row that is a total, or not of plain numbers.
  private mutating func take(_ row: Int, _ reader: borrowing ColumnReader) {
    let cells = cells(row, reader)
    guard check(row, cells, reader) else { return }
    let key = key(row, reader)
    if TotalWords.areTotal(key) {
      gap += 1
      if isTallying {
        result.tally.close(TotalRow(line: reader.lines(beforeRow: row), key: key, cells: cells))
      }
      return
    }
    if isTallying { result.tally.add(cells) }
    if isTesting { testShares(cells, row, reader) }
  }

  /// Checks a row cell by cell where it is not of plain numbers; false for a heading, which has none.
  private mutating func check(
    _ row: Int, _ cells: [CellContent], _ reader: borrowing ColumnReader
  ) -> Bool {
    guard cells.contains(where: \.isNumber), !isRepeatedHeader(cells) else {
      if isTesting {
        result.findings.headings += 1
        result.findings.rows -= 1
      }
      return false
    }
    guard isTesting else { return true }
    noteUnreadable(cells, row, reader)
    for (number, change) in plan.changes.enumerated()
    where !arePlain([change.stated, change.current, change.previous], row, reader) {
      test(number, cells, row, reader)
    }
    for (number, sum) in plan.sums.enumerated()
    where !arePlain([sum.total] + sum.terms.map(\.column), row, reader) {
      testSum(number, cells, row, reader)
    }
    return true
  }

  private func arePlain(
    _ wanted: [Int], _ row: Int, _ reader: borrowing ColumnReader
  ) -> Bool {
    wanted.allSatisfy { column in
      slots[column].map { reader.places[$0 * reader.stride + row] >= 0 } ?? false
    }
  }

  /// The rows of the batch in which some cell is not a plain number, and those that may be headers.
  private func unusualRows(_ reader: borrowing ColumnReader) -> [Int] {
    let hasMarks = reader.commonPlaces.contains { $0 < 0 }
    guard hasMarks || year != nil else { return [] }
    var rows: [Int] = []
    let (places, stride) = (reader.places, reader.stride)
    for row in 0..<reader.rows {
      var marks: Int8 = 0
      if hasMarks {
        for slot in columns.indices { marks |= places[slot &* stride &+ row] }
      }
      if let year, reader.digits[year.slot &* stride &+ row] == year.number { marks = -1 }
      if marks < 0 { rows.append(row) }
    }
    return rows
  }

  private func totalRows(_ reader: borrowing ColumnReader) -> [Int] {
    guard !plan.keys.isEmpty, reader.mayHold(totalMarks) else { return [] }
    return (0..<reader.rows).filter { TotalWords.areTotal(key($0, reader)) }
  }

  // MARK: - Plain numbers

  /// Tests one change in all rows of plain numbers.
  private mutating func testQuickly(_ number: Int, _ reader: borrowing ColumnReader) {
    let change = plan.changes[number]
    guard let stated = slots[change.stated], let current = slots[change.current],
      let previous = slots[change.previous]
    else { return }
    let common = [stated, current, previous].map { Int(reader.commonPlaces[$0]) }
    let failures =
      if common.min() ?? -1 >= 0,
        let change = quick[number].placed(
          stated: common[0], current: common[1], previous: common[2])
      {
        RowChecker.failures(change, reader, stated, current, previous)
      } else {
        Array(0..<reader.rows)
      }
    result.findings.checks[number].agree += reader.rows - failures.count
    let (digits, places, stride) = (reader.digits, reader.places, reader.stride)
    for row in failures {
      let (first, second, third) = (
        stated &* stride &+ row, current &* stride &+ row, previous &* stride &+ row
      )
      if places[first] | places[second] | places[third] < 0 { continue }
      let verdict = quick[number].agrees(
        stated: QuickNumber(digits[first], places[first]),
        current: QuickNumber(digits[second], places[second]),
        previous: QuickNumber(digits[third], places[third]))
      if verdict == true {
        result.findings.checks[number].agree += 1
      } else {
        test(number, cells(row, reader), row, reader)
      }
    }
  }

  /// The rows of a batch that a test of plain numbers alike does not pass.
  private static func failures(
    _ change: PlacedChange, _ reader: borrowing ColumnReader, _ stated: Int, _ current: Int,
    _ previous: Int
  ) -> [Int] {
    let (digits, rows, stride) = (reader.digits, reader.rows, reader.stride)
    func column(_ slot: Int) -> Range<Int> { slot * stride..<slot * stride + rows }
    let said = digits.span.extracting(column(stated))
    let now = digits.span.extracting(column(current))
    let before = digits.span.extracting(column(previous))
    var failures: [Int] = []
    for row in said.indices
    where !change.certainlyAgree(stated: said[row], current: now[row], previous: before[row]) {
      failures.append(row)
    }
    return failures
  }

  /// Tests one sum of columns in all rows of plain numbers.
  private mutating func testSumQuickly(_ number: Int, _ reader: borrowing ColumnReader) {
    let sum = plan.sums[number]
    let (digits, places, stride) = (reader.digits, reader.places, reader.stride)
    let (allDigits, allPlaces) = (digits.span, places.span)
    let wanted = [sum.total] + sum.terms.map(\.column)
    let mine = wanted.compactMap { slots[$0] }
    for row in 0..<reader.rows {
      var marks: Int8 = 0
      for slot in mine { marks |= allPlaces[slot &* stride &+ row] }
      if marks < 0 { continue }
      if let quick = quickSums[number],
        quick.agrees(allDigits, allPlaces, row: row, stride: stride)
      {
        result.findings.checks[plan.changes.count + number].agree += 1
      } else {
        testSum(number, cells(row, reader), row, reader)
      }
    }
  }
}
