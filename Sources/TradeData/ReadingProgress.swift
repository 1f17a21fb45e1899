internal import Synchronization

/// How far a reading has come; the threads that read add to it, another one shows it.
public final class ReadingProgress: Sendable {
  private let bytesRead = Atomic<Int>(0)
  private let rowsRead = Atomic<Int>(0)
  private let bytesInAll = Atomic<Int>(0)

  /// Nothing read yet.
  public init() {}

  /// The bytes whose rows have been read, unpacked.
  public var bytes: Int { bytesRead.load(ordering: .relaxed) }
  /// The rows that have been read.
  public var rows: Int { rowsRead.load(ordering: .relaxed) }
  /// The bytes of all files, unpacked; 0 until all are open.
  public var total: Int { bytesInAll.load(ordering: .relaxed) }

  func begin(total: Int) {
    bytesRead.store(0, ordering: .relaxed)
    rowsRead.store(0, ordering: .relaxed)
    bytesInAll.store(total, ordering: .relaxed)
  }

  func add(bytes: Int, rows: Int) {
    bytesRead.wrappingAdd(bytes, ordering: .relaxed)
    rowsRead.wrappingAdd(rows, ordering: .relaxed)
  }
}
