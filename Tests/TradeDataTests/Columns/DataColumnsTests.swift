import Foundation
import Testing

@testable import TradeData

@Suite struct DataColumnsTests {
  private func file(_ bytes: [UInt8], _ name: String = "data.csv") throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: name).path
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func read(
    _ text: String, numbers: [String] = [], codes: [String] = []
  ) async throws -> DataColumns {
    try await DataColumns(of: [file(Array(text.utf8))], numbers: numbers, codes: codes, threads: 2)
  }

  @Test(arguments: [
    "x,y,c\n1.5,-2e3,A\n,NA,\"B, of two\"\n0.1,\"1,234.5\",A\n",
    "x,y,c\r\n1.5,-2e3,A\r\n,NA,\"B, of two\"\r\n0.1,\"1,234.5\",A",
    "x;y;c\n1,5;-2e3;A\n;NA;B, of two\n0,1;1 234,5;A\n",
    "\u{feff}c\tx\ty\nA\t1.5\t-2000\nB, of two\t\t..\n\nA\t0.1\t1234.5\n",
    "x,z,y,c\n1.5,,-2e3,A,\n,,NA,\"B, of two\",\n1e-1,,1234.5,A,\n",
  ])
  func formsOfOneTableAreOneTable(_ text: String) async throws {
    let columns = try await read(text, numbers: ["x", "y"], codes: ["c"])
    #expect(columns.rows == 3)
    let x = try #require(columns.numbers["x"])
    let y = try #require(columns.numbers["y"])
    #expect(x[0] == 1.5 && x[1].isNaN && x[2] == 0.1)
    #expect(y[0] == -2000 && y[1].isNaN && y[2] == 1234.5)
    #expect(columns.codes["c"]?.codes == [0, 1, 0])
    #expect(columns.codes["c"]?.texts == ["A", "B, of two"])
  }

  @Test func numbersAreTheNearestDoubles() async throws {
    let texts = [
      "139.57193855957308", "0.1", "9007199254740993", "-0.30000000000000004", "1e22", "5e-324",
      "123456789012345678901234567890", "1.7976931348623157e308",
    ]
    let columns = try await read("x,c\n" + texts.map { "\($0),a\n" }.joined(), numbers: ["x"])
    #expect(columns.numbers["x"] == texts.map { Double($0) ?? .nan })
  }

  @Test func severalFilesAreOneTableAndKeepTheirPlaces() async throws {
    let first = try file(Array("c,x\na,1\nb,2\n".utf8))
    let second = try file(Array("x,c\n\n3,b\n4,c\n".utf8))
    let columns = try await DataColumns(
      of: [first, second], numbers: ["x"], codes: ["c"], threads: 2)
    #expect(columns.numbers["x"] == [1, 2, 3, 4])
    #expect(columns.codes["c"]?.codes == [0, 1, 1, 2])
    #expect(columns.place(ofRow: 1) == (first, 3))
    #expect(columns.place(ofRow: 3) == (second, 4))
  }

  @Test(arguments: [
    ("x,c\n1,a\n", ["dist"], ":1: no column \"dist\"; there are: x, c"),
    (
      "distw,c\n1,a\n", ["dits"],
      ":1: no column \"dits\"; the nearest is \"distw\"; there are: distw, c"
    ),
    ("x,x\n1,2\n", ["x"], ":1: 2 columns are named \"x\"; expected one: rename the others"),
    ("c,x\na,1\nb,two\n", ["x"], ":3:3: x: expected a number, found \"two\""),
    ("c,x\n\"a\nb\",1\nb,two\n", ["x"], ":4:3: x: expected a number, found \"two\""),
    ("c,x\na,1\nb\n", ["x"], ":3: 1 fields; expected 2, as the header has"),
    ("c,x\na,1,5\n", ["x"], ":2: 3 fields; expected 2, as the header has"),
  ])
  func wrongFilesAreOneLine(_ text: String, _ names: [String], _ message: String) async throws {
    await #expect {
      try await read(text, numbers: names, codes: ["c"].filter { text.hasPrefix("\($0),") })
    } throws: {
      "\($0)".contains(message)
    }
  }

  @Test func linesAreCountedAcrossStretches() async throws {
    // Past four megabytes the rows are read in several stretches.
    let row = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,1\n"
    let good = String(repeating: row, count: 100_000)
    let columns = try await read("c,x\n" + good, numbers: ["x"], codes: ["c"])
    #expect(columns.rows == 100_000)
    #expect(columns.place(ofRow: 99_999).line == 100_001)
    await #expect {
      try await read("c,x\n" + good + "b,?\n", numbers: ["x"], codes: ["c"])
    } throws: {
      "\($0)".contains(":100002:3: x: expected a number")
    }
  }
}
