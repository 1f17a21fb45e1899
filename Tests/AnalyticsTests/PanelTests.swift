import Exact
import LinearAlgebra
import Testing
import TradeData

@testable import Analytics

@Suite struct PanelTests {
  @Test func operatorsDeltasAndSumsAgreeWithExactArithmetic() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let (series, periods, lag) = (40, 24, 12)
    let digits = (0..<series * periods).map { _ in
      Int64.random(in: 0...9_999_999_999, using: &random)
    }
    let cube = cube(digits, series: series, periods: periods, scale: 3)
    let linear = PanelOperator.deltas(periods: periods, lag: lag)
      .joined(with: .movingSums(periods: periods, length: 3))
    let result = Panel(cube).applying(linear)
    #expect(result.columns == 12 + 22)
    for number in 0..<series {
      let row: [Int] = digits[(number * periods)..<((number + 1) * periods)].map { Int($0) }
      var exact: [Int] = []
      for period in 0..<12 { exact.append(row[period + lag] - row[period]) }
      for period in 0..<22 { exact.append(row[period] + row[period + 1] + row[period + 2]) }
      for column in exact.indices {
        // Values below 10^7 to 10^-3, each rounded once, three at most added.
        let expected = Rational(exact[column], 1000).double
        #expect(abs(result[number, column] - expected) < 1e-7, "seed \(seed)")
      }
    }
  }

  @Test func slopeOfALineIsItsSlope() {
    let panel = Panel(Matrix(rows: 2, columns: 4, elements: [1, 3, 5, 7, 9, 9, 9, 9]))
    let slopes = panel.applying(.slope(periods: 4))
    #expect(abs(slopes[0, 0] - 2) < 1e-14)
    #expect(abs(slopes[1, 0]) < 1e-14)
  }

  @Test func seriesWithAGapHasNoStatistics() {
    let panel = Panel(cube([1, Cells.absent, 3, 4], series: 2, periods: 2, scale: 0))
    let deltas = panel.applying(.deltas(periods: 2))
    #expect(deltas[0, 0].isNaN)
    #expect(deltas[1, 0] == 1)
  }

  @Test func lagAsLongAsTheSeriesHasNoDeltas() {
    #expect(PanelOperator.deltas(periods: 3, lag: 3).weights.columns == 0)
  }

  private func cube(_ digits: [Int64], series: Int, periods: Int, scale: Int) -> Cube {
    Cube(
      keys: [Key(.role(.reporter))], texts: [(0..<series).map { "s\($0)" }],
      periods: (0..<periods).map { Period(year: 2000).advanced(byMonths: $0 * 12) },
      codes: (0..<series).map { Int32($0) },
      cells: Cells(
        digits: (0..<periods).flatMap { period in
          (0..<series).map { digits[$0 * periods + period] }
        }, scale: scale),
      seriesCount: series)
  }
}
