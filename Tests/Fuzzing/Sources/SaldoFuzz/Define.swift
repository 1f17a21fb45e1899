@testable import Consistency
@testable import Exact
@testable import Releases

/// Definitions, and what they make of a small release.
func fuzzDefine(_ bytes: [UInt8]) {
  guard bytes.count <= 1 << 12, let text = String(validating: bytes, as: UTF8.self) else { return }
  do {
    let definitions = try Definitions(text, file: "fuzz.txt")
    for definition in definitions.definitions {
      // What was read is read again from its own words.
      let again = try Definitions(definition.text, file: "fuzz.txt")
      if again.definitions.map(\.terms) != [definition.terms] {
        broken("\(definition.text) is read otherwise again")
      }
    }
    guard definitions.definitions.count <= 8 else { return }
    _ = try CheckedDocument(
      DocumentText(release), path: "release.txt", reader: ReleaseReader(),
      definitions: definitions)
  } catch {
    checkLine(error)
    if error is UnprovenVerdict { broken("\(error)") }
  }
}

private let release =
  "In 2021 exports were 60.2 mln USD, up 20.4 percent from 2020; imports were 40 mln USD. "
  + "In the first quarter of 2021 turnover was 25 mln USD."
