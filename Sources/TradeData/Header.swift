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
  /// Other bytes of the line, outside of quotes, that separate fields in other files.
  private(set) var otherSeparators: [UInt8] = []
  /// Whether carriage returns stand within the line.
  private(set) var hasBareReturns = false

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
    let counts = Header.counts(bytes)
    let chosen = separator ?? Header.separator(among: counts)
    self.separator = chosen
    otherSeparators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|")].filter {
      $0 != chosen && counts[$0, default: 0] > 0
    }
    hasBareReturns = counts[UInt8(ascii: "\r"), default: 0] > 1
    self.encoding = encoding
    self.line = line
    names = Header.split(bytes, [chosen], encoding)
    bodyOffset = min(end + 1, file.count)
  }

  /// The same line split at a second byte as well.
  func split(alsoAt inner: UInt8) -> Header {
    Header(
      names: names.flatMap { Header.split(Array($0.utf8), [inner], .utf8) }, separator: separator,
      bodyOffset: bodyOffset, line: line, encoding: encoding)
  }

  init(
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
  private static func separator(among counts: [UInt8: Int]) -> UInt8 {
    // A tab hardly ever stands in a name, so one is enough.
    if counts[UInt8(ascii: "\t"), default: 0] > 0 { return UInt8(ascii: "\t") }
    var best = UInt8(ascii: ",")
    for candidate in [UInt8(ascii: ";"), UInt8(ascii: "|")]
    where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return best
  }

  /// How often each byte occurs outside of quotes.
  private static func counts(_ line: [UInt8]) -> [UInt8: Int] {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in line {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    return counts
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

extension String {
  /// The text with what is not printable replaced, so that it stays on one line.
  var oneLine: String {
    String(
      String.UnicodeScalarView(
        prefix(300).unicodeScalars.map { $0.properties.generalCategory == .control ? "·" : $0 }))
  }
}
