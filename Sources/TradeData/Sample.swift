/// A look at the beginning, the middle and the end of a file, before it is read.
struct Sample {
  /// Whether a quote was seen.
  private(set) var hasQuotes = false
  /// The most digits after the point in the value column.
  private(set) var decimals = 0

  private static let length = 1 << 16

  init(of file: MappedFile, from bodyOffset: Int, separator: UInt8, valueColumn: Int) {
    let last = max(bodyOffset, file.count - Sample.length)
    for begin in [bodyOffset, (bodyOffset + last) / 2, last] {
      let end = min(begin + Sample.length, file.count)
      guard begin < end else { continue }
      let bytes = unsafe UnsafeRawBufferPointer(start: file.start + begin, count: end - begin)
      unsafe look(at: bytes, separator: separator, valueColumn: valueColumn)
    }
  }

  private mutating func look(
    at bytes: UnsafeRawBufferPointer, separator: UInt8, valueColumn: Int
  ) {
    var (column, fraction, isInside, isFraction) = (0, 0, false, false)
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      if byte == UInt8(ascii: "\"") {
        hasQuotes = true
        isInside.toggle()
      } else if !isInside, byte == separator || byte == UInt8(ascii: "\n") {
        if isFraction, column == valueColumn { decimals = max(decimals, fraction) }
        column = byte == separator ? column + 1 : 0
        (fraction, isFraction) = (0, false)
      } else if byte == UInt8(ascii: ".") {
        (fraction, isFraction) = (0, true)
      } else if isFraction, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        fraction += 1
      }
    }
  }
}
