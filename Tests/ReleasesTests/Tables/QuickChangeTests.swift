import BigInt
import Consistency
import Exact
import Testing

@testable import Releases

@Suite struct QuickChangeTests {
  /// The whole-number test and the rational rule are two ways to one answer.
  @Test(arguments: Rounding.allCases)
  func wholeNumbersDecideAsTheExactRule(rounding: Rounding) throws {
    let seed = UInt64.random(in: 0...(.max))
    var generator = SplitMix(state: seed)
    var (agreed, decided) = (0, 0)
    let sizes: [Int64] = [300, 40_000, 9_000_000_000_000]
    for kind: Kind in [.percentChange, .ratio, .index, .share, .absoluteChange, .points] {
      let rule = ChangeRule(kind: kind, rounding: rounding)
      let quick = QuickChange(rule)
      for _ in 0..<2_000 {
        let places = (0..<3).map { _ in Int8.random(in: 0...3, using: &generator) }
        let size = sizes.randomElement(using: &generator) ?? 300
        let current = Int64.random(in: 0...size, using: &generator)
        let previous = Int64.random(in: 1...size, using: &generator)
        let stated = likely(kind, current, previous, places, &generator)
        let verdict = quick.agrees(
          stated: QuickNumber(stated, places[0]), current: QuickNumber(current, places[1]),
          previous: QuickNumber(previous, places[2]))
        guard let verdict,
          case .intervals(let allowed) = rule.allowed(
            current: printed(current, places[1]), previous: printed(previous, places[2]))
        else { continue }
        let interval = printedInterval(printed(stated, places[0]), rounding: rounding)
        let expected = allowed.contains { !$0.intersection(interval).isEmpty }
        decided += 1
        agreed += expected ? 1 : 0
        #expect(
          verdict == expected,
          "seed \(seed): \(kind) \(rounding) \(stated) \(current) \(previous) \(places)")
        let placed = quick.placed(
          stated: Int(places[0]), current: Int(places[1]), previous: Int(places[2]))
        if let placed, max(stated, current, previous) < 1 << 18 {
          #expect(
            placed.certainlyAgree(stated: stated, current: current, previous: previous) == expected,
            "seed \(seed): \(kind) \(rounding) \(stated) \(current) \(previous) \(places)")
        } else if let placed,
          placed.certainlyAgree(stated: stated, current: current, previous: previous)
        {
          #expect(expected, "seed \(seed): \(kind) \(rounding) \(stated) \(current) \(previous)")
        }
      }
    }
    #expect(decided > 8_000, "seed \(seed)")
    #expect(agreed > 800, "seed \(seed)")
  }

  /// A zero of whole units may have been up to one below it, and a fall then more than all of it.
  @Test func aFallOfMoreThanAllMayBeOneFromARoundedZero() {
    let rule = ChangeRule(kind: .percentChange, rounding: .unit)
    // From [9, 11] to [-1, 1]: between -1/9 and 1/9 of the base, so down by 88.9 to 111.1 percent.
    let quick = QuickChange(rule)
    for (stated, agrees) in [(-112, true), (-113, false), (-88, true), (-87, false)]
      as [(Int64, Bool)]
    {
      let verdict = quick.agrees(
        stated: QuickNumber(stated, 0), current: QuickNumber(0, 0), previous: QuickNumber(10, 0))
      #expect(verdict == agrees, "\(stated)")
      let placed = quick.placed(stated: 0, current: 0, previous: 0)
      #expect(
        placed?.certainlyAgree(stated: stated, current: 0, previous: 10) == agrees, "\(stated)")
    }
  }

  private func printed(_ digits: Int64, _ places: Int8) -> PrintedDecimal {
    PrintedDecimal(digits: BigInt(digits), exponent: -Int(places))
  }

  /// The digits nearest to the true change, or one or two beside them.
  private func likely(
    _ kind: Kind, _ current: Int64, _ previous: Int64, _ places: [Int8],
    _ generator: inout SplitMix
  ) -> Int64 {
    let now = printed(current, places[1]).value
    let before = printed(previous, places[2]).value
    let value: Rational =
      switch kind {
      case .absoluteChange, .points: now - before
      case .ratio: now / before
      case .percentChange: now / before * 100 - 100
      default: now / before * 100
      }
    let nearest = PrintedDecimal(rounding: value, exponent: -Int(places[0])).digits
    return Int64(nearest) + Int64.random(in: -2...2, using: &generator)
  }
}

/// A small generator whose sequence its seed fixes (Steele, Lea and Flood, 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
