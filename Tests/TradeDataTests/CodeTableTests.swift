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
