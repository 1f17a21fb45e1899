/// A file's first line, split into names.
struct Header: Sendable {
  /// The column names, without quotes and blanks around them.
  let names: [String]
  /// The byte between fields.
  let separator: UInt8
  /// Where the rows begin, counted in bytes from the beginning of the file.
  let bodyOffset: Int

  /// Bytes a header line may take.
  private static let limit = 1 << 20

  init(of file: MappedFile) throws(TradeDataError) {
    let bytes = unsafe UnsafeRawBufferPointer(
      start: file.start, count: min(file.count, Header.limit))
    // A byte order mark is not part of the first name.
    let begin = unsafe bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var end = begin
    var isQuoted = false
    while end < bytes.count, unsafe isQuoted || bytes[end] != UInt8(ascii: "\n") {
      if unsafe bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
      end += 1
    }
    guard end < Header.limit else {
      throw TradeDataError(
        file.name, line: 1, "the first line is longer than 1 MiB; expected a header")
    }
    let line = file.text(begin..<end).filter { $0 != "\r\n" && $0 != "\r" }
    guard line.contains(where: { !$0.isWhitespace }) else {
      throw TradeDataError(file.name, line: 1, "the first line is blank; expected a header")
    }
    let separator = Header.separator(of: line)
    self.separator = separator
    names = Header.split(line, separator)
    bodyOffset = min(end + 1, file.count)
  }

  /// The candidate that occurs most often outside of quotes; a comma where none does.
  private static func separator(of line: String) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in line.utf8 {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    var best = UInt8(ascii: ",")
    for candidate in [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|")]
    where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return best
  }

  private static func split(_ line: String, _ separator: UInt8) -> [String] {
    var names: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    for byte in line.utf8 {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == separator, !isQuoted {
        names.append(FieldText.decode(field))
        field = []
      } else {
        field.append(byte)
      }
    }
    names.append(FieldText.decode(field))
    return names
  }
}
