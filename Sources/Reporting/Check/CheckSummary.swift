internal import Consistency
public import Releases

/// How many documents of a batch came out which way, and which are inconsistent.
public struct CheckSummary: Sendable {
  /// One inconsistent document.
  struct Finding: Sendable {
    let path: String
    let statements: [String]
  }

  private(set) var counts: [Verdict: Int] = [:]
  private(set) var inconsistent: [Finding] = []
  /// The documents that were judged.
  public private(set) var judged = 0
  /// The documents that could not be read or judged.
  public private(set) var failed = 0

  /// No document yet.
  public init() {}

  /// Whether a document was found inconsistent.
  public var hasFinding: Bool { !inconsistent.isEmpty }

  /// Counts a text or a table.
  public mutating func add(_ input: CheckedInput) {
    switch input {
    case .statements(let document): add(document)
    case .table(let table):
      judged += 1
      counts[table.verdict, default: 0] += 1
      guard table.verdict == .inconsistent else { return }
      let count = table.findings.count
      inconsistent.append(
        Finding(
          path: table.path,
          statements: [count == 1 ? "1 figure" : "\(count) figures"]))
    }
  }

  /// Counts a document.
  public mutating func add(_ document: CheckedDocument) {
    judged += 1
    counts[document.assessment.verdict, default: 0] += 1
    guard document.assessment.verdict == .inconsistent else { return }
    let names = Set(
      document.assessment.conflicts.flatMap {
        $0.statements.isEmpty ? $0.identities : $0.statements
      }
    )
    let order = document.statements.map(\.id) + document.assessment.identities.map(\.id)
    inconsistent.append(Finding(path: document.path, statements: order.filter(names.contains)))
  }

  /// Counts a document that could not be read or judged.
  public mutating func addFailure() { failed += 1 }

  /// `12 documents: 9 consistent, 2 inconsistent, 1 unverifiable`.
  var sentence: String {
    let total = judged + failed
    var parts = [Verdict.consistent, .inconsistent, .unverifiable].compactMap { verdict in
      counts[verdict].map { "\($0) \(verdict.rawValue)" }
    }
    if failed > 0 { parts.append("\(failed) could not be checked") }
    return "\(total) \(total == 1 ? "document" : "documents"): \(parts.joined(separator: ", "))"
  }
}
