import Exact
import Testing

@testable import TradeData

@Suite struct ValueColumnTests {
  @Test func readsWhatTheCarefulReaderReads() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(seed: seed)
    let pieces = ["-", "", "", "0", "7", "12", "345", "67890", ".", ".", ",", "e", "99999999"]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...5, using: &random))
        .compactMap { _ in pieces.randomElement(using: &random) }.joined()
      let quick = read(text, scale: 4)
      guard quick != ValueColumn.undecided else { continue }
      let number = text.utf8.withContiguousStorageIfAvailable { bytes in
        NumberText(UnsafeRawBufferPointer(bytes), point: UInt8(ascii: "."), missing: [])
      }
      guard case .number(let expected)? = number else {
        Issue.record("seed \(seed): \(text) is read as \(quick)")
        continue
      }
      #expect(
        try Int128(quick) == expected.rescaled(to: 4).digits, "seed \(seed): \(text)")
    }
  }

  @Test(arguments: [
    ("0", 0), ("12.5", 125_000), ("-3", -30_000), ("1234567.8901", 12_345_678_901),
    (".5", 5_000), ("5.", 50_000),
  ])
  func plainNumbersAreRead(_ text: String, _ digits: Int64) {
    #expect(read(text, scale: 4) == digits)
  }

  @Test(arguments: [
    "", "-", ".", "1.23456", "1.2.3", "12345678901234567", "1 000", "1,5", "1e5", "NA",
    "999999999999999",
  ])
  func everythingElseIsLeftToTheCarefulReader(_ text: String) {
    // The last fits 64 bits, but not with its four decimals and more.
    let scale = text.hasPrefix("999") ? 9 : 4
    #expect(read(text, scale: scale) == ValueColumn.undecided)
  }

  private func read(_ text: String, scale: Int) -> Int64 {
    let column = ValueColumn(DecimalReader(scale: scale))
    // Digits and points around the number must not matter.
    let bytes = Array("1.2345678901234567.".utf8) + Array(text.utf8) + Array(".5,9".utf8)
    return bytes.withUnsafeBytes { buffer in
      buffer.baseAddress.map { column.read($0 + 19, text.utf8.count) } ?? 0
    }
  }
}
