import Foundation
import Testing

@Suite struct AnalyzeMeasuresTests {
  private static let header = "reporter,product,period,value\n"

  private static let odd = [
    // A country without exports, one with a missing and one with a negative value.
    header + "A,01,2020,5\nA,02,2020,3\nB,01,2020,2\nC,01,2020,\nD,02,2020,0\nE,02,2020,-4\n",
    header + "A,01,2020,5\nB,01,2020,3\n",
    header + "A,01,2020,5\nB,02,2020,3\n",
    header + "A,01,2020,-5\nB,02,2020,-3\n",
    // No value at all.
    header + "A,01,2020,\n",
  ]

  @Test(arguments: odd)
  func oddDataGivesEmptyCellsAndAStatus(_ text: String) throws {
    let path = try temporaryFile(text)
    let result = try Program(
      "analyze", path, "--by", "reporter,product", "--format", "csv", "--quiet", "--measures",
      "share,trend,moving,concentration,rca,complexity,density,outlook,fitness")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    let rows = result.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let names = try #require(rows.first)
    let (eci, status) = (
      try #require(names.firstIndex(of: "eci")),
      try #require(names.firstIndex(of: "complexity_status"))
    )
    for row in rows.dropFirst() {
      #expect(row[eci].isEmpty)
      #expect(["too-small", "disconnected"].contains(row[status]))
    }
    #expect(!result.output.contains("nan") && !result.output.contains("inf"))
  }

  private static let misuse: [([String], String)] = [
    (["--measures", "rca"], "rca is of a reporter and a product"),
    (["--measures", "complexity"], "complexity is of a reporter or of a product"),
    (["--by", "reporter", "--measures", "intensity"], "intensity is of a reporter and a partner"),
    (["--by", "reporter,partner,flow", "--measures", "mirror"], "leave flow out of --by"),
    (["--by", "reporter", "--measures", "expy"], "give a table with --gdp"),
    (["--convention", "pci=mine"], "expected pci=common|own"),
    (["--convention", "beauty=1"], "expected one of pci=common|own; sign="),
    (["--window", "0"], "--window 0: expected 1 to 1200"),
    (["--freight", "2"], "--freight 2.0: expected 0 to 1"),
    (["--rollup", "product"], "expected a key, = and a file"),
    (["--all-pairs"], "all pairs are of reporters and products"),
  ]

  @Test(arguments: misuse)
  func measureThatTheKeysDoNotAllowIsAUsageError(_ options: [String], _ message: String) throws {
    let result = try Program(["analyze", "x.csv"] + options)
    #expect(result.status == 64)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  @Test func missingColumnsAndFilesAreOneLine() throws {
    let path = try temporaryFile(Self.odd[0])
    let flow = try Program("analyze", path, "--by", "reporter", "--measures", "intraindustry")
    #expect(flow.status == 2)
    #expect(flow.errors.contains("no column holds the flow"))
    let rollup = try Program("analyze", path, "--by", "product", "--rollup", "product=\(path).none")
    #expect(rollup.status == 2)
    #expect(rollup.errors == "saldo: \(path).none: cannot be opened: No such file or directory\n")
    let gdp = try temporaryFile("country,value\nA,much\n", "gdp.csv")
    let incomes = try Program(
      "analyze", path, "--by", "reporter", "--measures", "expy", "--gdp", gdp)
    #expect(incomes.status == 2)
    #expect(
      incomes.errors
        == "saldo: \(gdp):2: field 2: expected a positive number, found \"much\"\n")
  }

  @Test func conventionsInUseAreSaid() throws {
    let path = try temporaryFile(Self.odd[0])
    let result = try Program(
      "analyze", path, "--by", "reporter", "--measures", "complexity,concentration", "--scaling",
      "sample", "--convention", "pci=own,hhi=points")
    #expect(result.errors.contains("--scaling sample, --convention pci=own,sign=diversity"))
    #expect(result.errors.contains("--convention hhi=points,normalised=common,count=positive"))
    #expect(result.errors.contains("1 sums are less than zero and count as no trade"))
  }

  @Test func productSpaceAndRollUpsAreFiles() throws {
    let path = try temporaryFile(
      Self.header + "A,0101,2020,5\nA,0201,2020,5\nB,0102,2020,5\nB,0201,2020,5\n")
    let groups = try temporaryFile("code,group\n0101,01\n0102,01\n0201,02\n", "groups.csv")
    let space = path + ".space"
    let result = try Program(
      "analyze", path, "--by", "product", "--measures", "share", "--rollup", "product=\(groups)",
      "--product-space", space, "--format", "csv", "--quiet")
    #expect(
      result.output == """
        product,period,value,share
        01,2020,10,0.5000
        02,2020,10,0.5000

        """)
    #expect(
      try String(contentsOfFile: space, encoding: .utf8)
        == "period,product,other,proximity\n2020,01,02,1.0000\n")
  }

  @Test func pricesNeedQuantitiesAndCompareWithinAUnit() throws {
    let path = try temporaryFile(
      """
      reporter,product,period,value,quantity,unit
      A,01,2019,100,10,kg
      A,02,2019,60,20,kg
      A,01,2020,144,12,kg
      A,02,2020,50,25,kg
      A,03,2020,7,,kg
      B,01,2019,5,1,kg
      B,01,2020,5,1,item

      """)
    let result = try Program(
      "analyze", path, "--by", "reporter", "--measures", "prices", "--format", "csv")
    let rows = result.output.split(separator: "\n")
    #expect(rows.contains("A,2020,201,5.2432,1.0000,0.9949,0.9974,0.9964,1.2156,0.9652,,,,"))
    #expect(rows.contains("B,2020,5,5.0000,,,,,,0.0000,no-overlap,,,"))
    #expect(result.errors.contains("--convention prices=previous"))
    let apart = try Program(
      "analyze", path, "--by", "reporter", "--measures", "prices", "--where", "reporter=B")
    #expect(apart.status == 2)
    #expect(apart.errors.contains("no good has a value and a quantity in two periods"))
    let none = try temporaryFile(Self.odd[0])
    let missing = try Program("analyze", none, "--by", "reporter", "--measures", "prices")
    #expect(missing.status == 2)
    #expect(missing.errors.contains("the columns quantity"))
    let input = try Program("analyze", "-", "--measures", "prices")
    #expect(input.status == 64)
  }

  @Test func unitIsThatOfTheQuantitiesWhereThereAreAny() throws {
    let goods = try temporaryFile(
      "product,year,unit,quantity,value\n01,2020,kg,20,300\n02,2020,item,5,60\n")
    let sums = try Program("analyze", goods, "--by", "", "--format", "csv", "--quiet")
    #expect(sums.output.contains("\n2020,360,"))
    let currencies = try temporaryFile("year,unit,value\n2020,USD,10\n2020,EUR,9\n")
    let apart = try Program("analyze", currencies, "--by", "", "--format", "csv", "--quiet")
    #expect(apart.output.contains("\nEUR,2020,9,"))
    #expect(apart.output.contains("\nUSD,2020,10,"))
  }

  @Test func quantitiesThatAreNotOfTheValuesAreAnError() throws {
    let path = try temporaryFile(
      "reporter,year,exports,imports,quantity\nA,2019,1,10,2\nA,2020,2,20,3\n")
    let result = try Program("analyze", path, "--by", "reporter", "--measures", "prices", "--quiet")
    #expect(result.status == 2)
    #expect(
      result.errors
        == "saldo: \(path): values are told apart by reporter, flow, quantities by reporter; "
        + "expected quantities by the same keys\n")
  }
}
