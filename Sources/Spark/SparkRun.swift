/// Runs scripts by `spark-sql` and watches over them.
struct SparkRun {
  let settings: SparkSettings
  let installation: SparkInstallation
  let interruption: Interruption
  /// Whether a table of the catalogue is read; else Spark is spared the half minute in which it makes
  /// an empty one.
  let usesCatalog: Bool
  /// Told, now and then, what is under way.
  let progress: @Sendable (SparkProgress) -> Void

  /// Seconds for which a master that is gone is waited for: one that has no other to take over does
  /// not come back, and workers that fail are replaced by nobody.
  private var patience: Double { settings.hasStandby ? 120 : 5 }

  /// Runs a script to its end.
  ///
  /// Throws `SparkError` where it fails, with the path of the whole log.
  func run(_ script: String, in workspace: SparkWorkspace) async throws(SparkError) {
    try settings.reachMaster()
    let path = "\(workspace.folder)/script.sql"
    try writeFile(script, to: path)
    var child = try ChildProcess(
      arguments(path, workspace), in: workspace.folder, log: workspace.log,
      // Names of files and texts of the script are UTF-8, whatever the user's language is.
      variables: ["LC_ALL=C.UTF-8"])
    var log = SparkLog()
    let start = ContinuousClock.now
    var (offset, cutOffSince) = (0, ContinuousClock.Instant?.none)
    while true {
      let code = child.exitCode()
      let news = bytes(of: workspace.log, from: offset)
      offset += news.count
      log.take(news)
      if let code {
        log.finish()
        guard code != 0 else { return }
        throw failure(log.problem ?? "spark-sql ended with code \(code)", workspace)
      }
      if interruption.isMet {
        child.end()
        throw SparkError("interrupted")
      }
      cutOffSince = log.isCutOff ? cutOffSince ?? .now : nil
      if let cutOffSince, ContinuousClock.now - cutOffSince > .seconds(patience) {
        child.end()
        throw failure("the master is gone; the work was stopped", workspace)
      }
      progress(
        SparkProgress(
          stage: log.stage, done: log.done, total: log.total, isWaiting: log.isWaiting,
          seconds: (ContinuousClock.now - start) / .seconds(1)))
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  /// The statements become methods that are longer than those that Java compiles by itself.
  private static let javaOptions = "-XX:-DontCompileHugeMethods"

  private func failure(_ problem: String, _ workspace: SparkWorkspace) -> SparkError {
    SparkError("Spark: \(problem) (the whole log: \(workspace.keepLog()))")
  }

  private func arguments(_ script: String, _ workspace: SparkWorkspace) -> [String] {
    var arguments = [installation.program]
    if let master = settings.master { arguments += ["--master", master] }
    arguments += [
      "--name", "saldo", "--driver-java-options",
      "\(SparkRun.javaOptions) -Dfile.encoding=UTF-8 "
        + "-Dlog4j2.configurationFile=file:\(workspace.folder)/log4j2.properties",
    ]
    // Sums that do not fit are errors, and signs in texts are what they are.
    let own = [
      ("spark.sql.ansi.enabled", "true"), ("spark.sql.variable.substitute", "false"),
      ("spark.sql.parser.escapedStringLiterals", "false"), ("spark.sql.caseSensitive", "true"),
      ("spark.sql.session.timeZone", "UTC"),
    ]
    // What else may be set otherwise.
    var defaults = [
      ("spark.executor.extraJavaOptions", SparkRun.javaOptions), ("spark.ui.enabled", "false"),
      ("spark.ui.showConsoleProgress", "false"),
      ("spark.sql.warehouse.dir", "file:\(workspace.folder)/warehouse"),
      ("spark.local.dir", workspace.folder),
    ]
    if !usesCatalog { defaults.append(("spark.sql.catalogImplementation", "in-memory")) }
    defaults.removeAll { name, _ in settings.configuration.contains { $0.name == name } }
    for (name, value) in defaults + settings.configuration + own {
      arguments += ["--conf", "\(name)=\(value)"]
    }
    return arguments + ["-f", script]
  }
}

/// How far a run has come.
public struct SparkProgress: Sendable {
  /// The stage under way, from zero.
  public let stage: Int
  /// Its tasks that are done.
  public let done: Int
  /// All of its tasks; zero before the first is done.
  public let total: Int
  /// Whether no worker takes the work.
  public let isWaiting: Bool
  /// Seconds since the beginning.
  public let seconds: Double
}
