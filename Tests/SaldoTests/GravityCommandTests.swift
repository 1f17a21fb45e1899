import Foundation
import Testing

@Suite struct GravityCommandTests {
  /// Half of the outcomes are twice the others, and x tells which: β is ln 2, the constant ln 10.
  private static let data = """
    exporter,importer,trade,x,dist,kind
    A,B,9,0,100,a
    A,C,11,0,200,b
    B,A,10,0,300,a
    B,C,18,1,400,b
    C,A,22,1,500,a
    C,B,20,1,600,b

    """

  private func run(_ text: String = data, _ options: String...) throws -> Program {
    try Program(["analyze", temporaryFile(text), "--measures", "gravity"] + options)
  }

  @Test func coefficientsAndFitAreOneTable() throws {
    let result = try run(Self.data, "--formula", "trade ~ x", "--digits", "6", "--format", "csv")
    #expect(result.status == 0, "\(result.errors)")
    let rows = result.output.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(
      rows[0] == [
        "part", "name", "value", "standard_error", "z", "p", "ci_low", "ci_high", "status",
      ])
    func row(_ name: String) -> [String] { rows.first { $0[1] == name } ?? [] }
    #expect(row("constant")[2] == "2.302585")
    #expect(row("x")[2] == "0.693147")
    #expect(row("observations")[2] == "6")
    #expect(row("standard errors").last == "hc1")
    #expect(row("converged").last == "yes")
    // Σ (y − µ)² over (Σ µ)² of each half, times 6 / 4: the errors of two means, in logarithms.
    let halves = (2.0 / 900, 8.0 / 3600)
    let expected = ((halves.0 + halves.1) * 1.5).squareRoot()
    #expect(abs((Double(row("x")[3]) ?? 0) - expected) < 1e-6)
  }

  @Test func formsOfTheResultAgree() throws {
    let json = try run(Self.data, "--formula", "trade ~ x", "--format", "json", "--quiet")
    #expect(json.errors.isEmpty)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["schema"] as? String == "saldo.analyze/1")
    let rows = try #require(object["rows"] as? [[String: Any]])
    #expect(rows.contains { $0["name"] as? String == "x" && $0["value"] as? String == "0.6931" })
    let text = try run(Self.data, "--formula", "trade ~ x")
    #expect(text.output.hasPrefix("part "))
    #expect(text.errors.contains("formula: trade ~ x"))
  }

  @Test func dummiesEffectsAndClustersAreTakenFromTheFormula() throws {
    let result = try run(
      Self.data, "--formula", "trade ~ log(dist) + factor(kind) | exporter", "--cluster",
      "exporter,importer", "--format", "csv")
    #expect(result.status == 0, "\(result.errors)")
    for part in [
      "coefficient,log(dist),", "coefficient,kind=b,", "fit,levels exporter,3,",
      "fit,clusters importer,3,", "cluster exporter importer",
    ] { #expect(result.output.contains(part), "\(part) in \(result.output)") }
    #expect(!result.output.contains("constant"))
    #expect(result.errors.contains("3 clusters of exporter are few"))
  }

  @Test func whatIsLeftOutIsCountedByReason() throws {
    let more = Self.data + "A,B,,1,700,a\nA,C,5,1,0,b\nD,A,7,0,800,a\nE,A,0,0,80,a\nE,B,0,1,90,b\n"
    let result = try run(
      more, "--formula", "trade ~ log(dist) | exporter", "--format", "csv")
    #expect(result.status == 0, "\(result.errors)")
    for line in [
      "rows read,11,", "dropped missing trade,1,", "dropped undefined log(dist),1,",
      "dropped singleton,1,", "dropped separated by effects,2,", "observations,6,",
    ] { #expect(result.output.contains(line), "\(line) in \(result.output)") }
    #expect(result.errors.contains("note: 1 rows are left out: singleton"))
  }

  private static let bad: [(String, [String], String)] = [
    (data, ["--formula", "trade ~ dits"], "no column \"dits\"; the nearest is \"dist\""),
    (
      data + "A,B,-3,0,5,a\n", ["--formula", "trade ~ x"],
      ":8: trade is -3.0, and 1 value is negative; expected zero or more"
    ),
    (data + "A,B,x,0,5,a\n", ["--formula", "trade ~ x"], ":8:5: trade: expected a number"),
    (
      data, ["--formula", "trade ~ x | exporter^importer"], "are alone in their level of an effect"
    ),
    (
      data, ["--formula", "trade ~ x - 1 + factor(exporter)", "--cluster", "absent"],
      "no column \"absent\""
    ),
    ("y,x\n1,2\n1,2\n", ["--formula", "y ~ x"], "x (no-variation)"),
    (
      "y,x\n,2\n1,\n", ["--formula", "y ~ x"],
      "no row has all of its columns; left out: 1 with missing y, 1 with missing x"
    ),
    ("y,x\n0,2\n0,3\n", ["--formula", "y ~ x"], "y is zero in all 2 rows"),
    (
      "y,x,c\n1,2,a\n2,3,a\n3,5,a\n", ["--formula", "y ~ x", "--cluster", "c"],
      "--cluster c: all rows that are left are in one cluster"
    ),
  ]

  @Test(arguments: ["y,x\n1,1e300\n2,2\n3,1\n", "y,x\n1e300,1\n2,2\n3,1\n"])
  func numbersBeyondReachAreOneLine(_ text: String) throws {
    let result = try run(text, "--formula", "y ~ x")
    #expect(result.status == 2)
    #expect(result.errors.contains("reaches 1e+300, and its square is beyond all numbers"))
  }

  @Test(arguments: bad)
  func badInputIsOneLineAndNoResult(_ text: String, _ options: [String], _ message: String) throws {
    let result = try Program(
      ["analyze", temporaryFile(text), "--measures", "gravity", "--quiet"] + options)
    #expect(result.status == 2)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  private static let misuse: [([String], String)] = [
    (["--measures", "gravity"], "--measures gravity needs --formula"),
    (["--measures", "growth,gravity", "--formula", "y ~ x"], "--measures gravity stands alone"),
    (["--formula", "y ~ x"], "--formula belongs to --measures gravity"),
    (["--measures", "gravity", "--formula", "y x"], "\"x\" where a ~ should be"),
    (["--measures", "gravity", "--formula", "y ~ x", "--by", "reporter"], "leave --by out"),
    (["--measures", "gravity", "--formula", "y ~ x", "--cluster", "a,b,c"], "expected one or two"),
    (
      ["--measures", "gravity", "--formula", "y ~ x", "--cluster", "a", "--errors", "iid"],
      "give one"
    ),
  ]

  @Test(arguments: misuse)
  func misuseIsAUsageError(_ options: [String], _ message: String) throws {
    let result = try Program(["analyze", "x.csv"] + options)
    #expect(result.status == 64)
    #expect(result.errors.contains(message), "\(result.errors)")
  }
}
