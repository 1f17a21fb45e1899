internal import CVector

/// Reads the plain numbers of one column, sixteen characters at a time.
///
/// Numbers of one column mostly have equally many digits behind the point. Then where the point
/// stands is known, and the same vector operations read a number of any length up to sixteen digits:
/// no branch depends on it.
@safe struct PlainNumbers {
  /// No result; the text must be looked at in another way.
  static let undecided = Int64.min

  /// The bytes before the end of a number that are read with it.
  static let reach = 17

  /// The byte before the fraction.
  private let point: UInt8
  /// Sixteen zeros, then sixteen bytes of ones: from byte n on, a vector that keeps the last n.
  private let windows: UnsafeRawPointer

  // Written once, never changed and never freed.
  private static nonisolated(unsafe) let allWindows: UnsafeRawPointer = {
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: 32, alignment: 16)
    unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0, count: 16)
    unsafe (bytes + 16).initializeMemory(as: UInt8.self, repeating: 0xff, count: 16)
    return UnsafeRawPointer(bytes)
  }()

  init(point: UInt8) {
    self.point = point
    unsafe windows = PlainNumbers.allWindows
  }

  /// The last `count` bytes of a vector.
  @inline(__always)
  func lastBytes(_ count: Int) -> SIMD16<UInt8> {
    unsafe (windows + count).loadUnaligned(as: SIMD16<UInt8>.self)
  }

  /// How the numbers of a column are written: the digits behind the point.
  struct Shape {
    /// The number of digits behind the point.
    let fraction: Int
    /// The vector's bytes behind the point; all, where there is none.
    let behind: SIMD16<UInt8>

    init(fraction: Int, _ numbers: PlainNumbers) {
      self.fraction = fraction
      behind = numbers.lastBytes(fraction == 0 ? 16 : fraction)
    }
  }

  /// The largest fraction that a shape can have.
  static let mostDigits = 15

  /// All digits of the number from `start` up to `end` as one whole number, with its sign.
  ///
  /// `undecided` where it is not an optional minus, digits, and `shape.fraction` of them behind a
  /// point. Reads `reach` bytes before `end`, whatever the length.
  @inline(__always)
  func read(_ start: UnsafeRawPointer, _ end: UnsafeRawPointer, _ shape: Shape) -> Int64 {
    let isWhole = shape.fraction == 0
    let minus: Int = unsafe start[0] == UInt8(ascii: "-") ? 1 : 0
    let digits = unsafe end - start &- minus &- (isWhole ? 0 : 1)
    guard digits > shape.fraction, digits <= 16,
      unsafe isWhole || (end - 1 - shape.fraction)[0] == point
    else { return PlainNumbers.undecided }
    // What stands before the point moves up over it.
    let near = unsafe (end - 16).loadUnaligned(as: SIMD16<UInt8>.self)
    let far = unsafe (end - 17).loadUnaligned(as: SIMD16<UInt8>.self)
    let text = far ^ ((far ^ near) & shape.behind)
    let values = (text ^ SIMD16(repeating: 0x30)) & lastBytes(digits)
    // A byte above nine carries into its upper bit, or has it set.
    guard saldo_upper_bits((values &+ SIMD16(repeating: 0x76)) | values) == 0 else {
      return PlainNumbers.undecided
    }
    let number = PlainNumbers.sixteenDigits(values)
    let sign = 0 &- Int64(minus)
    return (number ^ sign) &- sign
  }

  /// Sixteen digits, the first in the first byte, as a number.
  @inline(__always)
  static func sixteenDigits(_ values: SIMD16<UInt8>) -> Int64 {
    let ones = unsafe unsafeBitCast(values, to: SIMD8<UInt16>.self)
    let pairs =
      (ones &* SIMD8(repeating: 10) &+ ones &>> SIMD8(repeating: 8))
      & SIMD8(repeating: 0xff)
    let first = SIMD8<UInt16>(100, 1, 100, 1, 100, 1, 100, 1)
    let products = unsafe unsafeBitCast(pairs &* first, to: SIMD4<UInt32>.self)
    let fours =
      (products & SIMD4(repeating: 0xffff)) &+ (products &>> SIMD4(repeating: 16))
    let halves = unsafe unsafeBitCast(fours, to: SIMD2<UInt64>.self)
    let eights =
      (halves & SIMD2(repeating: 0xffff_ffff)) &* SIMD2(repeating: 10_000)
      &+ halves &>> SIMD2(repeating: 32)
    return Int64(truncatingIfNeeded: eights[0]) &* 100_000_000
      &+ Int64(truncatingIfNeeded: eights[1])
  }
}
