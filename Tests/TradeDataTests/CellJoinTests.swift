import Foundation
import Testing

@testable import Exact
@testable import TradeData

@Suite struct CellJoinTests {
  /// Sums of arrays, and of hash tables where there is no memory for arrays, are those of a dictionary.
  @Test(arguments: [1, 3], [20_000, 300])
  func arraysAndHashTablesJoinToTheSame(_ threads: Int, _ products: Int) async throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(seed: seed)
    var expected: [String: Int128] = [:]
    let pieces = try (0..<5).map { _ in
      var text = "reporter,product,period,value\n"
      for _ in 0..<8_000 {
        let (reporter, product, period) = (
          Int.random(in: 10...40, using: &random),
          Int.random(in: 0..<products, using: &random) + 100_000,
          Int.random(in: 2000...2004, using: &random)
        )
        // Some sums need more than 64 bits.
        let isLarge = Int.random(in: 0..<50, using: &random) == 0
        let value =
          isLarge
          ? Int64.random(in: (.max - 9)...(.max), using: &random)
          : Int64.random(in: -1_000_000...1_000_000, using: &random)
        text += "\(reporter),\(product),\(period),\(value)\n"
        expected["\(reporter) \(product) \(period)", default: 0] += Int128(value)
      }
      return try tradeFile(Array(text.utf8))
    }
    let keys = try ["reporter", "product"].map { try #require(Key($0)) }
    let lines = expected.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    for memory in [1 << 30, 1 << 25] {
      var reader = TradeReader(layout: try #require(Layout.named("long").first), threads: threads)
      reader.memory = memory
      let reading = try await reader.read(pieces, for: Query(keys: keys))
      #expect(sums(reading.cube) == lines, "seed \(seed), memory \(memory)")
    }
  }
}
