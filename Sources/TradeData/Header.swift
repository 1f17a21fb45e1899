/// One line of a file, split into the names of its columns.
struct Header: Sendable {
  /// The column names, without quotes and blanks around them.
  let names: [String]
  /// The byte between fields.
  let separator: UInt8
  /// Where the line after this one begins, counted in bytes from the beginning of the file.
  let bodyOffset: Int
  /// The line, from 1.
  let line: Int
  let encoding: TextEncoding

  /// Bytes a header line may take.
  private static let limit = 1 << 20

  /// The line that begins at `offset`; nil where the file ends before it.
  init?(
    of file: InputFile, at offset: Int, line: Int, encoding: TextEncoding, separator: UInt8? = nil
  ) throws(TradeDataError) {
    let limit = min(file.count, offset + Header.limit)
    // A byte order mark is not part of the first name.
    let hasMark = unsafe offset == 0 && file.count > 3 && isByteOrderMark(file.start)
    let begin = hasMark ? 3 : offset
    guard begin < file.count else { return nil }
    var end = begin
    var isQuoted = false
    while end < limit, unsafe isQuoted || file.start[end] != UInt8(ascii: "\n") {
      if unsafe file.start[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
      end += 1
    }
    guard end < offset + Header.limit else {
      throw TradeDataError(
        file.name, line: line,
        "a line longer than 1 MiB; expected a header and rows of separated fields")
    }
    let bytes = unsafe Array(UnsafeRawBufferPointer(start: file.start + begin, count: end - begin))
    self.separator = separator ?? Header.separator(of: bytes)
    self.encoding = encoding
    self.line = line
    names = Header.split(bytes, [self.separator], encoding)
    bodyOffset = min(end + 1, file.count)
  }

  /// The same line split at a second byte as well.
  func split(alsoAt inner: UInt8) -> Header {
    Header(
      names: names.flatMap { Header.split(Array($0.utf8), [inner], .utf8) }, separator: separator,
      bodyOffset: bodyOffset, line: line, encoding: encoding)
  }

  private init(
    names: [String], separator: UInt8, bodyOffset: Int, line: Int, encoding: TextEncoding
  ) {
    self.names = names
    self.separator = separator
    self.bodyOffset = bodyOffset
    self.line = line
    self.encoding = encoding
  }

  /// A separator in words.
  static func name(of separator: UInt8) -> String {
    switch separator {
    case UInt8(ascii: "\t"): "tabs"
    case UInt8(ascii: ";"): "semicolons"
    case UInt8(ascii: "|"): "bars"
    default: "commas"
    }
  }

  /// The candidate that occurs most often outside of quotes; a comma where none does.
  private static func separator(of line: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    // A tab hardly ever stands in a name, so one is enough.
    if counts[UInt8(ascii: "\t"), default: 0] > 0 { return UInt8(ascii: "\t") }
    var best = UInt8(ascii: ",")
    for candidate in [UInt8(ascii: ";"), UInt8(ascii: "|")]
    where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return best
  }

  private static func split(
    _ line: [UInt8], _ separators: Set<UInt8>, _ encoding: TextEncoding
  ) -> [String] {
    var names: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if separators.contains(byte), !isQuoted {
        names.append(FieldText.decode(field, encoding))
        field = []
      } else {
        field.append(byte)
      }
    }
    names.append(FieldText.decode(field, encoding))
    return names
  }
}
