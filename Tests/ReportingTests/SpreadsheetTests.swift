import Testing

@testable import Reporting

/// Texts that spreadsheets run as formulas (OWASP, CSV Injection), and numbers, which they do not.
@Suite struct SpreadsheetTests {
  @Test(arguments: [
    ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
    ("-2+3+cmd|x", "'-2+3+cmd|x"), ("\t=1", "'\t=1"), (" =1", "' =1"), ("＝1+1", "'＝1+1"),
    ("\r\n=1", "\"'\r\n=1\""), ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""), ("-", "'-"),
    ("=", "'="), ("@1", "'@1"),
  ])
  func formulaBeginsWithAnApostrophe(_ text: String, _ field: String) {
    #expect(CSVText.field(text, forSpreadsheets: true) == field)
    // Without being asked for, a text is what it is.
    #expect(!CSVText.field(text).contains("'" + text.prefix(1)))
  }

  @Test(arguments: [
    "-12.5", "+3", "-1/3", "12", "Kaluga", "a=b", "", "1-2", "2020-01..2020-06", "Côte d'Ivoire",
  ])
  func numbersAndNamesStayWhatTheyAre(_ text: String) {
    #expect(CSVText.field(text, forSpreadsheets: true) == text)
  }
}
