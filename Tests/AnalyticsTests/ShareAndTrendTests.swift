import Exact
import Foundation
import Testing
import TradeData

@testable import Analytics

@Suite struct ShareAndTrendTests {
  @Test func sharesAndContributionsAddUpToTheWhole() throws {
    // Totals 100 and 130: growth 0.3 = 0.25 + 0.1 − 0.05.
    let table = try table([[50, 75], [30, 40], [20, 15]], .share, .contribution)
    #expect(table[2] == ["0.5000", "0.5769", "0.3000", "0.3077", "0.2000", "0.1154"])
    #expect(table[3] == ["", "0.2500", "", "0.1000", "", "-0.0500"])
  }

  @Test func valueThatIsNotThereCountsAsNothingInAContribution() throws {
    let table = try table([[80, 90], [20, nil]], .growth, .contribution)
    #expect(table.last == ["", "0.1000", "", "-0.2000"])
  }

  @Test func trendIsThatOfTheSeriesOwnPeriods() throws {
    let table = try table([[100, 110, 121], [10, nil, 30], [7, nil, nil]], .trend)
    #expect(table[2] == ["0.1000", "0.1000", "0.1000", "0.7321", "0.7321", ""])
    #expect(table[3] == ["10.5000", "10.5000", "10.5000", "10.0000", "10.0000", ""])
  }

  /// The two rates of the example of the R package CAGR 1.1.1 differ: (130 / 100)^(1/6) − 1 between
  /// the ends, and e^b − 1 with b the slope of the logarithms on all seven years.
  @Test func compoundRateAndRateByRegressionAreToldApartByName() throws {
    let values: [Double] = [100, 105, 110, 118, 116, 120, 130]
    let table = try table([values.map { Int64($0) }], .trend)
    let logarithms = values.map { log($0) }
    // With years −3 to 3 the slope is Σ t ln x over Σ t² = 28.
    let slope = zip(-3...3, logarithms).reduce(0) { $0 + Double($1.0) * $1.1 } / 28
    let (compound, regression) = (pow(1.3, 1 / 6.0) - 1, exp(slope) - 1)
    #expect(abs(compound - regression) > 1e-4)
    #expect(table[2].allSatisfy { $0 == String(format: "%.4f", compound) })
    #expect(table[4].allSatisfy { $0 == String(format: "%.4f", regression) })
  }

  /// The columns of a table of yearly series.
  private func table(_ values: [[Int64?]], _ measures: Measure...) throws -> [[String]] {
    let (series, periods) = (values.count, values[0].count)
    let digits = (0..<periods).flatMap { period in values.map { $0[period] ?? Cells.absent } }
    let cube = Cube(
      keys: [Key(.role(.reporter))], texts: [(0..<series).map { "s\($0)" }],
      periods: (0..<periods).map { Period(year: 2000 + $0) },
      codes: (0..<series).map { Int32($0) }, cells: Cells(digits: digits, scale: 0),
      seriesCount: series)
    let table = try Analysis(keys: cube.keys, measures: measures).table(of: cube)
    let block = table.block(0)
    return zip(table.columns, block.columns).dropFirst().map { column, cells in
      (0..<block.rowCount).map { row in
        switch (cells, column.content) {
        case (.codes(let codes), .text(let texts)): texts[Int(codes[row])]
        case (.numbers(let numbers), _):
          numbers[row].map { Rational($0).decimal(places: numbers.scale) } ?? ""
        default: ""
        }
      }
    }
  }
}
