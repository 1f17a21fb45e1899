import Consistency
import Exact
import TradeData

/// A total row of a table.
struct TotalRow: Sendable {
  /// Its line.
  var line: Int
  /// What names it.
  let key: String
  /// The contents of the plan's columns.
  let cells: [CellContent]
}

/// The total rows of a table, and what the rows before, between and behind them add up to.
///
/// The rows themselves are not kept.
struct TotalsTally: Sendable {
  /// The rows up to a total row, or to the end.
  struct Gap: Sendable {
    var rows = 0
    /// The sum of each of the plan's columns.
    var sums: [PrintedSum]
  }

  /// One more than total rows.
  private(set) var gaps: [Gap]
  private(set) var totals: [TotalRow] = []
  /// Whether there were more total rows than a list of parts under totals has.
  private(set) var isOverfull = false

  private let columns: Int
  private let rounding: Rounding

  /// Total rows of one stretch of a file; more are a column of data.
  private static let mostTotals = 1 << 12

  init(_ plan: ColumnPlan) {
    columns = plan.columns.count
    rounding = plan.rounding
    gaps = [Gap(sums: Array(repeating: PrintedSum(), count: columns))]
  }

  /// Adds rows of plain numbers.
  mutating func add(_ rows: Range<Int>, of reader: borrowing ColumnReader, slots: [Int]) {
    guard !rows.isEmpty else { return }
    let gap = gaps.count - 1
    gaps[gap].rows += rows.count
    for slot in slots {
      let from = slot * reader.stride
      let places = Int(reader.commonPlaces[slot])
      if places >= 0 {
        gaps[gap].sums[slot].add(
          reader.digits.span.extracting(from + rows.lowerBound..<from + rows.upperBound),
          places: places)
      } else {
        for row in rows {
          gaps[gap].sums[slot].add(
            reader.digits[from + row], places: Int(reader.places[from + row]))
        }
      }
    }
  }

  /// Adds a row with anything in it.
  mutating func add(_ cells: [CellContent]) {
    let gap = gaps.count - 1
    gaps[gap].rows += 1
    for (slot, cell) in cells.enumerated() {
      gaps[gap].sums[slot].add(cell, rounding: rounding)
    }
  }

  /// Ends the present gap with a total row.
  mutating func close(_ total: TotalRow) {
    guard totals.count < TotalsTally.mostTotals else {
      isOverfull = true
      return
    }
    totals.append(total)
    gaps.append(Gap(sums: Array(repeating: PrintedSum(), count: columns)))
  }

  /// Adds what was found further down, where lines count from `line`.
  mutating func append(_ other: TotalsTally, line: Int) {
    let last = gaps.count - 1
    gaps[last].rows += other.gaps[0].rows
    for slot in 0..<columns { gaps[last].sums[slot].add(other.gaps[0].sums[slot]) }
    gaps += other.gaps.dropFirst()
    let first = totals.count
    totals += other.totals
    for number in totals.indices.dropFirst(first) { totals[number].line += line }
    isOverfull = isOverfull || other.isOverfull
  }
}
