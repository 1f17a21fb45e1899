import Consistency
import Exact
import Testing

/// The release of a region's trade with China in 2017: turnover 960.6 mln USD, 2.1 times that of
/// 2016 (108.4 percent), exports up 20 percent, imports up 110 percent.
///
/// By hand: the bracket as a change gives a turnover of 2016 of 960.55/2.0845 = 460.81 to
/// 960.65/2.0835 = 461.08 mln. With exports x and imports 960.6/2.084 − x of 2016, growth of 19.5 to
/// 20.5 and 109.5 to 110.5 percent bounds x from 5.38 to 11.01 mln (scipy 1.17.1, HiGHS, agrees).
@Suite struct KalugaTests {
  private func release(imports: String) throws -> Release {
    var release = Release(scope: "Kaluga")
    try release.level(.turnover, "2017", "960.6")
    try release.change(.ratio, .turnover, "2017", from: "2016", "2.1")
    let now = release.quantity(.turnover, "2017")
    let base = release.quantity(.turnover, "2016")
    let bracket = try release.figure("108.4", "percent")
    release.add([(.index, now, base, bracket), (.percentChange, now, base, bracket)])
    try release.change(.percentChange, .exports, "2017", from: "2016", "20")
    try release.change(.percentChange, .imports, "2017", from: "2016", imports)
    return release
  }

  @Test func theReleaseHoldsAndItsBracketIsAChange() throws {
    let release = try release(imports: "110")
    let assessment = assess(release.statements)
    #expect(assessment.verdict == .consistent)
    #expect(!assessment.isTight)
    #expect(assessment.readings["s3.a"]?.status == .refuted)
    #expect(assessment.readings["s3.b"]?.status == .holds)
    // The level only sets the scale: any other turnover would do as well.
    let tested = assessment.readings.filter { $0.value.isTested && $0.value.status == .holds }
    #expect(tested.keys.sorted() == ["s2.a", "s3.b", "s4.a", "s5.a"])
    #expect(
      assessment.millions(release.quantity(.turnover, "2016")) == ["460.81", "461.08"])
    #expect(assessment.millions(release.quantity(.exports, "2016")) == ["5.38", "11.01"])
    #expect(assessment.millions(release.quantity(.imports, "2016")) == ["450.01", "455.48"])
    #expect(Verifier.check(assessment, of: release.statements) == [])
  }

  @Test func importsUpByTenPercentContradictTheTurnover() throws {
    let release = try release(imports: "10")
    let assessment = assess(release.statements)
    #expect(assessment.verdict == .inconsistent)
    #expect(assessment.witness == nil)
    let conflict = try #require(assessment.conflicts.first)
    #expect(assessment.conflicts.count == 1)
    // One of the two figures for turnover's growth, and both flows'.
    #expect(conflict.statements.count == 3)
    #expect(conflict.statements.suffix(2) == ["s4", "s5"])
    #expect(["s2", "s3"].contains(conflict.statements.first))
    let texts = conflict.identities.compactMap { id in
      assessment.identities.first { $0.id == id }?.identity.text
    }
    #expect(
      texts.sorted() == [
        "turnover = exports + imports (Kaluga, 2016)",
        "turnover = exports + imports (Kaluga, 2017)",
      ])
    #expect(Verifier.check(assessment, of: release.statements) == [])
    // Turnover grew by at least 108.35 percent, exports by less; so imports grew by more, and by
    // how much more depends on how small a part they are.
    let repair = try #require(assessment.repair(of: "s5"))
    #expect(repair.stated == "10")
    #expect(repair.holdsIf.lower == .open(Rational(10835, 100)))
    #expect(repair.holdsIf.upper == .unbounded)
    #expect(
      conflict.explanation == """
        If turnover in 2017 was 2.1 times that of 2016 and exports in 2017 grew by 20 percent on \
        that of 2016, then imports in 2017 grew by more than 105.0 percent on that of 2016, but \
        the text says 10 percent.
        """)
  }

  @Test func theCertificateOfAGrowthConflictSumsToLessThanZero() throws {
    let assessment = assess(try release(imports: "10").statements)
    for refutation in assessment.conflicts.flatMap(\.refutations) {
      var sums: [String: Rational] = [:]
      var bound = Rational.zero
      for row in refutation.rows {
        #expect(row.relation == .equal || row.multiplier.signum >= 0)
        bound += row.multiplier * row.bound
        for (id, coefficient) in row.coefficients {
          sums[id, default: .zero] += row.multiplier * coefficient
        }
      }
      #expect(!sums.values.contains { !$0.isZero })
      #expect(bound.signum < 0)
    }
  }
}
