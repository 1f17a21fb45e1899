public import Releases

/// The report on a batch of documents, made piece by piece so that it can be written as it grows.
///
/// The pieces are `bytes(of:)` for each document in order and then `closing()`; put one after the
/// other they are the report.
public struct CheckReport: Sendable {
  /// The form of a report.
  public enum Format: Sendable, Hashable {
    /// For people: the text with its figures marked, and what follows from them.
    ///
    /// Of a table the first rows that disagree are shown, or all of them.
    case text(isColored: Bool, explains: Bool, showsAllRows: Bool)
    /// One object in the schema `saldo.check/1`.
    case json
    /// The documents of that object, one a line.
    case jsonLines
    /// A row for each reading of each statement; of tables, a row for each figure that disagrees.
    case csv
    /// The same, with an apostrophe before texts that a spreadsheet would run as a formula.
    case spreadsheetCSV
    /// One page that needs nothing else.
    case html
    /// What stands in that page, without its frame and its style.
    case htmlContent
  }

  private let format: Format
  /// The verdicts so far.
  public private(set) var summary = CheckSummary()
  private var json = JSONWriter(isPretty: true)
  private var page = CheckPage()
  private var lastHeader = ""

  /// An empty report.
  public init(_ format: Format) {
    self.format = format
  }

  /// Counts a document that could not be checked.
  public mutating func addFailure() { summary.addFailure() }

  /// The next piece: what the report says of `input`.
  public mutating func bytes(of input: CheckedInput) -> [UInt8] {
    let isFirst = summary.judged == 0
    summary.add(input)
    switch format {
    case .text(let isColored, let explains, let showsAllRows):
      let text =
        switch input {
        case .statements(let document):
          CheckText(document, isColored: isColored, explains: explains).text()
        case .table(let table):
          TableText(
            table, isColored: isColored, limit: showsAllRows ? nil : TableText.shortList
          ).text()
        }
      return Array(((isFirst ? "" : "\n") + text).utf8)
    case .json:
      if isFirst { CheckJSON.begin(&json) }
      CheckJSON.write(input, to: &json)
      return taken()
    case .jsonLines:
      var json = JSONWriter(isPretty: false)
      CheckJSON.write(input, to: &json)
      return json.bytes + [0x0a]
    case .csv, .spreadsheetCSV:
      return Array(rows(of: input).utf8)
    case .html, .htmlContent:
      // The list of all documents stands above the first, so that nothing is written until the end.
      switch input {
      case .statements(let document): page.add(document)
      case .table(let table): page.add(table)
      }
      return []
    }
  }

  /// The rows of `input`, behind their header wherever the kind of input changes.
  private mutating func rows(of input: CheckedInput) -> String {
    let forSpreadsheets = format == .spreadsheetCSV
    switch input {
    case .statements(let document):
      let header = CheckCSV.header(for: document)
      defer { lastHeader = header }
      return (lastHeader == header ? "" : header)
        + CheckCSV.rows(of: document, forSpreadsheets: forSpreadsheets)
    case .table(let table):
      defer { lastHeader = TableCSV.header }
      return (lastHeader == TableCSV.header ? "" : TableCSV.header)
        + TableCSV.lines(of: table, forSpreadsheets: forSpreadsheets)
    }
  }

  /// The last piece; empty where no document was checked, so that there is no report.
  public mutating func closing() -> [UInt8] {
    guard summary.judged > 0 else { return [] }
    switch format {
    case .text(let isColored, _, _):
      guard summary.judged + summary.failed > 1 else { return [] }
      return Array(
        CheckText.summary(summary, style: TextStyle(isColored: isColored)).utf8)
    case .json:
      CheckJSON.end(&json)
      return taken() + [0x0a]
    case .jsonLines, .csv, .spreadsheetCSV: return []
    case .html: return Array(page.text(summary).utf8)
    case .htmlContent: return Array(page.content().utf8)
    }
  }

  /// What was written since it was last taken.
  private mutating func taken() -> [UInt8] {
    defer { json.removeAll() }
    return json.bytes
  }
}
