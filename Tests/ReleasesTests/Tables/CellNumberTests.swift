import Exact
import Testing

@testable import Releases

@Suite struct CellNumberTests {
  @Test(
    arguments: [
      ("154,274", ".", "154274"), ("-1,099", ".", "-1099"), ("(5.2)", ".", "-5.2"),
      ("1 022,4", ",", "1022.4"), ("1.022,40", ",", "1022.40"), ("−3,0", ",", "-3.0"),
      ("134,81)", ",", "134.8"), ("12.5%", ".", "12.5"), ("+7", ".", "7"), ("98¹", ".", "98"),
      ("0,00", ",", "0.00"),
    ])
  func numbersAreReadAsPrinted(text: String, point: String, expected: String) throws {
    let mark = try #require(point.unicodeScalars.first)
    #expect(CellContent(text, point: mark) == .number(try #require(PrintedDecimal(expected))))
  }

  @Test(arguments: ["", " ", "-", "…", "x", "х", "NA", "n/a", ":"])
  func missingIsNotZero(text: String) {
    #expect(CellContent(text, point: ".") == .missing)
  }

  @Test(arguments: ["12a4", "1,2O0", "1,23,4", "1.2.3", "Total", "1..2"])
  func whatIsNoNumberIsText(text: String) {
    #expect(CellContent(text, point: ".") == .text)
  }

  @Test func theDecimalMarkIsTheOneThatDividesOtherThanThousands() {
    #expect(DecimalPoint.of(["1,545,821", "1.5", "-3.3"]) == ".")
    #expect(DecimalPoint.of(["1 000,5", "20,0", "1.000"]) == ",")
    #expect(DecimalPoint.of(["1,234", "2,345"]) == ".")
  }
}
