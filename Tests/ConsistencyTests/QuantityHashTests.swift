import Consistency
import Exact
import Testing

@Suite struct QuantityHashTests {
  /// Else a text with ten thousand figures that may be of something else takes quadratic time.
  @Test func quantitiesThatDifferInTheirVintageAloneHashApart() {
    let hashes = (0..<1000).map { number in
      Quantity(.exports, scope: Scope(["Россия"]), period: Period(year: 2017), vintage: "\(number)")
        .hashValue
    }
    #expect(Set(hashes).count > 990)
  }
}
