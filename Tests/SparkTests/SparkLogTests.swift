import Foundation
import Testing

@testable import Spark

@Suite struct SparkLogTests {
  private func log(_ lines: String) -> SparkLog {
    var log = SparkLog()
    // A log comes in pieces that end anywhere.
    for piece in Array(lines.utf8).split(
      maxSplits: .max, omittingEmptySubsequences: false, whereSeparator: { $0 == 0x20 })
    {
      log.take(Array(piece) + [0x20])
    }
    log.finish()
    return log
  }

  @Test func tasksAreCounted() {
    let log = log(
      """
      03:50:01 WARN TaskSchedulerImpl: Initial job has not accepted any resources; check your cluster
      03:50:09 INFO TaskSetManager: Finished task 3.0 in stage 1.0 (TID 9) in 300 ms on 10.0.0.1 (executor 1) (4/10)

      """)
    #expect((log.stage, log.done, log.total) == (1, 4, 10))
    #expect(!log.isWaiting)
    #expect(log.problem == nil)
  }

  @Test func ofManyLinesTheOneThatSaysWhatIsWrongIsChosen() {
    let log = log(
      """
      04:38:00 WARN ObjectStore: Failed to get database default, returning NoSuchObjectException
      04:38:01 ERROR SparkSQLDriver: Failed in [SELECT 1]
      org.apache.spark.sql.AnalysisException: [TABLE_OR_VIEW_NOT_FOUND] The table `x` cannot be found.
      \tat org.apache.spark.sql.catalyst.Something.java
      Caused by: java.io.IOException: other

      """)
    #expect(log.problem == "[TABLE_OR_VIEW_NOT_FOUND] The table `x` cannot be found.")
  }

  @Test func aMasterThatIsGoneIsSeen() {
    #expect(
      log(
        "03:50:01 WARN StandaloneSchedulerBackend: Disconnected from Spark cluster! Waiting for reconnection...\n"
      )
      .isCutOff)
  }

  @Test func headsOfFilesAreToldApart() {
    let head = Head(number: 1, name: "hdfs://x/*.csv", form: .csv)
    let lines = head.lines(Array("a.csv\tt,i\nb.csv\tx\na.csv\t2017,\t4\n".utf8))
    #expect(String(decoding: lines, as: UTF8.self) == "t,i\n2017,\t4\n")
    #expect(Head.form(of: "data/x.parquet/") == .parquet)
    #expect(Head.form(of: "data/x.csv") == nil)
    #expect(Head.form(of: "s3a://x/y.csv.gz") == .csv)
  }

  /// What a shell starts goes with it.
  @Test func aGroupOfProcessesEndsTogether() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let log = folder.appending(path: "log").path
    try writeFile("", to: log)
    var child = try ChildProcess(
      ["/bin/sh", "-c", "sleep 60 & echo $!; pwd; echo $WORD; wait"], in: folder.path, log: log,
      variables: ["WORD=über"])
    #expect(child.exitCode() == nil)
    for _ in 0..<100 where bytes(of: log).filter({ $0 == 0x0a }).count < 3 { usleep(20_000) }
    let lines = String(decoding: bytes(of: log), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 3 && lines[1].hasSuffix(folder.lastPathComponent) && lines[2] == "über")
    child.end()
    #expect(child.exitCode() == 143)
    let sleeper = try #require(pid_t(String(lines[0])))
    for _ in 0..<100 where kill(sleeper, 0) == 0 { usleep(20_000) }
    #expect(kill(sleeper, 0) != 0)
    var missing = try ChildProcess(["/nothing"], in: "/", log: log, variables: [])
    while missing.exitCode() == nil { usleep(20_000) }
    #expect(missing.exitCode() == 127)
  }
}
