/// A look at the beginning, the middle and the end of a file, before it is read.
struct Sample: Sendable {
  /// Whether a quote was seen.
  private(set) var hasQuotes = false
  /// The most digits after the point in a value.
  private(set) var decimals = 0
  /// The byte before the fraction.
  private(set) var point = UInt8(ascii: ".")
  /// The number of fields of the first row.
  private(set) var width = 0

  private static let length = 1 << 16

  init(of file: InputFile, header: Header, inner: UInt8?, values: Set<Int>) {
    let last = max(header.bodyOffset, file.count - Sample.length)
    let begins = [header.bodyOffset, (header.bodyOffset + last) / 2, last]
    var decimals: [UInt8: Int] = [:]
    for begin in begins {
      let end = min(begin + Sample.length, file.count)
      guard begin < end else { continue }
      let bytes = unsafe UnsafeRawBufferPointer(start: file.start + begin, count: end - begin)
      unsafe look(at: bytes, [header.separator, inner ?? header.separator], values, &decimals)
    }
    // With a comma between fields, one inside a value groups digits.
    let comma = decimals[UInt8(ascii: ","), default: 0]
    if comma > 0, decimals[UInt8(ascii: ".")] == nil, header.separator != UInt8(ascii: ",") {
      point = UInt8(ascii: ",")
    }
    self.decimals = decimals[point, default: 0]
  }

  private mutating func look(
    at bytes: UnsafeRawBufferPointer, _ separators: [UInt8], _ values: Set<Int>,
    _ decimals: inout [UInt8: Int]
  ) {
    var (column, fraction, isInside) = (0, 0, false)
    var point: UInt8?
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      let isEnd = byte == UInt8(ascii: "\n")
      if byte == UInt8(ascii: "\"") {
        hasQuotes = true
        isInside.toggle()
      } else if !isInside, isEnd || separators.contains(byte) {
        if let point, values.contains(column) {
          decimals[point] = max(decimals[point, default: 0], fraction)
        }
        if isEnd, width == 0 { width = column + 1 }
        column = isEnd ? 0 : column + 1
        (fraction, point) = (0, nil)
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        (fraction, point) = (0, byte)
      } else if point != nil, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        fraction += 1
      }
    }
  }
}
