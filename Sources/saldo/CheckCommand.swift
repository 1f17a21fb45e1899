internal import ArgumentParser
internal import Consistency
internal import Foundation
internal import Releases
internal import Reporting

/// The command `saldo check`.
///
/// It asks whether all the figures of a release can be true at once.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prove whether all figures of a release can be true at once.",
    discussion: """
      Each figure is the interval that its rounding allows; the verdict is exact and comes with its \
      proof. Exit code 0: consistent or unverifiable; 1: inconsistent; 2: something could not be read.

      Examples:
        saldo check release.txt
        saldo check release.txt --explain
        saldo check --format json release.txt page.html > verdicts.json
        echo "Exports were 60 mln USD, imports 40 mln, turnover 110 mln." | saldo check -
      """)

  @Argument(help: "Texts, Markdown or HTML pages; - or nothing reads standard input.")
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

  @Option(help: "The form of the result: text, json, jsonl.")
  var format = CheckFormat.text

  @Flag(help: "Print the whole derivation, to follow with a calculator.")
  var explain = false

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await reportingFailures {
      let reader = ReleaseReader(language: language.language, rounding: rounding.rounding)
      var documents: [CheckedDocument] = []
      var failed = false
      for path in paths.isEmpty ? ["-"] : paths {
        do {
          let document = try CheckedDocument(try read(path), path: path, reader: reader)
          documents.append(document)
          if document.release.statements.isEmpty, !common.quiet, format != .text {
            StandardError.say("\(path): no figure was found in the text")
          }
        } catch {
          // One bad file does not stop the rest.
          StandardError.say("saldo: \(error)")
          failed = true
        }
      }
      if !documents.isEmpty { try write(documents) }
      if failed { throw Outcome.failure }
      if documents.contains(where: { $0.assessment.verdict == .inconsistent }) {
        throw Outcome.finding
      }
    }
  }

  private func read(_ path: String) throws -> DocumentText {
    let text = try DocumentText(contentsOf: path)
    if let encoding = text.encoding, !common.quiet {
      StandardError.say("\(path): read as \(encoding)")
    }
    return text
  }

  private func write(_ documents: [CheckedDocument]) throws {
    var sink = try common.output.map { try ByteSink.file($0) } ?? ByteSink.standardOutput()
    switch format {
    case .text:
      let reports = documents.map {
        CheckText($0, isColored: common.isColored, explains: explain).text()
      }
      try sink.write(Array(reports.joined(separator: "\n").utf8))
    case .json:
      var json = JSONWriter(isPretty: true)
      CheckJSON.write(documents, to: &json)
      try sink.write(json.bytes + [0x0a])
    case .jsonl:
      for document in documents {
        var json = JSONWriter(isPretty: false)
        CheckJSON.write(document, to: &json)
        try sink.write(json.bytes + [0x0a])
      }
    }
    try sink.close()
  }
}

/// The forms of a verdict.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text
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
