internal import CDeflate

/// Unpacks gzip files and the members of zip archives.
enum Deflate {
  /// No byte of packed data stands for more than this many: a match of 258 bytes takes two bits.
  static let mostBytesPerByte = 1032

  /// A file of one or more gzip members, unpacked.
  static func gunzip(
    _ bytes: UnsafeRawBufferPointer, file: String, _ budget: MemoryBudget
  ) throws(TradeDataError) -> Memory {
    // The length that the last member states, modulo 4 GiB: mostly that of the whole.
    var stated = 0
    for byte in unsafe Array(bytes.suffix(4)).reversed() { stated = stated << 8 | Int(byte) }
    let guess = stated >= bytes.count ? stated : bytes.count * 4
    guard let decompressor = unsafe libdeflate_alloc_decompressor(),
      var memory = Memory(
        capacity: max(1 << 16, min(guess, bytes.count * mostBytesPerByte)), budget: budget)
    else { throw outOfMemory(file) }
    defer { unsafe libdeflate_free_decompressor(decompressor) }
    var place = 0
    while place < bytes.count {
      var (consumed, produced) = (0, 0)
      let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[place...])
      let outcome = unsafe libdeflate_gzip_decompress_ex(
        decompressor, rest.baseAddress, rest.count, memory.room.baseAddress, memory.room.count,
        &consumed, &produced)
      switch outcome {
      case LIBDEFLATE_SUCCESS:
        place += consumed
        memory.count += produced
      case LIBDEFLATE_INSUFFICIENT_SPACE:
        guard memory.grow() else { throw outOfMemory(file) }
      case _ where unsafe place > 0 && !rest.starts(with: [0x1f, 0x8b]):
        // What follows the last member is padding, as gzip itself takes it to be.
        return memory
      default:
        throw TradeDataError(
          file,
          "is damaged or cut off: the gzip data from byte \(place) on cannot be unpacked; fetch it again"
        )
      }
    }
    return memory
  }

  /// A zip member of known length, unpacked and checked against its sum.
  static func inflate(
    _ bytes: UnsafeRawBufferPointer, length: Int, isStored: Bool, sum: UInt32, file: String,
    _ budget: MemoryBudget
  ) throws(TradeDataError) -> Memory {
    let damaged = TradeDataError(
      file, "is damaged: it cannot be unpacked to what the archive promises")
    // No room is asked for on the word of an archive that cannot keep it.
    guard length <= bytes.count * mostBytesPerByte else { throw damaged }
    guard let decompressor = unsafe libdeflate_alloc_decompressor(),
      var memory = Memory(capacity: max(1, length), budget: budget)
    else { throw outOfMemory(file) }
    defer { unsafe libdeflate_free_decompressor(decompressor) }
    var isWhole = true
    if isStored {
      isWhole = bytes.count == length
      if isWhole { unsafe memory.room.copyMemory(from: bytes) }
    } else {
      isWhole =
        unsafe libdeflate_deflate_decompress(
          decompressor, bytes.baseAddress, bytes.count, memory.room.baseAddress, length, nil)
        == LIBDEFLATE_SUCCESS
    }
    guard isWhole, unsafe libdeflate_crc32(0, memory.start, length) == sum else { throw damaged }
    memory.count = length
    return memory
  }

  static func outOfMemory(_ file: String) -> TradeDataError {
    TradeDataError(
      file,
      "needs more room to be unpacked than there is in memory and in the folder of temporary files; "
        + "set TMPDIR to a folder with more, or unpack it to a file first")
  }
}
