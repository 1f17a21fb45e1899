internal import Analytics
internal import TradeData

/// RFC 4180 with line feeds: fields with a comma, a quote or a line end stand in quotes.
struct CSVFormatter: BlockFormatter {
  let opening: [UInt8]
  let closing: [UInt8] = []
  let joint: [UInt8] = []
  private let contents: [ResultTable.Column.Content]
  /// The texts of the text columns, quoted where needed.
  private let texts: [[[UInt8]]]

  init(_ columns: [ResultTable.Column]) {
    opening = Array((columns.map { CSVText.field($0.name) }.joined(separator: ",") + "\n").utf8)
    contents = columns.map(\.content)
    texts = columns.map { column in
      guard case .text(let texts) = column.content else { return [] }
      return texts.map { Array(CSVText.field($0).utf8) }
    }
  }

  func bytes(of block: ResultTable.Block) -> [UInt8] {
    var bytes = ByteBuffer(capacity: block.rowCount * contents.count * 10)
    for row in 0..<block.rowCount {
      for column in block.columns.indices {
        if column > 0 { bytes.append(UInt8(ascii: ",")) }
        switch block.columns[column] {
        case .codes(let codes):
          if codes[row] >= 0 { bytes.append(texts[column][Int(codes[row])]) }
        case .numbers(let cells):
          bytes.append(cells, row, contents[column])
        }
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes.finish()
  }
}
