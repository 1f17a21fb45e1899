import Testing

@testable import Reporting

@Suite struct ShownTextTests {
  @Test(arguments: [
    "\u{1b}[2J", "a\nb", "a\r\nb", "\u{202e}txt.exe", "\u{2066}a", "a\u{0}b", "\u{9b}2J",
    "a\u{2028}b",
  ])
  func nothingIsObeyed(_ text: String) {
    let shown = ShownText.line(text)
    #expect(shown.unicodeScalars.contains("\u{fffd}"))
    #expect(
      !shown.unicodeScalars.contains {
        $0.properties.generalCategory == .control || $0.properties.isBidiControl
          || $0.value == 0x2028
      })
    #expect(shown.unicodeScalars.count == text.unicodeScalars.count)
  }

  @Test(arguments: ["Калуга", "Côte d'Ivoire", "1 022,4", "<b>&", "שלום", "🇺🇸"])
  func textStaysWhatItIs(_ text: String) {
    #expect(ShownText.line(text) == text)
  }

  @Test func pageIsNotTurnedRound() {
    #expect(HTMLText.escaped("a\u{202e}<b>\u{2069}") == "a\u{fffd}&lt;b&gt;\u{fffd}")
  }
}
