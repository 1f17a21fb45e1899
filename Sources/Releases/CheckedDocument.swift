import Consistency

/// One document that was checked: its text, what was read in it, and what follows.
public struct CheckedDocument: Sendable {
  public let path: String
  public let text: String
  public let release: Release
  public let assessment: Assessment
  public init(path: String, text: String, release: Release, assessment: Assessment) {
    self.path = path
    self.text = text
    self.release = release
    self.assessment = assessment
  }
}
