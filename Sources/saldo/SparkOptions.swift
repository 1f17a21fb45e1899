internal import ArgumentParser
internal import Spark
internal import TradeData

/// Options of the engine that adds up: this program, or Apache Spark.
struct SparkOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What adds up: embedded, or spark, for data past one machine. Spark reads paths, addresses \
      such as hdfs:// and s3a://, patterns, CSV in its compressions, and Parquet (by its ending); \
      the result is the same.
      """))
  var engine = Engine.embedded

  @Option(
    help: ArgumentHelp(
      "Spark's master, as spark://host:7077, yarn or local[4].",
      discussion: "Default: that of Spark's configuration.", valueName: "url"))
  var master: String?

  @Option(
    help: ArgumentHelp(
      "Spark's folder.", discussion: "Default: SPARK_HOME, or where spark-sql is on PATH.",
      valueName: "folder"))
  var sparkHome: String?

  @Option(
    help: ArgumentHelp(
      "Read a table of Spark's catalogue; may be repeated.", valueName: "name"))
  var sparkTable: [String] = []

  @Option(
    help: ArgumentHelp(
      "A folder that this machine and all workers see, for what Spark answers.",
      discussion: "Default: a temporary one, for workers on this machine.", valueName: "folder"))
  var sparkFolder: String?

  @Option(
    help: ArgumentHelp(
      "A setting of Spark, as spark.executor.memory=8g; may be repeated. Secrets are refused.",
      valueName: "name=value"))
  var sparkConf: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Print the statements that add up, for \
      \(StatementChoice.allCases.map(\.rawValue).joined(separator: " or ")), and do nothing else.
      """))
  var printSql: StatementChoice?

  func validate() throws {
    let isGiven =
      master != nil || sparkHome != nil || !sparkTable.isEmpty || sparkFolder != nil
      || !sparkConf.isEmpty
    guard !isGiven || isSpark || printSql != nil else {
      throw ValidationError(
        "--master, --spark-home, --spark-table, --spark-folder and --spark-conf go with "
          + "--engine spark")
    }
    _ = try settings()
  }

  /// Whether Spark adds up.
  var isSpark: Bool { engine == .spark }

  /// What the options say of Spark.
  func settings() throws -> SparkSettings {
    var settings = SparkSettings()
    (settings.master, settings.home, settings.folder) = (master, sparkHome, sparkFolder)
    for text in sparkConf {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[0].hasPrefix("spark.") else {
        throw ValidationError(
          "--spark-conf \"\(text)\": expected a name and a value, as spark.executor.memory=8g")
      }
      if let problem = SparkSettings.problem(ofSetting: parts[0]) {
        throw ValidationError("--spark-conf: \(problem)")
      }
      settings.configuration.append((parts[0], parts[1]))
    }
    return settings
  }
}

/// What adds up, on the command line.
enum Engine: String, ExpressibleByArgument, CaseIterable {
  case embedded
  case spark
}

/// For which engine statements are printed, on the command line.
enum StatementChoice: String, ExpressibleByArgument, CaseIterable {
  case spark
  case duckdb

  var dialect: SQLDialect {
    switch self {
    case .spark: .spark
    case .duckdb: .duckdb
    }
  }
}
