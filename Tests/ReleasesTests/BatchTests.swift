import Consistency
import Foundation
import Testing

@testable import Releases

@Suite struct BatchTests {
  @Test(arguments: [1, 3, 64])
  func resultsComeInTheOrderOfTheInput(_ threads: Int) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let paths = (0..<60).map { folder.appending(path: "\($0).txt").path }
    for (number, path) in paths.enumerated() where number % 7 != 3 {
      // Longer and shorter ones in turn, so that they end out of order.
      let text = String(
        repeating: "In 2021 exports were 60 mln USD, imports 40 mln USD.\n",
        count: number % 5 == 0 ? 4 : 1)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
    var seen: [String] = []
    var counts: [Int] = []
    await Batch(reader: ReleaseReader(), threads: threads).run(paths) { item, progress in
      switch item {
      case .checked(let input): seen.append(input.path)
      case .failed(let error): seen.append(String("\(error)".prefix { $0 != ":" }))
      }
      counts.append(progress.done)
      #expect(progress.total == 60)
    }
    #expect(seen == paths)
    #expect(counts == Array(1...60))
  }

  @Test func anErrorOfTheReceiverEndsTheBatch() async throws {
    struct Stop: Error {}
    let paths = (0..<20).map { "/nowhere/\($0).txt" }
    var count = 0
    await #expect(throws: Stop.self) {
      try await Batch(reader: ReleaseReader(), threads: 2).run(paths) { _, _ in
        count += 1
        if count == 3 { throw Stop() }
      }
    }
    #expect(count == 3)
  }
}
