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

  @Test func countryWithoutAnyReportIsToldFromOneThatNamesNoExports() {
    let silent = Mirror(exports: nil, imports: 50, partnerReports: true, countryReports: false)
    #expect(silent.status == .exportsUnreported)
    #expect(silent.asymmetry == nil && silent.size == nil)
    #expect(Mirror(exports: nil, imports: 50, partnerReports: true).size == 50)
  }

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

  /// B and C report imports from D, which reports nothing; C reports imports from A, which names none.
  @Test func whatThePartnerAloneReportsHasARow() throws {
    let records = [
      Record(reporter: "A", partner: "B", value: 100),
      Record(reporter: "B", partner: "A", flow: "import", value: 90),
      Record(reporter: "B", partner: "D", flow: "import", value: 40),
      Record(reporter: "C", partner: "A", flow: "import", value: 25),
      Record(reporter: "C", partner: "D", flow: "import", value: 7),
    ]
    let keys = [Key(.role(.reporter)), Key(.role(.partner))]
    let analysis = Analysis(keys: keys, measures: [.mirror])
    let columns = try analysis.columns(of: records)
    #expect(columns["reporter"] == ["A", "A", "B", "B", "C", "C", "D", "D"])
    #expect(columns["partner"] == ["B", "C", "A", "D", "A", "D", "B", "C"])
    #expect(columns["mirror_exports"] == ["100", "", "", "", "", "", "", ""])
    #expect(columns["mirror_value"] == ["90", "25", "", "", "", "", "40", "7"])
    #expect(
      columns["mirror_status"] == [
        "exports-above", "no-exports", "", "", "", "", "exports-unreported", "exports-unreported",
      ])
    // A country that reports nothing has no gap, only no report.
    #expect(columns["mirror_rank"] == ["2", "1", "", "", "", "", "", ""])
  }

  @Test func largestGapsAreListedWithWhatMayExplainThem() throws {
    var records: [Record] = []
    for number in 1...7 {
      let (partner, value) = ("P\(number)", Int64(100 * number))
      records.append(Record(reporter: "A", partner: partner, value: value))
      records.append(
        Record(reporter: partner, partner: "A", flow: "import", value: value / 10 * 9))
    }
    records.append(Record(reporter: "A", partner: "P7", year: 2021, value: 65))
    records.append(Record(reporter: "P7", partner: "A", flow: "import", year: 2021, value: 130))
    let keys = [Key(.role(.reporter)), Key(.role(.partner))]
    let analysis = Analysis(keys: keys, measures: [.mirror])
    let notes = try analysis.table(of: Cube(records, keys: analysis.query().keys)).notes
    let gaps = notes.filter { $0.hasPrefix("gap ") }
    #expect(gaps.count == 5)
    #expect(
      gaps.first == "gap 1 of the largest: A, P7, 2020: exports 700, imports 630: exports-above, "
        + "imports left out or undervalued, re-exports from elsewhere, or goods still under way")
    #expect(
      gaps[1].contains("A, P7, 2021: exports 65, imports 130: imports-above, exports left out"))
    #expect(gaps[4].contains("A, P4, 2020"))
  }

  @Test func oneSidedTradeIsWhollyAsymmetric() {
    #expect(Mirror(exports: 5, imports: nil, partnerReports: true).asymmetry == 1)
    #expect(Mirror(exports: 5, imports: nil, partnerReports: false).asymmetry == nil)
    #expect(Mirror(exports: 5, imports: 5, partnerReports: true).asymmetry == 0)
  }
}
