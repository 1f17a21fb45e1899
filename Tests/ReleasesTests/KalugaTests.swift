import Consistency
import Testing

@testable import Releases

@Suite struct KalugaTests {
  @Test func theBracketHasTwoReadings() {
    let release = ReleaseReader().read(
      "В 2017 году товарооборот области с Китаем составил 960,6 млн долларов (рост в 2,1 раза (108,4 %))."
    )
    #expect(release.statements.map(\.quote) == ["960,6 млн долларов", "в 2,1 раза", "108,4 %"])
    #expect(release.statements.last?.readings.map(\.kind) == [.index, .percentChange])
  }
}
