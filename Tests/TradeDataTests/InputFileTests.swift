import Foundation
import Testing

@testable import TradeData

@Suite struct InputFileTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/trade")

  @Test(arguments: [
    "baci-small.csv.gz", "baci-small.csv.zst", "baci-small.zip",
    "baci-small.zip/data/baci-small.csv", "baci-small-zip64.zip",
  ])
  func packedFilesHoldTheSameBytes(_ name: String) throws {
    let plain = try InputFile(path: Self.folder.appending(path: "baci-small.csv").path)
    let packed = try InputFile(path: Self.folder.path + "/" + name)
    #expect(packed.text(0..<packed.count) == plain.text(0..<plain.count))
    // The same in a temporary file, from the first byte on or from where the budget ends.
    for limit in [0, 1 << 17] {
      let spilled = try InputFile(
        path: Self.folder.path + "/" + name, budget: MemoryBudget(limit: limit))
      #expect(spilled.text(0..<spilled.count) == plain.text(0..<plain.count))
    }
  }

  @Test func bytesThatGrowPastTheirBudgetGoOnInAFile() throws {
    let budget = MemoryBudget(limit: 1 << 12)
    guard var memory = Memory(capacity: 1 << 10, budget: budget) else {
      Issue.record("no memory")
      return
    }
    let text = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for byte in text {
      if memory.count == memory.capacity, !memory.grow() { Issue.record("no room") }
      memory.room[0] = byte
      memory.count += 1
    }
    let bytes = memory.release()
    let mapped = try #require(bytes.mapped)
    #expect(Array(UnsafeRawBufferPointer(start: bytes.start, count: bytes.count)) == text)
    munmap(bytes.start, mapped)
    // All of the budget is there again.
    try budget.take(1 << 12)
  }

  @Test(arguments: [
    ("baci-small.csv.gz", "gzip data"), ("baci-small.csv.zst", "zstd data"),
    ("baci-small.zip", "is damaged or cut off"),
  ])
  func filesThatAreCutOffAreRefused(_ name: String, _ message: String) throws {
    let whole = try Data(contentsOf: Self.folder.appending(path: name))
    for length in 4..<whole.count {
      let path = try file(whole.prefix(length))
      // A cut between two gzip members leaves a whole file.
      guard (try? InputFile(path: path)) == nil else {
        #expect(name == "baci-small.csv.gz")
        continue
      }
      #expect { _ = try InputFile(path: path) } throws: {
        "\($0)".contains("is damaged or cut off")
      }
    }
  }

  @Test func archiveWithoutTableAndUnknownMemberAreSaid() throws {
    let archive = Self.folder.appending(path: "baci-small.zip").path
    #expect(
      throws: TradeDataError(
        archive, "has no member \"x.csv\"; it holds readme.md, data/baci-small.csv")
    ) { _ = try InputFile(path: archive + "/x.csv") }
  }

  private func file(_ data: Data) throws -> String {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try data.write(to: url)
    return url.path
  }
}
