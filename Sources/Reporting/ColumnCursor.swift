internal import Analytics
internal import TradeData

/// One column of a block while rows are written: its cells by address, since an array in an enum is
/// retained and released for every cell that is read.
@unsafe struct ColumnCursor {
  /// How the cells are written.
  enum Form {
    case text
    case shortText
    case exact
    case rounded
  }

  let form: Form
  /// Of texts, their codes, and where the cell of each code begins among `texts`; that of -1 is empty.
  let codes: UnsafePointer<Int32>?
  let texts: UnsafePointer<UInt8>?
  let begins: UnsafePointer<Int>?
  /// Of numbers, their digits, and how many of these stand after the point.
  let digits: UnsafePointer<Int64>?
  let scale: Int

  /// Calls `body` with a cursor for each column, valid while it runs.
  static func withCursors(
    of block: ResultTable.Block, _ contents: [ResultTable.Column.Content], _ texts: [PackedTexts],
    _ body: (UnsafeBufferPointer<ColumnCursor>) -> Void
  ) {
    var cursors: [ColumnCursor] = unsafe []
    func add(_ column: Int) {
      guard column < contents.count else {
        unsafe cursors.withUnsafeBufferPointer { unsafe body($0) }
        return
      }
      switch block.columns[column] {
      case .codes(let codes):
        let packed = texts[column]
        unsafe codes.withUnsafeBufferPointer { codes in
          unsafe packed.bytes.withUnsafeBufferPointer { bytes in
            unsafe packed.begins.withUnsafeBufferPointer { begins in
              unsafe cursors.append(
                ColumnCursor(
                  form: packed.areShort ? .shortText : .text, codes: codes.baseAddress,
                  texts: bytes.baseAddress, begins: begins.baseAddress.map { unsafe $0 + 1 },
                  digits: nil, scale: 0))
              add(column + 1)
            }
          }
        }
      case .numbers(let cells):
        var form = Form.exact
        if case .rounded = contents[column] { form = .rounded }
        unsafe cells.digits.withUnsafeBufferPointer { digits in
          unsafe cursors.append(
            ColumnCursor(
              form: form, codes: nil, texts: nil, begins: nil, digits: digits.baseAddress,
              scale: cells.scale))
          add(column + 1)
        }
      }
    }
    add(0)
  }
}
