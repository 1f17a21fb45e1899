import Testing

@testable import Reporting

@Suite struct AxisTicksTests {
  /// The example of Heckbert (1990): 105 to 543 with five marks is labelled 100 to 600 by hundreds.
  @Test func heckbertsExample() {
    let ticks = AxisTicks(from: 105, to: 543, count: 5)
    #expect(ticks.ticks.map(\.text) == ["100", "200", "300", "400", "500", "600"])
  }

  @Test(arguments: [
    (0.0, 1.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (0.0, 0.03, ["0", "0.01", "0.02", "0.03"]),
    (-20.8, 51.7, ["-40", "-20", "0", "20", "40", "60"]),
    (0.0, 45e9, ["0", "10000000000", "20000000000", "30000000000", "40000000000", "50000000000"]),
    (0.0, 0.0, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
    (7.0, 7.0, ["0", "2", "4", "6", "8"]),
    (-3.0, -3.0, ["-3", "-2", "-1", "0"]),
  ])
  func marksAreRoundNumbersThatHoldTheEnds(_ low: Double, _ high: Double, _ marks: [String]) {
    let ticks = AxisTicks(from: low, to: high, count: 5)
    #expect(ticks.ticks.map { Double($0.text) } == marks.map { Double($0) })
    #expect(ticks.low <= min(low, high) && ticks.high >= max(low, high))
  }

  /// Steps of one, two or five times a power of ten, and texts that say just the place of the mark.
  @Test func anyRangeHasFewMarksInRoundSteps() {
    var state: UInt64 = 20_170_106
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    for _ in 0..<2000 {
      let size = [1e-6, 1e-2, 1, 1e3, 1e9, 1e14][Int(next() * 6)]
      let (low, high) = ((next() - 0.5) * size, (next() - 0.5) * size)
      let ticks = AxisTicks(from: low, to: high).ticks
      #expect((2...10).contains(ticks.count), "seed 20170106, \(low) to \(high)")
      for tick in ticks {
        let said = Double(tick.text) ?? .nan
        #expect(abs(said - tick.value) <= abs(tick.value) * 1e-12, "\(tick)")
      }
    }
  }
}
