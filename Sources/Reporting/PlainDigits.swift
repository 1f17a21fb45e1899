/// Writes numbers of up to sixteen digits, at most seven of them after the point.
///
/// The digits are made eight at a time in a register, and stored where they belong without being read
/// again.
enum PlainDigits {
  /// The bytes that must be writable, whatever the number.
  static let room = 40

  /// Writes `digits · 10^-places`; where `isExact` is set, without the zeros at the end of the fraction.
  ///
  /// - Returns: The end of what was written; nil where the number is none such.
  @inline(__always)
  @unsafe static func write(
    _ digits: Int64, places: Int, isExact: Bool, to start: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer? {
    let size = digits.magnitude
    guard size < 10_000_000_000_000_000, places < 8 else { return nil }
    unsafe start.storeBytes(of: UInt8(ascii: "-"), as: UInt8.self)
    var target = unsafe start + (digits < 0 ? 1 : 0)
    let text: UInt64
    if size < 100_000_000 {
      let bytes = eight(size)
      text = bytes | zeros
      // The zeros in front, but for the last digit before the point.
      let least = (7 &- places) &* 8
      let shift = min((bytes | 1 &<< 63).trailingZeroBitCount & 56, least)
      unsafe target.storeBytes(
        of: text &>> UInt64(truncatingIfNeeded: shift), as: UInt64.self)
      unsafe target += 8 &- shift &>> 3
    } else {
      let high = size / 100_000_000
      let bytes = eight(high)
      let shift = bytes.trailingZeroBitCount & 56
      unsafe target.storeBytes(
        of: (bytes | zeros) &>> UInt64(truncatingIfNeeded: shift), as: UInt64.self)
      unsafe target += 8 &- shift &>> 3
      text = eight(size &- high &* 100_000_000) | zeros
      unsafe target.storeBytes(of: text, as: UInt64.self)
      unsafe target += 8
    }
    guard places > 0 else { return unsafe target }
    let fraction = text &>> UInt64(truncatingIfNeeded: 8 &* (8 &- places))
    unsafe target -= places
    unsafe target.storeBytes(of: fraction &<< 8 | UInt64(UInt8(ascii: ".")), as: UInt64.self)
    guard isExact else { return unsafe target + (places &+ 1) }
    let behind = (71 &- (fraction & 0x0f0f_0f0f_0f0f_0f0f).leadingZeroBitCount) &>> 3
    return unsafe target + (behind > 0 ? behind &+ 1 : 0)
  }

  /// Eight times the digit zero.
  private static let zeros: UInt64 = 0x3030_3030_3030_3030

  /// The eight decimal digits of a number below 10^8, one a byte, the first in the lowest.
  @inline(__always)
  private static func eight(_ number: UInt64) -> UInt64 {
    let upper = number / 10_000
    let fours = upper | (number &- upper &* 10_000) &<< 32
    let hundreds = ((fours &* 10_486) &>> 20) & 0x0000_007f_0000_007f
    let twos = hundreds | (fours &- hundreds &* 100) &<< 16
    let tens = ((twos &* 103) &>> 10) & 0x000f_000f_000f_000f
    return tens | (twos &- tens &* 10) &<< 8
  }
}
