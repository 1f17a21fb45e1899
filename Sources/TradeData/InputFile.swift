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
/// A plain file is mapped; gzip, zstd and zip are unpacked to memory, told by their first bytes, and
/// streams are read to their end: `-` is standard input, and a pipe has a name of its own. Sendable
/// without a lock: nothing writes to the bytes, their address never changes, and they live as long as
/// the object. Another program may still write to a mapped file: `confirmUnchanged` tells, and
/// `LostMappings` says what becomes of one that was shortened.
@safe package final class InputFile: @unchecked Sendable {
  /// The file, as it was named.
  package let name: String
  /// The first byte.
  let start: UnsafeRawPointer
  /// The number of bytes, without the zeros behind them.
  package let count: Int
  /// Whether the file is in UTF-16, of which the bytes here are the same text in UTF-8.
  package let isFromUTF16: Bool
  /// The length of the mapping; nil where the bytes are memory of our own.
  private let mappedLength: Int?
  /// The file as it was when it was mapped; nil where the bytes are not the file's own.
  private let state: FileState?

  /// Opens `path`, or the member of an archive where it reads `archive.zip/member`.
  ///
  /// What has to be unpacked or collected is kept in a temporary file once `budget` is spent.
  package convenience init(path: String) throws(TradeDataError) {
    try self.init(path: path, budget: MemoryBudget())
  }

  /// The same with a budget that several files share.
  init(path: String, budget: MemoryBudget) throws(TradeDataError) {
    name = path
    if var memory = try InputFile.stream(path, budget) {
      let packed = unsafe UnsafeRawBufferPointer(start: memory.start, count: memory.count)
      if let plain = unsafe try InputFile.unpack(packed, path, path, nil, budget) { memory = plain }
      isFromUTF16 = try UTF16Text.replace(&memory, path, budget)
      let bytes = unsafe memory.release()
      unsafe (start, count) = (UnsafeRawPointer(bytes.start), bytes.count)
      mappedLength = unsafe bytes.mapped
      state = nil
    } else {
      let (archive, member) = InputFile.split(path)
      let mapping = try Mapping(path: archive)
      let packed = unsafe UnsafeRawBufferPointer(start: mapping.start, count: mapping.count)
      if var memory = unsafe try InputFile.unpack(packed, path, archive, member, budget) {
        try mapping.state.confirm(archive)
        isFromUTF16 = try UTF16Text.replace(&memory, path, budget)
        let bytes = unsafe memory.release()
        unsafe (start, count) = (UnsafeRawPointer(bytes.start), bytes.count)
        mappedLength = unsafe bytes.mapped
        state = nil
      } else if let memory = unsafe try UTF16Text.transcoded(packed, path, budget) {
        let bytes = unsafe memory.release()
        unsafe (start, count) = (UnsafeRawPointer(bytes.start), bytes.count)
        mappedLength = unsafe bytes.mapped
        isFromUTF16 = true
        try mapping.state.confirm(path)
        state = nil
      } else {
        state = mapping.state
        let mapped = unsafe mapping.release()
        unsafe (start, count, mappedLength) = (mapped.start, mapped.count, mapped.length)
        isFromUTF16 = false
      }
    }
    guard count > 0, unsafe count != 3 || !isByteOrderMark(start) else {
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
    mappedLength = unsafe released.mapped
    isFromUTF16 = false
    state = nil
  }

  deinit {
    if let mappedLength, state != nil {
      unsafe Mapping.end(start, mappedLength)
    } else if let mappedLength {
      unsafe munmap(UnsafeMutableRawPointer(mutating: start), mappedLength)
    } else {
      unsafe freeMemory(start)
    }
  }

  /// Throws where the file was written to since it was opened, so that what was read may be neither
  /// the old content nor the new.
  package func confirmUnchanged() throws(TradeDataError) {
    try state?.confirm(name)
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
    _ bytes: UnsafeRawBufferPointer, _ path: String, _ archive: String, _ member: String?,
    _ budget: MemoryBudget
  ) throws(TradeDataError) -> Memory? {
    if unsafe bytes.starts(with: [0x1f, 0x8b]) {
      return unsafe try Deflate.gunzip(bytes, file: path, budget)
    }
    if unsafe bytes.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) {
      return unsafe try Zstandard.unpack(bytes, file: path, budget)
    }
    // A zip archive; the second mark is that of an empty one.
    guard
      unsafe bytes.starts(with: [0x50, 0x4b, 0x03, 0x04])
        || bytes.starts(with: [0x50, 0x4b, 0x05, 0x06])
    else { return nil }
    let zip = unsafe try ZipArchive(bytes, name: archive)
    let found = try zip.member(member)
    return unsafe try Deflate.inflate(
      zip.data(of: found, bytes), length: found.length, isStored: found.method == 0,
      sum: found.sum, file: "\(archive)/\(found.name)", budget)
  }

  /// The members of an archive that a pattern names, as in `archive.zip/*.csv`; nil where `path` is
  /// none such.
  static func members(matching path: String) throws(TradeDataError) -> [String]? {
    let (archive, pattern) = split(path)
    guard let pattern, pattern.contains(where: { "*?[".contains($0) }) else { return nil }
    let mapping = try Mapping(path: archive)
    let bytes = unsafe UnsafeRawBufferPointer(start: mapping.start, count: mapping.count)
    let zip = unsafe try ZipArchive(bytes, name: archive)
    let names = zip.members.map(\.name).filter { unsafe fnmatch(pattern, $0, 0) == 0 }.sorted()
    guard !names.isEmpty else {
      throw TradeDataError(archive, "has no member that matches \"\(pattern)\"")
    }
    return names.map { "\(archive)/\($0)" }
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

  /// Everything that standard input or a pipe gives; nil where `path` names neither.
  private static func stream(
    _ path: String, _ budget: MemoryBudget
  ) throws(TradeDataError) -> Memory? {
    if path == "-" { return try collect(STDIN_FILENO, path, budget) }
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFIFO else { return nil }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw TradeDataError(path, "cannot be opened: \(Mapping.systemMessage())")
    }
    defer { close(descriptor) }
    return try collect(descriptor, path, budget)
  }

  /// Everything that can be read from a descriptor.
  private static func collect(
    _ descriptor: Int32, _ name: String, _ budget: MemoryBudget
  ) throws(TradeDataError) -> Memory {
    guard var memory = Memory(capacity: 1 << 20, budget: budget) else {
      throw Deflate.outOfMemory(name)
    }
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

/// Whether the three bytes are the mark with which some programs begin UTF-8.
func isByteOrderMark(_ start: UnsafeRawPointer) -> Bool {
  unsafe (start[0], start[1], start[2]) == (0xef, 0xbb, 0xbf)
}
