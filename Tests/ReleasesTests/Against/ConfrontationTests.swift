import Consistency
import Exact
import Foundation
import Testing
import TradeData

@testable import Releases

@Suite struct ConfrontationTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func fixture(_ name: String) -> String {
    Self.root.appending(path: "Fixtures/\(name)").path
  }

  private func checked(
    _ text: String, against files: String..., unit: TradeData.Unit? = nil
  ) async throws -> CheckedDocument {
    let data = try await ReferenceData(files.map { fixture($0) }, unit: unit)
    let release = ReleaseReader().read(text)
    return try CheckedDocument(
      path: "-", document: DocumentText(text), release: release, isRead: true,
      definitions: Definitions(),
      confrontation: try await Confrontation(release, with: data))
  }

  /// A word for the plainest reading of each statement.
  private func outcomes(_ document: CheckedDocument) throws -> [String] {
    let confrontation = try #require(document.confrontation)
    return document.release.statements.map { statement in
      switch confrontation.figures.first(where: { $0.statement == statement.id })?.outcome {
      case .agrees(let value): "agrees \(value)"
      case .disagrees(let value, let difference): "disagrees \(value) \(difference)"
      case .partial(let value, _): "at least \(value)"
      case .doubtful(let value, let agrees, let reason): "doubtful \(agrees) \(value) \(reason)"
      case .absent(let reason): reason
      case nil: "-"
      }
    }
  }

  // 9840.5 + 950760 = 960600.5 thousand; 2016: 8200 + 452700.25 (Fixtures/trade/README.md).
  @Test func theKalugaReleaseAgreesWithItsMonths() async throws {
    let text = try String(contentsOfFile: fixture("releases/kaluga-2017.txt"), encoding: .utf8)
    let document = try await checked(
      text, against: "trade/kaluga-monthly.csv", unit: TradeData.Unit("USD", exponent: 3))
    #expect(document.assessment.verdict == .consistent)
    let confrontation = try #require(document.confrontation)
    let values = confrontation.matches.map {
      "\($0.quantity.measure) \($0.quantity.period) \($0.finding.value?.description ?? "-")"
    }
    #expect(
      values == [
        "turnover 2017 960600500", "turnover 2016 460900250", "exports 2017 9840500",
        "exports 2016 8200000", "imports 2017 950760000", "imports 2016 452700250",
      ])
    let agreeing = confrontation.figures.filter {
      if case .agrees = $0.outcome { true } else { false }
    }
    #expect(Set(agreeing.map(\.statement)) == ["s1", "s2", "s3", "s4", "s5"])
    // s3 as an index would be 208.4 percent.
    #expect(!agreeing.map(\.reading).contains("s3.a"))
    #expect(agreeing.map(\.reading).contains("s3.b"))
  }

  @Test func theUnitOfAFileThatDoesNotSayItIsAskedFor() async throws {
    let document = try await checked(
      "Экспорт Калужской области в Китай в 2017 году составил 9,8 млн долларов.",
      against: "trade/kaluga-monthly.csv")
    #expect(
      try outcomes(document) == [
        "the data does not say its unit; give it with --against-unit"
      ])
    #expect(document.assessment.verdict == .unverifiable)
  }

  @Test func missingMonthsAreSaid() async throws {
    let document = try await checked(
      "Экспорт Калужской области в Германию в 2017 году составил 30 млн долларов.",
      against: "trade/kaluga-monthly.csv", unit: TradeData.Unit("USD", exponent: 3))
    #expect(
      try outcomes(document) == ["the data does not cover 2017: 2017-12 is missing"])
  }

  @Test func worldRowsAreUsedAndNotAddedToTheirParts() async throws {
    let document = try await checked(
      "Экспорт России в 2021 году составил 492,3 млрд долларов, импорт – 293,5 млрд долларов, "
        + "сальдо – 198,8 млрд долларов.", against: "trade/comtrade-small.csv")
    #expect(
      try outcomes(document) == ["agrees 492.31413", "agrees 293.49677", "agrees 198.81736"])
  }

  // 492314.13 / 337103.99 = 1.46042; 68028.93 / 492314.13 = 13.8182 %; (492314.13 + 293496.77) /
  // (337103.99 + 231664.18) = 1.38160.
  @Test func ratesSharesAndRatiosAreConfronted() async throws {
    let document = try await checked(
      "Экспорт России в 2021 году вырос на 46,0 процента, оборот вырос в 1,38 раза. "
        + "На долю Китая пришлось 13,8 процента экспорта.", against: "trade/comtrade-small.csv")
    let outcomes = try outcomes(document)
    #expect(outcomes.allSatisfy { $0.hasPrefix("agrees") }, "\(outcomes)")
    #expect(outcomes.count == 3)
  }

  // 68.02893 printed as 68.1: 0.07107 too much.
  @Test func aFigureThatDisagreesIsAConflictWithTheData() async throws {
    let document = try await checked(
      "Russia's exports to China were $68.1 billion in 2021.", against: "trade/comtrade-small.csv")
    #expect(try outcomes(document) == ["disagrees 68.02893 0.07107"])
    #expect(document.assessment.verdict == .inconsistent)
    let conflict = try #require(document.assessment.conflicts.first)
    #expect(conflict.statements == ["s1"])
    #expect(
      conflict.explanation.hasPrefix(
        "By the data, exports of Russia/China in 2021 were 68.03 billion USD"))
    let identity = try #require(
      document.assessment.identities.first { $0.id == conflict.identities.first })
    #expect(identity.identity.source == .against)
    #expect(identity.identity.text.contains("partner=CHN (China)"))
    #expect(
      conflict.repairs.first?.holdsIf == Interval(Rational("68.02893")!, Rational("68.02893")!))
  }

  // Oil to China alone was 34.9005 billion dollars; all of it was 111.056.
  @Test func aPartnerLeftBehindRaisesNoAlarm() async throws {
    let document = try await checked(
      "Russia's exports to China were $68.0 billion in 2021. Exports to Germany were $29.7 billion. "
        + "Exports of HS 2709 were $111.1 billion.", against: "trade/comtrade-small.csv")
    let outcomes = try outcomes(document)
    #expect(outcomes.prefix(2) == ["agrees 68.02893", "agrees 29.65001"])
    #expect(outcomes.last?.contains("the sentence does not name China") == true, "\(outcomes)")
    #expect(document.assessment.verdict == .consistent)
  }

  @Test(arguments: [
    ("Russia's exports to Congo were $5 billion in 2021.", "\"congo\", which was not understood"),
    ("Несырьевой экспорт России в 2021 году составил 5 млрд долларов.", "несырьевой"),
    ("Russia's exports to the CIS were $5 billion in 2021.", "partner"),
    ("Germany's exports were $5 billion in 2021.", "reporter"),
    ("Russia's exports were EUR 5 billion in 2021.", "EUR"),
    ("Russia's exports were $5 billion in 2019.", "2019"),
    ("Russia's imports from Germany were $5 billion in 2021.", "no such series"),
    ("Russia's exports of cars were $5 billion in 2021.", "cars"),
  ])
  func whatTheDataDoesNotHaveRaisesNoAlarm(text: String, reason: String) async throws {
    let document = try await checked(text, against: "trade/comtrade-small.csv")
    let outcome = try #require(try outcomes(document).first)
    #expect(outcome.contains(reason), "\(outcome)")
    #expect(document.assessment.verdict != .inconsistent)
  }

  @Test(arguments: ["Congo", "Конго"])
  func anAmbiguousNameIsNeverAnAlarm(name: String) async throws {
    let table = DelimitedText(
      "measure,scope,period,base,kind,value,unit\nexports,RUS/\(name),2021,,level,5,bn USD\n")
    let release = Release(
      language: .english,
      statements: try StatementFile(table, path: "-", rounding: .halfUnit).statements(),
      identities: [], dates: [], unread: [])
    let data = try await ReferenceData([fixture("trade/comtrade-small.csv")])
    let confrontation = try await Confrontation(release, with: data)
    #expect(confrontation.identities.isEmpty)
    guard case .absent(let reason) = try #require(confrontation.matches.first).finding else {
      Issue.record("an ambiguous name was matched")
      return
    }
    #expect(reason.contains("may be"))
  }

  // 111056 of HS 2709 alone is more than 100; it is less than 120, of which the rest may be other
  // codes of chapter 27.
  @Test func aPartOfTheDataIsALowerBound() async throws {
    let low = try await checked(
      "Russia's exports of HS 27 were $100 billion in 2021.", against: "trade/comtrade-small.csv")
    #expect(try outcomes(low) == ["disagrees 111.056 -11.056"])
    #expect(low.assessment.verdict == .inconsistent)
    let high = try await checked(
      "Russia's exports of HS 27 were $120 billion in 2021.", against: "trade/comtrade-small.csv")
    #expect(try outcomes(high) == ["at least 111.056"])
    #expect(high.assessment.verdict != .inconsistent)
  }

  // The rows of baci-small.csv in thousand USD: 24 to 4 sells 1250 of 010121.
  @Test func numbersOfCountriesAndExportsOfOthersAreFound() async throws {
    let document = try await checked(
      "Angola's exports to Afghanistan of HS 010121 were $1.25 million in 2020, Afghanistan's "
        + "imports from Angola of HS 010121 were $1.3 million.", against: "trade/baci-small.csv")
    let match = try #require(document.confrontation?.matches.first)
    #expect(match.finding.value == 1_250_000)
    #expect(match.description.contains("reporter=24 (Angola), partner=4 (Afghanistan)"))
  }

  @Test func revisedAndServicesFiguresAreNotTheDatas() async throws {
    let services = try await checked(
      "Russia's exports of goods were $492 billion and exports of services were $55 billion in 2021. "
        + "Total exports were $547 billion.", against: "trade/comtrade-small.csv")
    #expect(services.assessment.verdict != .inconsistent)
  }

  @Test func dataThatContradictsItselfIsNotUsed() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
      .path
    // The partner is more than the world.
    try """
    reporter,partner,flow,period,value
    RUS,World,export,2021,10
    RUS,CHN,export,2021,20
    """.write(toFile: path, atomically: true, encoding: .utf8)
    let data = try await ReferenceData([path], unit: TradeData.Unit("USD", exponent: 9))
    let text = "Russia's exports were $15 billion in 2021. Exports to China were $12 billion."
    let release = ReleaseReader().read(text)
    let confrontation = try await Confrontation(release, with: data)
    #expect(confrontation.identities.isEmpty)
    for match in confrontation.matches {
      guard case .doubtful = match.finding else {
        Issue.record("\(match.quantity) was used")
        continue
      }
    }
  }
}
