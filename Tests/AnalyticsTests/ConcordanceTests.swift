import Foundation
import Testing
import TradeData

@testable import Analytics

@Suite struct ConcordanceTests {
  private let keys = [Key(.role(.reporter)), Key(.role(.product))]

  private static let records = [
    Record(product: "0101", value: 10), Record(product: "0102", value: 5),
    Record(product: "0201", value: 7), Record(product: "9999", value: 1),
    Record(reporter: "B", product: "0102", value: 3),
  ]

  @Test func codesAreAddedUpWithTheirWeightsExactly() throws {
    let file = try Self.file(
      """
      code,group,weight
      0101,animals,1
      0102,animals,0.3
      0102,meat,0.7
      0201,meat,1

      """)
    var analysis = Analysis(keys: keys, measures: [])
    analysis.concordances = [try Concordance(.product, path: file)]
    let cube = Cube(Self.records, keys: keys)
    let found = try analysis.columns(of: Self.records)
    #expect(found["product"] == ["(unmapped)", "animals", "meat", "animals", "meat"])
    #expect(found["value"] == ["1.0", "11.5", "10.5", "0.9", "2.1"])
    let notes = try analysis.table(of: cube).notes
    #expect(
      notes == [
        "1 of 4 codes of product are not in \(file) and are added up under (unmapped): 9999"
      ])
  }

  @Test func totalsStayWhereWeightsAddUpToOne() throws {
    var random = SeededGenerator(seed: 5)
    let records = (0..<60).map { number in
      Record(
        product: "\(1000 + number % 20)", year: 2020 + number / 20,
        value: Int64.random(in: 0...1_000_000_000, using: &random))
    }
    let lines = (0..<20).map { "\(1000 + $0),G\($0 % 3),0.25\n\(1000 + $0),H\($0 % 4),0.75\n" }
    var analysis = Analysis(keys: keys, measures: [])
    analysis.concordances = [
      try Concordance(.product, path: try Self.file("a,b,c\n" + lines.joined()))
    ]
    let found = try analysis.columns(of: records)
    let sum = try #require(found["value"]).compactMap { Double($0) }.reduce(0, +)
    #expect(sum == Double(records.compactMap(\.value).reduce(0, +)))
  }

  @Test func weightsThatChangeTheTotalAreSaid() throws {
    let file = try Self.file("code,group,weight\n0101,G,0.5\n")
    var analysis = Analysis(keys: keys, measures: [])
    analysis.concordances = [try Concordance(.product, path: file)]
    let notes = try analysis.table(of: Cube([Self.records[0]], keys: keys)).notes
    #expect(
      notes == ["the weights of 1 codes in \(file) do not add up to 1, so totals change: 0101"])
  }

  private static let faults = [
    ("", "is empty; expected a header line and rows"),
    ("code\n1\n", "1: 1 columns; expected two or three: code, group and, if need be, weight"),
    ("code,group\n1,\n", "2: field 2: expected a group, found \"\""),
    (
      "code,group,weight\n1,G,x\n",
      "2: field 3: expected a decimal number of at most nine digits after the point, found \"x\""
    ),
    ("code,group\n1,G\n1,G\n", "3: 1 goes to G a second time"),
    ("code,group\n1,G,2\n", "2: 3 fields; expected 2, as the header has"),
  ]

  @Test(arguments: faults)
  func faultsOfTheFileAreSaidWithTheirPlace(_ text: String, _ message: String) throws {
    let file = try Self.file(text)
    let error = #expect(throws: TradeDataError.self) { _ = try Concordance(.product, path: file) }
    #expect(error?.description.hasSuffix(message) == true, "\(error?.description ?? "")")
  }

  @Test func rollUpOfAKeyThatIsNotThereIsAnError() throws {
    var analysis = Analysis(keys: [Key(.role(.reporter))], measures: [])
    analysis.concordances = [try Concordance(.product, path: try Self.file("a,b\n1,2\n"))]
    #expect(throws: AnalysisError.self) { try analysis.columns(of: Self.records) }
  }

  private static func file(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString + ".csv")
    try text.write(to: path, atomically: true, encoding: .utf8)
    return path.path
  }
}
