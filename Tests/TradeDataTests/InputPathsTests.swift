import Foundation
import Testing

@testable import TradeData

@Suite struct InputPathsTests {
  private static let trade = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/trade").path

  @Test func foldersPatternsAndMembersBecomeFiles() throws {
    let one = try tradeFile(Array("x\n".utf8), "b.csv")
    let folder = String(one.dropLast("/b.csv".count))
    for name in ["a.tsv", "notes.md", ".hidden.csv"] {
      try Data("x\n".utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    #expect(try InputPaths.files(of: [folder]) == [folder + "/a.tsv", folder + "/b.csv"])
    #expect(try InputPaths.files(of: [folder + "/*.csv", "-"]) == [folder + "/b.csv", "-"])
    let zip = Self.trade + "/baci-small.zip"
    #expect(try InputPaths.files(of: [zip + "/data/*.csv"]) == [zip + "/data/baci-small.csv"])
  }

  @Test func filesNamedTwiceAndPatternsOfNothingAreErrors() throws {
    let path = try tradeFile(Array("x\n".utf8))
    #expect(throws: TradeDataError(path, "is named twice; its rows would count twice")) {
      _ = try InputPaths.files(of: [path, path])
    }
    #expect(
      throws: TradeDataError(
        path + "*.gz", "matches no file; expected a pattern such as data/*.csv")
    ) { _ = try InputPaths.files(of: [path + "*.gz"]) }
  }

  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian], [true, false])
  func textInUTF16IsRead(_ encoding: String.Encoding, _ hasMark: Bool) async throws {
    let text = (hasMark ? "\u{feff}" : "") + "reporter,year,value\nCh,2019,5\n"
    let path = try tradeFile(Array(try #require(text.data(using: encoding))))
    let reading = try await TradeReader().read([path], for: Query(keys: [Key(.role(.reporter))]))
    #expect(sums(reading.cube) == ["Ch 2019 5"])
    #expect(reading.notes == ["\(path): read as UTF-16"])
  }
}
