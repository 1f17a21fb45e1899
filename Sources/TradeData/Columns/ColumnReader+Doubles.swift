internal import Exact

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension ColumnReader {
  /// Where the bytes of a field are in the file, without the carriage return that may end a line.
  func bytes(row: Int, column: Int) -> Range<Int> {
    let field = first(row) + column
    let begin = base + beginning(field)
    var end = base + beginning(field + 1) - 1
    if end > begin, unsafe file.start[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return begin..<end
  }

  /// A field as the nearest double, in whatever form `NumberText` knows; nil where it is no number.
  func double(row: Int, column: Int) -> Double? {
    let range = bytes(row: row, column: column)
    let start = unsafe file.start + range.lowerBound
    let field = unsafe UnsafeRawBufferPointer(start: start, count: range.count)
    if format.point == UInt8(ascii: "."), unsafe field.allSatisfy(ColumnReader.isOfNumber) {
      // Behind the field stands a byte that is of no number, or a zero.
      var end: UnsafeMutablePointer<CChar>?
      let number = unsafe strtod(start.assumingMemoryBound(to: CChar.self), &end)
      if let end = unsafe end, unsafe UnsafeRawPointer(end) == start + range.count, number.isFinite
      {
        return number
      }
    }
    switch unsafe NumberText(field, point: format.point, missing: []) {
    case .number(let number): return Rational(number).double
    case .tooLong:
      // Past 128 bits; a double still has its first digits.
      var text = self.text(row: row, column: column)
      if format.point == UInt8(ascii: ",") {
        text = text.split(separator: ",").joined(separator: ".")
      }
      return Double(text).flatMap { $0.isFinite ? $0 : nil }
    case .missing, .invalid: return nil
    }
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
