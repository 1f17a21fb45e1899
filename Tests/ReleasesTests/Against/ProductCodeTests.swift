import Testing

@testable import Releases

@Suite struct ProductCodeTests {
  @Test(arguments: [
    ("HS 2709", "2709"), ("ТН ВЭД 27", "27"), ("код ТН ВЭД ЕАЭС 2709", "2709"),
    ("группы 27 ТН ВЭД", "27"), ("chapter 72", "72"), ("HS code 270900", "270900"),
  ])
  func aCodeWithItsClassificationIsRead(name: String, digits: String) {
    #expect(ProductCode(name)?.digits == digits)
  }

  @Test(arguments: ["2709", "oil", "группы 27", "HS 271", "hs 27", "chapter 270900", "HS 27,1"])
  func whatNamesNoClassificationIsNoCode(name: String) {
    #expect(ProductCode(name) == nil)
  }

  @Test func aCodeIsTheProductAndNoFigure() {
    let release = ReleaseReader().read(
      "В 2021 году экспорт России товаров группы 27 ТН ВЭД составил 100 млрд долларов.")
    #expect(release.statements.map { $0.readings[0].subject.scope.description } == ["Россия/HS 27"])
    #expect(release.unread.isEmpty)
  }
}
