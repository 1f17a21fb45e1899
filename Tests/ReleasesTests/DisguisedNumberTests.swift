import Consistency
import Testing

@testable import Releases

/// Numbers that are seen otherwise than they are written: no figure may be made of their digits alone.
@Suite struct DisguisedNumberTests {
  @Test(arguments: [
    "6О", "6O", "6о", "1O0", "1О0", "1l0", "6,О5", "О,5", "0.O5", "6٠", "٦0", "６0", "6\u{2066}0",
    "\u{202e}06", "\u{202e} 06 \u{202c}",
  ])
  func numberThatIsSeenOtherwiseIsUnread(_ number: String) {
    let release = ReleaseReader().read("Exports in 2019 were \(number) mln USD.")
    #expect(!release.statements.contains { $0.quote.contains { $0.isNumber } })
    #expect(!release.unread.isEmpty)
  }

  @Test(arguments: ["٦٠", "６０", "६०"])
  func numberInOtherDigitsIsUnread(_ number: String) {
    let release = ReleaseReader().read("Exports in 2019 were \(number) mln USD.")
    #expect(release.statements.isEmpty)
    #expect(release.unread.map(\.quote) == [number])
  }

  @Test(arguments: [
    ("Exports in 2019 were 60 mln USD.", 1), ("Exports in 2019 were $60m, imports $5bn.", 2),
    ("Экспорт в 2019г. составил 60млн долл., импорт – 5,5 млрд.", 2),
    ("Exports in 2019 were 60 mln USD\u{200e}.", 1),
    ("\u{202e}x\u{202c} Exports in 2019 were 60 mln USD.", 1),
    ("\u{202e}x\n\nExports in 2019 were 60 mln USD.", 1),
  ])
  func otherNumbersAreRead(_ text: String, _ count: Int) {
    #expect(ReleaseReader().read(text).statements.count == count)
  }
}
