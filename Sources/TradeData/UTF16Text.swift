/// Files in UTF-16, as spreadsheets write "Unicode text": turned to UTF-8 before they are read.
enum UTF16Text {
  /// Turns a text in UTF-16 to UTF-8; whether it was one.
  static func replace(
    _ memory: inout Memory, _ file: String, _ budget: MemoryBudget
  ) throws(TradeDataError) -> Bool {
    let bytes = unsafe UnsafeRawBufferPointer(start: memory.start, count: memory.count)
    guard let text = unsafe try transcoded(bytes, file, budget) else { return false }
    memory = text
    return true
  }

  /// The same text in UTF-8; nil where the bytes are not UTF-16.
  ///
  /// Told by a byte order mark, or by a NUL at every second byte of the beginning. UTF-32 is not it.
  static func transcoded(
    _ bytes: UnsafeRawBufferPointer, _ file: String, _ budget: MemoryBudget
  ) throws(TradeDataError) -> Memory? {
    let isUTF32 = unsafe bytes.starts(with: [0xff, 0xfe, 0x00, 0x00])
    guard bytes.count >= 4, !isUTF32 else { return nil }
    let isBig: Bool
    var place = 2
    if unsafe bytes.starts(with: [0xff, 0xfe]) {
      isBig = false
    } else if unsafe bytes.starts(with: [0xfe, 0xff]) {
      isBig = true
    } else {
      let head = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count & ~1, 64)])
      let zeros = head.indices.filter { unsafe head[$0] == 0 }
      guard zeros.count == head.count / 2, let first = zeros.first,
        zeros.allSatisfy({ $0 % 2 == first % 2 })
      else { return nil }
      isBig = first % 2 == 0
      place = 0
    }
    // No unit of two bytes takes more than three in UTF-8.
    guard var memory = Memory(capacity: bytes.count / 2 * 3 + 4, budget: budget) else {
      throw Deflate.outOfMemory(file)
    }
    let room = unsafe memory.room
    var count = 0
    var decoder = UTF16()
    var units = unsafe UTF16Units(bytes: bytes, place: place, isBig: isBig)
    decoding: while true {
      let scalar: Unicode.Scalar
      switch unsafe decoder.decode(&units) {
      case .scalarValue(let value): scalar = value
      case .error: scalar = "\u{fffd}"
      case .emptyInput: break decoding
      }
      for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
        unsafe room[count] = byte
        count += 1
      }
    }
    memory.count = count
    return memory
  }
}

/// The two-byte units of a text.
@unsafe private struct UTF16Units: IteratorProtocol {
  let bytes: UnsafeRawBufferPointer
  var place: Int
  let isBig: Bool

  mutating func next() -> UInt16? {
    guard unsafe place + 1 < bytes.count else { return nil }
    let (first, second) = unsafe (UInt16(bytes[place]), UInt16(bytes[place + 1]))
    unsafe place += 2
    return unsafe isBig ? first << 8 | second : second << 8 | first
  }
}
