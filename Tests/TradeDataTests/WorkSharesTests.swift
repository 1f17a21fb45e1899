import Testing

@testable import TradeData

@Suite struct WorkSharesTests {
  @Test(arguments: [(0, 1), (1, 3), (7, 2), (1000, 4)])
  func everyPieceIsTakenOnce(_ count: Int, _ threads: Int) async {
    let shares = WorkShares(Array(0..<count), threads: threads)
    let taken = await withTaskGroup(of: [Int].self) { group in
      for thread in 0..<threads {
        group.addTask {
          var taken: [Int] = []
          while let piece = shares.next(for: thread) { taken.append(piece) }
          return taken
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.sorted() == Array(0..<count))
  }

  @Test func aThreadThatIsDoneTakesFromTheEndOfAnothers() {
    let shares = WorkShares(Array(0..<6), threads: 2)
    let own = (0..<3).compactMap { _ in shares.next(for: 0) }
    #expect(own == [0, 1, 2])
    #expect(shares.next(for: 0) == 5)
    #expect(shares.next(for: 1) == 3)
  }
}
