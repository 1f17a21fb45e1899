import BigInt
import Consistency
import Exact
import TradeData

/// Checks the rows of one stretch of a table.
struct RowChecker {
  /// What was found in the stretch, with lines counted from its beginning, and the rows kept.
  struct Result: Sendable {
    var findings: TableFindings
    /// The line ends in the stretch.
    var lines = 0
    var rows: [KeptRow] = []
  }

  private(set) var result: Result
  private let plan: ColumnPlan
  private let columns: [Int]
  private let slots: [Int: Int]
  private let quick: [QuickChange]

  init(_ plan: ColumnPlan) {
    self.plan = plan
    columns = plan.columns
    slots = Dictionary(
      columns.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    quick = plan.changes.map { QuickChange($0.rule) }
    result = Result(findings: TableFindings(plan.checks()))
  }

  /// Checks the rows of `range`.
  mutating func run(_ file: InputFile, _ range: Range<Int>) throws {
    var reader = ColumnReader(file, range, format: plan.format, columns: columns)
    let isWhole = plan.keepsRows || !plan.sums.isEmpty
    while try reader.next() {
      var careful: [Int] = []
      if isWhole {
        careful = Array(0..<reader.rows)
      } else {
        careful = unusualRows(reader)
        for number in plan.changes.indices { testQuickly(number, reader) }
        result.findings.rows += reader.rows
      }
      for row in careful { check(row, reader, isCounted: !isWhole) }
    }
    result.lines = reader.lines
  }

  // MARK: - Plain numbers

  /// The rows of the batch in which some cell is not a plain number.
  private func unusualRows(_ reader: borrowing ColumnReader) -> [Int] {
    guard reader.commonPlaces.contains(where: { $0 < 0 }) else { return [] }
    let places = reader.places
    var rows: [Int] = []
    for row in 0..<reader.rows {
      var marks: Int8 = 0
      for slot in columns.indices { marks |= places[slot &* reader.stride &+ row] }
      if marks < 0 { rows.append(row) }
    }
    return rows
  }

  /// Tests one change in all rows of plain numbers.
  private mutating func testQuickly(
    _ number: Int, _ reader: borrowing ColumnReader
  ) {
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

  // MARK: - Any cells

  private func cells(_ row: Int, _ reader: borrowing ColumnReader) -> [CellContent] {
    columns.indices.map { slot in
      let place = slot * reader.stride + row
      let places = reader.places[place]
      switch places {
      case ColumnReader.Mark.absent: return .missing
      case ColumnReader.Mark.text:
        return CellContent(
          reader.text(row: row, column: columns[slot]), point: Unicode.Scalar(plan.format.point))
      default:
        return .number(
          PrintedDecimal(digits: BigInt(reader.digits[place]), exponent: -Int(places)))
      }
    }
  }

  /// Checks a row cell by cell; one without any number is a heading.
  private mutating func check(_ row: Int, _ reader: borrowing ColumnReader, isCounted: Bool) {
    let cells = cells(row, reader)
    guard cells.contains(where: \.isNumber), !isRepeatedHeader(cells) else {
      result.findings.headings += 1
      if isCounted { result.findings.rows -= 1 }
      return
    }
    if !isCounted { result.findings.rows += 1 }
    noteUnreadable(cells, row, reader)
    let isPlain =
      isCounted
      && !columns.indices.contains { slot in
        reader.places[slot * reader.stride + row] < 0
      }
    if !isPlain {
      for number in plan.changes.indices { test(number, cells, row, reader) }
    }
    for number in plan.sums.indices { testSum(number, cells, row, reader) }
    if plan.keepsRows {
      let key = key(row, reader)
      result.rows.append(
        KeptRow(
          line: reader.lines(beforeRow: row), key: key, cells: cells,
          isTotal: TotalWords.areTotal(key)))
    }
  }

  /// Whether the numbers are years under which the columns stand.
  private func isRepeatedHeader(_ cells: [CellContent]) -> Bool {
    var years = 0
    for (slot, cell) in cells.enumerated() {
      guard case .number(let number) = cell else { continue }
      guard let period = HeaderPeriods(plan.name(of: columns[slot])).single, period.isYear,
        number.exponent == 0, number.digits == BigInt(period.year)
      else { return false }
      years += 1
    }
    return years > 0
  }

  private mutating func noteUnreadable(
    _ cells: [CellContent], _ row: Int, _ reader: borrowing ColumnReader
  ) {
    for (slot, cell) in cells.enumerated() {
      let column = columns[slot]
      let isAbsent = reader.fields(inRow: row) <= column
      guard cell == .text || isAbsent else { continue }
      result.findings.note(
        CheckedTable.Unreadable(
          line: reader.lines(beforeRow: row), column: column + 1,
          text: isAbsent ? nil : String(reader.text(row: row, column: column).prefix(60))))
    }
  }

  private func key(_ row: Int, _ reader: borrowing ColumnReader) -> String {
    plan.keys.map { reader.text(row: row, column: $0) }.filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  private func cell(_ column: Int, _ cells: [CellContent]) -> CellContent {
    slots[column].map { cells[$0] } ?? .missing
  }

  private mutating func test(
    _ number: Int, _ cells: [CellContent], _ row: Int, _ reader: borrowing ColumnReader
  ) {
    let change = plan.changes[number]
    switch Numbers([change.stated, change.current, change.previous].map { cell($0, cells) }) {
    case .unusable(let reason): result.findings.skip(number, reason)
    case .all(let numbers):
      switch change.rule.allowed(current: numbers[1], previous: numbers[2]) {
      case .untestable(let reason): result.findings.skip(number, reason)
      case .intervals(let allowed):
        let (key, line) = (key(row, reader), reader.lines(beforeRow: row))
        result.findings.test(
          number, stated: numbers[0], allowed: allowed, rounding: plan.rounding, line: line,
          key: key, column: plan.name(of: change.stated))
      }
    }
  }

  private mutating func testSum(
    _ number: Int, _ cells: [CellContent], _ row: Int, _ reader: borrowing ColumnReader
  ) {
    let sum = plan.sums[number]
    let check = plan.changes.count + number
    switch Numbers(([sum.total] + sum.terms.map(\.column)).map { cell($0, cells) }) {
    case .unusable(let reason): result.findings.skip(check, reason)
    case .all(let numbers):
      var allowed = Interval(.zero, .zero)
      for (term, value) in zip(sum.terms, numbers.dropFirst()) {
        allowed = allowed.sum(
          printedInterval(value, rounding: plan.rounding).scaled(by: Rational(term.sign)))
      }
      let (key, line) = (key(row, reader), reader.lines(beforeRow: row))
      result.findings.test(
        check, stated: numbers[0], allowed: [allowed], rounding: plan.rounding, line: line,
        key: key, column: plan.name(of: sum.total))
    }
  }
}

/// The numbers of some cells, or why they cannot be used.
enum Numbers {
  case all([PrintedDecimal])
  case unusable(Untestable)

  init(_ cells: [CellContent]) {
    var numbers: [PrintedDecimal] = []
    var reason: Untestable?
    for cell in cells {
      switch cell {
      case .number(let number): numbers.append(number)
      case .missing: reason = reason ?? .missing
      case .text: reason = .unreadable
      }
    }
    self = reason.map { .unusable($0) } ?? .all(numbers)
  }
}

extension CellContent {
  /// Whether it is a number.
  var isNumber: Bool {
    if case .number = self { return true }
    return false
  }
}
