import Exact
import Foundation
import Testing

@testable import Releases

/// A release with its figures as a person read them.
struct ReleaseFixture: Decodable, Sendable, CustomTestStringConvertible {
  struct Figure: Decodable, Sendable {
    let measure: String
    let period: String
    let base: String?
    let kind: String
    let value: String
    let scale: String?
    let unit: String
    let quote: String

    /// The size of the figure, its scale applied.
    var size: Rational? {
      guard let value = Rational(value), let scale = Double(scale ?? "1") else { return nil }
      return (value * Rational(Int(scale))).magnitude
    }
  }

  let id: String
  let verdict: String
  let text: String
  let figures: [Figure]

  var testDescription: String { id }

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/releases")

  static let all: [ReleaseFixture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
      guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path)
      else { return nil }
      return try? JSONDecoder().decode(ReleaseFixture.self, from: data)
    }
  }()
}
