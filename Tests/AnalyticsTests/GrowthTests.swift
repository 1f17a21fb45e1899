import Exact
import Testing

@testable import Analytics

@Suite struct GrowthTests {
  @Test func ratesAreRoundedOnceFromTheExactRatio() {
    let growth = compare(960_600_000, 460_950_000)
    #expect(growth.ratio?.description == "2.084")
    #expect(growth.ratio?.digits == 20840)
    // 960.6 / 460.95 = 2.08395704…
    #expect(growth.percentChange?.description == "108.3957")
    #expect(growth.delta?.description == "499650000")
    #expect(growth.status == .ordinary)
  }

  private static let cases: [(Int?, Int?, Growth.Status, Bool)] = [
    (nil, 5, .new, false), (0, 5, .new, false), (5, nil, .ceased, false),
    (5, 0, .ceased, true), (0, 0, .noBase, false), (-5, -6, .noBase, false),
    (-5, 6, .signChange, false), (5, -6, .signChange, false), (nil, nil, .noBase, false),
    (4, 5, .ordinary, true),
  ]

  @Test(arguments: cases)
  func statusSaysWhyThereIsNoRate(
    _ previous: Int?, _ current: Int?, _ status: Growth.Status, _ hasRate: Bool
  ) {
    let growth = compare(current, previous)
    #expect(growth.status == status)
    #expect((growth.ratio != nil) == hasRate)
    #expect((growth.percentChange != nil) == hasRate)
    #expect((growth.delta != nil) == (previous != nil && current != nil))
  }

  @Test func periodThatTheDataDoesNotHaveIsNoBase() {
    let growth = Growth(ScaledInteger(digits: 1, scale: 0), from: nil, hasBase: false, places: 2)
    #expect(growth.status == .noBase)
  }

  @Test func quotientsAreNearestWithTiesAwayFromZero() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<5_000 {
      let shift = Int64.random(in: 0...62, using: &random)
      let numerator = Int64.random(in: .min...Int64.max, using: &random) >> shift
      let denominator = max(1, Int64.random(in: 1...Int64.max, using: &random) >> shift)
      let places = Int.random(in: 0...12, using: &random)
      let exact =
        Rational(ScaledInteger(digits: Int128(numerator), scale: 0))
        / Rational(ScaledInteger(digits: Int128(denominator), scale: 0))
      let quotient = RoundedQuotient.of(numerator, over: denominator, places: places)
      #expect(
        Rational(quotient).decimal(places: places) == exact.decimal(places: places),
        "\(numerator)/\(denominator) to \(places), seed \(seed)")
    }
  }

  private func compare(_ current: Int?, _ previous: Int?) -> Growth {
    func number(_ value: Int?) -> ScaledInteger? {
      value.map { ScaledInteger(digits: Int128($0), scale: 0) }
    }
    return Growth(number(current), from: number(previous), hasBase: true, places: 4)
  }
}

/// SplitMix64: the same sequence for the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
