import Consistency
import Testing

@testable import Releases

/// Texts made to take time: each is answered within bounds, and what was not tried is said.
@Suite struct HostileReleaseTests {
  private func checked(_ text: String) throws -> CheckedDocument {
    try CheckedDocument(DocumentText(text), path: "-", reader: ReleaseReader())
  }

  @Test func numberOfAMillionDigitsIsUnread() throws {
    let digits = String(repeating: "9", count: 1_000_000)
    let document = try checked("Exports in 2019 were \(digits) mln USD, imports 5 mln USD.")
    #expect(document.release.unread.map(\.quote) == [digits])
    #expect(document.release.statements.map(\.quote).joined().contains("5"))
  }

  /// Statements with several readings each, which all share their quantities and agree in no way.
  @Test(.timeLimit(.minutes(20))) func readingsThatMultiplyAreTriedWithinBounds() throws {
    var text =
      "In 2019 trade turnover was 300 mln USD, 3.1 times more than in 2018 (108.4 percent). "
    for number in 0..<40 {
      text +=
        "Exports were 2.\(number % 10) times more than in 2018 (1\(10 + number).\(number % 9)%). "
    }
    let document = try checked(text)
    #expect(document.release.statements.count > 40)
    #expect(document.release.statements.contains { $0.readings.count > 1 })
  }

  @Test(
    .timeLimit(.minutes(20)),
    arguments: ["(", "<", "&", "\"", "[", "—", "of ", "in ", "times ", "%", "Q1 "])
  func signsWithoutEndAreReadInTimeProportionalToThem(_ sign: String) throws {
    let text = "Exports in 2019 were 60 mln USD. " + String(repeating: sign, count: 20_000)
    #expect(try checked(text).release.statements.map(\.quote).joined().contains("60 mln"))
    _ = ReleaseReader().read(text, isHTML: true)
  }
}
