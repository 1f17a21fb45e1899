import Foundation
import Testing

@testable import TradeData

@Suite struct InputFileTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/trade")

  @Test(arguments: [
    "baci-small.csv.gz", "baci-small.csv.zst", "baci-small.zip",
    "baci-small.zip/data/baci-small.csv",
  ])
  func packedFilesHoldTheSameBytes(_ name: String) throws {
    let plain = try InputFile(path: Self.folder.appending(path: "baci-small.csv").path)
    let packed = try InputFile(path: Self.folder.path + "/" + name)
    #expect(packed.text(0..<packed.count) == plain.text(0..<plain.count))
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
