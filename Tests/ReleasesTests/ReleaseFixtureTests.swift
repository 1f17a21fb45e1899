import Consistency
import Exact
import Foundation
import Testing

@testable import Releases

@Suite struct ReleaseFixtureTests {
  @Test func thereAreFixtures() {
    #expect(ReleaseFixture.all.count >= 24)
  }

  @Test(arguments: ReleaseFixture.all)
  func theVerdictIsThePersonsVerdictAndItsProofIsAccepted(fixture: ReleaseFixture) throws {
    let document = try CheckedDocument(
      DocumentText(fixture.text), path: "-", reader: ReleaseReader())
    #expect(document.assessment.verdict.rawValue == fixture.verdict)
    #expect(Verifier.check(document.assessment, of: document.release.statements) == [])
  }

  @Test(arguments: ReleaseFixture.all)
  func everyFigureIsFoundWithItsValue(fixture: ReleaseFixture) {
    let statements = ReleaseReader().read(fixture.text).statements
    for figure in fixture.figures {
      let sizes = statements.flatMap(\.readings).map { reading in
        (reading.figure.printed.value * reading.figure.scale).magnitude
      }
      #expect(sizes.contains { $0 == figure.size }, "\(figure.quote)")
    }
  }

  @Test func nineFiguresOfTenAreWhollyRight() {
    var right = 0
    var count = 0
    for fixture in ReleaseFixture.all {
      let release = ReleaseReader().read(fixture.text)
      let assessment = assess(release.statements, identities: release.identities)
      for figure in fixture.figures {
        count += 1
        right += matches(figure, release.statements, assessment) ? 1 : 0
      }
    }
    #expect(right * 10 >= count * 9, "\(right) of \(count)")
  }

  /// Whether a reading that was not ruled out has the person's kind, measure, periods and unit.
  private func matches(
    _ figure: ReleaseFixture.Figure, _ statements: [Statement], _ assessment: Assessment
  ) -> Bool {
    statements.flatMap(\.readings).contains { reading in
      assessment.readings[reading.id]?.status != .refuted
        && (reading.figure.printed.value * reading.figure.scale).magnitude == figure.size
        && (reading.kind.rawValue == figure.kind
          || Set([reading.kind.rawValue, figure.kind]) == ["level", "balance"])
        && (reading.comparesFlows ? "other" : reading.subject.measure.rawValue) == figure.measure
        && reading.subject.period == Period(figure.period)
        && (figure.base == nil || reading.basePeriod == figure.base.flatMap(Period.init))
        && reading.figure.unit == figure.unit
    }
  }

  @Test(arguments: ReleaseFixture.all)
  func noDigitVanishes(fixture: ReleaseFixture) {
    let release = ReleaseReader().read(fixture.text)
    var covered = release.statements.map { $0.start..<$0.end }
    covered += (release.dates + release.unread).map { $0.start..<$0.end }
    for (place, scalar) in fixture.text.unicodeScalars.enumerated()
    where ("0"..."9").contains(scalar) {
      #expect(covered.contains { $0.contains(place) }, "digit at \(place)")
    }
  }

  @Test(arguments: ReleaseFixture.all)
  func quotesAreExactSubstrings(fixture: ReleaseFixture) {
    let scalars = Array(fixture.text.unicodeScalars)
    for statement in ReleaseReader().read(fixture.text).statements {
      var quote = String.UnicodeScalarView()
      quote.append(contentsOf: scalars[statement.start..<statement.end])
      #expect(String(quote) == statement.quote)
    }
  }
}
