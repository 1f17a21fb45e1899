import BigInt
import Testing

@testable import Exact

@Suite struct RationalTests {
  @Test func fractionsAreReducedAndTheDenominatorIsPositive() {
    #expect(Rational(6, -4).fraction == "-3/2")
    #expect(Rational(0, -7).fraction == "0/1")
  }

  @Test func arithmeticAgreesWithBigIntFractionsAcrossTheWordBoundary() {
    var generator = SplitMix(seed: 20_171)
    for _ in 0..<1500 {
      let (a, b, c, d) = (
        generator.wide(), generator.wide() | 1, generator.wide(), generator.wide() | 1
      )
      let (x, y) = (Rational(BigInt(a), BigInt(b)), Rational(BigInt(c), BigInt(d)))
      let (A, B, C, D) = (BigInt(a), BigInt(b), BigInt(c), BigInt(d))
      #expect((x + y) == Rational(A * D + C * B, B * D), "seed 20171")
      #expect((x - y) == Rational(A * D - C * B, B * D), "seed 20171")
      #expect((x * y) == Rational(A * C, B * D), "seed 20171")
      if c != 0 { #expect((x / y) == Rational(A * D, B * C), "seed 20171") }
      let sign: BigInt = (B.sign == .minus) != (D.sign == .minus) ? -1 : 1
      #expect((x < y) == (sign * A * D < sign * C * B), "seed 20171")
    }
  }

  @Test func theLeastWordSurvivesEveryOperation() {
    let least = Rational(Int.min)
    #expect((-least).fraction == "9223372036854775808/1")
    #expect(-(-least) == least)
    #expect((least + least).fraction == "-18446744073709551616/1")
    #expect(least / least == .one)
  }

  @Test(arguments: [
    ("1/3", 4, RoundingDirection.nearest, "0.3333"), ("2/3", 2, .nearest, "0.67"),
    ("-1/3", 1, .down, "-0.4"), ("-1/3", 1, .up, "-0.3"), ("1/2", 0, .nearest, "1"),
    ("-1/2", 0, .nearest, "-1"), ("-1/1000", 1, .nearest, "0.0"),
    ("199/100", 1, .towardsZero, "1.9"),
  ])
  func decimalsAreRoundedOnceFromTheExactValue(
    value: String, places: Int, rounding: RoundingDirection, expected: String
  ) throws {
    #expect(try #require(Rational(value)).decimal(places: places, rounding: rounding) == expected)
  }

  @Test func theExactDecimalExistsOnlyWhereItEnds() {
    #expect(Rational(1, 8).description == "0.125")
    #expect(Rational(1, 3).description == "1/3")
    #expect(Rational(450_010_000).description == "450010000")
  }

  @Test func decimalsInMachineWordsAreThoseOfWideOnes() {
    var generator = SplitMix(seed: 8)
    for _ in 0..<2_000 {
      let numerator = BigInt(generator.wide())
      let denominator =
        BigInt(2).power(Int(generator.next() % 30)) * BigInt(5).power(Int(generator.next() % 13))
      let value = Rational(numerator, denominator)
      let text = value.description
      #expect(Rational(text) == value, "seed 8: \(numerator)/\(denominator) printed \(text)")
      let places = text.split(separator: ".").dropFirst().first?.count ?? 0
      #expect(text == value.decimal(places: places), "seed 8")
    }
  }

  @Test func doublesAreNearEvenForHugeParts() {
    let huge = Rational(BigInt(10).power(400), BigInt(10).power(399) * 3)
    #expect(abs(huge.double - 10.0 / 3) < 1e-12)
  }
}

/// A small seeded generator, so that a failing run can be repeated.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// A number of random width, so that small, middling and word-sized parts all occur.
  mutating func wide() -> Int64 {
    Int64(bitPattern: next()) >> Int64(next() % 64)
  }
}
