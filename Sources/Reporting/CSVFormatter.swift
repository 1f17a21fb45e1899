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

  init(_ columns: [ResultTable.Column], forSpreadsheets: Bool = false) {
    let field = { CSVText.field($0, forSpreadsheets: forSpreadsheets) }
    opening = Array((columns.map { field($0.name) }.joined(separator: ",") + "\n").utf8)
    contents = columns.map(\.content)
    texts = columns.map { column in
      guard case .text(let texts) = column.content else { return PackedTexts([]) }
      return PackedTexts(texts.map { Array(field($0).utf8) })
    }
  }

  func bytes(of block: ResultTable.Block) -> ByteRun {
    var bytes = ByteBuffer(capacity: block.rowCount * (contents.count * 8 + 8))
    guard block.rowCount > 0 else { return bytes.finish() }
    // A comma, and a number or a text.
    let longest =
      1
      + texts.reduce(0) { $0 + 1 + max(PlainDigits.room, $1.longest) }
    unsafe ColumnCursor.withCursors(of: block, contents, texts) { cursors in
      for row in 0..<block.rowCount {
        var target = unsafe bytes.room(longest)
        for column in 0..<cursors.count {
          unsafe target.storeBytes(of: UInt8(ascii: ","), as: UInt8.self)
          unsafe target += column > 0 ? 1 : 0
          if let end = unsafe CSVFormatter.write(row, cursors[column], to: target) {
            unsafe target = end
          } else if case .numbers(let cells) = block.columns[column] {
            unsafe bytes.take(upTo: target)
            bytes.append(cells, row, contents[column])
            unsafe target = bytes.room(longest)
          }
        }
        unsafe target.storeBytes(of: UInt8(ascii: "\n"), as: UInt8.self)
        unsafe bytes.take(upTo: target + 1)
      }
    }
    return bytes.finish()
  }

  /// Writes a cell; nil, and nothing written, where it is a number that takes more.
  @inline(__always)
  @unsafe private static func write(
    _ row: Int, _ cursor: ColumnCursor, to target: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer? {
    if let digits = unsafe cursor.digits {
      let number = unsafe digits[row]
      if number == Cells.absent { return unsafe target }
      return unsafe PlainDigits.write(
        number, places: cursor.scale, isExact: cursor.form == .exact, to: target)
    }
    guard let codes = unsafe cursor.codes, let texts = unsafe cursor.texts,
      let begins = unsafe cursor.begins
    else { return unsafe target }
    let code = unsafe Int(codes[row])
    guard code >= 0 else { return unsafe target }
    let (begin, end) = unsafe (begins[code], begins[code &+ 1])
    let text = unsafe UnsafeRawPointer(texts + begin)
    if unsafe cursor.form == .shortText {
      let bytes = unsafe text.loadUnaligned(as: SIMD16<UInt8>.self)
      unsafe target.storeBytes(of: bytes, as: SIMD16<UInt8>.self)
    } else {
      unsafe target.copyMemory(from: text, byteCount: end &- begin)
    }
    return unsafe target + (end &- begin)
  }
}
