#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file's bytes in memory, read-only, followed by at least 64 readable zeros, so that wide loads
/// near the end need no special case.
///
/// Sendable without a lock: the mapping is private and read-only, its address never changes, and it
/// lives as long as the object. A file that another program shortens meanwhile ends the process, as
/// with every mapping.
@safe package final class MappedFile: @unchecked Sendable {
  /// The file, as it was named.
  package let name: String
  /// The first byte.
  let start: UnsafeRawPointer
  /// The number of bytes, without the zeros behind them.
  package let count: Int
  private let mappedLength: Int

  /// Maps the regular file at `path`.
  package init(path: String) throws(TradeDataError) {
    name = path
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw TradeDataError(path, "cannot be opened: \(MappedFile.systemMessage())")
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw TradeDataError(path, "cannot be examined: \(MappedFile.systemMessage())")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw TradeDataError(path, "is a directory; name the files in it")
    default: throw TradeDataError(path, "is not a regular file")
    }
    count = Int(status.st_size)
    guard count > 0 else {
      throw TradeDataError(path, "is empty; expected a header line and rows")
    }
    // An anonymous mapping one page too long, with the file laid over its beginning.
    let page = Int(getpagesize())
    mappedLength = (count + page - 1) / page * page + page
    let area = unsafe mmap(
      nil, mappedLength, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let area = unsafe area, unsafe area != MAP_FAILED else {
      throw TradeDataError(path, "cannot be mapped: \(MappedFile.systemMessage())")
    }
    let file = unsafe mmap(
      area, count, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0)
    guard unsafe file != MAP_FAILED else {
      let message = MappedFile.systemMessage()
      unsafe munmap(area, mappedLength)
      throw TradeDataError(path, "cannot be mapped: \(message)")
    }
    unsafe start = UnsafeRawPointer(area)
    _ = unsafe madvise(area, count, MADV_SEQUENTIAL)
  }

  /// Bytes that are in memory already, as if `name` were a file of them.
  package init(name: String, bytes: [UInt8]) throws(TradeDataError) {
    self.name = name
    count = bytes.count
    mappedLength = count + Int(getpagesize())
    let area = unsafe mmap(
      nil, mappedLength, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let area = unsafe area, unsafe area != MAP_FAILED else {
      throw TradeDataError(name, "cannot be mapped: \(MappedFile.systemMessage())")
    }
    unsafe bytes.withUnsafeBytes { source in
      unsafe UnsafeMutableRawBufferPointer(start: area, count: source.count).copyMemory(
        from: source)
    }
    unsafe start = UnsafeRawPointer(area)
  }

  deinit {
    unsafe munmap(UnsafeMutableRawPointer(mutating: start), mappedLength)
  }

  /// The bytes `range` as text, with what is not UTF-8 replaced.
  package func text(_ range: Range<Int>) -> String {
    let bytes = unsafe UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count)
    return unsafe String(decoding: bytes, as: UTF8.self)
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

  private static func systemMessage() -> String {
    unsafe String(cString: strerror(errno))
  }
}

extension MappedFile {
  /// The lines, from 1, on which the bytes at `offsets` stand, which come in ascending order.
  package func lines(of offsets: [Int]) -> [Int] {
    var (line, place) = (1, 0)
    return offsets.map { target in
      while place + 64 <= target {
        line += unsafe Block(start + place).mask(of: UInt8(ascii: "\n")).nonzeroBitCount
        place += 64
      }
      while place < target {
        if unsafe start[place] == UInt8(ascii: "\n") { line += 1 }
        place += 1
      }
      return line
    }
  }
}

extension MappedFile {
  /// Where the line of a number, from 1, begins; the end where there are fewer.
  package func offset(ofLine number: Int) -> Int {
    var (line, place) = (1, 0)
    while line < number, place < count {
      if unsafe start[place] == UInt8(ascii: "\n") { line += 1 }
      place += 1
    }
    return place
  }
}
