import Testing
import TradeData

@testable import Analytics

@Suite struct MirrorTests {
  private static let cases: [(Double?, Double?, Bool, Mirror.Status)] = [
    (100, 104, true, .matched), (100, 115, true, .freight), (100, 121, true, .importsAbove),
    (100, 90, true, .exportsAbove), (100, nil, true, .noMirror), (100, nil, false, .unreported),
    (nil, 50, true, .noExports), (nil, nil, true, .undefined), (0, 0, true, .undefined),
    (-5, 5, true, .undefined),
  ]

  @Test(arguments: cases)
  func statusSaysWhatMayExplainTheGap(
    _ exports: Double?, _ imports: Double?, _ reports: Bool, _ status: Mirror.Status
  ) {
    #expect(Mirror(exports: exports, imports: imports, partnerReports: reports).status == status)
  }

  @Test func reportsOfBothSidesMeetInOneRow() throws {
    let records = [
      Record(reporter: "A", partner: "B", value: 100),
      Record(reporter: "B", partner: "A", flow: "import", value: 121),
      Record(reporter: "B", partner: "A", value: 30),
      Record(reporter: "A", partner: "C", value: 7),
    ]
    let keys = [Key(.role(.reporter)), Key(.role(.partner))]
    var analysis = Analysis(keys: keys, measures: [.mirror])
    let plain = try analysis.columns(of: records)
    #expect(plain["partner"] == ["B", "C", "A"])
    #expect(plain["mirror_exports"] == ["100", "7", "30"])
    #expect(plain["mirror_value"] == ["121", "", ""])
    #expect(plain["mirror_gap"] == ["21.0000", "", ""])
    #expect(plain["mirror_ratio"] == ["1.2100", "", ""])
    // ln 1.21 = 0.19062; 21/221 = 0.09502.
    #expect(plain["mirror_log_ratio"] == ["0.1906", "", ""])
    #expect(plain["mirror_asymmetry"] == ["0.0950", "", ""])
    #expect(plain["mirror_status"] == ["imports-above", "unreported", "unreported"])
    analysis.freight = 0.1
    let free = try analysis.columns(of: records)
    #expect(free["mirror_gap"]?.first == "10.0000")
    #expect(free["mirror_ratio"]?.first == "1.1000")
  }

  @Test func oneSidedTradeIsWhollyAsymmetric() {
    #expect(Mirror(exports: 5, imports: nil, partnerReports: true).asymmetry == 1)
    #expect(Mirror(exports: 5, imports: nil, partnerReports: false).asymmetry == nil)
    #expect(Mirror(exports: 5, imports: 5, partnerReports: true).asymmetry == 0)
  }
}
