internal import ArgumentParser
internal import Consistency
internal import Foundation
internal import Releases
internal import Reporting

/// `saldo check`: can all the figures of a release be true at once?
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prove whether all figures of a release can be true at once.",
    discussion: """
      Each figure is the interval that its rounding allows; the verdict is exact and comes with its \
      proof. A table is checked row by row: its columns are found by their headers (years, \
      measures, changes, shares) or named. A CSV file with the header \
      measure,scope,period,base,kind,value,unit holds one statement a row. Exit code 0: consistent or unverifiable; 1: inconsistent; 2: something could not be read.

      Examples:
        saldo check release.txt
        saldo check release.txt --explain
        saldo check --format json release.txt page.html > verdicts.json
        saldo check bulletin.csv --all
        saldo check data.csv --current value_2017 --previous value_2016 --stated growth \\
          --kind percent-change
        echo "Exports were 60 mln USD, imports 40 mln, turnover 110 mln." | saldo check -
      """)

  @Argument(
    help: "Texts, Markdown or HTML pages, .csv or .tsv tables; - or nothing reads standard input.")
  var paths: [String] = []

  @Option(help: "The language of the text: auto, ru, en.")
  var language = LanguageChoice.auto

  @Option(
    help: ArgumentHelp(
      """
      How figures were rounded: half-unit (to the nearest), unit (within one unit either way), \
      truncated (cut off).
      """))
  var rounding = RoundingChoice.halfUnit

  @Option(help: "The form of the result: text, json, jsonl; csv lists what disagrees in tables.")
  var format = CheckFormat.text

  @Flag(help: "Print the whole derivation, to follow with a calculator.")
  var explain = false

  @OptionGroup(title: "Tables") var table: TableOptions

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await reportingFailures {
      var inputs: [CheckedInput] = []
      var failed = false
      for path in paths.isEmpty ? ["-"] : paths {
        do {
          inputs.append(try await check(path))
        } catch {
          // One bad file does not stop the rest.
          StandardError.say("saldo: \(error)")
          failed = true
        }
      }
      if !inputs.isEmpty { try write(inputs) }
      if failed { throw Outcome.failure }
      if inputs.contains(where: { $0.verdict == .inconsistent }) { throw Outcome.finding }
    }
  }

  private func check(_ path: String) async throws -> CheckedInput {
    if table.isNamed || TableChecker.isTable(path) {
      let checker = TableChecker(
        rounding: rounding.rounding, columns: table.columns, threads: common.threadCount)
      return try await checker.check(path)
    }
    let reader = ReleaseReader(language: language.language, rounding: rounding.rounding)
    let document = try CheckedDocument(try read(path), path: path, reader: reader)
    if document.release.statements.isEmpty, !common.quiet {
      StandardError.say("\(path): no figure was found in the text")
    }
    return .statements(document)
  }

  private func read(_ path: String) throws -> DocumentText {
    let text = try DocumentText(contentsOf: path)
    if let encoding = text.encoding, !common.quiet {
      StandardError.say("\(path): read as \(encoding)")
    }
    return text
  }

  private func write(_ inputs: [CheckedInput]) throws {
    var sink = try common.output.map { try ByteSink.file($0) } ?? ByteSink.standardOutput()
    switch format {
    case .text:
      try sink.write(Array(inputs.map(text).joined(separator: "\n").utf8))
    case .csv:
      try sink.write(Array(TableCSV.header.utf8))
      for case .table(let table) in inputs {
        try sink.write(Array(TableCSV.lines(of: table).utf8))
      }
    case .json:
      var json = JSONWriter(isPretty: true)
      CheckJSON.write(inputs, to: &json)
      try sink.write(json.bytes + [0x0a])
    case .jsonl:
      for input in inputs {
        var json = JSONWriter(isPretty: false)
        CheckJSON.write(input, to: &json)
        try sink.write(json.bytes + [0x0a])
      }
    }
    try sink.close()
  }

  private func text(_ input: CheckedInput) -> String {
    switch input {
    case .statements(let document):
      CheckText(document, isColored: common.isColored, explains: explain).text()
    case .table(let table):
      TableText(
        table, isColored: common.isColored, limit: self.table.all ? nil : TableText.shortList
      ).text()
    }
  }
}

/// The forms of a verdict.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case csv
  case json
  case jsonl
}

/// The language of a text on the command line.
enum LanguageChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case ru
  case en

  var language: Language? {
    switch self {
    case .auto: nil
    case .ru: .russian
    case .en: .english
    }
  }
}

/// The rounding of figures on the command line.
enum RoundingChoice: String, ExpressibleByArgument, CaseIterable {
  case halfUnit = "half-unit"
  case unit
  case truncated

  var rounding: Rounding {
    switch self {
    case .halfUnit: .halfUnit
    case .unit: .unit
    case .truncated: .truncated
    }
  }
}
