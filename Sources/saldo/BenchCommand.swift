internal import ArgumentParser
internal import Benching
internal import Reporting

/// The command `saldo bench`, which measures what the program costs on this machine.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure what the program costs on this machine.",
    discussion: """
      Data is generated from a seed. The machine's limits are measured in the same run, and each \
      suite is shown with the share of the limit that bounds it; below, how its cost grows with the \
      size of the data and with threads. The suites are \
      \(suiteNames.joined(separator: ", ")).

      Examples:
        saldo bench --quick
        saldo bench --suite table,scan-many --rows 5000000 --threads 1
        saldo bench --format json -o before.json
        saldo bench --compare before.json

      Exit code 1: with --compare, some suite is slower than before.
      """)

  @Option(
    help: ArgumentHelp(
      "The rows of the generated data; default \(BenchOptions.usualRows.ordinary), "
        + "\(BenchOptions.usualRows.quick) with --quick."))
  var rows: Int?

  @Option(help: "The seed of the generated data.")
  var seed: UInt64 = 1

  @Flag(help: "Be done within a minute.")
  var quick = false

  @Option(help: ArgumentHelp("The suites to run, by commas; default all.", valueName: "names"))
  var suite: String?

  @Option(
    help: ArgumentHelp(
      "Compare with what an earlier run wrote in JSON; both must have the same rows, threads and "
        + "seed.", valueName: "file"))
  var compare: String?

  @Option(help: "The form of the result: text, json.")
  var format = BenchFormat.text

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let rows, !(1_000...1_000_000_000).contains(rows) {
      throw ValidationError("--rows \(rows): expected a number from 1000 to 1000000000")
    }
    let names = suite?.split(separator: ",").map(String.init) ?? []
    if let name = names.first(where: { !suiteNames.contains($0) }) {
      throw ValidationError(
        "--suite \(name): expected \(suiteNames.joined(separator: ", "))")
    }
    if let suite, names.isEmpty {
      throw ValidationError("--suite \"\(suite)\": expected names of suites")
    }
  }

  func run() async throws {
    try await reportingFailures {
      let earlier = try compare.map { try BenchRecord(contentsOf: $0) }
      let options = BenchOptions(
        rows: rows, threads: common.threadCount, seed: seed, isQuick: quick,
        suites: suite?.split(separator: ",").map(String.init))
      let version = SaldoCommand.configuration.version
      var record = try await Benchmarks(options).run(version: version) { work in
        if !common.quiet { StandardError.say(work) }
      }
      record.comparison = earlier.map { Comparison(record, with: $0) }
      var sink = try common.output.map { try ByteSink.file($0) } ?? ByteSink.standardOutput()
      switch format {
      case .json: try sink.write(try record.json())
      case .text:
        try sink.write(Array(BenchText(isColored: common.isColored).text(of: record).utf8))
      }
      try sink.close()
      if record.comparison?.hasSlower == true { throw Outcome.finding }
    }
  }
}

/// The forms of the record of a run.
enum BenchFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
}
