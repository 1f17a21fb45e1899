import Testing

@testable import Reporting

@Suite struct OrderedWorkTests {
  private struct Refused: Error {}

  /// Results are taken as they come, so a second thread may be about to hand one over.
  @Test func nothingIsTakenBehindAResultThatCouldNotBe() {
    for turn in 0..<200 {
      var taken: [Int] = []
      #expect(throws: Refused.self) {
        try OrderedWork.perform(
          40, threads: 4, { $0 },
          then: { piece in
            taken.append(piece)
            if piece == turn % 20 { throw Refused() }
          })
      }
      #expect(taken == Array(0...turn % 20))
    }
  }
}
