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

  @Test func archiveThatPromisesMoreThanItCanHoldAsksForNoRoom() throws {
    let zip = PackedBytes.zip([("a.csv", Array("a,b\n1,2\n".utf8))], statedLength: 0xffff_fffe)
    let path = try file(Data(zip))
    #expect(
      throws: TradeDataError(
        path + "/a.csv", "is damaged: it cannot be unpacked to what the archive promises")
    ) { _ = try InputFile(path: path, budget: MemoryBudget(limit: 1 << 20)) }
  }

  @Test func zstdThatUnpacksToAThousandTimesItsSizeIsRefused() throws {
    // Blocks of 128 KiB of one byte, each of four bytes.
    var frame: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 0, 0x58]
    for number in 0..<64 {
      let head = UInt32(1 << 17) << 3 | 1 << 1 | (number == 63 ? 1 : 0)
      frame += [UInt8(truncatingIfNeeded: head), UInt8(truncatingIfNeeded: head >> 8)]
      frame += [UInt8(truncatingIfNeeded: head >> 16), UInt8(ascii: "1")]
    }
    func unpacked(free: Int) throws -> Int {
      try frame.withUnsafeBytes {
        try Zstandard.unpack($0, file: "a.zst", MemoryBudget(), freeLength: free).count
      }
    }
    #expect(try unpacked(free: 1 << 23) == 1 << 23)
    #expect {
      _ = try unpacked(free: (1 << 23) - 1)
    } throws: { "\($0)".hasPrefix("a.zst: unpacks to more than 1032 times its size") }
  }

  @Test func namesOfMembersAreNoPaths() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    let inner = folder.appending(path: "inner")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    let text = Array("period,value\n2020,1\n".utf8)
    for name in ["../up.csv", "/etc/up.csv", "..\\up.csv", "a/../../up.csv", "C:\\up.csv"] {
      let path = inner.appending(path: "data.zip").path
      try Data(PackedBytes.zip([(name, text)])).write(to: URL(fileURLWithPath: path))
      let file = try InputFile(path: path)
      #expect(file.text(0..<file.count) == "period,value\n2020,1\n")
    }
    // Nothing was unpacked to a file.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["inner"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: inner.path) == ["data.zip"])
  }

  @Test func fileThatIsWrittenToIsToldFromOneThatIsReplaced() throws {
    let text = Data("period,value\n2020,1\n".utf8)
    let path = try file(text)
    let opened = try InputFile(path: path)
    try opened.confirmUnchanged()
    let other = try file(text + text)
    #expect(rename(other, path) == 0)
    // What was mapped is still the file that was opened.
    try opened.confirmUnchanged()
    let replaced = try InputFile(path: path)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: text)
    #expect(
      throws: TradeDataError(
        path, "was written to while it was read; run again when nothing writes to it")
    ) { try replaced.confirmUnchanged() }
  }

  private func file(_ data: Data) throws -> String {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try data.write(to: url)
    return url.path
  }
}
