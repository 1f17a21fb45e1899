/// A temporary folder for the script, the log and the answer of one run.
struct SparkWorkspace {
  let folder: String
  /// Where the answers go; another folder where the workers see that one.
  let answers: String
  let log: String
  private let isShared: Bool

  /// Makes the folder, and in `shared`, if it is given, one for the answers.
  init(shared: String?) throws(SparkError) {
    let parent = environment("TMPDIR") ?? "/tmp"
    guard let folder = makeTemporaryFolder(in: parent, prefix: "saldo-spark-") else {
      throw SparkError("\(parent): no temporary folder can be made: \(systemMessage())")
    }
    self.folder = folder
    log = "\(folder)/spark.log"
    isShared = shared != nil
    if let shared {
      guard isFolder(shared), let place = makeTemporaryFolder(in: shared, prefix: "saldo-") else {
        removeFolder(folder)
        throw SparkError(
          "--spark-folder \(shared): expected a folder in which this machine and every worker can "
            + "write: \(systemMessage())")
      }
      answers = place
    } else {
      answers = folder
    }
    try writeFile("", to: log)
    try writeFile(SparkWorkspace.logging, to: "\(folder)/log4j2.properties")
  }

  /// Moves the log to where it stays after the run.
  func keepLog() -> String {
    let kept = "\(folder).log"
    return move(log, to: kept) ? kept : log
  }

  /// Removes all of it.
  func remove() {
    if isShared { removeFolder(answers) }
    removeFolder(folder)
  }

  /// The one file of an answer; nil where there is none or more.
  func answer(_ name: String) -> String? {
    let folder = "\(answers)/\(name)"
    let files = entries(of: folder).filter { $0.hasPrefix("part-") }
    return files.count == 1 ? "\(folder)/\(files[0])" : nil
  }

  /// What is logged: errors, and what tells how far the work is.
  private static let logging = """
    rootLogger.level = warn
    rootLogger.appenderRef.console.ref = console
    appender.console.type = Console
    appender.console.name = console
    appender.console.target = SYSTEM_ERR
    appender.console.layout.type = PatternLayout
    appender.console.layout.pattern = %d{HH:mm:ss} %p %c{1}: %m%n%ex
    logger.tasks.name = org.apache.spark.scheduler.TaskSetManager
    logger.tasks.level = info
    logger.client.name = org.apache.spark.deploy.client
    logger.client.level = info

    """
}
