/// Packed forms of bytes, made by hand without packing anything: every reader must take them, and the
/// tests need no program that packs.
enum PackedBytes {
  /// A gzip file (RFC 1952) whose data is stored (RFC 1951, 3.2.4).
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + deflated(bytes) + word(crc32(bytes), 4)
      + word(UInt32(truncatingIfNeeded: bytes.count), 4)
  }

  /// A zstd frame (RFC 8878) of raw blocks.
  static func zstd(_ bytes: [UInt8]) -> [UInt8] {
    // No checksum, one segment, a content size of four bytes.
    var frame: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0b1010_0000]
    frame += word(UInt32(bytes.count), 4)
    let blocks = pieces(bytes, of: 1 << 16)
    for (number, block) in blocks.enumerated() {
      frame += word(UInt32(block.count) << 3 | (number == blocks.count - 1 ? 1 : 0), 3) + block
    }
    return frame
  }

  /// A zip archive of stored members, each with the length that its directory states.
  static func zip(
    _ members: [(name: String, bytes: [UInt8])], statedLength: UInt32? = nil
  ) -> [UInt8] {
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, bytes) in members {
      let name = Array(name.utf8)
      let packed = deflated(bytes)
      let common =
        word(0x14, 2) + word(0, 2) + word(8, 2) + word(0, 4) + word(crc32(bytes), 4)
        + word(UInt32(packed.count), 4) + word(statedLength ?? UInt32(bytes.count), 4)
        + word(UInt32(name.count), 2) + word(0, 2)
      directory +=
        word(0x0201_4b50, 4) + word(0x14, 2) + common + word(0, 2) + word(0, 2) + word(0, 2)
        + word(0, 4) + word(UInt32(archive.count), 4) + name
      archive += word(0x0403_4b50, 4) + common + name + packed
    }
    let place = UInt32(archive.count)
    let count = UInt32(members.count)
    return archive + directory + word(0x0605_4b50, 4) + word(0, 4) + word(count, 2)
      + word(count, 2) + word(UInt32(directory.count), 4) + word(place, 4) + word(0, 2)
  }

  private static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    let blocks = pieces(bytes, of: 0xffff)
    return blocks.enumerated().flatMap { number, block in
      [number == blocks.count - 1 ? 1 : 0] + word(UInt32(block.count), 2)
        + word(UInt32(block.count) ^ 0xffff, 2) + block
    }
  }

  private static func pieces(_ bytes: [UInt8], of size: Int) -> [[UInt8]] {
    bytes.isEmpty
      ? [[]]
      : stride(from: 0, to: bytes.count, by: size).map {
        Array(bytes[$0..<min($0 + size, bytes.count)])
      }
  }

  private static func word(_ value: UInt32, _ width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  /// The sum of gzip and zip, bit by bit.
  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
