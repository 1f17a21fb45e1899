#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// An input's bytes in memory, read-only, followed by at least 64 readable zeros, so that wide loads
/// near the end need no special case.
///
/// A plain file is mapped; gzip, zstd and zip are unpacked to memory, told by their first bytes; `-`
/// is standard input. Sendable without a lock: nothing writes to the bytes, their address never
/// changes, and they live as long as the object. A mapped file that another program shortens
/// meanwhile ends the process, as with every mapping.
@safe package final class InputFile: @unchecked Sendable {
  /// The file, as it was named.
  package let name: String
  /// The first byte.
  let start: UnsafeRawPointer
  /// The number of bytes, without the zeros behind them.
  package let count: Int
  /// The length of the mapping; nil where the bytes are memory of our own.
  private let mappedLength: Int?

  /// Opens `path`, or the member of an archive where it reads `archive.zip/member`.
  package init(path: String) throws(TradeDataError) {
    name = path
    if path == "-" {
      let bytes = unsafe try InputFile.collect(STDIN_FILENO, path).release()
      unsafe (start, count) = (UnsafeRawPointer(bytes.start), bytes.count)
      mappedLength = nil
    } else {
      let (archive, member) = InputFile.split(path)
      let mapping = try Mapping(path: archive)
      let packed = unsafe UnsafeRawBufferPointer(start: mapping.start, count: mapping.count)
      if let memory = unsafe try InputFile.unpack(packed, path, archive, member) {
        let bytes = unsafe memory.release()
        unsafe (start, count) = (UnsafeRawPointer(bytes.start), bytes.count)
        mappedLength = nil
      } else {
        let mapped = unsafe mapping.release()
        unsafe (start, count, mappedLength) = (mapped.start, mapped.count, mapped.length)
      }
    }
    guard count > 0 else {
      throw TradeDataError(path, "is empty; expected a header line and rows")
    }
  }

  /// Bytes that are in memory already, as if `name` were a file of them.
  package init(name: String, bytes: [UInt8]) throws(TradeDataError) {
    self.name = name
    guard var memory = Memory(capacity: max(1, bytes.count)) else {
      throw Deflate.outOfMemory(name)
    }
    unsafe memory.room.copyBytes(from: bytes)
    memory.count = bytes.count
    let released = unsafe memory.release()
    unsafe (start, count) = (UnsafeRawPointer(released.start), released.count)
    mappedLength = nil
  }

  deinit {
    if let mappedLength {
      unsafe munmap(UnsafeMutableRawPointer(mutating: start), mappedLength)
    } else {
      unsafe freeMemory(start)
    }
  }

  /// The bytes `range` as text, with what is not UTF-8 replaced.
  package func text(_ range: Range<Int>) -> String {
    let bytes = unsafe UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count)
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes `range` as text in an encoding.
  package func text(_ range: Range<Int>, _ encoding: TextEncoding) -> String {
    unsafe encoding.decode(
      UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count))
  }

  /// The encoding that the first `length` bytes look like.
  package func encoding(ofFirst length: Int) -> TextEncoding {
    unsafe TextEncoding(
      guessing: UnsafeRawBufferPointer(start: start, count: min(length, count)))
  }

  /// The first `length` bytes.
  package func bytes(ofFirst length: Int) -> [UInt8] {
    unsafe Array(UnsafeRawBufferPointer(start: start, count: min(length, count)))
  }

  /// The place of a byte: its line and its column in characters, both from 1.
  package func position(of offset: Int) -> (line: Int, column: Int) {
    let before = unsafe UnsafeRawBufferPointer(start: start, count: offset)
    var line = 1
    var lineStart = 0
    for index in before.indices where unsafe before[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    return (line, text(lineStart..<offset).count + 1)
  }

  /// The unpacked bytes, or nil where the file is not packed.
  private static func unpack(
    _ bytes: UnsafeRawBufferPointer, _ path: String, _ archive: String, _ member: String?
  ) throws(TradeDataError) -> Memory? {
    if unsafe bytes.starts(with: [0x1f, 0x8b]) {
      return unsafe try Deflate.gunzip(bytes, file: path)
    }
    if unsafe bytes.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) {
      return unsafe try Zstandard.unpack(bytes, file: path)
    }
    guard unsafe bytes.starts(with: [0x50, 0x4b, 0x03, 0x04]) else { return nil }
    let zip = unsafe try ZipArchive(bytes, name: archive)
    let found = try zip.member(member)
    return unsafe try Deflate.inflate(
      zip.data(of: found, bytes), length: found.length, isStored: found.method == 0,
      sum: found.sum, file: "\(archive)/\(found.name)")
  }

  private static func split(_ path: String) -> (archive: String, member: String?) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let place = parts.dropLast().firstIndex(where: { $0.lowercased().hasSuffix(".zip") })
    else {
      return (path, nil)
    }
    return (
      parts[...place].joined(separator: "/"), parts[(place + 1)...].joined(separator: "/")
    )
  }

  /// Everything that can be read from a stream.
  private static func collect(
    _ descriptor: Int32, _ name: String
  ) throws(TradeDataError) -> Memory {
    guard var memory = Memory(capacity: 1 << 20) else { throw Deflate.outOfMemory(name) }
    while true {
      if memory.count == memory.capacity, !memory.grow() { throw Deflate.outOfMemory(name) }
      let room = unsafe memory.room
      let count = unsafe read(descriptor, room.baseAddress, room.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw TradeDataError(name, "cannot be read: \(Mapping.systemMessage())")
      }
      if count == 0 { return memory }
      memory.count += count
    }
  }
}
