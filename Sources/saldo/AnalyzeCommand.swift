internal import Analytics
internal import ArgumentParser
internal import Exact
internal import LinearAlgebra
internal import Reporting
internal import TradeData

/// `saldo analyze`: trade files to growth and balances.
struct AnalyzeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Sum trade files exactly, by series and period, and compare.",
    discussion: """
      Examples:
        saldo analyze trade.csv --by reporter
        saldo analyze BACI_*.csv --by country --measures balance,growth --format csv -o table.csv
        saldo analyze monthly.csv --by product:2 --where partner=CHN,DEU --lag 12
        saldo analyze monthly.csv --frequency quarter --from 2020-01 --to 2021-12
        saldo analyze 'data/*.csv.gz' --by product:2 --duplicates
        saldo analyze bureau.csv --layout bureau.json --by region

      A layout of your own is a JSON file that maps columns; only columns is required:
        {"columns": {"period": "Year", "month": "Month", "reporter": ["Area", "Region"],
                     "flow": "Type", "product": "Code", "value": "Amount"},
         "unit": "thousand USD", "codes": {"pad": 6}, "flows": {"out": "export", "in": "import"},
         "constants": {"reporter": "RUS"}, "decimal": ",", "separator": ";",
         "missing": ["..", "n/a"], "totals": {"reporter": ["Country"]}}
      exports and imports in place of value name a column for each flow; "wide": true reads columns \
      named after periods; codes take pad, suffix or leadingWord.

      Growth compares each value with the one a lag before it. Where there is no rate, the cell is \
      empty and the status says why: new, ceased, no-base, sign-change. A balance sets exports \
      against imports. Ratio, coverage, share, contribution and cagr are plain ratios; percent_change \
      is in percent.
      """)

  @Argument(
    help: """
      Trade files, plain or packed (.gz, .zst, .zip, archive.zip/member), folders of them, or \
      patterns in quotes ('data/*.csv'); several are one data set; - is standard input.
      """)
  var paths: [String]

  @Option(
    help: "The layout: auto, \(Layout.names.joined(separator: ", ")), or FILE.json (see above).")
  var layout = "auto"

  @Option(
    help: ArgumentHelp(
      """
      Series keys, separated by commas: reporter, partner, product, flow, region, or country, \
      which counts each country's exports and imports in turn. product:2 cuts codes to two \
      characters.
      """, valueName: "keys"))
  var by = ""

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Keep the rows that match, as in partner=CHN,DEU or flow!=import; may be repeated.",
      valueName: "condition"))
  var conditions: [String] = []

  @Option(help: "The first period that counts, as 2017, 2017-06 or 2017-Q2.")
  var from: String?

  @Option(help: "The last period that counts.")
  var to: String?

  @Option(help: "Add periods up to: \(Frequency.allCases.map(\.rawValue).joined(separator: ", ")).")
  var frequency: String?

  @Option(help: "Compare with the value so many periods before; 12 is year over year on months.")
  var lag = 1

  @Option(help: "What to compute: \(Measure.allCases.map(\.rawValue).joined(separator: ", ")).")
  var measures = "growth"

  @Option(help: "Digits after the point of ratios and percentages, 0 to 12.")
  var digits = 4

  @Option(help: "The form of the result: text, csv, json, jsonl.")
  var format = OutputFormat.text

  @Option(
    help: ArgumentHelp(
      "Write the rows that could not be read to this file, as CSV.", valueName: "file"))
  var rejects: String?

  @Flag(
    help: ArgumentHelp(
      "Count rows that repeat the key of another, whatever the size of the files.",
      discussion: "Default: only for files of up to 8 MiB together."))
  var duplicates = false

  @Flag(
    help: ArgumentHelp(
      "Add domestic sales to trade.",
      discussion: "Default: in plain tables, rows whose partner is their reporter are kept apart."))
  var domestic = false

  @Flag(help: "Exit with 1 if any row could not be read.")
  var strict = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    _ = try parsed()
  }

  func run() async throws {
    try await reportingFailures {
      let request = try parsed()
      LinearAlgebraLibrary.setThreads(common.threadCount)
      let layouts =
        try layout.lowercased().hasSuffix(".json")
        ? [Layout(contentsOf: layout)] : request.layouts
      var reader = TradeReader(layouts: layouts, threads: common.threadCount)
      reader.duplicates = duplicates ? .always : .automatic
      let reading = try await read(reader, request.query)
      if !common.quiet { AnalyzeNotes.write(reading) }
      let table = try request.analysis.table(of: reading.cube)
      if let rejects {
        // Neither file takes its place before both are written.
        let sink = try RejectsFile.written(reading.rejects, to: rejects)
        try await write(table, unit: reading.unit.description)
        try sink.close()
      } else {
        try await write(table, unit: reading.unit.description)
      }
      if strict, reading.tally.rejected > 0 { throw Outcome.finding }
    }
  }

  private func read(_ reader: TradeReader, _ query: Query) async throws -> TradeReader.Reading {
    guard !common.quiet, let bar = ReadingBar() else {
      return try await reader.read(paths, for: query)
    }
    var reader = reader
    reader.progress = bar.progress
    defer { bar.end() }
    return try await reader.read(paths, for: query)
  }

  private func write(_ table: ResultTable, unit: String) async throws {
    var sink = try common.output.map { try ByteSink.file($0) } ?? ByteSink.standardOutput()
    try await table.write(
      as: format.tableFormat(isColored: common.isColored), unit: unit, to: &sink,
      threads: common.threadCount)
    try sink.close()
  }
}

/// The forms of a result on the command line.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case csv
  case json
  case jsonl

  func tableFormat(isColored: Bool) -> TableFormat {
    switch self {
    case .text: .text(isColored: isColored)
    case .csv: .csv
    case .json: .json
    case .jsonl: .jsonLines
    }
  }
}
