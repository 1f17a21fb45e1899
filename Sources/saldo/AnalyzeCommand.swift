internal import Analytics
internal import ArgumentParser
internal import Exact
internal import LinearAlgebra
internal import Releases
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
        saldo analyze trade.csv --by reporter --measures concentration --over partner
        saldo analyze trade.csv --by reporter,product --measures rca,complexity,density --digits 9
        saldo analyze trade.csv --by reporter --measures prices --convention prices=chained
        saldo analyze trade.csv --by region --rollup region=districts.csv --measures share
        saldo analyze 'data/*.csv.gz' --by product:2 --duplicates
        saldo analyze trade.csv --by region --measures growth,balance --format html -o report.html
        saldo analyze bureau.csv --layout bureau.json --by region
        saldo analyze 's3a://bucket/baci/*.csv.gz' --engine spark --master spark://host:7077 \\
          --by reporter --measures balance
        saldo analyze gravity.csv --measures gravity --cluster exporter \\
          --formula 'trade ~ log(dist) + rta | exporter^year + importer^year'

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
      against imports. Ratio, coverage, share, contribution, cagr and loglinear are plain ratios; \
      percent_change is in percent, complementarity and similarity are from 0 to 100.

      What a row is of decides what is said of it: complexity gives eci to reporters, pci to \
      products and both to their pairs. rca and density are of reporter,product; intensity, \
      profiles and mirror of reporter,partner; concentration, intraindustry and prices look at the \
      parts of any series.

      gravity stands alone: it reads the columns that --formula names from a file of any columns, and \
      fits a Poisson regression (PPML) with fixed effects behind the bar, a^b for every combination. \
      Regressors are columns, log, exp or sqrt of them, factor(column) for dummies, a:b for products.
      """)

  @Argument(
    help: """
      Trade files, plain or packed (.gz, .zst, .zip, archive.zip/member), folders of them, or \
      patterns in quotes ('data/*.csv'); several are one data set; - is standard input.
      """)
  var paths: [String] = []

  @Option(
    help: "The layout: auto, \(Layout.names.joined(separator: ", ")), or FILE.json (see above).")
  var layout = "auto"

  @Option(
    help: ArgumentHelp(
      """
      Series keys, separated by commas: reporter, partner, product, flow, region, unit, or country, \
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

  @Option(
    help: """
      What to compute: \(Measure.allCases.map(\.rawValue).joined(separator: ", ")); or gravity.
      """)
  var measures = "growth"

  @Option(help: "Digits after the point of ratios and percentages, 0 to 12.")
  var digits = 4

  @Option(
    help: ArgumentHelp(
      "The form of the result: text, csv, json, jsonl, or html, a page with plots.",
      discussion: "Default: text; on a terminal, a line for each series."))
  var format: OutputFormat?

  @Option(help: "The language of the page: en, ru.")
  var language = PageLanguage.en

  @Option(
    help: ArgumentHelp(
      "Write the rows that could not be read to this file, as CSV.",
      discussion: "With --engine spark: the reasons, and the number of rows of each.",
      valueName: "file"))
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

  @Option(
    help: ArgumentHelp(
      """
      The most memory that the sums may take, as 512M or 2G; more is an error that says what to do, \
      and larger packed files are unpacked to a temporary file (in TMPDIR).
      """, discussion: "Default: four fifths of the machine's.", valueName: "size"))
  var memory: String?

  @Flag(help: "Exit with 1 if any row could not be read.")
  var strict = false

  @OptionGroup var spreadsheet: SpreadsheetOptions

  @OptionGroup(title: "Measures") var options: MeasureOptions

  @OptionGroup(title: "Gravity") var gravity: GravityOptions

  @OptionGroup(title: "Engine") var spark: SparkOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let memory, MemoryBudget.bytes(memory) == nil {
      throw ValidationError("--memory \"\(memory)\": expected a size, as 512M or 2G")
    }
    try checkEngine()
    if isGravity { _ = try gravityRequest() } else { _ = try parsed() }
  }

  func run() async throws {
    if isGravity { return try await runGravity() }
    try await reportingFailures {
      var request = try parsed()
      try options.readFiles(for: &request.analysis)
      LinearAlgebraLibrary.rest()
      let layouts =
        try layout.lowercased().hasSuffix(".json")
        ? [Layout(contentsOf: layout)] : request.layouts
      if let choice = spark.printSql {
        return try await printStatements(choice.dialect, layouts, request.query)
      }
      var reader = TradeReader(layouts: layouts, threads: common.threadCount)
      reader.duplicates = duplicates ? .always : .automatic
      if let limit = memory.flatMap(MemoryBudget.bytes) { reader.memory = limit }
      let reading =
        spark.isSpark
        ? try await readBySpark(layouts, request.query) : try await read(reader, request.query)
      if !common.quiet { AnalyzeNotes.write(reading) }
      if let query = request.salesQuery {
        request.analysis.sales = try await Sales(
          of: paths, as: reading.layout, for: query, by: reader)
      }
      if request.analysis.usesLinearAlgebra {
        LinearAlgebraLibrary.setThreads(common.threadCount)
      }
      let table = try request.analysis.table(of: reading.cube)
      if !common.quiet { for note in table.notes { StandardError.say("note: \(note)") } }
      // No file takes its place before all are written.
      let rejected = try rejects.map { path in
        let isNeutral = spreadsheet.neutraliseFormulas
        return spark.isSpark
          ? try RejectsFile.written(reading.rejectCounts, to: path, forSpreadsheets: isNeutral)
          : try RejectsFile.written(reading.rejects, to: path, forSpreadsheets: isNeutral)
      }
      var space: ByteSink?
      if let path = options.productSpace {
        space = try await written(request.analysis.productSpace(of: reading.cube), to: path)
      }
      try await write(table, of: request.analysis, reading)
      if let rejected { try rejected.close() }
      if let space { try space.close() }
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

  private var csv: TableFormat { spreadsheet.neutraliseFormulas ? .spreadsheetCSV : .csv }

  /// A table as CSV, written whole; it takes its place when the sink is closed.
  private func written(_ table: ResultTable, to path: String) async throws -> ByteSink {
    var sink = try ByteSink.file(path)
    try await table.write(as: csv, unit: "", to: &sink, threads: common.threadCount)
    return sink
  }

  /// Writes a table that stands for itself, without what a page says of its files.
  func writeRows(of table: ResultTable) async throws {
    let plain: TableFormat =
      switch format {
      case .csv: csv
      case .json: .json
      case .jsonl: .jsonLines
      case .text, .html, nil: .text(isColored: common.isColored)
      }
    var sink = try common.output.map { try ByteSink.file($0) } ?? ByteSink.standardOutput()
    try await table.write(as: plain, unit: "", to: &sink, threads: common.threadCount)
    try sink.close()
  }

  private func write(
    _ table: ResultTable, of analysis: Analysis, _ reading: TradeReader.Reading
  ) async throws {
    let source = ReportSource(
      files: paths + spark.sparkTable, reading: reading, analysis: analysis, notes: table.notes,
      language: language.language)
    let format = try await resultFormat(of: table, source) {
      try analysis.productMaps(of: reading.cube)
    }
    var sink = try common.output.map { try ByteSink.file($0) } ?? ByteSink.standardOutput()
    switch format {
    case .table(let format):
      try await table.write(
        as: format, unit: reading.unit.description, to: &sink, threads: common.threadCount)
    case .whole(let text): try sink.write(Array(text.utf8))
    }
    try sink.close()
  }

  /// A result that is written row by row, or one that is made as a whole.
  private enum ResultFormat {
    case table(TableFormat)
    case whole(String)
  }

  private func resultFormat(
    of table: ResultTable, _ source: ReportSource, maps: () throws -> [ProductMap]
  ) async throws -> ResultFormat {
    switch format {
    case .html:
      let page = try await AnalysisPage(
        table, from: source, maps: maps(), threads: common.threadCount)
      return .whole(page.text())
    case .csv: return .table(csv)
    case .json: return .table(.json)
    case .jsonl: return .table(.jsonLines)
    case nil where common.output == nil && Terminal.width != nil:
      let digest = try await TerminalDigest(table, from: source, threads: common.threadCount)
      return .whole(digest.text(width: Terminal.width ?? 80, isColored: common.isColored))
    case .text, nil: return .table(.text(isColored: common.isColored))
    }
  }
}

/// The forms of a result on the command line.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case csv
  case json
  case jsonl
  case html
}

/// The language of a page on the command line.
enum PageLanguage: String, ExpressibleByArgument, CaseIterable {
  case en
  case ru

  var language: Language {
    switch self {
    case .en: .english
    case .ru: .russian
    }
  }
}
