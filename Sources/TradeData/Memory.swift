#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A growing run of bytes that ends in readable zeros, for input that has to be unpacked or collected.
///
/// Past a budget the bytes are those of a temporary file without a name, which the system keeps in
/// memory only while it has room.
@safe struct Memory: ~Copyable {
  private(set) var start: UnsafeMutableRawPointer
  private(set) var capacity: Int
  /// The number of bytes that are in use.
  var count = 0
  /// The temporary file; -1 for memory of our own.
  private var descriptor: Int32
  private let budget: MemoryBudget
  private var isReleased = false

  /// Zeros that stay readable behind the capacity.
  private static let padding = 64

  /// Room for `capacity` bytes; nil where the system has not so much, in memory or on disk.
  init?(capacity: Int, budget: MemoryBudget = MemoryBudget()) {
    self.capacity = capacity
    self.budget = budget
    if (try? budget.take(capacity)) != nil {
      guard let memory = unsafe malloc(capacity + Memory.padding) else { return nil }
      unsafe LargePages.advise(memory, capacity)
      unsafe start = memory
      descriptor = -1
    } else {
      guard let file = unsafe Memory.temporaryFile(capacity + Memory.padding) else { return nil }
      unsafe start = file.start
      descriptor = unsafe file.descriptor
    }
  }

  deinit {
    if isReleased { return }
    if descriptor >= 0 {
      unsafe munmap(start, capacity + Memory.padding)
      close(descriptor)
    } else {
      unsafe free(start)
      budget.give(back: capacity)
    }
  }

  /// The part that is not in use.
  var room: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: start + count, count: capacity - count)
  }

  /// Doubles the capacity; false where the system has not so much.
  mutating func grow() -> Bool {
    let larger = capacity * 2
    if descriptor >= 0 {
      guard posix_fallocate(descriptor, 0, off_t(larger + Memory.padding)) == 0,
        let moved = unsafe Memory.mapping(descriptor, larger + Memory.padding)
      else { return false }
      unsafe munmap(start, capacity + Memory.padding)
      unsafe start = moved
    } else if (try? budget.take(capacity)) != nil {
      guard let memory = unsafe realloc(start, larger + Memory.padding) else {
        budget.give(back: capacity)
        return false
      }
      unsafe start = memory
    } else {
      guard let file = unsafe Memory.temporaryFile(larger + Memory.padding) else { return false }
      unsafe file.start.copyMemory(from: start, byteCount: count)
      unsafe free(start)
      budget.give(back: capacity)
      unsafe start = file.start
      descriptor = unsafe file.descriptor
    }
    capacity = larger
    return true
  }

  /// Gives up the bytes to the caller, who frees them, or unmaps `mapped` bytes where that is not nil.
  consuming func release() -> (start: UnsafeMutableRawPointer, count: Int, mapped: Int?) {
    unsafe memset(start + count, 0, Memory.padding)
    let isFile = descriptor >= 0
    let bytes = unsafe (start, count, isFile ? capacity + Memory.padding : nil)
    // The mapping holds the file.
    if isFile { close(descriptor) }
    isReleased = true
    return unsafe bytes
  }

  /// A temporary file of so many bytes, all of which the disk has room for; nil where it has not.
  private static func temporaryFile(
    _ length: Int
  ) -> (start: UnsafeMutableRawPointer, descriptor: Int32)? {
    let descriptor = unnamedFile()
    guard descriptor >= 0 else { return nil }
    guard posix_fallocate(descriptor, 0, off_t(length)) == 0,
      let start = unsafe mapping(descriptor, length)
    else {
      close(descriptor)
      return nil
    }
    return unsafe (start, descriptor)
  }

  private static func mapping(_ descriptor: Int32, _ length: Int) -> UnsafeMutableRawPointer? {
    let area = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0)
    return unsafe area == MAP_FAILED ? nil : area
  }

  /// A file without a name in TMPDIR, or where the system keeps large temporary files.
  private static func unnamedFile() -> Int32 {
    let named = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) }
    for folder in named.map({ [$0] }) ?? ["/var/tmp", "/tmp"] {
      var template = Array("\(folder)/saldo-XXXXXX".utf8CString)
      let descriptor = unsafe mkstemp(&template)
      guard descriptor >= 0 else { continue }
      unsafe unlink(template)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return descriptor
    }
    return -1
  }
}

/// Frees what `Memory.release` gave up.
func freeMemory(_ start: UnsafeRawPointer) {
  unsafe free(UnsafeMutableRawPointer(mutating: start))
}
