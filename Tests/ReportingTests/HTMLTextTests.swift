import Testing

@testable import Reporting

@Suite struct HTMLTextTests {
  /// Character by character, as the text is defined.
  private func naive(_ text: String) -> String {
    text.unicodeScalars.map { HTMLText.reference($0) ?? String($0) }.joined()
  }

  @Test(arguments: 0..<40)
  func textsAndBytesAreEscapedAsCharacterByCharacter(_ seed: UInt64) {
    var state = seed
    func next(_ bound: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % bound
    }
    // Signs of one byte, controls of two, letters that share their first byte, and longer ones.
    let ranges: [(UInt64, UInt64)] = [
      (0, 128), (0x80, 0x40), (0xa0, 0x60), (0x400, 256), (0x1f600, 64),
    ]
    var text = ""
    for _ in 0..<next(60) {
      let (first, count) = ranges[Int(next(UInt64(ranges.count)))]
      if let scalar = Unicode.Scalar(UInt32(first + next(count))) {
        text.unicodeScalars.append(scalar)
      }
    }
    let wanted = naive(text)
    #expect(HTMLText.escaped(text) == wanted, "seed \(seed)")
    #expect(
      String(decoding: HTMLText.escaped(Array(text.utf8)), as: UTF8.self)
        == wanted.unicodeScalars.map { $0 == "\r" ? "&#13;" : String($0) }.joined(), "seed \(seed)")
  }

  @Test func whatMarkupUsesIsEscaped() {
    #expect(
      HTMLText.escaped("<a href='x'>\"&\"</a>")
        == "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;")
    #expect(HTMLText.escaped("«1 234»\u{85}\u{0}\u{7f}\t") == "«1 234»\u{fffd}\u{fffd}\u{fffd}\t")
    #expect(HTMLText.escaped(Array("a\r\n".utf8)) == Array("a&#13;\n".utf8))
    #expect(HTMLText.escaped([UInt8]()).isEmpty)
  }
}
