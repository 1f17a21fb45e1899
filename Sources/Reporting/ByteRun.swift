/// Some bytes of a result, made by one thread and written by another.
///
/// Sendable without a lock: nothing changes once they are made.
@safe final class ByteRun: @unchecked Sendable {
  private let start: UnsafeMutablePointer<UInt8>
  let count: Int

  /// Takes over memory that was allocated.
  @unsafe init(owning start: UnsafeMutablePointer<UInt8>, count: Int) {
    unsafe self.start = start
    self.count = count
  }

  /// A copy of an array.
  convenience init(_ bytes: [UInt8]) {
    let start = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    unsafe start.initialize(from: bytes, count: bytes.count)
    unsafe self.init(owning: start, count: bytes.count)
  }

  deinit {
    unsafe start.deallocate()
  }

  /// Adds the bytes to the end of `array`.
  func append(to array: inout [UInt8]) {
    unsafe array.append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
  }

  /// The bytes, valid while `body` runs.
  func withUnsafeBytes<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    unsafe try body(UnsafeRawBufferPointer(start: start, count: count))
  }
}
