import Consistency
import Foundation
import Testing

@Suite struct DefinitionParserTests {
  @Test func everyFormOfALineIsRead() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/definitions/rules.txt")
    let definitions = try Definitions(
      try String(contentsOf: file, encoding: .utf8), file: "rules.txt")
    #expect(definitions.definitions.map(\.line) == [2, 4, 5])
    #expect(
      definitions.definitions[1].text == "imports[*, 2021-Q1] <= 0.5 * turnover[*, 2021-Q1]")
  }

  @Test(arguments: [
    ("foo = 1", 1, "\"foo\""), ("exports =", 10, "the end of the line"),
    ("exports[2O17] = 5", 9, "\"2O17]\""), ("exports[\"a = 5", 9, "\"\"a\""),
    ("exports[\"a\", 2017 = 5", 19, "\"=\""), ("exports < 5", 9, "\"<\""),
    ("exports = 5 * exports - 4 * exports", 1, "quantities that cancel out"),
    ("exports[*, 2021] <= imports[\"A\"]", 1, "a scope, a period and a unit left open"),
    ("1,5 * exports = imports", 2, "\",5\""), ("exports = imports = 5", 19, "\"=\""),
    ("exports 5", 9, "\"5\""), ("exports[USD, 2021] = 1", 14, "\"2021]\""),
    ("exports = 1/0", 13, "\"0\""), ("exports = 1.2.3", 11, "\"1.2.3\""),
  ])
  func errorNamesThePlaceAndWhatStandsThere(_ line: String, _ column: Int, _ found: String) throws {
    let error = #expect(throws: DefinitionError.self) {
      try Definitions("# first\n\n" + line, file: "rules.txt")
    }
    #expect(error?.line == 3)
    #expect(error?.column == column)
    #expect(error?.found.hasPrefix(found) == true)
    #expect(error?.description.hasPrefix("rules.txt:3:\(column): found ") == true)
  }
}
