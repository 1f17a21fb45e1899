import Exact
import Releases
import Testing
import TradeData

@testable import Reporting

@Suite struct NumberStyleTests {
  @Test(arguments: [
    ("0", "0", "0"), ("-1234.50", "\u{2212}1,234.50", "\u{2212}1\u{a0}234,50"),
    ("337103990000", "337,103,990,000", "337\u{a0}103\u{a0}990\u{a0}000"),
    ("999", "999", "999"), ("0.0001", "0.0001", "0,0001"),
  ])
  func digitsStayAndMarksFollowTheLanguage(_ text: String, _ english: String, _ russian: String) {
    #expect(NumberStyle(.english).text(text) == english)
    #expect(NumberStyle(.russian).text(text) == russian)
  }

  @Test func changesCarryTheirSign() {
    let style = NumberStyle(.english)
    #expect(style.percent(ScaledInteger(digits: 123_623, scale: 4)) == "+12.3623\u{a0}%")
    #expect(style.signed(ScaledInteger(digits: -5, scale: 1)) == "\u{2212}0.5")
    #expect(style.signed(.zero) == "0")
  }

  @Test(arguments: [
    (0, "USD", 337_103_990_000, "bn USD", "337.1"),
    (3, "USD", 9_840, "thousand USD", "9,840"),
    (3, "USD", 950_760, "mln USD", "950.8"),
    (6, "USD", 441_180, "bn USD", "441.2"),
    (0, "", 12_000_000, "mln units of the file", "12"),
  ])
  func largeValuesGetAShorterUnit(
    _ exponent: Int, _ name: String, _ value: Int, _ unit: String, _ short: String
  ) {
    let number = ScaledInteger(digits: Int128(value), scale: 0)
    let found = ValueUnit(Unit(name, exponent: exponent), largest: number, .english)
    #expect(found.name == unit)
    #expect(found.short(number) == short)
  }
}
