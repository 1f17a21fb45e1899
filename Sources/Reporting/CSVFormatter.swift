internal import Analytics
internal import TradeData

/// RFC 4180 with line feeds: fields with a comma, a quote or a line end stand in quotes.
struct CSVFormatter: BlockFormatter {
  let opening: [UInt8]
  let closing: [UInt8] = []
  let joint: [UInt8] = []
  private let contents: [ResultTable.Column.Content]
  /// The cells of the text columns, quoted where needed, each behind a comma but in the first column.
  private let texts: [PackedTexts]

  init(_ columns: [ResultTable.Column], forSpreadsheets: Bool = false) {
    let field = { CSVText.field($0, forSpreadsheets: forSpreadsheets) }
    opening = Array((columns.map { field($0.name) }.joined(separator: ",") + "\n").utf8)
    contents = columns.map(\.content)
    texts = columns.enumerated().map { number, column in
      var texts: [String] = []
      if case .text(let found) = column.content { texts = found }
      return PackedTexts(
        texts.map { Array(field($0).utf8) }, behind: number > 0 ? UInt8(ascii: ",") : nil)
    }
  }

  func bytes(of block: ResultTable.Block) -> ByteRun {
    var bytes = ByteBuffer(capacity: block.rowCount * (contents.count * 8 + 8))
    guard block.rowCount > 0 else { return bytes.finish() }
    let numbers = NumberCells(columns: contents.count)
    let longest = 1 + texts.reduce(0) { $0 + max(NumberCells.stride, $1.longest) }
    unsafe ColumnCursor.withCursors(of: block, contents, texts) { cursors in
      for first in stride(from: 0, to: block.rowCount, by: NumberCells.rows) {
        let rows = first..<min(first + NumberCells.rows, block.rowCount)
        for column in 0..<cursors.count {
          guard let digits = unsafe cursors[column].digits else { continue }
          unsafe numbers.write(
            column, digits + first, rows.count, places: cursors[column].scale,
            isExact: cursors[column].form == .exact)
        }
        for row in rows {
          var target = unsafe bytes.room(longest)
          for column in 0..<cursors.count {
            if let end = unsafe CSVFormatter.write(
              cursors[column], column, row, numbers, row &- first, to: target)
            {
              unsafe target = end
            } else if case .numbers(let cells) = block.columns[column] {
              unsafe bytes.take(upTo: target)
              if column > 0 { bytes.append(UInt8(ascii: ",")) }
              bytes.append(cells, row, contents[column])
              unsafe target = bytes.room(longest)
            }
          }
          unsafe target.storeBytes(of: UInt8(ascii: "\n"), as: UInt8.self)
          unsafe bytes.take(upTo: target + 1)
        }
      }
    }
    return bytes.finish()
  }

  /// Writes a cell; nil, and nothing written, where it is a number that takes more.
  @inline(__always)
  @unsafe private static func write(
    _ cursor: ColumnCursor, _ column: Int, _ row: Int, _ numbers: borrowing NumberCells,
    _ place: Int, to target: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer? {
    guard let codes = unsafe cursor.codes, let texts = unsafe cursor.texts,
      let begins = unsafe cursor.begins
    else {
      let (start, length) = unsafe numbers.cell(column, place)
      // Before the first cell of a row stands no comma.
      let comma = column == 0 ? 1 : 0
      unsafe copy(start + comma, to: target)
      unsafe copy(start + (16 + comma), to: target + 16)
      return length == 0 ? nil : unsafe target + (length &- comma)
    }
    let code = unsafe Int(codes[row])
    let (begin, end) = unsafe (begins[code], begins[code &+ 1])
    let text = unsafe UnsafeRawPointer(texts + begin)
    if unsafe cursor.form == .shortText {
      unsafe copy(text, to: target)
    } else {
      unsafe target.copyMemory(from: text, byteCount: end &- begin)
    }
    return unsafe target + (end &- begin)
  }

  /// Copies sixteen bytes.
  @inline(__always)
  @unsafe private static func copy(_ source: UnsafeRawPointer, to target: UnsafeMutableRawPointer) {
    let bytes = unsafe source.loadUnaligned(as: SIMD16<UInt8>.self)
    unsafe target.storeBytes(of: bytes, as: SIMD16<UInt8>.self)
  }
}
