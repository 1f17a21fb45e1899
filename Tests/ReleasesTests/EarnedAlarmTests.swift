import Consistency
import Testing

@testable import Releases

@Suite struct EarnedAlarmTests {
  private func checked(_ text: String) throws -> CheckedDocument {
    try CheckedDocument(DocumentText(text), path: "-", reader: ReleaseReader())
  }

  // The true figure of each, as the arithmetic of the rest gives it: 2.60, 2.60, 4.34, 12.
  @Test(arguments: [
    "Exports in 2019 were $1.20 billion, imports $1.40 billion and turnover $2.80 billion.",
    "Exports in 2019 were $1.20 billion, imports $1.40 million and turnover $2.60 billion.",
    "Exports in 2019 were $1.20 billion, imports $1.40 billion and the deficit was $2.00 billion.",
    "Exports in 2019 rose 25 percent to $5.60 billion from $5.00 billion.",
  ])
  func aMisprintIsAnAlarm(text: String) throws {
    let document = try checked(text)
    #expect(document.assessment.verdict == .inconsistent)
    #expect(document.misreadings.isEmpty)
  }

  // No reader knows «мурзикам»: what the exports are of is uncertain. Of 48.27 and 62.31 the sum is
  // 110.58, two digits of which are swapped in 115.08; nothing makes 170.08 of it.
  @Test(arguments: [("115,08", Verdict.inconsistent), ("170,08", .consistent)])
  func aDoubtfulFigureIsTrustedWhereOneSlipMakesAllAgree(turnover: String, verdict: Verdict) throws
  {
    let document = try checked(
      "Импорт Норвегии в 2019 году составил 62,31 млрд долларов. Экспорт мурзикам достиг 48,27 млрд "
        + "долларов, оборот – \(turnover) млрд долларов.")
    #expect(document.assessment.verdict == verdict)
  }

  // What «выручка» is of is not said. From 2.9 to 3.7 is a rise of 24 to 32 percent.
  @Test(arguments: [("18", Verdict.inconsistent), ("28", .consistent)])
  func aChangeToldWithBothItsEndsIsTrustedWhateverItIsOf(percent: String, verdict: Verdict) throws {
    let document = try checked(
      "В 2021 году Россия вывезла 3,1 млн тонн масла. Подорожание с лихвой перекрыло потерю объёма: "
        + "выручка выросла на \(percent)%, с 2,9 млрд до 3,7 млрд долларов.")
    #expect(document.assessment.verdict == verdict)
  }

  // 48.27 + 62.31 = 110.58 to the last digit: «мурзикам» or not, that is no accident. A turnover of
  // something else would hardly be of the same size.
  @Test func doubtsEndWhereAllAgreesMoreCloselyThanAnAccidentWould() throws {
    let document = try checked(
      "Импорт Норвегии в 2019 году составил 62,31 млрд долларов. Экспорт мурзикам достиг 48,27 млрд "
        + "долларов, оборот – 110,58 млрд долларов.")
    #expect(document.assessment.verdict == .consistent)
    #expect(document.assessment.readings.values.filter(\.isTested).count == 3)
  }

  // The deficit of six months is that of the other year: who misplaced it, writer or reader, is open.
  @Test func aDoubtfulFigureThatFitsAnotherPeriodIsNotTrusted() throws {
    let document = try checked(
      "Импорт Норвегии в 2019 году составил 62,31 млрд долларов, а в 2018 году – 59,12 млрд долларов. "
        + "Экспорт мурзикам в 2019 году достиг 48,27 млрд долларов, экспорт в 2018 году – 47,02 млрд "
        + "долларов, оборот в 2019 году – 106,14 млрд долларов.")
    #expect(document.assessment.verdict != .inconsistent)
  }

  @Test(arguments: [
    "Exports in 2019 were $26.5 billion. Trade in 2019 was $4.3 billion.",
    "The deficit in 2019 was $58.5 billion. Imports in 2019 were $31.6 billion.",
  ])
  func aClashOfTwoFiguresThatNothingExplainsIsLaidToTheReading(text: String) throws {
    let document = try checked(text)
    #expect(document.assessment.verdict != .inconsistent)
    #expect(document.misreadings.map(\.statements) == [["s1", "s2"]])
    #expect(document.misreadings[0].explanation.contains("but the text says"))
  }

  // Exports with and without re-exports; the share of the sum is that of neither.
  @Test func noAlarmRestsOnAFigureThatTheTextGivesAgainWithAnotherNumber() throws {
    let document = try checked(
      "Exports in 2024 were $1.1 billion, down 22.8 percent from $1.43 billion in 2023. Overall exports "
        + "in 2024 were $1.22 billion. Imports were $2.84 billion and the deficit was $1.62 billion."
    )
    #expect(document.assessment.verdict != .inconsistent)
  }

  @Test func aPartnerThatIsLargerThanTheWholeIsNoAlarmByItself() throws {
    let document = try checked(
      "In 2020 Latvia's exports were 8.7 billion euros. Exports to Estonia were 8.9 billion euros.")
    #expect(document.assessment.verdict != .inconsistent)
    #expect(document.misreadings.map(\.statements) == [["s1", "s2"]])
  }

  @Test func statementsThatWereNotReadAreNeverMisread() throws {
    let text = """
      measure,scope,period,base,kind,value,unit
      exports,,2019,,level,26.5,USD
      turnover,,2019,,level,4.3,USD

      """
    let release = Release(
      language: .english,
      statements: try StatementFile(DelimitedText(text), path: "-", rounding: .halfUnit)
        .statements(), identities: [], dates: [], unread: [])
    let document = try CheckedDocument(
      path: "-", document: DocumentText(text), release: release, isRead: false,
      definitions: Definitions())
    #expect(document.assessment.verdict == .inconsistent)
  }
}
