import BigInt
import Consistency
import Exact
import TradeData

/// The exact rules, cell by cell.
extension RowChecker {
  /// What the cells of a row hold, in the order of the plan's columns.
  func cells(_ row: Int, _ reader: borrowing ColumnReader) -> [CellContent] {
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

  /// What names a row.
  func key(_ row: Int, _ reader: borrowing ColumnReader) -> String {
    plan.keys.map { reader.text(row: row, column: $0) }.filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// Whether the numbers are years under which the columns stand.
  func isRepeatedHeader(_ cells: [CellContent]) -> Bool {
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

  /// Notes the cells of a row that are no numbers.
  mutating func noteUnreadable(
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

  private func cell(_ column: Int, _ cells: [CellContent]) -> CellContent {
    slots[column].map { cells[$0] } ?? .missing
  }

  /// Tests one change.
  mutating func test(
    _ number: Int, _ cells: [CellContent], _ row: Int, _ reader: borrowing ColumnReader
  ) {
    let change = plan.changes[number]
    switch Numbers([change.stated, change.current, change.previous].map { cell($0, cells) }) {
    case .unusable(let reason): result.findings.skip(number, reason)
    case .all(let numbers):
      switch change.rule.allowed(current: numbers[1], previous: numbers[2]) {
      case .untestable(let reason): result.findings.skip(number, reason)
      case .intervals(let allowed):
        test(number, numbers[0], allowed, column: change.stated, row, reader)
      }
    }
  }

  /// Tests one sum of columns.
  mutating func testSum(
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
      test(check, numbers[0], [allowed], column: sum.total, row, reader)
    }
  }

  private mutating func test(
    _ check: Int, _ stated: PrintedDecimal, _ allowed: [Interval], column: Int, _ row: Int,
    _ reader: borrowing ColumnReader
  ) {
    let (key, line) = (key(row, reader), reader.lines(beforeRow: row))
    result.findings.test(
      check, stated: stated, allowed: allowed, rounding: plan.rounding, line: line, key: key,
      column: plan.name(of: column))
  }

  // MARK: - Shares

  /// Tests the shares of rows of plain numbers, at once where their whole is a figure of a total row.
  mutating func testShares(_ rows: Range<Int>, _ reader: borrowing ColumnReader) {
    for (number, share) in plan.shares.enumerated() {
      guard let stated = slots[share.stated], let level = slots[share.level] else { continue }
      var whole: QuickNumber?
      if case .stated(let figure) = wholes[gap][number] { whole = QuickNumber(figure) }
      for row in rows {
        let (said, part) = (stated * reader.stride + row, level * reader.stride + row)
        if let whole,
          quickShare.agrees(
            stated: QuickNumber(reader.digits[said], reader.places[said]),
            current: QuickNumber(reader.digits[part], reader.places[part]), previous: whole)
            == true
        {
          result.findings.checks[plan.changes.count + plan.sums.count + number].agree += 1
        } else {
          testShare(number, cells(row, reader), row, reader)
        }
      }
    }
  }

  /// Tests the shares of one row.
  mutating func testShares(
    _ cells: [CellContent], _ row: Int, _ reader: borrowing ColumnReader
  ) {
    for number in plan.shares.indices { testShare(number, cells, row, reader) }
  }

  private mutating func testShare(
    _ number: Int, _ cells: [CellContent], _ row: Int, _ reader: borrowing ColumnReader
  ) {
    let share = plan.shares[number]
    let check = plan.changes.count + plan.sums.count + number
    switch Numbers([cell(share.stated, cells), cell(share.level, cells)]) {
    case .unusable(let reason): result.findings.skip(check, reason)
    case .all(let numbers):
      let rule = ChangeRule(kind: .share, rounding: plan.rounding)
      switch rule.allowed(part: numbers[1], of: wholes[gap][number]) {
      case .untestable(let reason): result.findings.skip(check, reason)
      case .intervals(let allowed):
        test(check, numbers[0], allowed, column: share.stated, row, reader)
      }
    }
  }
}

extension ChangeRule {
  /// What the share of a part can be.
  ///
  /// A part x of a sum x + y: its share grows with x and falls with y, so each end takes one end of
  /// both.
  func allowed(part: PrintedDecimal, of whole: TotalsCheck.Whole) -> Allowed {
    switch whole {
    case .unknown(let reason): return .untestable(reason)
    case .stated(let figure): return allowed(current: part, previous: figure)
    case .sum(let all):
      let part = printedInterval(part, rounding: rounding)
      guard let low = part.lower.value, let high = part.upper.value, let allLow = all.lower.value,
        let allHigh = all.upper.value, allLow.signum > 0, low.signum >= 0
      else { return .untestable(.noBase) }
      let least = low / (low + allHigh - high) * 100
      let most = high / (high + allLow - low) * 100
      return .intervals([Interval(least, most)])
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
