/// A growing run of bytes that is written to without a check per byte.
@safe struct ByteBuffer: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(64, capacity)
    unsafe start = .allocate(capacity: self.capacity)
  }

  deinit {
    unsafe start.deallocate()
  }

  /// Makes room for `length` more bytes, and as many again.
  @inline(__always)
  private mutating func reserve(_ length: Int) {
    if count &+ length > capacity { grow(length) }
  }

  private mutating func grow(_ length: Int) {
    let larger = max(capacity * 2, count + length)
    let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    unsafe moved.update(from: start, count: count)
    unsafe start.deallocate()
    unsafe start = moved
    capacity = larger
  }

  /// Appends one byte.
  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe start[count] = byte
    count &+= 1
  }

  /// Appends some bytes.
  @inline(__always)
  mutating func append(_ bytes: [UInt8]) {
    reserve(bytes.count)
    unsafe bytes.withUnsafeBufferPointer { source in
      if let base = source.baseAddress {
        unsafe (start + count).update(from: base, count: source.count)
      }
    }
    count &+= bytes.count
  }

  /// Appends `length` bytes from `source`.
  @unsafe mutating func append(_ source: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    unsafe (start + count).update(from: source, count: length)
    count &+= length
  }

  /// Appends a text of at most sixteen bytes, of which sixteen can be read.
  @inline(__always)
  @unsafe mutating func append(shortText start: UnsafePointer<UInt8>, _ length: Int) {
    reserve(16)
    let bytes = unsafe UnsafeRawPointer(start).loadUnaligned(as: SIMD16<UInt8>.self)
    unsafe UnsafeMutableRawPointer(self.start + count)
      .storeBytes(of: bytes, as: SIMD16<UInt8>.self)
    count &+= length
  }

  /// Appends the shortest exact decimal of `digits · 10^-scale`.
  @inline(__always)
  mutating func appendExact(_ digits: Int64, scale: Int) {
    guard !appendQuickly(digits, places: scale, isExact: true) else { return }
    var (digits, scale) = (digits, scale)
    while scale > 0 {
      let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: 10)
      guard remainder == 0 else { break }
      digits = quotient
      scale &-= 1
    }
    appendSlowly(digits, places: scale)
  }

  /// Appends `digits · 10^-places` with exactly that many digits after the point.
  @inline(__always)
  mutating func append(_ digits: Int64, places: Int) {
    if !appendQuickly(digits, places: places, isExact: false) {
      appendSlowly(digits, places: places)
    }
  }

  /// Appends a number of up to sixteen digits, at most seven of them after the point; false where
  /// it is none such.
  ///
  /// The digits are made eight at a time in a register, and stored where they belong without being
  /// read again. Where `isExact` is set, zeros at the end of the fraction are left out.
  @inline(__always)
  private mutating func appendQuickly(_ digits: Int64, places: Int, isExact: Bool) -> Bool {
    let size = digits.magnitude
    guard size < 10_000_000_000_000_000, places < 8 else { return false }
    reserve(40)
    unsafe start[count] = UInt8(ascii: "-")
    var target = unsafe UnsafeMutableRawPointer(start + (count &+ (digits < 0 ? 1 : 0)))
    let length = max(ByteBuffer.length(size), places &+ 1)
    var low = size
    if length > 8 {
      let high = size / 100_000_000
      low = size &- high &* 100_000_000
      let shift = UInt64(truncatingIfNeeded: 8 &* (16 &- length))
      unsafe target.storeBytes(of: ByteBuffer.eightDigits(high) &>> shift, as: UInt64.self)
      unsafe target += length &- 8
    }
    let text = ByteBuffer.eightDigits(low)
    let kept = min(length, 8)
    unsafe target.storeBytes(
      of: text &>> UInt64(truncatingIfNeeded: 8 &* (8 &- kept)), as: UInt64.self)
    unsafe target += kept
    if places > 0 {
      let fraction = text &>> UInt64(truncatingIfNeeded: 8 &* (8 &- places))
      unsafe target -= places
      unsafe target.storeBytes(of: fraction &<< 8 | UInt64(UInt8(ascii: ".")), as: UInt64.self)
      var behind = places
      if isExact {
        // Zero bits where the digit is zero, and behind the fraction.
        let digits = fraction & 0x0f0f_0f0f_0f0f_0f0f
        behind = (71 &- digits.leadingZeroBitCount) &>> 3
      }
      unsafe target += behind > 0 ? behind &+ 1 : 0
    }
    unsafe count = target - UnsafeMutableRawPointer(start)
    return true
  }

  /// The eight decimal digits of a number below 10^8, the first in the lowest byte.
  @inline(__always)
  private static func eightDigits(_ number: UInt64) -> UInt64 {
    let upper = number / 10_000
    let fours = upper | (number &- upper &* 10_000) &<< 32
    let hundreds = ((fours &* 10_486) &>> 20) & 0x0000_007f_0000_007f
    let twos = hundreds | (fours &- hundreds &* 100) &<< 16
    let tens = ((twos &* 103) &>> 10) & 0x000f_000f_000f_000f
    return (tens | (twos &- tens &* 10) &<< 8) | 0x3030_3030_3030_3030
  }

  @inline(never)
  private mutating func appendSlowly(_ digits: Int64, places: Int) {
    // A sign, nineteen digits or the places, a point, a zero before it.
    reserve(24 &+ places)
    if digits < 0 {
      unsafe start[count] = UInt8(ascii: "-")
      count &+= 1
    }
    let size = digits.magnitude
    let length = max(ByteBuffer.length(size), places &+ 1)
    var rest = size
    var place = count &+ length &+ (places > 0 ? 1 : 0)
    count = place
    if places > 0 {
      for _ in 0..<places {
        place &-= 1
        unsafe start[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      place &-= 1
      unsafe start[place] = UInt8(ascii: ".")
    }
    for _ in 0..<(length &- places) {
      place &-= 1
      unsafe start[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  /// The bytes so far.
  consuming func finish() -> ByteRun {
    let run = unsafe ByteRun(owning: start, count: count)
    discard self
    return run
  }

  /// The number of decimal digits.
  @inline(__always)
  private static func length(_ number: UInt64) -> Int {
    // log10(2) is 1233/4096, closely enough for 64 bits; one too few is put right by the comparison.
    let guess = ((64 &- (number | 1).leadingZeroBitCount) &* 1233) &>> 12
    return unsafe guess &+ (number >= powers[guess] ? 1 : 0)
  }

  // Written once, never changed and never freed.
  private static nonisolated(unsafe) let powers: UnsafePointer<UInt64> = {
    let powers = UnsafeMutablePointer<UInt64>.allocate(capacity: 20)
    unsafe powers[0] = 1
    for exponent in 1..<20 { unsafe powers[exponent] = powers[exponent - 1] * 10 }
    return unsafe UnsafePointer(powers)
  }()
}
