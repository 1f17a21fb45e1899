public import Releases

/// The report on a batch of documents, made piece by piece so that it can be written as it grows.
///
/// The pieces are `bytes(of:)` for each document in order and then `closing()`; put one after the
/// other they are the report.
public struct CheckReport: Sendable {
  /// The form of a report.
  public enum Format: Sendable, Hashable {
    /// For people: the text with its figures marked, and what follows from them.
    case text(isColored: Bool, explains: Bool)
    /// One object in the schema `saldo.check/1`.
    case json
    /// The documents of that object, one a line.
    case jsonLines
    /// A row for each reading of each statement.
    case csv
    /// One page that needs nothing else.
    case html
  }

  private let format: Format
  /// The verdicts so far.
  public private(set) var summary = CheckSummary()
  private var json = JSONWriter(isPretty: true)
  private var page = CheckPage()

  /// An empty report.
  public init(_ format: Format) {
    self.format = format
  }

  /// Counts a document that could not be checked.
  public mutating func addFailure() { summary.addFailure() }

  /// The next piece: what the report says of `document`.
  public mutating func bytes(of document: CheckedDocument) -> [UInt8] {
    let isFirst = summary.judged == 0
    summary.add(document)
    switch format {
    case .text(let isColored, let explains):
      let text = CheckText(document, isColored: isColored, explains: explains).text()
      return Array(((isFirst ? "" : "\n") + text).utf8)
    case .json:
      if isFirst { CheckJSON.begin(&json) }
      CheckJSON.write(document, to: &json)
      return taken()
    case .jsonLines:
      var json = JSONWriter(isPretty: false)
      CheckJSON.write(document, to: &json)
      return json.bytes + [0x0a]
    case .csv:
      return Array(((isFirst ? CheckCSV.header : "") + CheckCSV.rows(of: document)).utf8)
    case .html:
      // The list of all documents stands above the first, so that nothing is written until the end.
      page.add(document)
      return []
    }
  }

  /// The last piece; empty where no document was checked, so that there is no report.
  public mutating func closing() -> [UInt8] {
    guard summary.judged > 0 else { return [] }
    switch format {
    case .text(let isColored, _):
      guard summary.judged + summary.failed > 1 else { return [] }
      return Array(
        CheckText.summary(summary, style: TextStyle(isColored: isColored)).utf8)
    case .json:
      CheckJSON.end(&json)
      return taken() + [0x0a]
    case .jsonLines, .csv: return []
    case .html: return Array(page.text(summary).utf8)
    }
  }

  /// What was written since it was last taken.
  private mutating func taken() -> [UInt8] {
    defer { json.removeAll() }
    return json.bytes
  }
}
