import Foundation
import Testing

@testable import Benching

@Suite struct GrowthTests {
  private func growth(
    _ amounts: [Int], of dimension: Benching.Dimension = .rows, _ seconds: (Double) -> Double
  ) -> Growth? {
    Growth(dimension, amounts.map { Growth.Point(amount: $0, seconds: seconds(Double($0))) })
  }

  @Test(arguments: [0.5, 1.0, 1.5, 2.0])
  func powerOfExactTimesIsFound(_ power: Double) throws {
    let found = try #require(growth([8, 1, 2, 4]) { 3 * pow($0, power) })
    #expect(abs(found.exponent - power) < 1e-12)
    #expect(abs(found.lastExponent - power) < 1e-12)
    #expect(found.misfit < 1e-12)
    #expect(found.points.map(\.amount) == [1, 2, 4, 8])
    #expect(found.isSuperLinear == (power > 1.15))
  }

  @Test func squareThatTakesOverLateIsSeen() throws {
    // a n + b n², of equal size at the last but one: the power there is log2(2.67 / 1).
    let found = try #require(growth([1, 2, 4, 8]) { $0 + $0 * $0 / 4 })
    #expect(abs(found.lastExponent - log2(24.0 / 8)) < 1e-12)
    #expect(found.isSuperLinear)
    #expect(found.misfit > 0.02)
  }

  @Test func fixedCostIsNoGrowth() throws {
    let found = try #require(growth([1, 2, 4, 8]) { 100 + $0 })
    #expect(!found.isSuperLinear)
  }

  @Test func threadsHaveASpeedUpAndNoGrowth() throws {
    let found = try #require(growth([1, 2, 4], of: .threads) { 6 / $0 })
    #expect(found.speedUp == 4)
    #expect(!found.isSuperLinear)
  }

  @Test func oneSizeOrNoTimeHasNoFit() {
    #expect(growth([4]) { $0 } == nil)
    #expect(growth([4, 4]) { $0 } == nil)
    #expect(growth([1, 2]) { _ in 0 } == nil)
  }
}
