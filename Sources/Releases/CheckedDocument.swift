import Consistency

/// One document that was checked: its text, what was read in it, and what follows.
public struct CheckedDocument: Sendable {
  /// Where it came from: a path, or `-` for standard input.
  public let path: String
  /// The text as read.
  public let text: String
  /// Whether the text is the markup of a page.
  public let isHTML: Bool
  /// The encoding it was read in, where that is not UTF-8.
  public let encoding: String?
  /// The statements and what was left unread.
  public let release: Release
  /// The verdict with its proof.
  public let assessment: Assessment
  /// The definitions of the user's own that bear on this document.
  public let appliedDefinitions: [Definition]
  /// The clashes that were laid to the reading of the text: no alarm rests on them.
  public let misreadings: [Misreading]
  /// The figures beside the data that they were confronted with; nil where there was none.
  public let confrontation: Confrontation?

  /// Reads and judges one document, and has the proof of the verdict checked again.
  ///
  /// - Parameters:
  ///   - document: The text.
  ///   - path: Where it came from.
  ///   - reader: How it is read.
  ///   - definitions: Identities that hold besides those of accounting.
  /// - Throws: `UnprovenVerdict` where the independent verifier does not accept the proof;
  ///   `TooManyInstances` where the definitions stand for too many identities.
  public init(
    _ document: DocumentText, path: String, reader: ReleaseReader,
    definitions: Definitions = Definitions()
  ) throws {
    try self.init(
      path: path, document: document,
      release: reader.read(document.text, isHTML: document.isHTML), isRead: true,
      definitions: definitions)
  }

  /// Judges statements, beside what the data says of them; `isRead` says whether they were read in
  /// running text, so that they may be misread.
  init(
    path: String, document: DocumentText, release: Release, isRead: Bool, definitions: Definitions,
    confrontation: Confrontation? = nil
  ) throws {
    self.path = path
    text = document.text
    isHTML = document.isHTML
    encoding = document.encoding
    var release = confrontation?.release ?? release
    self.confrontation = confrontation
    let known = release.identities + (confrontation?.identities ?? [])
    let defined = try definitions.instances(
      for: release.statements, identities: known, document: path)
    appliedDefinitions = defined.definitions
    let identities = known + defined.identities
    if isRead {
      let earned = EarnedAlarms(release.statements, identities: identities)
      release.statements = earned.statements
      assessment = earned.assessment
      misreadings = earned.misreadings
    } else {
      assessment = assess(release.statements, identities: identities)
      misreadings = []
    }
    self.release = release
    let problems = Verifier.check(assessment, of: release.statements)
    if let first = problems.first { throw UnprovenVerdict(path: path, problem: first) }
  }
}

/// A verdict whose proof the verifier did not accept; it is never printed.
public struct UnprovenVerdict: Error, Sendable, Equatable, CustomStringConvertible {
  /// The document.
  public let path: String
  /// What the verifier found.
  public let problem: String

  /// One line that asks for a report.
  public var description: String {
    "\(path): the verdict's proof was not accepted (\(problem)); no verdict is printed; "
      + "please report this document"
  }
}
