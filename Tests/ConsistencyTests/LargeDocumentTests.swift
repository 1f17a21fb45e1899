import Consistency
import Exact
import Testing

/// Tables of hundreds of figures under one whole, past the size at which every question is exact.
@Suite struct LargeDocumentTests {
  /// Exports, imports and turnover of `count` regions and of the country, which is their sum.
  private func table(_ count: Int, wrongRegion: Int? = nil) throws -> Release {
    var release = Release(scope: "Country")
    var exports = 0
    var imports = 0
    for region in 0..<count {
      let sold = 100 + region * 7 % 41
      let bought = 50 + region * 5 % 23
      exports += sold
      imports += bought
      let turnover = sold + bought + (region == wrongRegion ? 20 : 0)
      for (measure, value) in [
        (Measure.exports, sold), (.imports, bought), (.turnover, turnover),
      ] {
        try release.level(measure, "2017", "\(value)", part: ["R\(region)"])
      }
    }
    try release.level(.exports, "2017", "\(exports)")
    try release.level(.turnover, "2017", "\(exports + imports)")
    return release
  }

  @Test(arguments: [20, 80])
  func aTableThatAddsUpIsConsistentAndTested(regions: Int) throws {
    let release = try table(regions)
    let assessment = assess(release.statements)
    #expect(assessment.verdict == .consistent)
    #expect(Verifier.check(assessment, of: release.statements) == [])
    for statement in release.statements.prefix(regions * 3) {
      #expect(assessment.readings["\(statement.id).a"]?.isTested == true)
    }
  }

  @Test(arguments: [20, 80])
  func theOneWrongRowIsFound(regions: Int) throws {
    let release = try table(regions, wrongRegion: 7)
    let assessment = assess(release.statements)
    #expect(assessment.verdict == .inconsistent)
    #expect(assessment.conflicts.map(\.statements) == [["s22", "s23", "s24"]])
    #expect(assessment.repair(of: "s24")?.holdsIf.isBounded == true)
    #expect(Verifier.check(assessment, of: release.statements) == [])
  }

  @Test(.timeLimit(.minutes(20)))
  func aSeriesOfManyYearsIsDecided() throws {
    var release = Release()
    for year in 1878..<2000 {
      try release.change(.percentChange, .exports, "\(year + 1)", from: "\(year)", "2")
    }
    try release.level(.exports, "1878", "100")
    let assessment = assess(release.statements)
    #expect(assessment.verdict == .unverifiable)
    #expect(assessment.witness != nil)
    #expect(Verifier.check(assessment, of: release.statements) == [])
  }
}
