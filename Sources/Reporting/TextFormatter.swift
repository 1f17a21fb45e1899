internal import Analytics
internal import Exact
internal import TradeData

/// A table for people: texts to the left, numbers to the right, points below one another.
struct TextFormatter: BlockFormatter {
  let opening: [UInt8]
  let closing: [UInt8] = []
  let joint: [UInt8] = []
  private let columns: [ResultTable.Column]
  private let widths: [Int]
  private let isColored: Bool

  /// Looks at all rows to find how wide each column is.
  init(_ table: ResultTable, unit: String, isColored: Bool, threads: Int) throws {
    columns = table.columns
    self.isColored = isColored
    var widths = table.columns.map { ShownText.line($0.name).count }
    try table.forEachBlock(threads: threads) { block in
      table.columns.indices.map { column in
        (0..<block.rowCount).reduce(0) {
          max($0, TextFormatter.cell($1, block.columns[column], table.columns[column]).count)
        }
      }
    } then: { found in
      for column in widths.indices { widths[column] = max(widths[column], found[column]) }
    }
    self.widths = widths
    var heading =
      unit.isEmpty ? "" : Style.dim.applied(to: "values in \(unit)", isColored) + "\n"
    for column in table.columns.indices {
      let name = TextFormatter.padded(
        ShownText.line(table.columns[column].name), widths[column], table.columns[column].content)
      heading += (column > 0 ? "  " : "") + Style.bold.applied(to: name, isColored)
    }
    opening = Array(heading.trimmingTrailingBlanks.utf8) + [UInt8(ascii: "\n")]
  }

  func bytes(of block: ResultTable.Block) -> ByteRun {
    var text = ""
    for row in 0..<block.rowCount {
      var line = ""
      for column in columns.indices {
        let cell = TextFormatter.cell(row, block.columns[column], columns[column])
        let padded = TextFormatter.padded(cell, widths[column], columns[column].content)
        line += (column > 0 ? "  " : "") + style(cell, column).applied(to: padded, isColored)
      }
      text += line.trimmingTrailingBlanks + "\n"
    }
    return ByteRun(Array(text.utf8))
  }

  /// Falls in red, rises in green: only for changes, where the sign is the message.
  private func style(_ cell: String, _ column: Int) -> Style {
    guard isColored, !cell.isEmpty else { return .plain }
    switch columns[column].name {
    case "delta", "percent_change", "balance", "balance_delta":
      return cell.hasPrefix("-") ? .red : .green
    case "status": return .yellow
    default: return .plain
    }
  }

  private static func cell(
    _ row: Int, _ cells: ResultTable.Block.Cells, _ column: ResultTable.Column
  ) -> String {
    switch (cells, column.content) {
    case (.codes(let codes), .text(let texts)):
      return codes[row] < 0 ? "" : ShownText.line(texts[Int(codes[row])])
    case (.numbers(let cells), _):
      guard let number = cells[row] else { return "" }
      return Rational(number).decimal(places: max(cells.scale, number.scale))
    default:
      return ""
    }
  }

  private static func padded(
    _ text: String, _ width: Int, _ content: ResultTable.Column.Content
  ) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    if case .text = content { return text + blanks }
    return blanks + text
  }
}

/// How a piece of text looks on a terminal.
private enum Style: String {
  case plain = ""
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"

  func applied(to text: String, _ isColored: Bool) -> String {
    isColored && self != .plain ? "\u{1b}[\(rawValue)m\(text)\u{1b}[0m" : text
  }
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return String(self[..<end])
  }
}
