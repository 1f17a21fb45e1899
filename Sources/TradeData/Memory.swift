#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A growing run of bytes that ends in readable zeros, for input that has to be unpacked or collected.
@safe struct Memory: ~Copyable {
  private(set) var start: UnsafeMutableRawPointer
  private(set) var capacity: Int
  /// The number of bytes that are in use.
  var count = 0

  /// Zeros that stay readable behind the capacity.
  private static let padding = 64

  /// Room for `capacity` bytes; nil where the system has not so much.
  init?(capacity: Int) {
    guard let memory = unsafe malloc(capacity + Memory.padding) else { return nil }
    unsafe start = memory
    self.capacity = capacity
  }

  deinit {
    unsafe free(start)
  }

  /// The part that is not in use.
  var room: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: start + count, count: capacity - count)
  }

  /// Doubles the capacity; false where the system has not so much.
  mutating func grow() -> Bool {
    guard let memory = unsafe realloc(start, capacity * 2 + Memory.padding) else { return false }
    unsafe start = memory
    capacity *= 2
    return true
  }

  /// Gives up the bytes to the caller, who frees them.
  consuming func release() -> (start: UnsafeMutableRawPointer, count: Int) {
    unsafe memset(start + count, 0, Memory.padding)
    let bytes = unsafe (start, count)
    discard self
    return unsafe bytes
  }
}

/// Frees what `Memory.release` gave up.
func freeMemory(_ start: UnsafeRawPointer) {
  unsafe free(UnsafeMutableRawPointer(mutating: start))
}
