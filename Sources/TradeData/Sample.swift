internal import Exact

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
  /// Whether a period was seen that can only be a fiscal year, as `2012-13`.
  private(set) var isFiscal = false
  /// Whether the column of the classification names the Harmonized System in every row: `H5`, `HS`.
  var isHarmonized: Bool { hasHarmonized && !hasOther }
  /// Whether anything but blanks and separators follows the header.
  private(set) var hasRows = false

  private var hasHarmonized = false
  private var hasOther = false

  private static let length = 1 << 16

  /// What the values of the sample show of one of the two signs that may stand before a fraction.
  private struct Sign {
    /// The most digits behind the last one of a value.
    var fraction = 0
    /// Whether some value can only have it before its fraction: other than three digits behind it, or
    /// more than three before it.
    var isPoint = false
    /// Whether some value can only have it between groups: it occurs twice.
    var isGroup = false
    /// Whether it stood behind the other sign.
    var isLast = false
  }

  init(of file: InputFile, header: Header, binding: Binding) {
    let values = Set(binding.values.map(\.column))
    let inner = binding.layout.innerSeparator
    let last = max(header.bodyOffset, file.count - Sample.length)
    let begins = [header.bodyOffset, (header.bodyOffset + last) / 2, last]
    var signs: [UInt8: Sign] = [:]
    for begin in begins {
      let end = min(begin + Sample.length, file.count)
      guard begin < end else { continue }
      let bytes = unsafe UnsafeRawBufferPointer(start: file.start + begin, count: end - begin)
      unsafe look(
        at: bytes, [header.separator, inner ?? header.separator], values, binding.columns, &signs)
    }
    point = Sample.point(
      comma: signs[UInt8(ascii: ",")], dot: signs[UInt8(ascii: ".")], separator: header.separator)
    decimals = signs[point]?.fraction ?? 0
  }

  /// Which of the two signs stands before the fraction.
  ///
  /// `1.234,5` and `12,5` settle it. `1,234` alone does not: between semicolons it is a decimal comma,
  /// as a spreadsheet with that separator writes it, elsewhere a thousand.
  private static func point(comma: Sign?, dot: Sign?, separator: UInt8) -> UInt8 {
    let (isComma, isDot) = (UInt8(ascii: ","), UInt8(ascii: "."))
    guard let comma else { return isDot }
    if comma.isGroup || dot?.isLast ?? false { return isDot }
    if comma.isLast || dot?.isGroup ?? false { return isComma }
    if comma.isPoint { return dot?.isPoint ?? false ? isDot : isComma }
    return dot == nil && separator == UInt8(ascii: ";") ? isComma : isDot
  }

  private mutating func look(
    at bytes: UnsafeRawBufferPointer, _ separators: [UInt8], _ values: Set<Int>,
    _ columns: [Role: Int],
    _ signs: inout [UInt8: Sign]
  ) {
    let (period, classification) = (columns[.period], columns[.classification])
    var (column, fraction, isInside) = (0, 0, false)
    var point: UInt8?
    var (fieldStart, digits) = (0, 0)
    // The signs of a value.
    var met: [UInt8] = []
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      let isEnd = byte == UInt8(ascii: "\n")
      if byte == UInt8(ascii: "\"") {
        hasQuotes = true
        isInside.toggle()
      } else if !isInside, isEnd || separators.contains(byte) {
        if let last = point, values.contains(column) {
          var sign = signs[last, default: Sign()]
          sign.fraction = max(sign.fraction, fraction)
          if met.filter({ $0 == last }).count > 1 {
            sign.isGroup = true
          } else if met.count > 1 {
            sign.isLast = true
          } else if fraction != 3 || digits - fraction > 3 || digits == fraction {
            sign.isPoint = true
          }
          signs[last] = sign
        }
        if column == period, !isFiscal {
          isFiscal = unsafe Period.isPlainlyFiscal(bytes[fieldStart..<index])
        }
        if column == classification {
          let letter = unsafe bytes[fieldStart..<index].first { $0 > UInt8(ascii: "\"") }
          if letter == UInt8(ascii: "H") {
            hasHarmonized = true
          } else if letter != nil {
            hasOther = true
          }
        }
        if isEnd, width == 0 { width = column + 1 }
        column = isEnd ? 0 : column + 1
        (fraction, point, fieldStart, digits) = (0, nil, index + 1, 0)
        met.removeAll(keepingCapacity: true)
      } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") {
        (fraction, point) = (0, byte)
        if met.count < 8 { met.append(byte) }
        hasRows = true
      } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
        if point != nil { fraction += 1 }
        digits += 1
        hasRows = true
      } else if !hasRows, byte > UInt8(ascii: " ") {
        hasRows = true
      }
    }
  }
}
