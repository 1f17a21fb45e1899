internal import Analytics
internal import Exact
internal import TradeData

/// One series of a result: its keys and its rows.
struct ReportSeries: Sendable {
  /// The codes of its keys.
  let codes: [Int32]
  /// The row of each period; -1 where there is none.
  let rows: [Int]
  /// Its rows, as they stand in the result.
  let block: ResultTable.Block

  /// The rows `range` of `block`, which are one series.
  init(_ range: Range<Int>, of block: ResultTable.Block, _ shape: ReportShape) {
    self.block = block.rows(range)
    codes = (0..<shape.keyCount).map { block.code(range.lowerBound, $0) }
    var rows = Array(repeating: -1, count: shape.periods.count)
    for row in 0..<range.count { rows[Int(self.block.code(row, shape.keyCount))] = row }
    self.rows = rows
  }

  /// The number of a column in a period; nil where there is none.
  func number(_ column: Int?, _ period: Int?) -> ScaledInteger? {
    guard let column, let period, rows[period] >= 0,
      case .numbers(let cells) = block.columns[column]
    else { return nil }
    return cells[rows[period]]
  }

  /// The numbers of a column in all periods.
  func numbers(_ column: Int?) -> [ScaledInteger?] { rows.indices.map { number(column, $0) } }

  /// The code of a column in a period; -1 where there is none.
  func code(_ column: Int?, _ period: Int) -> Int32 {
    guard let column, rows[period] >= 0 else { return -1 }
    return block.code(rows[period], column)
  }
}

extension ResultTable.Block {
  /// The code at a row of a column of texts.
  func code(_ row: Int, _ column: Int) -> Int32 {
    guard case .codes(let codes) = columns[column] else { return -1 }
    return codes[row]
  }

  /// Some of the rows.
  func rows(_ range: Range<Int>) -> ResultTable.Block {
    ResultTable.Block(
      rowCount: range.count,
      columns: columns.map { cells in
        switch cells {
        case .codes(let codes): return .codes(Array(codes[range]))
        case .numbers(let cells):
          var wide: [Int: ScaledInteger] = [:]
          // Hardly any block has such numbers.
          if !cells.wide.isEmpty {
            for row in range { wide[row - range.lowerBound] = cells.wide[row] }
          }
          return .numbers(
            TradeData.Cells(digits: Array(cells.digits[range]), scale: cells.scale, wide: wide))
        }
      })
  }
}
