import LinearAlgebra
import Testing
import TradeData

@testable import Analytics

@Suite struct StructureTests {
  @Test func concentrationFollowsItsNamedConventions() throws {
    // Shares 1/2, 1/4, 1/4: H = 3/8; (3/8 − 1/3)/(2/3) = 1/16; (√.375 − √⅓)/(1 − √⅓) = 0.0829.
    let records = [
      Record(product: "01", value: 2), Record(product: "02", value: 1),
      Record(product: "03", value: 1), Record(product: "04", value: 0),
      Record(reporter: "B", product: "01", value: 0),
      Record(flow: "import", product: "01", value: 70),
    ]
    var analysis = Analysis(keys: [Key(.role(.reporter))], measures: [.concentration])
    let found = try analysis.columns(of: records)
    #expect(found["hhi"] == ["0.3750", ""])
    #expect(found["hhi_normalised"] == ["0.0625", ""])
    #expect(found["hirschman"] == ["0.6124", ""])
    #expect(found["effective_number"] == ["2.6667", ""])
    #expect(found["parts"] == ["3", "0"])
    analysis.conventions.concentration.scale = .points
    analysis.conventions.concentration.normalised = .unctad
    #expect(try analysis.columns(of: records)["hhi"]?.first == "3750.0000")
    #expect(try analysis.columns(of: records)["hhi_normalised"]?.first == "0.0829")
    analysis.conventions.concentration.normalised = .common
    analysis.conventions.concentration.count = .all
    // (3/8 − 1/4) / (3/4) = 1/6: the fourth code counts though it is zero.
    #expect(try analysis.columns(of: records)["hhi_normalised"]?.first == "0.1667")
    #expect(try analysis.columns(of: records)["parts"]?.first == "4")
  }

  @Test func concentrationLooksOverWhatIsAsked() throws {
    let records = [
      Record(partner: "X", product: "01", value: 3), Record(partner: "X", product: "02", value: 3),
      Record(partner: "Y", product: "01", value: 2),
    ]
    var analysis = Analysis(keys: [Key(.role(.reporter))], measures: [.concentration])
    // Products 5 and 3 of 8: 34/64; partners 6 and 2 of 8: 40/64.
    #expect(try analysis.columns(of: records)["hhi"] == ["0.5313"])
    analysis.over = [Key(.role(.partner))]
    #expect(try analysis.columns(of: records)["hhi"] == ["0.6250"])
  }

  @Test(arguments: 0..<20)
  func concentrationKeepsItsBounds(_ run: Int) throws {
    var random = SeededGenerator(seed: UInt64(run))
    let count = Int.random(in: 1...40, using: &random)
    let parts = (0..<count).map { _ in Double(Int.random(in: 1...1_000_000, using: &random)) }
    let found = try #require(Concentration(parts))
    #expect(found.sumOfSquares >= 1 / Double(count) - 1e-15)
    #expect(found.sumOfSquares <= 1)
    let scaled = try #require(Concentration(parts.shuffled(using: &random).map { $0 * 3 }))
    #expect(abs(scaled.sumOfSquares - found.sumOfSquares) < 1e-14)
    #expect(Concentration(Array(repeating: 7, count: count))?.normalised(.common) ?? 0 < 1e-15)
  }

  @Test func intraIndustryTradeIsOfTheFinestProducts() throws {
    // 02: 30 and 10, 01: 10 and 30 in the first year: (80 − 40)/80, though flows balance in all.
    let records = [
      Record(product: "01", year: 2020, value: 10),
      Record(flow: "import", product: "01", year: 2020, value: 30),
      Record(product: "02", year: 2020, value: 30),
      Record(flow: "import", product: "02", year: 2020, value: 10),
      // Second year: 01 60 and 30, 02 20 and 10: X = 80, M = 40.
      Record(product: "01", year: 2021, value: 60),
      Record(flow: "import", product: "01", year: 2021, value: 30),
      Record(product: "02", year: 2021, value: 20),
      Record(flow: "import", product: "02", year: 2021, value: 10),
    ]
    let found = try Analysis(keys: [Key(.role(.reporter))], measures: [.intraindustry])
      .columns(of: records)
    // 2·min: (30·2 + 10·2)/120 = 0.6667; over 120 − 40: 1. Aquino: the structures are the same: 1.
    #expect(found["grubel_lloyd"] == ["0.5000", "0.6667"])
    #expect(found["grubel_lloyd_corrected"] == ["0.5000", "1.0000"])
    #expect(found["aquino"] == ["0.5000", "1.0000"])
    // 01: +50 and 0, 02: −10 and 0: nothing moved together.
    #expect(found["marginal_intraindustry"] == ["", "0.0000"])
  }

  @Test func marginalTradeOfChangesAlikeIsOne() {
    #expect(IntraIndustry.marginal(exportChanges: [5, -2], importChanges: [5, -2]) == 1)
    // |10 − 5| / 15 apart.
    #expect(IntraIndustry.marginal(exportChanges: [10], importChanges: [5]) == 1 - 5.0 / 15)
    #expect(IntraIndustry.marginal(exportChanges: [0], importChanges: [0]) == nil)
    #expect(IntraIndustry(exports: [5, 0], imports: [0, 0]).corrected == nil)
    #expect(IntraIndustry(exports: [], imports: []).grubelLloyd == nil)
  }

  @Test func intensityComparesWithTheWorldThatIsNamed() throws {
    // A sells 30 of 40 to X, the world 50 of 100; the others 20 of 60.
    let records = [
      Record(reporter: "A", partner: "X", value: 30),
      Record(reporter: "A", partner: "Y", value: 10),
      Record(reporter: "B", partner: "X", value: 20),
      Record(reporter: "B", partner: "Y", value: 40),
    ]
    let keys = [Key(.role(.reporter)), Key(.role(.partner))]
    var analysis = Analysis(keys: keys, measures: [.intensity])
    #expect(try analysis.columns(of: records)["intensity"]?.first == "1.5000")
    analysis.conventions.intensity = .others
    #expect(try analysis.columns(of: records)["intensity"]?.first == "2.2500")
  }

  @Test func profilesThatAreTheSameScoreAHundred() throws {
    // A sells 3:1, B sells 1:1 and buys 3:1.
    let records = [
      Record(reporter: "A", partner: "B", product: "01", value: 30),
      Record(reporter: "A", partner: "B", product: "02", value: 10),
      Record(reporter: "B", partner: "A", product: "01", value: 5),
      Record(reporter: "B", partner: "A", product: "02", value: 5),
      Record(reporter: "B", partner: "A", flow: "import", product: "01", value: 6),
      Record(reporter: "B", partner: "A", flow: "import", product: "02", value: 2),
      Record(reporter: "A", partner: "C", product: "01", value: 0),
    ]
    let keys = [Key(.role(.reporter)), Key(.role(.partner))]
    let found = try Analysis(keys: keys, measures: [.profiles]).columns(of: records)
    #expect(found["partner"] == ["B", "C", "A"])
    #expect(found["complementarity"] == ["100.0000", "", ""])
    // min(3/4, 1/2) + min(1/4, 1/2).
    #expect(found["similarity"] == ["75.0000", "", "75.0000"])
  }
}
