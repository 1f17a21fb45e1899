import Consistency
import TradeData

/// What a path turned out to be, checked.
public enum CheckedInput: Sendable {
  /// Statements: a text, a page, or a file of stated figures.
  case statements(CheckedDocument)
  /// A table, row by row.
  case table(CheckedTable)

  /// Where it came from.
  public var path: String {
    switch self {
    case .statements(let document): document.path
    case .table(let table): table.path
    }
  }

  /// The verdict on it.
  public var verdict: Verdict {
    switch self {
    case .statements(let document): document.assessment.verdict
    case .table(let table): table.verdict
    }
  }
}

/// The columns of a table, where the user names them: by header, or by number from 1.
public struct NamedColumns: Sendable {
  /// The current figure, or the part of a share.
  public let current: String
  /// The figure that it is compared with, or the whole of a share.
  public let previous: String
  /// The stated figure.
  public let stated: String
  /// What the stated figure says.
  public let kind: Kind

  /// Columns with these names; see the properties.
  public init(current: String, previous: String, stated: String, kind: Kind) {
    self.current = current
    self.previous = previous
    self.stated = stated
    self.kind = kind
  }
}

/// Checks files of delimited text: tables by their headers or by named columns, and files of
/// statements.
public struct TableChecker: Sendable {
  private let rounding: Rounding
  private let columns: NamedColumns?
  private let definitions: Definitions
  private let data: ReferenceData?
  private let threads: Int

  /// A checker; with `columns` given, these alone are checked.
  ///
  /// Files of statements are held to `definitions` and confronted with `data` as well; other
  /// tables cannot be.
  public init(
    rounding: Rounding = .halfUnit, columns: NamedColumns? = nil,
    definitions: Definitions = Definitions(), against data: ReferenceData? = nil, threads: Int = 1
  ) {
    self.rounding = rounding
    self.columns = columns
    self.definitions = definitions
    self.data = data
    self.threads = threads
  }

  /// Whether the columns are named, so that every input is taken for a table.
  public var hasNamedColumns: Bool { columns != nil }

  /// Whether a path is taken for a table by its ending, that of a packed file left out.
  public static func isTable(_ path: String) -> Bool {
    var name = path.lowercased()
    for packed in [".gz", ".zst"] where name.hasSuffix(packed) { name.removeLast(packed.count) }
    return [".csv", ".tsv", ".tab"].contains { name.hasSuffix($0) }
  }

  /// Reads and checks the file at `path`, or standard input for `-`.
  ///
  /// - Throws: `UnreadableDocument` or `TradeDataError` where it is no table that can be read.
  public func check(_ path: String) async throws -> CheckedInput {
    try await check(try TableInput(path), path)
  }

  /// Checks a table that is at hand as bytes, not packed, under a name.
  ///
  /// - Throws: As `check(_:)`.
  public func check(_ bytes: [UInt8], name: String) async throws -> CheckedInput {
    guard !bytes.isEmpty else {
      throw UnreadableDocument(description: "\(name): is empty; expected a header line and rows")
    }
    return try await check(try TableInput(InputFile(name: name, bytes: bytes)), name)
  }

  private func check(_ input: TableInput, _ path: String) async throws -> CheckedInput {
    let checked = try await judged(input, path)
    try input.file.confirmUnchanged()
    return checked
  }

  private func judged(_ input: TableInput, _ path: String) async throws -> CheckedInput {
    let head = DelimitedText(input.head)
    if input.isWhole, let line = head.openLine {
      throw UnreadableDocument(
        description: "\(path):\(line): a quote is opened here and closed nowhere; "
          + "close it, or the one above that it was to close")
    }
    guard let first = head.rows.first(where: { !$0.isBlank }) else {
      throw UnreadableDocument(description: "\(path): is empty; expected a header line and rows")
    }
    if columns == nil, StatementFile.isHeader(first) {
      return .statements(try await statements(input, path))
    }
    guard data == nil else {
      throw UnreadableDocument(
        description: "\(path): a table cannot be confronted with data; give a text, or a file of "
          + "statements (measure,scope,period,base,kind,value,unit), or leave --against out")
    }
    let asSeries = { (text: DelimitedText) in
      TimeTable(text, rounding: rounding) ?? TimeTable(columnsOf: text, rounding: rounding)
    }
    if columns == nil, let table = timeTable(head, input, asSeries) {
      return .table(table.checked(path: path))
    }
    let (plan, names) = try plan(head, input, path)
    var findings =
      plan.isEmpty
      ? TableFindings([])
      : try await ColumnTableCheck(file: input.file, plan: plan, threads: threads).run()
    if columns == nil {
      timeTable(head, input) { TimeTable(rowsOf: $0, rounding: rounding) }?.checkRows(&findings)
    }
    return .table(
      CheckedTable(
        path: path, columns: names, findings: findings,
        note: TableChecker.note(findings)))
  }

  /// The table as time series, where its beginning is of such a layout and it is short enough.
  private func timeTable(
    _ head: DelimitedText, _ input: TableInput, _ read: (DelimitedText) -> TimeTable?
  ) -> TimeTable? {
    guard let table = read(head) else { return nil }
    return input.isWhole ? table : input.whole.flatMap { read(DelimitedText($0)) }
  }

  private func statements(_ input: TableInput, _ path: String) async throws -> CheckedDocument {
    guard let text = input.whole else {
      throw UnreadableDocument(
        description: "\(path): a file of statements may have at most "
          + "\(DocumentText.sizeLimit >> 20) MiB; split it")
    }
    let file = try StatementFile(DelimitedText(text), path: path, rounding: rounding)
    let release = Release(
      language: .english, statements: try file.statements(), identities: [], dates: [], unread: [])
    var confrontation: Confrontation?
    if let data { confrontation = try await Confrontation(release, with: data) }
    return try CheckedDocument(
      path: path, document: DocumentText(text), release: release, isRead: false,
      definitions: definitions,
      confrontation: confrontation)
  }

  // MARK: - The plan

  private func plan(
    _ head: DelimitedText, _ input: TableInput, _ path: String
  ) throws(UnreadableDocument) -> (ColumnPlan, [CheckedTable.Column]) {
    let point = DecimalPoint.of(
      head.rows.prefix(400).lazy.flatMap { $0.cells.lazy.map(\.text) })
    guard let header = TableHeader(head.rows, point: point) else {
      throw UnreadableDocument(
        description: "\(path): no row has figures; expected a header line and rows of numbers")
    }
    let body = head.rows[header.body...]
    var plan = ColumnPlan(
      names: header.names, bodyOffset: input.file.offset(ofLine: head.rows[header.body].line),
      bodyLine: head.rows[header.body].line,
      format: ColumnReader.Format(
        separator: head.separator, point: UInt8(ascii: point),
        isQuoted: input.head.utf8.contains(UInt8(ascii: "\"")), encoding: input.encoding),
      keys: [], rounding: rounding)
    if let columns {
      let width = max(header.names.count, body.first?.cells.count ?? 0)
      let named = ColumnNames(header.names, width: width, path: path, line: header.line)
      let change = ChangeCheck(
        rule: ChangeRule(kind: columns.kind, rounding: rounding),
        stated: try named.number(of: columns.stated, option: "--stated"),
        current: try named.number(of: columns.current, option: "--current"),
        previous: try named.number(of: columns.previous, option: "--previous"))
      plan.changes = [change]
      plan.keys = ColumnRecognition.wordColumns(names: header.names, body: body, point: point)
    } else {
      let recognition = ColumnRecognition(
        names: header.names, body: body, point: point, rounding: rounding)
      recognition.fill(&plan)
      if plan.isEmpty, recognition.isEmpty {
        throw TableChecker.unknownHeader(header, head.rows[0], path)
      }
    }
    return (plan, plan.columnsForPeople())
  }

  private static func unknownHeader(
    _ header: TableHeader, _ first: DelimitedText.Row, _ path: String
  ) -> UnreadableDocument {
    let found =
      header.names.isEmpty
      ? "no header above the figures"
      : "unknown header \"\(header.names.joined(separator: ", ").prefix(120))\""
    return UnreadableDocument(
      description: "\(path):\(header.line ?? first.line): \(found); expected columns of years or "
        + "measures (2016, 2017, exports) and of a stated change or share (% change, index, "
        + "share), or their names by --current, --previous, --stated and --kind")
  }

  private static func note(_ findings: TableFindings) -> String? {
    if findings.checks.contains(where: { $0.tested > 0 }) { return nil }
    let reasons = findings.checks.reduce(into: [Untestable: Int]()) {
      $0.merge($1.untestable, uniquingKeysWith: +)
    }
    let most = reasons.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
    return switch most {
    case .missing: "cells that the checks need are empty"
    case .unreadable: "cells that the checks need are no numbers"
    case .noBase: "the figures that the others are compared with are zero or negative"
    case .signChange: "the figures compared have different signs"
    case .noPartition:
      "the rows add up to the total in no column: they may overlap or be a selection"
    case nil:
      "no column or row states a change, a share or a sum of the others; "
        + "name columns with --current, --previous, --stated and --kind"
    }
  }
}

extension ColumnPlan {
  /// The columns with what they are used for.
  fileprivate func columnsForPeople() -> [CheckedTable.Column] {
    var roles: [Int: String] = [:]
    for column in keys { roles[column] = "key" }
    for column in columns { roles[column] = "level" }
    for check in shares { roles[check.stated] = Kind.share.rawValue }
    for check in changes { roles[check.stated] = check.rule.kind.rawValue }
    return roles.sorted { $0.key < $1.key }.map {
      CheckedTable.Column(
        number: $0.key + 1, header: names.indices.contains($0.key) ? names[$0.key] : "",
        role: $0.value)
    }
  }
}

/// The columns of a header, found by name or number.
private struct ColumnNames {
  private let names: [String]
  private let width: Int
  private let path: String
  private let line: Int

  init(_ names: [String], width: Int, path: String, line: Int?) {
    self.names = names
    self.width = width
    self.path = path
    self.line = line ?? 1
  }

  /// The column, from zero, that has the name, or else that has the number.
  func number(of name: String, option: String) throws(UnreadableDocument) -> Int {
    let same = names.indices.filter { names[$0] == name }
    let alike =
      same.isEmpty ? names.indices.filter { names[$0].lowercased() == name.lowercased() } : same
    if alike.count == 1 { return alike[0] }
    if alike.isEmpty, let number = Int(name), (1...max(1, width)).contains(number) {
      return number - 1
    }
    let header = names.joined(separator: ", ").prefix(200)
    let found =
      alike.isEmpty
      ? "there is no column \"\(name)\"" : "\(alike.count) columns are called \"\(name)\""
    throw UnreadableDocument(
      description: "\(path):\(line): \(option): \(found); expected a number from 1 to \(width) "
        + "or one of: \(header)")
  }
}

extension CheckedTable {
  init(path: String, columns: [Column], findings: TableFindings, note: String?) {
    self.init(
      path: path, rows: findings.rows, headings: findings.headings, columns: columns,
      checks: findings.checks, findings: findings.sortedFindings,
      unreadable: findings.unreadable, unreadableCount: findings.unreadableCount, note: note)
  }
}
