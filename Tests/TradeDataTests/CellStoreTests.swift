import Testing

@testable import Exact
@testable import TradeData

@Suite struct CellStoreTests {
  @Test(arguments: [10, 40])
  func sumsLikeADictionary(_ width: Int) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(seed: seed)
    var store = try CellStore(width: width, scale: 2)
    var expected: [UInt64: Int128] = [:]
    for _ in 0..<20_000 {
      let cell = UInt64.random(in: 0..<1000, using: &random) << UInt64(width - 10)
      let value = Int64.random(in: -1000...1000, using: &random)
      try store.add(value, to: cell)
      expected[cell, default: 0] += Int128(value)
    }
    #expect(sums(store) == expected, "seed \(seed)")
  }

  /// Cells that all begin at one place, as whoever knows how they are placed can choose rows for them.
  @Test func cellsChosenToMeetInOnePlaceAreSpread() throws {
    var inverse: UInt64 = 0x9e37_79b9_7f4a_7c15
    for _ in 0..<6 { inverse = inverse &* (2 &- 0x9e37_79b9_7f4a_7c15 &* inverse) }
    var store = try CellStore(width: 50, scale: 0)
    var expected: [UInt64: Int128] = [:]
    for number in UInt64(0)..<8000 {
      // The upper half of the product with the open multiplier is zero.
      let cell = number &* inverse
      try store.add(Int64(number), to: cell)
      try store.add(1, to: cell)
      expected[cell] = Int128(number) + 1
    }
    let isGuarded = store.isGuarded
    #expect(isGuarded)
    #expect(sums(store) == expected)
  }

  @Test func cellsOfDataAreNotTakenForAnAttack() throws {
    var store = try CellStore(width: 40, scale: 0)
    for number in UInt64(0)..<300_000 { try store.add(1, to: number << 8 | number & 7) }
    let isGuarded = store.isGuarded
    #expect(!isGuarded)
  }

  @Test func sumsPast64BitsAreKept() throws {
    var store = try CellStore(width: 4, scale: 0)
    for _ in 0..<3 { try store.add(.max, to: 5) }
    try store.add(ScaledInteger(digits: 25, scale: 2), to: 5)
    #expect(sums(store)[5].map { $0 * 100 + 25 } != nil)
    let wide = try #require(store.wide[5])
    var total = ScaledInteger.zero
    store.visit { _, sum in total = ScaledInteger(digits: Int128(sum), scale: 0) }
    #expect(try total.adding(wide).description == "27670116110564327421.25")
  }

  @Test func sumPast128BitsIsAnError() throws {
    var store = try CellStore(width: 4, scale: 0)
    let huge = ScaledInteger(digits: .max, scale: 0)
    try store.add(huge, to: 1)
    #expect(throws: ScaledInteger.Overflow.self) { try store.add(huge, to: 1) }
  }

  @Test(arguments: [(3, 4), (20, 24), (20, 35)])
  func relayoutMovesEveryCell(_ before: Int, _ after: Int) throws {
    let old = CellLayout(widths: [4, before])
    let new = CellLayout(widths: [4, after])
    var store = try CellStore(width: old.width, scale: 0)
    for period in 0..<16 {
      for key in 0..<8 {
        try store.add(
          Int64(period * 8 + key), to: old.bits(period, in: 0) | old.bits(key, in: 1))
      }
    }
    try store.relayout(from: old, to: new)
    let moved = sums(store)
    #expect(moved.count == 128)
    for (cell, sum) in moved {
      #expect(sum == Int128(new.code(cell, in: 0) * 8 + new.code(cell, in: 1)))
    }
  }

  @Test func everyCodeHasBitsOfItsOwn() {
    // A period, keys of thirteen, twelve and three bits, and two levels.
    let layout = CellLayout(widths: [4, 13, 12, 3, 1, 2], levels: 2)
    #expect(layout.width == 35)
    #expect(layout.levelWidth == 3)
    for dimension in layout.widths.indices {
      for code in 0..<1 << layout.widths[dimension] {
        let cell = layout.bits(code, in: dimension)
        #expect(
          layout.widths.indices.allSatisfy { other in
            layout.code(cell, in: other) == (other == dimension ? code : 0)
          })
      }
    }
    // Codes in order are cells in order, and the first ten bits of a key are side by side.
    #expect(layout.bits(1, in: 5) == 1)
    #expect(layout.bits(1023, in: 2) == 1023 << 6)
    #expect(layout.bits(16, in: 0) == 1 << 35)
  }

  @Test(arguments: [(20, 20), (40, 20), (40, 12)])
  func aStoreKeepsItsBudgetAndGivesItBack(_ width: Int, _ megabyte: Int) throws {
    let budget = MemoryBudget(limit: 1 << megabyte)
    #expect(throws: MemoryBudget.Exceeded.self) {
      var store = try CellStore(width: width, scale: 0, budget: budget)
      for cell in 0..<UInt64(1 << 20) { try store.add(1, to: cell) }
    }
    try budget.take(1 << megabyte)
  }

  @Test func aStoreIsNoArrayPastItsShare() throws {
    let small = try CellStore(width: 10, scale: 0, share: 1 << 13)
    let large = try CellStore(width: 11, scale: 0, share: 1 << 13)
    let areDense = (small.isDense, large.isDense)
    #expect(areDense == (true, false))
  }

  @Test(arguments: [
    ("512M", 512 << 20), ("2G", 2 << 30), ("1.5GiB", 3 << 29), ("64kb", 64 << 10), ("1000", 1000),
  ])
  func sizesAreRead(_ text: String, _ bytes: Int) {
    #expect(MemoryBudget.bytes(text) == bytes)
  }

  @Test(arguments: ["", "M", "-1G", "2X", "1e9", "0", "99999999999T", "half"])
  func whatIsNoSizeIsNotRead(_ text: String) {
    #expect(MemoryBudget.bytes(text) == nil)
  }

  private func sums(_ store: borrowing CellStore) -> [UInt64: Int128] {
    var sums: [UInt64: Int128] = [:]
    store.visit { cell, sum in sums[cell] = Int128(sum) }
    return sums
  }
}
