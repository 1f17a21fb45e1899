internal import Analytics
internal import TradeData

/// RFC 4180 with line feeds: fields with a comma, a quote or a line end stand in quotes.
struct CSVFormatter: BlockFormatter {
  let opening: [UInt8]
  let closing: [UInt8] = []
  let joint: [UInt8] = []
  private let contents: [ResultTable.Column.Content]
  /// The texts of the text columns, quoted where needed.
  private let texts: [PackedTexts]

  init(_ columns: [ResultTable.Column]) {
    opening = Array((columns.map { CSVText.field($0.name) }.joined(separator: ",") + "\n").utf8)
    contents = columns.map(\.content)
    texts = columns.map { column in
      guard case .text(let texts) = column.content else { return PackedTexts([]) }
      return PackedTexts(texts.map { Array(CSVText.field($0).utf8) })
    }
  }

  func bytes(of block: ResultTable.Block) -> ByteRun {
    var bytes = ByteBuffer(capacity: block.rowCount * (contents.count * 8 + 8))
    guard block.rowCount > 0 else { return bytes.finish() }
    unsafe ColumnCursor.withCursors(of: block, contents, texts) { cursors in
      for row in 0..<block.rowCount {
        for column in 0..<cursors.count {
          if column > 0 { bytes.append(UInt8(ascii: ",")) }
          unsafe append(row, column, cursors[column], block, to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    return bytes.finish()
  }

  @inline(__always)
  private func append(
    _ row: Int, _ column: Int, _ cursor: ColumnCursor, _ block: ResultTable.Block,
    to bytes: inout ByteBuffer
  ) {
    if let codes = unsafe cursor.codes, let texts = unsafe cursor.texts,
      let begins = unsafe cursor.begins
    {
      let code = unsafe Int(codes[row])
      guard code >= 0 else { return }
      let (begin, end) = unsafe (begins[code], begins[code &+ 1])
      if unsafe cursor.form == .shortText {
        unsafe bytes.append(shortText: texts + begin, end &- begin)
      } else {
        unsafe bytes.append(texts + begin, end &- begin)
      }
    } else if let digits = unsafe cursor.digits {
      let number = unsafe digits[row]
      if number > Cells.elsewhere {
        if unsafe cursor.form == .rounded {
          unsafe bytes.append(number, places: cursor.scale)
        } else {
          unsafe bytes.appendExact(number, scale: cursor.scale)
        }
      } else if number == Cells.elsewhere, case .numbers(let cells) = block.columns[column] {
        bytes.append(cells, row, contents[column])
      }
    }
  }
}
