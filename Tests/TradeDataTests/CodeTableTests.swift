import Testing

@testable import TradeData

@Suite struct CodeTableTests {
  @Test func tellsEveryTextFromEveryOther() {
    // Lengths around the seven bytes up to which a text is one word, with shared beginnings, and
    // more texts than the first table has room for.
    let texts = (0..<3000).map { String(repeating: "x", count: $0 % 12) + String($0) } + [""]
    var table = CodeTable()
    for (number, text) in texts.enumerated() {
      #expect(find(text, in: &table) == nil)
      insert(text, UInt64(number), into: &table)
    }
    for (number, text) in texts.enumerated() {
      #expect(find(text, in: &table) == UInt64(number))
    }
    table.reassign { UInt64($0) * 2 }
    for (number, text) in texts.enumerated() {
      #expect(find(text, in: &table) == UInt64(number) * 2)
    }
  }

  /// Runs of equal texts, new ones, and long ones among them, in the last column or another.
  @Test(arguments: [false, true], [false, true])
  func columnsAreLookedUpAsTheirTexts(_ isNarrow: Bool, _ isLast: Bool) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(seed: seed)
    var texts: [String] = []
    while texts.count < 5_000 {
      let number = Int.random(in: 0..<700, using: &random)
      let text = number % 40 == 0 ? "long text \(number)" : String(number * 7919 % 9_999_991)
      let length = Int.random(in: 0..<9, using: &random) == 0 ? 20 : 1
      texts += Array(repeating: number == 1 ? "" : text, count: length)
    }
    var bytes: [UInt8] = []
    var starts: [UInt32] = [0]
    for text in texts {
      for field in isLast ? ["x", text + "\r"] : [text, "x"] {
        bytes += Array((field + ",").utf8)
        starts.append(UInt32(bytes.count))
      }
    }
    bytes += Array(repeating: 0, count: 8)
    var numbers: [String: UInt64] = [:]
    var table = CodeTable(isNarrow: isNarrow)
    var cells = [UInt64](repeating: 1 << 40, count: texts.count)
    bytes.withUnsafeBytes { bytes in
      starts.withUnsafeBufferPointer { starts in
        guard let base = bytes.baseAddress, let first = starts.baseAddress else { return }
        let column = FieldColumn(base: base, starts: first, width: 2, column: isLast ? 1 : 0)
        for isFirst in [true, false] {
          var row = 0
          while true {
            row = table.find(column, row..<texts.count, into: &cells, isFirst: isFirst)
            guard row < texts.count else { break }
            #expect(isFirst && numbers[texts[row]] == nil, "seed \(seed)")
            let bits = UInt64(numbers.count + 1)
            numbers[texts[row]] = bits
            table.insert(column[row].start, column[row].length, bits: bits)
          }
          #expect(cells == texts.map { numbers[$0] ?? 0 }, "seed \(seed)")
          if isFirst { table.reassign { UInt64($0 + 1) } }
        }
      }
    }
  }

  /// Texts that all begin at one place, as whoever knows how they are placed can choose them.
  @Test func textsChosenToMeetInOnePlaceAreSpread() {
    let texts = (0..<4000).map { number in
      // The upper half of the product is zero: the place is the first in every table.
      CodeTableTests.text(ofProduct: UInt64(number) << 8)
    }.compactMap(\.self)
    #expect(texts.count > 1000)
    var table = CodeTable()
    for (number, text) in texts.enumerated() { insert(text, UInt64(number), into: &table) }
    let isGuarded = table.isGuarded
    #expect(isGuarded)
    for (number, text) in texts.enumerated() {
      #expect(find(text, in: &table) == UInt64(number))
    }
  }

  /// Two blocks of eight bytes of which the second undoes what the first one changed.
  @Test func longTextsChosenToHaveOneHashAreSpread() {
    let texts = (UInt64(1)...3000).map { first in
      var state = (16 ^ first) &* 0x9e37_79b9_7f4a_7c15
      state ^= state >> 29
      return bytes(first) + bytes(state)
    }
    var table = CodeTable()
    for (number, text) in texts.enumerated() { insert(text, UInt64(number), into: &table) }
    let isGuarded = table.isGuarded
    #expect(isGuarded)
    for (number, text) in texts.enumerated() {
      #expect(find(text, in: &table) == UInt64(number))
    }
  }

  @Test func textsOfDataAreNotTakenForAnAttack() {
    var table = CodeTable()
    for number in 0..<200_000 { insert(Array(String(number).utf8), 1, into: &table) }
    for number in 0..<50_000 { insert(Array("product \(number)".utf8), 1, into: &table) }
    let isGuarded = table.isGuarded
    #expect(!isGuarded)
  }

  /// A text of seven bytes whose word times the open multiplier is `product` in its upper bits.
  private static func text(ofProduct product: UInt64) -> [UInt8]? {
    // The inverse of the multiplier modulo 2^64 (Newton).
    var inverse: UInt64 = 0x9e37_79b9_7f4a_7c15
    for _ in 0..<6 { inverse = inverse &* (2 &- 0x9e37_79b9_7f4a_7c15 &* inverse) }
    for low in UInt64(0)..<256 {
      let word = (product | low) &* inverse
      if word >> 56 == 8 { return (0..<7).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
    }
    return nil
  }

  private func bytes(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
  }

  private func find(_ text: [UInt8], in table: inout CodeTable) -> UInt64? {
    (text + Array(",zzzzzzzz".utf8)).withUnsafeBytes { buffer in
      buffer.baseAddress.flatMap { table.find($0, text.count) }
    }
  }

  private func insert(_ text: [UInt8], _ bits: UInt64, into table: inout CodeTable) {
    (text + Array(",yyyyyyyy".utf8)).withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      table.insert(start, text.count, bits: bits)
    }
  }

  private func find(_ text: String, in table: inout CodeTable) -> UInt64? {
    // What stands behind the text must not matter.
    let bytes = Array(text.utf8) + Array(",zzzzzzzz".utf8)
    return bytes.withUnsafeBytes { buffer in
      buffer.baseAddress.flatMap { table.find($0, text.utf8.count) }
    }
  }

  private func insert(_ text: String, _ bits: UInt64, into table: inout CodeTable) {
    let bytes = Array(text.utf8) + Array(",yyyyyyyy".utf8)
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      table.insert(start, text.utf8.count, bits: bits)
    }
  }
}
