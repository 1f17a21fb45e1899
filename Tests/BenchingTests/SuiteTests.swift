import Consistency
import Foundation
import Releases
import Testing

@testable import Benching

@Suite struct SuiteTests {
  /// The sum of a suite's results at a small size.
  private func result(_ suite: any Suite, threads: Int, seed: UInt64 = 1) async throws -> Double {
    let workspace = try Workspace(threads: threads, seed: seed)
    var size = suite.size(rows: 2_000)
    (size[.threads], size[.locations], size[.figures]) = (threads, 40, 4)
    // A regression needs more rows than effects.
    if suite.name == "gravity" { size[.rows] = 6_000 }
    return try await suite.workload(size, in: workspace).run()
  }

  @Test(arguments: suiteNames)
  func resultsDependOnTheSeedAloneAndNotOnThreads(_ name: String) async throws {
    let suite = try #require(allSuites.first { $0.name == name })
    let one = try await result(suite, threads: 1)
    let two = try await result(suite, threads: 2)
    // Threads of BLAS may add in another order.
    #expect(abs(one - two) <= 1e-9 * abs(one))
  }

  @Test func everyRowOfTheTableHolds() async throws {
    let workspace = try Workspace(threads: 1, seed: 5)
    let workload = try await TableSuite().workload(Size([.rows: 5_000]), in: workspace)
    #expect(try await workload.run() == 5_000)
  }

  @Test func everyRowOfTheTradeFileIsUsed() async throws {
    let workspace = try Workspace(threads: 1, seed: 5)
    let suite = ScanSuite(hasManyKeys: false)
    let workload = try await suite.workload(Size([.rows: 5_000, .keys: 50]), in: workspace)
    let sum = try await workload.run()
    #expect(sum.rounded(.down) + 0 >= 4_900)
  }

  @Test(arguments: [0, 1])
  func releasesAreReadWholeAndHold(_ number: Int) {
    var maker = ReleaseTexts(SeededGenerator(seed: 3))
    let text = maker.text(figures: 6, number: number)
    let release = ReleaseReader().read(text)
    #expect(release.statements.count == 6, "\(text)")
    #expect(release.unread.isEmpty, "\(text)")
    let assessment = assess(release.statements, identities: release.identities)
    #expect(assessment.verdict == .consistent, "\(text)")
    #expect((250...400).contains(text.count))
  }

  @Test func decimalsAreWrittenWithAllPlaces() {
    var text: [UInt8] = []
    for (units, places) in [(5, 2), (-5, 1), (1234, 2), (-12, 0), (0, 3)] {
      text.appendDecimal(units, places: places)
      text.append(UInt8(ascii: " "))
    }
    #expect(String(decoding: text, as: UTF8.self) == "0.05 -0.5 12.34 -12 0.000 ")
  }

  @Test func kernelOfBeforeAVX2IsRemarkedOnNewerProcessorsAlone() {
    let old = "OpenBLAS 0.3.21 DYNAMIC_ARCH Prescott MAX_THREADS=64"
    #expect(Machine.advice(on: old, flags: "fpu sse2") == nil)
    #expect(Machine.advice(on: old, flags: "avx2 fma")?.contains("=Haswell ") == true)
    let flags = "avx2 fma avx512f avx512bw avx512vl avx512dq"
    #expect(Machine.advice(on: old, flags: flags)?.contains("=SkylakeX ") == true)
    #expect(Machine.advice(on: old.replacing("Prescott", with: "Zen"), flags: flags) == nil)
  }

  @Test func quartilesAreThoseBetweenTheNearestValues() {
    // numpy.quantile([4, 1, 3, 2], [0.25, 0.5, 0.75]) = [1.75, 2.5, 3.25]
    #expect(Samples.quantile([4, 1, 3, 2], 0.25) == 1.75)
    #expect(Samples.quantile([4, 1, 3, 2], 0.5) == 2.5)
    #expect(Samples.spread([4, 1, 3, 2]) == 0.3)
    #expect(Samples.quantile([], 0.5) == 0)
  }
}
