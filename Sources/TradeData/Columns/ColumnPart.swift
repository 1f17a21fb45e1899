/// The chosen columns of a stretch of a file.
struct ColumnPart: Sendable {
  let path: String
  /// The line of each row, counted from the stretch until it is moved.
  private(set) var lines: [Int] = []
  /// The line ends of the stretch.
  private(set) var lineEnds = 0
  /// The numbers, column by column.
  private(set) var numbers: [[Double]]
  /// The codes, column by column.
  private(set) var codes: [[Int32]]
  /// The texts of the codes, column by column.
  private(set) var texts: [[String]]

  /// Reads the rows of `range`.
  init(
    _ file: InputFile, _ range: Range<Int>, _ format: ColumnReader.Format,
    numbers numberColumns: [Int],
    codes codeColumns: [Int], names: [String]
  ) throws {
    path = file.name
    numbers = numberColumns.map { _ in [] }
    codes = codeColumns.map { _ in [] }
    texts = codeColumns.map { _ in [] }
    var reader = ColumnReader(file, range, format: format, columns: numberColumns)
    let tables = codeColumns.map { _ in TextNumbers() }
    while try reader.next() {
      let rows = try ColumnPart.wholeRows(reader, file, names.count)
      lines += rows.map { reader.lines(beforeRow: $0) }
      for (slot, column) in numberColumns.enumerated() {
        let from = slot * reader.stride
        for row in rows {
          let places = reader.places[from + row]
          if places >= 0, let number = ColumnPart.number(reader.digits[from + row], Int(places)) {
            numbers[slot].append(number)
          } else {
            numbers[slot].append(
              try ColumnPart.number(reader, file, row: row, column: column, name: names[column]))
          }
        }
      }
      for (slot, column) in codeColumns.enumerated() {
        for row in rows {
          codes[slot].append(tables[slot].number(reader, row: row, column: column))
        }
      }
    }
    lineEnds = reader.lines
    texts = tables.map { $0.texts(format.encoding) }
  }

  /// Counts the lines from the beginning of the file.
  mutating func move(byLines before: Int) {
    for row in lines.indices { lines[row] += before }
  }

  /// The rows of a batch that are not blank; one with fields missing or to spare is refused.
  private static func wholeRows(
    _ reader: borrowing ColumnReader, _ file: InputFile, _ width: Int
  ) throws -> [Int] {
    var rows: [Int] = []
    rows.reserveCapacity(reader.rows)
    for row in 0..<reader.rows {
      let fields = reader.fields(inRow: row)
      if fields == width {
        if width > 1 || !reader.text(row: row, column: 0).isEmpty { rows.append(row) }
        continue
      }
      if fields == 1, reader.text(row: row, column: 0).isEmpty { continue }
      // A separator at the end of a line adds an empty field that has no name.
      if fields == width + 1, reader.text(row: row, column: width).isEmpty {
        rows.append(row)
        continue
      }
      throw TradeDataError(
        file.name, line: file.position(of: reader.offset(ofRow: row)).line,
        "\(fields) fields; expected \(width), as the header has")
    }
    return rows
  }

  /// The powers of ten that are exact.
  private static let powers: [Double] = (0..<22).reduce(into: [1]) { powers, _ in
    powers.append(powers[powers.count - 1] * 10)
  }

  /// Digits of which so many stand behind the point; nil where the quotient would be rounded twice.
  private static func number(_ digits: Int64, _ places: Int) -> Double? {
    digits.magnitude <= 1 << 53 && places < powers.count ? Double(digits) / powers[places] : nil
  }

  /// A number in any other form; not a number where it is missing.
  private static func number(
    _ reader: borrowing ColumnReader, _ file: InputFile, row: Int, column: Int, name: String
  ) throws -> Double {
    let bytes = reader.bytes(row: row, column: column)
    if bytes.isEmpty { return .nan }
    if let number = reader.double(row: row, column: column) { return number }
    let text = reader.text(row: row, column: column)
    if text.isEmpty || DataColumns.missing.contains(text) { return .nan }
    let place = file.position(of: bytes.lowerBound)
    throw TradeDataError(
      file.name, line: place.line, column: place.column,
      "\(name.oneLine): expected a number, found \"\(String(text.prefix(40)).oneLine)\"")
  }
}

/// The distinct texts of a column in one stretch, numbered as they appear.
private final class TextNumbers {
  private var table = CodeTable()

  func number(_ reader: borrowing ColumnReader, row: Int, column: Int) -> Int32 {
    let bytes = reader.bytes(row: row, column: column)
    let start = unsafe reader.file.start + bytes.lowerBound
    if let known = unsafe table.find(start, bytes.count) {
      return Int32(truncatingIfNeeded: known)
    }
    let number = table.count
    unsafe table.insert(start, bytes.count, bits: UInt64(number))
    return Int32(number)
  }

  /// The texts without quotes and blanks around them; some may be equal then.
  func texts(_ encoding: TextEncoding) -> [String] {
    table.texts.map { FieldText.decode($0, encoding) }
  }
}
