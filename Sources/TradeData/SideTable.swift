/// A small table beside the data: codes and groups, incomes; every field a text.
public struct SideTable: Sendable {
  /// One row.
  public struct Row: Sendable {
    /// The line on which it begins, from 1.
    public let line: Int
    /// As many fields as the header has.
    public let fields: [String]
  }

  /// The file, as it was named.
  public let file: String
  /// The names of the columns.
  public let header: [String]
  /// The rows, blank lines left out.
  public let rows: [Row]

  /// Reads a file with a header line, its separator and its encoding found as for trade files.
  ///
  /// Throws where it cannot be read, has no header, or a row has fewer or more fields than the header.
  public init(path: String) throws(TradeDataError) {
    let file = try InputFile(path: path)
    let bytes = unsafe UnsafeRawBufferPointer(start: file.start, count: file.count)
    let encoding = unsafe TextEncoding(guessing: bytes)
    guard let header = try Header(of: file, at: 0, line: 1, encoding: encoding) else {
      throw TradeDataError(path, "is empty; expected a header line and rows")
    }
    self.file = path
    self.header = header.names
    var rows: [Row] = []
    var (line, place) = (2, header.bodyOffset)
    while place < file.count {
      var (fields, field, isQuoted, first) = ([String](), [UInt8](), false, line)
      while place < file.count {
        let byte = unsafe bytes[place]
        place += 1
        if byte == UInt8(ascii: "\n") { line += 1 }
        if byte == UInt8(ascii: "\n"), !isQuoted { break }
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if byte == header.separator, !isQuoted {
          fields.append(FieldText.decode(field, encoding))
          field = []
        } else {
          field.append(byte)
        }
      }
      fields.append(FieldText.decode(field, encoding))
      if fields == [""] { continue }
      guard fields.count == header.names.count else {
        throw TradeDataError(
          path, line: first,
          "\(fields.count) fields; expected \(header.names.count), as the header has")
      }
      rows.append(Row(line: first, fields: fields))
      first = line
    }
    try file.confirmUnchanged()
    self.rows = rows
  }

  /// The first column that has one of these names, whatever their case.
  public func column(_ names: [String]) -> Int? {
    header.firstIndex { names.contains($0.lowercased()) }
  }

  /// An error of a row, which names its line and the field's number.
  public func error(_ row: Row, field: Int, expected: String) -> TradeDataError {
    TradeDataError(
      file, line: row.line,
      "field \(field + 1): expected \(expected), found \"\(row.fields[field].prefix(40))\"")
  }
}
