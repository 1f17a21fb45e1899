/// Where Spark is: its `spark-sql`, and a Java to run it.
public struct SparkInstallation: Sendable {
  /// The program.
  public let program: String

  /// Finds Spark in `home`, else in `SPARK_HOME`, else on `PATH`; and sees that there is a Java.
  ///
  /// Throws `SparkError` where either is missing.
  public init(home: String?) throws(SparkError) {
    program = try SparkInstallation.program(home)
    try SparkInstallation.findJava()
  }

  private static func program(_ home: String?) throws(SparkError) -> String {
    if let home {
      let program = "\(home)/bin/spark-sql"
      guard isExecutable(program) else {
        throw SparkError(
          "--spark-home \(home): has no bin/spark-sql; expected the folder of an unpacked Spark")
      }
      return program
    }
    if let home = environment("SPARK_HOME") {
      let program = "\(home)/bin/spark-sql"
      guard isExecutable(program) else {
        throw SparkError(
          "SPARK_HOME is \(home), which has no bin/spark-sql; expected the folder of an unpacked "
            + "Spark, or name one with --spark-home")
      }
      return program
    }
    guard let program = onPath("spark-sql") else {
      throw SparkError(
        "spark-sql was not found by --spark-home, SPARK_HOME or PATH; install Spark "
          + "(https://spark.apache.org, or pip install pyspark), or leave --engine spark out")
    }
    return program
  }

  static func findJava() throws(SparkError) {
    if let home = environment("JAVA_HOME") {
      guard isExecutable("\(home)/bin/java") else {
        throw SparkError(
          "JAVA_HOME is \(home), which has no bin/java; expected the folder of a Java 17 or newer")
      }
    } else if onPath("java") == nil {
      throw SparkError(
        "java was not found by JAVA_HOME or PATH; Spark needs Java 17 or newer (on Debian "
          + "openjdk-17-jre-headless)")
    }
  }

  private static func onPath(_ name: String) -> String? {
    (environment("PATH") ?? "").split(separator: ":").map { "\($0)/\(name)" }
      .first(where: isExecutable)
  }
}
