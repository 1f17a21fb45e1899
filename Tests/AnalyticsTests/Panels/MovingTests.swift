import Exact
import LinearAlgebra
import Testing
import TradeData

@testable import Analytics

@Suite struct MovingTests {
  @Test func sumsThatNeedAMissingPeriodAreNotThere() throws {
    let records = [(2018, 1), (2019, 2), (2020, 4), (2022, 8), (2023, 16)].map {
      Record(year: $0, value: $1)
    }
    var analysis = Analysis(keys: [Key(.role(.reporter))], measures: [.moving])
    analysis.window = 2
    let found = try analysis.columns(of: records)
    #expect(found["moving_sum"] == ["", "3", "6", "", "24"])
    #expect(found["moving_mean"] == ["", "1.5000", "3.0000", "", "12.0000"])
    #expect(found["year_to_date"] == ["1", "2", "4", "8", "16"])
  }

  @Test func yearToDateBeginsWithJanuary() throws {
    let periods = (0..<5).compactMap { Period("2020-11")?.advanced(byMonths: $0) }
    let cube = Cube(
      keys: [Key(.role(.reporter))], texts: [["A", "B"]], periods: periods, codes: [0, 1],
      cells: Cells(
        digits: [1, 10, 2, 20, 3, Cells.absent, 4, 40, 5, 50], scale: 0), seriesCount: 2)
    var analysis = Analysis(keys: cube.keys, measures: [.moving])
    analysis.window = 3
    let block = try analysis.table(of: cube).block(0)
    guard case .numbers(let sums) = block.columns[3], case .numbers(let years) = block.columns[5]
    else { return #expect(Bool(false), "sums are numbers") }
    let no = Cells.absent
    // The data begins in November: what came before is not known. B has no January.
    #expect(years.digits == [no, no, 3, 7, 12, no, no, no, no])
    #expect(sums.digits == [no, no, 6, 9, 12, no, no, no, no])
  }

  @Test func sumsPastTheReachOfDoublesAreExact() throws {
    let big = (Int64(1) << 60) + 1
    let records = (2018...2020).map { Record(year: $0, value: big) }
    var analysis = Analysis(keys: [Key(.role(.reporter))], measures: [.moving])
    analysis.window = 3
    #expect(try analysis.columns(of: records)["moving_sum"]?.last == "\(Int128(big) * 3)")
  }

  @Test(arguments: 0..<5)
  func statisticsAcrossGapsAreThoseOfThePeriodsTheyNeed(_ run: Int) {
    var random = SeededGenerator(seed: UInt64(run))
    let (series, periods) = (30, 9)
    let values = (0..<series * periods).map { _ in
      Int.random(in: 0..<6, using: &random) == 0
        ? Double.nan : Double(Int.random(in: -99...99, using: &random))
    }
    let linear = PanelOperator.deltas(periods: periods, lag: 2)
      .joined(with: .movingMeans(periods: periods, length: 4))
      .joined(with: .yearToDate(periods: periods, perYear: 4))
    let found = Panel(Matrix(rows: series, columns: periods, elements: values))
      .applyingAcrossGaps(linear)
    for number in 0..<series {
      let row = Array(values[(number * periods)..<((number + 1) * periods)])
      var expected = (2..<periods).map { row[$0] - row[$0 - 2] }
      expected += (3..<periods).map { row[($0 - 3)...$0].reduce(0, +) / 4 }
      expected += (0..<periods).map { row[($0 - $0 % 4)...$0].reduce(0, +) }
      for (column, value) in expected.enumerated() {
        let other = found[number, column]
        #expect(value.isNaN ? other.isNaN : abs(other - value) < 1e-12, "run \(run)")
      }
    }
  }

  @Test func logLinearGrowthIsTheSlopeOfTheLogarithm() throws {
    // 100·1.1^t exactly, so both rates are a tenth; 1, 4, 1 has no compound growth, nor a slope.
    let records =
      [(2018, 1_000_000), (2019, 1_100_000), (2020, 1_210_000)].map {
        Record(year: $0, value: $1)
      }
      + [(2018, 1), (2019, 4), (2020, 1)].map { Record(reporter: "B", year: $0, value: $1) }
      + [(2018, 1), (2019, 0), (2020, 9)].map { Record(reporter: "C", year: $0, value: $1) }
    let found = try Analysis(keys: [Key(.role(.reporter))], measures: [.trend]).columns(of: records)
    #expect(found["loglinear"]?.dropFirst(0).first == "0.1000")
    #expect(found["cagr"]?[3] == "0.0000")
    #expect(found["loglinear"]?[3] == "0.0000")
    // The value in the middle is zero, which has no logarithm but does not matter to the ends.
    #expect(found["cagr"]?[6] == "2.0000")
    #expect(found["loglinear"]?[6] == "")
  }

  @Test(arguments: 0..<10)
  func contributionsOfAllSeriesAreTheGrowthOfTheirTotal(_ run: Int) throws {
    var random = SeededGenerator(seed: UInt64(run))
    let records = (0..<40).flatMap { number in
      [2020, 2021].compactMap { year in
        Int.random(in: 0..<5, using: &random) == 0
          ? nil
          : Record(
            reporter: "R\(number)", year: year,
            value: Int64.random(in: 0...99_999_999, using: &random))
      }
    }
    let places = 12
    let found = try Analysis(
      keys: [Key(.role(.reporter))], measures: [.growth, .contribution], places: places
    ).columns(of: records)
    let whole = try Analysis(keys: [], measures: [.growth], places: places).columns(of: records)
    let parts = try #require(found["contribution"]).compactMap(Double.init)
    let growth = try #require(whole["ratio"]?.last.flatMap(Double.init)) - 1
    // Each is the exact ratio, rounded once.
    #expect(abs(parts.reduce(0, +) - growth) <= 41 * 0.5e-12 + 1e-14, "run \(run)")
  }
}
