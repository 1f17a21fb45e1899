import Foundation
import Testing

@testable import TradeData

@Suite struct LayoutFileTests {
  @Test func layoutOfOnesOwnMapsColumnsUnitsAndCodes() async throws {
    let layout = try Layout(
      contentsOf: try tradeFile(
        Array(
          """
          {"columns": {"period": "Jahr", "reporter": "Land", "flow": "Art", "product": "Ware",
                       "value": "Wert"},
           "unit": "thousand EUR", "codes": {"pad": 6}, "flows": {"A": "export", "E": "import"},
           "decimal": ",", "separator": ";", "missing": ["k.A."], "totals": {"reporter": ["Alle"]}}
          """.utf8), "layout.json"))
    let path = try tradeFile(
      Array(
        """
        Wert;Ware;Art;Land;Jahr
        1,5;10121;A;DE;2019
        2;260111;A;DE;2019
        k.A.;260111;E;DE;2019
        3,5;260111;A;Alle;2019

        """.utf8))
    let query = Query(keys: [Key(.role(.product)), Key(.role(.flow))])
    let reading = try await TradeReader(layout: layout).read([path], for: query)
    #expect(sums(reading.cube) == ["010121 export 2019 1.5", "260111 export 2019 2"])
    #expect("\(reading.unit)" == "thousand EUR")
    #expect((reading.tally.missing, reading.tally.aggregates) == (1, 1))
  }

  @Test(arguments: [
    ("[1]", "expected an object with columns, found [1]"),
    ("{\"columns\": {\"worth\": \"x\"}}", "columns.worth: unknown key"),
    ("{\"columns\": {\"period\": \"x\"}}", "columns.value: expected the header of the values"),
    ("{\"columns\": {\"value\": \"x\"}, \"unit\": \"dozens of EUR\"}", "unit: expected a currency"),
    ("{\"columns\": {\"value\": \"x\"}, \"codes\": {\"pad\": 0}}", "codes.pad: expected a number"),
    ("{\"columns\": {\"value\": \"x\"}, \"decimal\": \";\"}", "decimal: expected \".\" or \",\""),
    ("{", "is not JSON"),
  ])
  func wrongLayoutFilesAreOneLine(_ text: String, _ message: String) throws {
    let path = try tradeFile(Array(text.utf8), "layout.json")
    #expect { _ = try Layout(contentsOf: path) } throws: { error in
      "\(error)".hasPrefix("\(path): ") && "\(error)".contains(message)
        && !"\(error)".contains("\n")
    }
  }
}
