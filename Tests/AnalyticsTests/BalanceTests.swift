import Analytics
import Exact
import Testing

@Suite struct BalanceTests {
  @Test func setsExportsAgainstImports() {
    let balance = weigh(10, 4)
    #expect(balance.balance?.description == "6")
    #expect(balance.turnover?.description == "14")
    #expect(balance.coverage?.description == "2.5")
  }

  @Test func flowWithoutRowIsNoTradeWhereTheDataHasTheFlow() {
    let balance = weigh(nil, 4)
    #expect(balance.balance?.description == "-4")
    #expect(balance.coverage?.description == "0")
    #expect(weigh(10, nil).coverage == nil)
    #expect(weigh(nil, nil).balance == nil)
  }

  @Test func nothingIsSaidOfAFlowThatTheDataDoesNotHave() {
    let balance = Balance(
      exports: ScaledInteger(digits: 1, scale: 0), imports: nil, hasExports: true,
      hasImports: false, places: 2)
    #expect(balance.balance == nil)
    #expect(balance.turnover == nil)
  }

  private func weigh(_ exports: Int?, _ imports: Int?) -> Balance {
    Balance(
      exports: exports.map { ScaledInteger(digits: Int128($0), scale: 0) },
      imports: imports.map { ScaledInteger(digits: Int128($0), scale: 0) }, hasExports: true,
      hasImports: true, places: 4)
  }
}
