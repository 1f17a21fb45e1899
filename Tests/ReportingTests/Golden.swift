import Foundation
import Testing

/// Compares `text` with the file `name` of golden outputs.
///
/// With `SALDO_UPDATE_GOLDEN=1` in the environment the file is written anew, and the test fails, so
/// that a rewriting run never counts as passed.
func expectGolden(_ text: String, _ name: String) throws {
  let url = fixture("golden/" + name)
  if ProcessInfo.processInfo.environment["SALDO_UPDATE_GOLDEN"] == "1" {
    try text.write(to: url, atomically: true, encoding: .utf8)
    Issue.record("\(name) was written anew; look at its changes and run again")
    return
  }
  let golden = try String(contentsOf: url, encoding: .utf8)
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let wanted = golden.split(separator: "\n", omittingEmptySubsequences: false)
  let place = zip(lines, wanted).enumerated().first { $0.element.0 != $0.element.1 }
  #expect(
    text == golden,
    """
    \(name):\((place?.offset ?? min(lines.count, wanted.count)) + 1) differs: \
    \(place.map { "\($0.element.0) is not \($0.element.1)" } ?? "one is longer")
    """)
}

/// A file of the fixtures.
func fixture(_ path: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/" + path)
    .standardizedFileURL
}
