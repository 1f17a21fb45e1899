internal import ArgumentParser
internal import Consistency
internal import Foundation
internal import LinearAlgebra
internal import Releases
internal import Reporting

/// The command `saldo check`, which proves whether all figures of a release can be true at once.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Prove whether all figures of a release can be true at once.",
    discussion: """
      Each figure is the interval that its rounding allows; the verdict is exact and comes with its \
      proof. A table is checked row by row: its columns are found by their headers (years, \
      measures, changes, shares; or periods down the rows) or named. A CSV file with the header \
      measure,scope,period,base,kind,value,unit holds one statement a row. Exit code 0: consistent or unverifiable; 1: inconsistent; 2: something could not be read.

      Examples:
        saldo check release.txt
        saldo check release.txt --explain
        saldo check --format json release.txt page.html > verdicts.json
        saldo check releases/ --format jsonl > verdicts.jsonl
        saldo check releases/ --format html -o report.html
        saldo check release.txt --define rules.txt
        saldo check release.txt --against trade.csv --against-unit "thousand USD"
        saldo check bulletin.csv --all
        saldo check data.csv --current value_2017 --previous value_2016 --stated growth \\
          --kind percent-change
        echo "Exports were 60 mln USD, imports 40 mln, turnover 110 mln." | saldo check -

      A file of definitions holds an identity a line; * or nothing stands for every scope, period or \
      unit of the document, levels are in whole units, numbers are decimals or fractions:
        exports["Kaluga", 2021] = exports["Kaluga/EU", 2021] + exports["Kaluga/rest", 2021]
        imports[*, 2021-Q1] <= 0.5 * turnover[*, 2021-Q1]   # a comment
        "industrial output"["Kaluga", 2021, USD] >= 3 * exports["Kaluga", 2021, USD]
      """)

  @Argument(
    help: """
      Texts, Markdown or HTML pages, .csv, .tsv or .tab tables (also .csv.gz), and folders, of which every file \
      with one of these endings is read; - or nothing reads standard input.
      """)
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

  @Option(help: "The form of the result: text, json, jsonl, csv, html.")
  var format = CheckFormat.text

  @Option(
    help: ArgumentHelp(
      "Identities that hold besides those of accounting, one a line; see above.",
      valueName: "file"))
  var define: String?

  @Flag(help: "Print the whole derivation, to follow with a calculator.")
  var explain = false

  @OptionGroup(title: "Data") var reference: AgainstOptions

  @OptionGroup(title: "Tables") var table: TableOptions

  @OptionGroup var spreadsheet: SpreadsheetOptions

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await reportingFailures {
      LinearAlgebraLibrary.rest()
      let definitions = try definitions()
      let data = try await reference.data(threads: common.threadCount, isQuiet: common.quiet)
      let batch = batch(definitions: definitions, against: data, threads: common.threadCount)
      var run = try CheckRun(self, definitions: definitions)
      try await batch.run(paths.isEmpty ? ["-"] : paths) { item, progress in
        try run.take(item, progress)
      }
      try run.finish()
    }
  }

  /// What checks documents as the options say.
  func batch(
    definitions: Definitions = Definitions(), against data: ReferenceData? = nil, threads: Int
  ) -> Batch {
    Batch(
      reader: ReleaseReader(language: language.language, rounding: rounding.rounding),
      tables: TableChecker(
        rounding: rounding.rounding, columns: table.columns, definitions: definitions,
        against: data, threads: threads),
      definitions: definitions, against: data, threads: threads)
  }

  private func definitions() throws -> Definitions {
    guard let define else { return Definitions() }
    return try Definitions(try DocumentText(contentsOf: define).text, file: define)
  }
}

/// The forms of a verdict.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case jsonl
  case csv
  case html

  func reportFormat(
    isColored: Bool, explains: Bool, showsAllRows: Bool, forSpreadsheets: Bool = false
  ) -> CheckReport.Format {
    switch self {
    case .text: .text(isColored: isColored, explains: explains, showsAllRows: showsAllRows)
    case .json: .json
    case .jsonl: .jsonLines
    case .csv: forSpreadsheets ? .spreadsheetCSV : .csv
    case .html: .html
    }
  }
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
