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

  @Test func oneDivisionGivesWhatTwoGive() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var state = seed
    func next(_ limit: Int64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return 1 + Int64(state >> 24) % limit
    }
    for round in 0..<50_000 {
      // Small numbers make ties.
      let limit: Int64 = round % 2 == 0 ? 40_000 : 1_000_000_000
      let (now, old) = (next(limit), next(limit))
      let places = round % 5
      let factor = (0..<places).reduce(Int64(1)) { power, _ in power * 10 }
      guard let quick = RoundedQuotient.growth(now, from: old, factor: factor) else {
        Issue.record("\(now) from \(old) fits 64 bits")
        continue
      }
      let ratio = RoundedQuotient.of(now, over: old, places: places)
      let change = RoundedQuotient.of((now - old) * 100, over: old, places: places)
      #expect(Int128(quick.ratio) == ratio.digits, "seed \(seed): \(now) from \(old)")
      #expect(Int128(quick.percentChange) == change.digits, "seed \(seed): \(now) from \(old)")
    }
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
