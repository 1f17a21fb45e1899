internal import ArgumentParser
internal import Reporting
internal import Spark
internal import TradeData

extension AnalyzeCommand {
  /// What Spark cannot do is a usage error, and so is to name no data.
  func checkEngine() throws {
    guard !paths.isEmpty || !spark.sparkTable.isEmpty else {
      throw ValidationError("Missing expected argument '<paths> ...'")
    }
    guard spark.isSpark || spark.printSql != nil else { return }
    func refused(_ what: String) -> ValidationError {
      ValidationError("\(what); leave --engine spark and --print-sql out")
    }
    if isGravity {
      throw refused("--measures gravity fits single rows, which Spark does not hand out")
    }
    if measures.split(separator: ",").contains("prices") {
      throw refused("--measures prices is not made of Spark's sums yet")
    }
    if duplicates {
      throw refused("--duplicates remembers every row, which Spark's sums do not")
    }
    if paths.contains("-") {
      throw refused("standard input is read here, and by no worker of Spark")
    }
  }

  /// The engine that the options ask for.
  func sparkEngine(_ layouts: [Layout]?) throws -> SparkEngine {
    var engine = SparkEngine(
      try spark.settings(), layouts: layouts, memory: memory.flatMap(MemoryBudget.bytes))
    engine.threads = common.threadCount
    return engine
  }

  var sparkInputs: SparkEngine.Inputs {
    SparkEngine.Inputs(paths: paths, tables: spark.sparkTable)
  }

  /// Reads by Spark.
  func readBySpark(_ layouts: [Layout]?, _ query: Query) async throws -> TradeReader.Reading {
    var engine = try sparkEngine(layouts)
    guard !common.quiet, let bar = SparkBar() else {
      return try await engine.read(sparkInputs, for: query)
    }
    engine.progress = { bar.show($0) }
    defer { bar.end() }
    return try await engine.read(sparkInputs, for: query)
  }

  /// Writes the statements instead of a result.
  func printStatements(
    _ dialect: SQLDialect, _ layouts: [Layout]?, _ query: Query
  ) async throws {
    let script = try await sparkEngine(layouts).script(dialect, sparkInputs, for: query)
    var sink = try common.output.map { try ByteSink.file($0) } ?? ByteSink.standardOutput()
    try sink.write(Array(script.utf8))
    try sink.close()
  }
}
