internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// How fast a file that the system holds in memory is read.
enum FileLimit {
  private static let chunk = 1 << 20

  /// Bytes a second of the best of some passes, each thread reading a part of its own.
  static func measured(
    bytes: Int, threads: Int, passes: Int, in workspace: Workspace
  ) throws -> Double {
    let path = try workspace.file("file-limit") { Array(repeating: 0x61, count: bytes) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw BenchError("\(path): cannot be opened") }
    defer { close(descriptor) }
    let taken = Atomic<Int>(0)
    var best = Double.infinity
    for _ in 0..<passes {
      let start = ContinuousClock.now
      DispatchQueue.concurrentPerform(iterations: threads) { task in
        let end = (task + 1) * bytes / threads
        var place = task * bytes / threads
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: chunk, alignment: 64)
        defer { unsafe room.deallocate() }
        while place < end {
          let count = unsafe pread(
            descriptor, room.baseAddress, min(chunk, end - place), off_t(place))
          guard count > 0 else { break }
          place += count
          taken.wrappingAdd(count, ordering: .relaxed)
        }
      }
      best = min(best, Stopwatch.since(start))
    }
    guard taken.load(ordering: .relaxed) == bytes * passes else {
      throw BenchError("\(path): cannot be read to its end")
    }
    return Double(bytes) / best
  }
}
