internal import CMappedFiles

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file mapped to memory, with a page of zeros behind it.
@safe struct Mapping: ~Copyable {
  let start: UnsafeRawPointer
  let count: Int
  /// The file as it was when it was opened.
  let state: FileState
  private let length: Int

  init(path: String) throws(TradeDataError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw TradeDataError(path, "cannot be opened: \(Mapping.systemMessage())")
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw TradeDataError(path, "cannot be examined: \(Mapping.systemMessage())")
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw TradeDataError(path, "is a directory; name the files in it")
    default: throw TradeDataError(path, "is neither a file nor a pipe; expected CSV")
    }
    let count = Int(status.st_size)
    // An anonymous mapping one page too long, with the file laid over its beginning.
    let page = Int(getpagesize())
    let length = (count + page - 1) / page * page + page
    let area = unsafe mmap(nil, length, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let area = unsafe area, unsafe area != MAP_FAILED else {
      throw TradeDataError(path, "cannot be mapped: \(Mapping.systemMessage())")
    }
    if count > 0 {
      let file = unsafe mmap(area, count, PROT_READ, MAP_PRIVATE | MAP_FIXED, descriptor, 0)
      guard unsafe file != MAP_FAILED else {
        let message = Mapping.systemMessage()
        unsafe munmap(area, length)
        throw TradeDataError(path, "cannot be mapped: \(message)")
      }
      _ = unsafe madvise(area, count, MADV_SEQUENTIAL)
    }
    unsafe start = UnsafeRawPointer(area)
    (self.count, self.length, state) = (count, length, FileState(status))
    // Without memory for the note, a loss is the crash that it would be without notes.
    _ = unsafe saldo_mapping_begins(start, count, path)
  }

  deinit { unsafe Mapping.end(start, length) }

  /// Unmaps what `release` gave up.
  static func end(_ start: UnsafeRawPointer, _ length: Int) {
    unsafe saldo_mapping_ends(start)
    unsafe munmap(UnsafeMutableRawPointer(mutating: start), length)
  }

  /// Gives up the mapping to the caller, who ends it with the same `length`.
  consuming func release() -> (start: UnsafeRawPointer, count: Int, length: Int) {
    let parts = unsafe (start, count, length)
    discard self
    return unsafe parts
  }

  static func systemMessage() -> String { unsafe String(cString: strerror(errno)) }
}
