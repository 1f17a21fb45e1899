internal import Exact

/// Reads the decimal numbers of a value column as whole numbers of 10^-scale.
///
/// The common case, up to sixteen characters of plain digits and at most one point, is read without
/// a loop or a branch per digit; everything else (signs, blanks, quotes, exponents, group separators,
/// long numbers) goes to `NumberText`, which knows every form.
struct DecimalReader {
  /// No result from the quick path; the careful one decides.
  static let undecided = Int64.min

  /// The number of digits after the point in the results, 0 to 18.
  let scale: Int
  /// The byte that stands before the fraction.
  let point: UInt8
  /// What a whole number of 10^-f is multiplied by, for each f from zero to `scale`.
  private let factors: [Int64]

  init(scale: Int, point: UInt8 = UInt8(ascii: ".")) {
    precondition((0...18).contains(scale), "a scale of \(scale) does not fit 64 bits")
    self.scale = scale
    self.point = point
    factors = (0...scale).map { fraction in
      (fraction..<scale).reduce(Int64(1)) { power, _ in power * 10 }
    }
  }

  /// The value times 10^scale, or `undecided`.
  ///
  /// Reads sixteen bytes from `start` whatever the length.
  @inline(__always)
  func read(_ start: UnsafeRawPointer, _ length: Int) -> Int64 {
    let (number, fraction) = unsafe digits(start, length)
    guard number != DecimalReader.undecided, fraction < factors.count else {
      return DecimalReader.undecided
    }
    let (scaled, overflow) = number.multipliedReportingOverflow(by: factors[fraction])
    return overflow ? DecimalReader.undecided : scaled
  }

  /// All digits as one whole number, or `undecided`, and how many of them stand after the point.
  ///
  /// Reads sixteen bytes from `start` whatever the length.
  @inline(__always)
  func digits(_ start: UnsafeRawPointer, _ length: Int) -> (number: Int64, fraction: Int) {
    guard length > 0, length <= 16 else { return (DecimalReader.undecided, 0) }
    let low = unsafe UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
    let high = unsafe UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    // The field moves to the top; the bytes behind it go out there.
    var text = (UInt128(high) << 64 | UInt128(low)) &<< UInt128(128 &- 8 &* length)
    let points = mask(of: point, in: text)
    var digits = length
    var fraction = 0
    if points != 0 {
      let place = points.trailingZeroBitCount / 8
      fraction = 15 &- place
      digits &-= 1
      // What stands before the point moves up over it.
      let before = (UInt128(1) &<< UInt128(8 &* place)) &- 1
      text = (text & ~(before &<< 8 | 0xff)) | (text & before) &<< 8
    }
    guard digits > 0 else { return (DecimalReader.undecided, 0) }
    // Below the number stand zeros; a byte that is not a digit shows in its upper half.
    let unused = digits == 16 ? 0 : UInt128.max &>> UInt128(8 &* digits)
    let values = (text | UInt128(repeating: 0x30) & unused) ^ UInt128(repeating: 0x30)
    let wrong = (values &+ UInt128(repeating: 0x76) | values) & UInt128(repeating: 0x80)
    guard wrong == 0 else { return (DecimalReader.undecided, 0) }
    let upper = eightDigits(UInt64(truncatingIfNeeded: values))
    let lower = eightDigits(UInt64(truncatingIfNeeded: values &>> 64))
    return (Int64(truncatingIfNeeded: upper &* 100_000_000 &+ lower), fraction)
  }

  /// Eight digits, one a byte, the first in the lowest byte, as a number.
  @inline(__always)
  private func eightDigits(_ bytes: UInt64) -> UInt64 {
    let pairs = (bytes &* 10 &+ bytes &>> 8) & 0x00ff_00ff_00ff_00ff
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_ffff_0000_ffff
    return (fours &* 10_000 &+ fours &>> 32) & 0xffff_ffff
  }

  /// The upper bit of every byte that equals `byte`.
  @inline(__always)
  private func mask(of byte: UInt8, in text: UInt128) -> UInt128 {
    let difference = text ^ UInt128(repeating: byte)
    let low = UInt128(repeating: 0x7f)
    return ~((difference & low &+ low) | difference | low)
  }
}

extension UInt128 {
  /// Sixteen times the same byte.
  @inline(__always)
  fileprivate init(repeating byte: UInt8) {
    let half = UInt64(byte) &* 0x0101_0101_0101_0101
    self = UInt128(half) << 64 | UInt128(half)
  }
}
