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

  /// Room for `length` more bytes, of which `take(upTo:)` says how many were written.
  @inline(__always)
  @unsafe mutating func room(_ length: Int) -> UnsafeMutableRawPointer {
    reserve(length)
    return unsafe UnsafeMutableRawPointer(start + count)
  }

  /// Takes the bytes that were written to the room, up to `end`.
  @inline(__always)
  @unsafe mutating func take(upTo end: UnsafeMutableRawPointer) {
    unsafe count = end - UnsafeMutableRawPointer(start)
  }

  /// Appends the shortest exact decimal of `digits · 10^-scale`.
  @inline(__always)
  mutating func appendExact(_ digits: Int64, scale: Int) {
    if let end = unsafe PlainDigits.write(
      digits, places: scale, isExact: true, to: room(PlainDigits.room))
    {
      return unsafe take(upTo: end)
    }
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
    if let end = unsafe PlainDigits.write(
      digits, places: places, isExact: false, to: room(PlainDigits.room))
    {
      unsafe take(upTo: end)
    } else {
      appendSlowly(digits, places: places)
    }
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
    return guess &+ (number >= powers[guess] ? 1 : 0)
  }

  private static let powers: [UInt64] = (0..<19).reduce(into: [1]) { powers, _ in
    powers.append(powers[powers.count - 1] * 10)
  }
}
