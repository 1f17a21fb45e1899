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

  @Test(arguments: [false, true], [0, 3, 9])
  func columnsAreReadAsTheirCells(_ isQuoted: Bool, _ scale: Int) {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = Generator(seed: seed)
    let odd = [
      "", "-", ".", "1.2.3", "--1", "1-", "12345678901234567", "NA", "1e5", "\"7", " 8", ".-1",
    ]
    var texts: [String] = []
    for _ in 0..<2_000 {
      if Int.random(in: 0..<10, using: &random) == 0, let text = odd.randomElement(using: &random) {
        texts.append(text)
        continue
      }
      let whole =
        Int64.random(in: 0...Int64.max, using: &random)
        >> Int64.random(
          in: 1...63, using: &random)
      var text = String(whole)
      if Bool.random(using: &random), text.count < 16 {
        let place = Int.random(in: 0...text.count, using: &random)
        text.insert(".", at: text.index(text.startIndex, offsetBy: place))
      }
      if Int.random(in: 0..<4, using: &random) == 0 { text = "-" + text }
      texts.append(isQuoted && Bool.random(using: &random) ? "\"\(text)\"" : text)
    }
    // Seventeen bytes in front; each row with another field before, and a carriage return behind.
    var bytes = Array("12345678.90123456".utf8)
    var starts: [UInt32] = []
    for text in texts {
      starts.append(UInt32(bytes.count))
      bytes += Array("x,".utf8)
      starts.append(UInt32(bytes.count))
      bytes += Array((text + "\r\n").utf8)
    }
    starts.append(UInt32(bytes.count))
    let reader = DecimalReader(scale: scale)
    let expected = texts.map { text in
      let isClosed = isQuoted && text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
      return read(isClosed ? String(text.dropFirst().dropLast()) : text, scale: scale)
    }
    for isNarrow in [false, true] {
      let column = ValueColumn(reader, isNarrow: isNarrow)
      var values = [Int64](repeating: 0, count: texts.count)
      var cells = [UInt64](repeating: 0, count: texts.count)
      bytes.withUnsafeBytes { bytes in
        starts.withUnsafeBufferPointer { starts in
          if let base = bytes.baseAddress, let first = starts.baseAddress {
            column.read(
              FieldColumn(base: base, starts: first, width: 2, column: 1), texts.count,
              isQuoted: isQuoted, into: &values, flagging: &cells)
          }
        }
      }
      #expect(values == expected, "seed \(seed)")
      #expect(cells == expected.map { $0 == .min ? Meaning.unusual : 0 }, "seed \(seed)")
    }
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
