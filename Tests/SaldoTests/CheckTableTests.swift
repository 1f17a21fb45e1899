import Foundation
import Testing

@Suite struct CheckTableTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/tables")

  private func fixture(_ name: String) -> String {
    CheckTableTests.folder.appending(path: name).path
  }

  private func table(_ path: String, _ options: String...) throws -> [String: Any] {
    let run = try Program(["check", path, "--format", "json"] + options)
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let documents = json?["documents"] as? [[String: Any]]
    return try #require(documents?.first?["table"] as? [String: Any])
  }

  @Test func theWrongRowIsNamedWithWhatItCouldBe() throws {
    let run = try Program("check", fixture("regions-growth.csv"), "--format", "csv")
    #expect(run.status == 1)
    let lines = run.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    #expect(lines.count == 2)
    // 121,0 on 110,0: from 120,95 / 110,05 to 121,05 / 109,95, less one: 9,905 to 10,095 percent.
    let found = try #require(lines.last)
    #expect(found[1] == "5")
    #expect(found[2] == "Б")
    #expect(found.contains("12.0"))
    #expect(found.contains("percent_change"))
  }

  @Test func totalsAndIndicesOfTwoHeaderRowsAreChecked() throws {
    let table = try table(fixture("regions-growth.csv"))
    let checks = try #require(table["checks"] as? [[String: Any]])
    #expect(
      checks.map { $0["kind"] as? String } == [
        "percent_change", "index", "sum", "sum", "sum", "sum",
      ])
    #expect(checks.map { $0["agree"] as? Int } == [3, 3, 1, 1, 0, 1])
    #expect(checks.map { $0["disagree"] as? Int } == [1, 0, 0, 0, 0, 0])
  }

  @Test func yearbookBlocksAreCheckedAgainstTheLevelsAboveThem() throws {
    let table = try table(fixture("yearbook.tsv"))
    let findings = try #require(table["findings"] as? [[String: Any]])
    #expect(findings.count == 1)
    #expect(findings.first?["line"] as? Int == 9)
    #expect(findings.first?["column"] as? String == "2016-Q2")
    #expect(findings.first?["stated"] as? String == "25.0")
    // The indices of 2015 have no year before; the first quarter of 2015 no quarter.
    let checks = try #require(table["checks"] as? [[String: Any]])
    #expect(checks.map { $0["agree"] as? Int } == [2, 6, 9])
  }

  @Test func aFileOfStatementsIsJudgedAsARelease() throws {
    let run = try Program("check", fixture("statements.csv"), "--format", "json")
    #expect(run.status == 0)
    #expect(run.output.contains("\"verdict\": \"consistent\""))
    let text = try String(contentsOfFile: fixture("statements.csv"), encoding: .utf8)
    let scalars = Array(text.unicodeScalars)
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    let document = (json?["documents"] as? [[String: Any]])?.first
    for statement in try #require(document?["statements"] as? [[String: Any]]) {
      let start = try #require(statement["start"] as? Int)
      let end = try #require(statement["end"] as? Int)
      let quote = String(String.UnicodeScalarView(scalars[start..<end]))
      #expect(statement["quote"] as? String == quote)
    }
  }

  @Test func namedColumnsAreChecked() throws {
    let path = try temporaryFile(
      "region,a,b,c\nN,200,250,1.3\nS,200,250,1.4\nW,,250,1.4\nE,0,1,9\n")
    let options = ["--current", "b", "--previous", "2", "--stated", "c", "--kind", "ratio"]
    let run = try Program(["check", path, "--format", "csv"] + options)
    #expect(run.status == 1)
    // 250 on 200 is at most 250.5 / 199.5 = 1.2556; 1.3 stands for 1.25 to 1.35, 1.4 for 1.35 and more.
    #expect(run.output.contains(",3,S,c,ratio,1.4,"))
    #expect(run.output.split(separator: "\n").count == 2)
  }

  @Test func theRoundingIsTheUsersChoice() throws {
    let path = try temporaryFile("region,2016,2017,% change\nN,1000,1019,1.8\n")
    #expect(try Program("check", path).status == 0)
    #expect(try Program("check", path, "--rounding", "truncated").status == 0)
    let other = try temporaryFile("region,2016,2017,% change\nN,100000,101890,1.8\n")
    #expect(try Program("check", other).status == 1)
    #expect(try Program("check", other, "--rounding", "truncated").status == 0)
  }

  @Test(
    arguments: [
      ("a,b\nx,1\n", "unknown header"), ("", "empty"), ("a,b\nx,y\n", "no row has figures"),
      ("measure,period,kind,value\nexports,2017,level,ten\n", "expected a number"),
      ("a\u{0}b,c\n", "no text"),
    ])
  func whatCannotBeReadIsOneLine(text: String, message: String) throws {
    let run = try Program("check", try temporaryFile(text))
    #expect(run.status == 2)
    #expect(run.errors.contains(message))
    #expect(run.errors.split(separator: "\n").count == 1)
  }

  @Test func oddCellsAreCountedNotDropped() throws {
    let long = String(repeating: "9", count: 400)
    let path = try temporaryFile(
      "region,2016,2017,% change\nN,100,110,10\nS,1O0,110,10\nW,100\nE,\(long),\(long),0\n")
    let table = try table(path)
    #expect(table["rows"] as? Int == 4)
    let unreadable = try #require(table["unreadable"] as? [String: Any])
    #expect(unreadable["count"] as? Int == 3)
    let checks = try #require(table["checks"] as? [[String: Any]])
    #expect(checks.first?["agree"] as? Int == 2)
  }

  @Test(arguments: ["Year", "Год", "Period"])
  func rowsMayBePeriods(header: String) throws {
    let table = try table(
      try temporaryFile(
        """
        Region,\(header),Exports,Imports,Turnover,"Exports, growth, %"
        A,2015,100.0,50.0,150.0,
        A,2016,110.0,40.0,150.0,10.0
        A,2017,99.0,60.0,160.0,-10.0
        B,2015,10.0,5.0,15.0,
        B,2016,12.5,5.0,17.5,52.0

        """))
    let findings = try #require(table["findings"] as? [[String: Any]])
    #expect(findings.map { $0["row"] as? String } == ["B 2016", "A 2017"])
    #expect(findings.map { $0["column"] as? String } == ["Exports, growth, %", "Turnover"])
    #expect(findings.map { $0["line"] as? Int } == [6, 4])
    // 12.5 on 10.0 is 25 percent; 99 + 60 is 159.
    let checks = try #require(table["checks"] as? [[String: Any]])
    #expect(
      checks.contains { $0["agree"] as? Int == 2 && $0["kind"] as? String == "percent_change" })
    #expect(checks.contains { $0["agree"] as? Int == 4 && $0["kind"] as? String == "sum" })
  }

  @Test func remarksAboveTheHeaderAreNoFigures() throws {
    // The head and foot of a query's export by the USITC's DataWeb, with three of its rows.
    let table = try table(
      try temporaryFile(
        """
        Total Exports|Annual Data,,,,,
        Data Row Count,3,,,,
        Data Type,HTS Number,Country,2020,2021,2022
        FAS Value,01,Afghanistan,4483.00,0.00,0.00
        FAS Value,01,Algeria,1361856.00,1225298.00,3755039.00
        FAS Value,01,Anguilla,51670.00,0.00,0.00
        Total:,,,"1,418,009","1,225,298","3,755,039"

        """))
    let checks = try #require(table["checks"] as? [[String: Any]])
    #expect(checks.map { $0["agree"] as? Int } == [1, 1, 1])
  }

  @Test func totalsOfTotalsAreAddedUp() throws {
    let table = try table(
      try temporaryFile(
        "region,2016\nA,10\nB,20\nTotal 1,30\nC,5\nD,6\nTotal 2,11\nTotal,45\n"))
    let checks = try #require(table["checks"] as? [[String: Any]])
    #expect(checks.first?["agree"] as? Int == 2)
    // 45 is no sum of 30 and 11, and no other column shows that these are all of its parts.
    #expect((checks.first?["untestable"] as? [String: Int]) == ["no-partition": 1])
  }

  @Test func tablesInOtherEncodingsKeepTheirNames() throws {
    let text = "Область,2016,2017,% change\nКалуга,100,110,30\n"
    let path = try temporaryFile("")
    for encoding in [String.Encoding.windowsCP1251, .utf16] {
      try #require(text.data(using: encoding)).write(to: URL(filePath: path))
      let run = try Program("check", path, "--format", "csv")
      #expect(run.status == 1)
      #expect(run.output.contains(",2,Калуга,% change,"))
    }
  }

  @Test func tablesInFoldersAreFound() throws {
    let path = try temporaryFile("region,2016,2017,% change\nN,100,110,10\n", "table.csv")
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let run = try Program("check", folder, "--format", "html")
    #expect(run.status == 0)
    #expect(run.output.contains("1 row: of 1 tested figures 1 agree"))
  }

  @Test func aTableWithoutStatedFiguresIsUnverifiable() throws {
    let run = try Program("check", try temporaryFile("region,2016,2017\nN,100,110\nS,1,2\n"))
    #expect(run.status == 0)
    #expect(run.output.contains("unverifiable"))
  }
}
