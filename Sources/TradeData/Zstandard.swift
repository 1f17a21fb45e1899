internal import CZstd

/// Unpacks zstd files.
enum Zstandard {
  /// The bytes up to which a file may unpack to any multiple of its size.
  static let freeLength = 1 << 30

  /// A file of one or more frames, unpacked.
  ///
  /// Zstd has no bound on how much a byte stands for. Past `freeLength`, what unpacks to more than
  /// gzip's bound is no data, and is refused before it fills the disk.
  static func unpack(
    _ bytes: UnsafeRawBufferPointer, file: String, _ budget: MemoryBudget,
    freeLength: Int = Zstandard.freeLength
  ) throws(TradeDataError) -> Memory {
    guard let stream = unsafe ZSTD_createDStream(),
      var memory = Memory(capacity: max(1 << 16, bytes.count * 4), budget: budget)
    else { throw Deflate.outOfMemory(file) }
    defer { unsafe ZSTD_freeDStream(stream) }
    var input = unsafe ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
    var left = 1
    while unsafe input.pos < input.size || left > 0 {
      if memory.count == memory.capacity, !memory.grow() { throw Deflate.outOfMemory(file) }
      let room = unsafe memory.room
      var output = unsafe ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
      let before = unsafe input.pos
      left = unsafe ZSTD_decompressStream(stream, &output, &input)
      let isStuck = unsafe input.pos == before && output.pos == 0
      guard ZSTD_isError(left) == 0, !isStuck || left == 0 else {
        throw TradeDataError(
          file, "is damaged or cut off: the zstd data at byte \(before) cannot be unpacked")
      }
      memory.count += unsafe output.pos
      guard memory.count <= max(freeLength, bytes.count * Deflate.mostBytesPerByte) else {
        throw TradeDataError(
          file,
          "unpacks to more than \(Deflate.mostBytesPerByte) times its size, as data does not; "
            + "if it is what you want, unpack it to a file first")
      }
    }
    return memory
  }
}
