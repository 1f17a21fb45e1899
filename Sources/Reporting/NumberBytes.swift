internal import Analytics
internal import Exact
internal import TradeData

/// Appends the texts of numbers to a buffer of bytes, without making strings of them.
enum NumberBytes {
  /// Appends the shortest exact decimal of `digits · 10^-scale`.
  @inline(__always)
  static func appendExact(_ digits: Int64, scale: Int, to bytes: inout [UInt8]) {
    var (digits, scale) = (digits, scale)
    while scale > 0, digits % 10 == 0 {
      digits /= 10
      scale -= 1
    }
    append(digits, places: scale, to: &bytes)
  }

  /// Appends `digits · 10^-places` with exactly that many digits after the point.
  @inline(__always)
  static func append(_ digits: Int64, places: Int, to bytes: inout [UInt8]) {
    if digits < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = digits.magnitude
    let length = max(decimalLength(rest), places + 1) + (places > 0 ? 1 : 0)
    let end = bytes.count + length
    for _ in 0..<length { bytes.append(UInt8(ascii: "0")) }
    var place = end - 1
    var written = 0
    while rest > 0 || written < places {
      if written == places, places > 0 {
        bytes[place] = UInt8(ascii: ".")
        place -= 1
      }
      bytes[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      place -= 1
      written += 1
    }
    if places > 0, written == places { bytes[place] = UInt8(ascii: ".") }
  }

  private static func decimalLength(_ number: UInt64) -> Int {
    var (length, bound) = (1, UInt64(10))
    while number >= bound {
      length += 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { break }
      bound = next
    }
    return length
  }
}

extension Cells {
  /// Appends the number at `index` in the form of its column; nothing where there is none.
  @inline(__always)
  func append(_ index: Int, _ content: ResultTable.Column.Content, to bytes: inout [UInt8]) {
    let digits = digits[index]
    if digits > Cells.elsewhere {
      if case .rounded = content {
        NumberBytes.append(digits, places: scale, to: &bytes)
      } else {
        NumberBytes.appendExact(digits, scale: scale, to: &bytes)
      }
    } else if digits == Cells.elsewhere, let number = wide[index] {
      if case .rounded(let places) = content {
        bytes.append(contentsOf: Rational(number).decimal(places: places).utf8)
      } else {
        bytes.append(contentsOf: number.description.utf8)
      }
    }
  }
}
