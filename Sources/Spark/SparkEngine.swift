public import TradeData

/// Reads trade data by Apache Spark: what `TradeReader` reads by itself, and what only Spark reaches.
public struct SparkEngine: Sendable {
  /// Where and how Spark works.
  public var settings: SparkSettings
  /// The layouts that are tried on each input; nil for all built-in ones.
  public var layouts: [Layout]?
  /// The number of threads for what is done here.
  public var threads = 1
  /// The bytes that the sums may take here.
  public var memory: Int
  /// Told, now and then, what is under way.
  public var progress: @Sendable (SparkProgress) -> Void = { _ in }

  /// An engine with these settings.
  public init(_ settings: SparkSettings, layouts: [Layout]? = nil, memory: Int? = nil) {
    self.settings = settings
    self.layouts = layouts
    self.memory = memory ?? MemoryBudget().limit
  }

  /// What is read: files and addresses, then tables of Spark's catalogue.
  public struct Inputs: Sendable {
    /// Files, folders and patterns of this machine, and addresses such as `hdfs://…`.
    public let paths: [String]
    /// Tables.
    public let tables: [String]

    /// These inputs.
    public init(paths: [String], tables: [String] = []) {
      (self.paths, self.tables) = (paths, tables)
    }
  }

  /// Reads all inputs as one data set.
  ///
  /// Throws `SparkError` where Spark is not there or fails, and `TradeDataError` as
  /// `TradeReader.read(_:for:)`. On Ctrl-C Spark is stopped, everything temporary removed, and the
  /// process ends.
  public func read(_ inputs: Inputs, for query: Query) async throws -> TradeReader.Reading {
    let interruption = Interruption()
    let workspace = try SparkWorkspace(shared: settings.folder)
    // A signal ends the process here, after everything is removed.
    defer {
      workspace.remove()
      interruption.finish()
    }
    let run = try SparkRun(
      settings: settings, installation: SparkInstallation(home: settings.home),
      interruption: interruption, usesCatalog: !inputs.tables.isEmpty, progress: progress)
    let opened = try await opened(inputs, run, workspace)
    var readsAcrossLines = false
    while true {
      let aggregation = try SQLAggregation(
        of: opened, layouts: layouts, query: query, readsAcrossLines: readsAcrossLines)
      let name = readsAcrossLines ? "answer-whole" : "answer"
      try await run.run(
        aggregation.sparkScript(folder: "file://\(workspace.answers)/\(name)"), in: workspace)
      guard let answer = workspace.answer(name) else {
        throw SparkError(
          "Spark left no answer in \(workspace.answers)/\(name), so a worker does not see that "
            + "folder; name one with --spark-folder that this machine and every worker see")
      }
      do {
        return try aggregation.reading(ofAnswer: answer, threads: threads, memory: memory)
      } catch is SQLAggregation.QuotesMet where !readsAcrossLines {
        readsAcrossLines = true
      }
    }
  }

  /// The script that `read(_:for:)` runs, or the same for DuckDB; Spark is run only for inputs whose
  /// header cannot be read without it.
  public func script(
    _ dialect: SQLDialect, _ inputs: Inputs, for query: Query
  ) async throws -> String {
    let interruption = Interruption()
    let workspace = try SparkWorkspace(shared: nil)
    defer {
      workspace.remove()
      interruption.finish()
    }
    var run: SparkRun?
    if !Head.all(of: inputs).isEmpty {
      run = try SparkRun(
        settings: settings, installation: SparkInstallation(home: settings.home),
        interruption: interruption, usesCatalog: !inputs.tables.isEmpty, progress: progress)
    }
    let aggregation = try SQLAggregation(
      of: try await opened(inputs, run, workspace), layouts: layouts, query: query)
    return dialect == .spark
      ? aggregation.sparkScript(folder: "saldo-answer") : aggregation.duckDBScript()
  }

  /// The inputs, each with its beginning.
  private func opened(
    _ inputs: Inputs, _ run: SparkRun?, _ workspace: SparkWorkspace
  ) async throws -> [SQLInput] {
    for path in inputs.paths {
      if let problem = SparkSettings.problem(ofAddress: path) {
        throw SparkError("\(path.prefix { $0 != ":" })://…: \(problem)")
      }
    }
    let heads = Head.all(of: inputs)
    var opened: [SQLInput] = []
    for path in try InputPaths.files(of: inputs.paths.filter { Head.form(of: $0) == nil }) {
      opened.append(try SQLInput(file: path, memory: memory / 4))
    }
    guard let run, !heads.isEmpty else { return opened }
    try await run.run(
      Head.script(heads, folder: "file://\(workspace.answers)"), in: workspace)
    for head in heads {
      guard let answer = workspace.answer("head-\(head.number)") else {
        throw SparkError(
          "\(head.name): Spark left no answer in \(workspace.answers); name a folder with "
            + "--spark-folder that this machine and every worker see")
      }
      opened.append(
        try SQLInput(name: head.name, form: head.form, head: head.lines(bytes(of: answer))))
    }
    return opened
  }
}
