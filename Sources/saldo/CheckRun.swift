internal import Consistency
internal import Releases
internal import Reporting

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// One run of `saldo check`: where its results and its notes go.
struct CheckRun: ~Copyable {
  private var report: CheckReport
  private var sink: ByteSink
  private var progress = ProgressBar()
  private let isQuiet: Bool
  private let isOnTerminal: Bool
  private var unused: [Definition]

  init(_ command: CheckCommand, definitions: Definitions) throws {
    let common = command.common
    report = CheckReport(
      command.format.reportFormat(
        isColored: common.isColored, explains: command.explain, showsAllRows: command.table.all,
        forSpreadsheets: command.spreadsheet.neutraliseFormulas))
    sink = try common.output.map { try ByteSink.file($0) } ?? ByteSink.standardOutput()
    isQuiet = common.quiet
    isOnTerminal = common.output == nil && isatty(STDOUT_FILENO) == 1
    unused = definitions.definitions
  }

  /// Writes one result, or says why there is none.
  mutating func take(_ item: Batch.Item, _ count: Batch.Progress) throws {
    switch item {
    case .checked(let input):
      if case .statements(let document) = input {
        for line in notes(on: document) { say(line) }
        unused.removeAll(where: document.appliedDefinitions.contains)
      }
      try write(report.bytes(of: input))
    case .failed(let error):
      // One bad file does not stop the rest.
      say("saldo: \(error)")
      report.addFailure()
    }
    if !isQuiet { progress.show(count.done, of: count.total) }
  }

  /// Ends the result and answers with the exit code that it calls for.
  consuming func finish() throws {
    progress.clear()
    let summary = report.summary
    if summary.judged > 0 {
      for definition in unused where !isQuiet {
        StandardError.say(
          "\(definition.file):\(definition.line): names no quantity of what was read: "
            + definition.text)
      }
      try write(report.closing())
      // A file without any result is let go instead and does not appear.
      try sink.close()
    }
    if summary.failed > 0 { throw Outcome.failure }
    if summary.hasFinding { throw Outcome.finding }
  }

  private mutating func write(_ bytes: [UInt8]) throws {
    guard !bytes.isEmpty else { return }
    if isOnTerminal { progress.clear() }
    try sink.write(bytes)
  }

  private mutating func say(_ line: String) {
    progress.clear()
    StandardError.say(line)
  }

  private func notes(on document: CheckedDocument) -> [String] {
    guard !isQuiet else { return [] }
    var notes: [String] = []
    if let encoding = document.encoding { notes.append("\(document.path): read as \(encoding)") }
    if document.release.statements.isEmpty {
      notes.append("\(document.path): no figure was found in the text")
    }
    return notes
  }
}
