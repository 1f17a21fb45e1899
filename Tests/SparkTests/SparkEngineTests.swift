import Foundation
import Testing

@testable import Spark
@testable import TradeData

/// The engine with a stand-in for Spark: a shell script that logs as Spark does, and answers with a file
/// that was made by hand.
@Suite struct SparkEngineTests {
  private static let data = """
    t,i,j,k,v,q
    2019,4,24,30431,0.198,0.001
    2019,4,31,251512,27.902,169.800
    2020,24,4,10121,x,10.000

    """

  /// What Spark answers to the sums of `data` by reporter.
  private static let answer = """
    "1","used","1","2019","","","0","","4","2","28.100000000000","",""
    "1","invalid","1","2020","","","5","x","","1","","",""

    """

  /// A folder of the tests' own.
  private func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  /// A Spark whose `spark-sql` is a script of these lines; `$out` is where the answer is asked for.
  private func spark(_ lines: String) throws -> String {
    let home = try folder()
    let program = home.appending(path: "bin/spark-sql")
    try FileManager.default.createDirectory(
      at: program.deletingLastPathComponent(), withIntermediateDirectories: true)
    let script = """
      #!/bin/sh
      for script in "$@"; do :; done
      out=$(sed -n "s|^  path 'file://\\(.*\\)',$|\\1|p" "$script" | tail -1)
      \(lines)
      """
    // A program that any process still has open for writing is not run, and what another test starts
    // meanwhile has what is open here: another process writes it.
    let text = home.appending(path: "spark-sql.txt")
    try script.write(to: text, atomically: true, encoding: .utf8)
    let install = try Process.run(
      URL(filePath: "/usr/bin/install"), arguments: ["-m", "755", text.path, program.path])
    install.waitUntilExit()
    return home.path
  }

  private func read(_ lines: String) async throws -> TradeReader.Reading {
    let data = try folder().appending(path: "baci.csv")
    try Self.data.write(to: data, atomically: true, encoding: .utf8)
    var settings = SparkSettings()
    settings.home = try spark(lines)
    return try await SparkEngine(settings).read(
      .init(paths: [data.path]), for: Query(keys: [try #require(Key("reporter"))]))
  }

  @Test(.enabled(if: hasJava)) func anAnswerIsReadAsTheEmbeddedEngineReadsTheRows() async throws {
    let file = try folder().appending(path: "answer.csv")
    try Self.answer.write(to: file, atomically: true, encoding: .utf8)
    let found = try await read("mkdir \"$out\" && cp \(file.path) \"$out/part-00000.csv\"")
    let data = try folder().appending(path: "baci.csv")
    try Self.data.write(to: data, atomically: true, encoding: .utf8)
    let expected = try await TradeReader().read(
      [data.path], for: Query(keys: [try #require(Key("reporter"))]))
    #expect(found.cube.labels(series: 0) == expected.cube.labels(series: 0))
    #expect(found.cube.periods == expected.cube.periods)
    #expect(found.cube.cells.digits == expected.cube.cells.digits)
    #expect(found.tally == expected.tally)
    #expect(found.notes == expected.notes)
    #expect(
      found.rejectCounts == [
        RejectCount(field: 5, reason: "expected a number, found \"x\"", rows: 1)
      ])
  }

  @Test(
    .enabled(if: hasJava),
    arguments: zip(
      [
        "exit 0",
        "echo 'Error in query: [PATH_NOT_FOUND] Path does not exist: x. SQLSTATE: 42K03'; exit 1",
        "exit 3",
        "mkdir \"$out\"; echo '\"1\",\"nonsense\"' > \"$out/part-0.csv\"",
      ],
      ["--spark-folder", "[PATH_NOT_FOUND] Path does not exist: x.", "ended with code 3", "no"]))
  func whatGoesWrongIsOneLine(_ lines: String, _ expected: String) async throws {
    do {
      _ = try await read(lines)
      Issue.record("nothing went wrong")
    } catch {
      let line = "\(error)"
      #expect(line.contains(expected))
      #expect(!line.contains("\n"))
    }
  }

  @Test func whatIsMissingIsSaid() throws {
    let nowhere = try folder().path
    #expect(throws: SparkError.self) { try SparkInstallation(home: nowhere) }
    var settings = SparkSettings()
    settings.master = "spark://127.0.0.1:1"
    #expect(throws: SparkError.self) { try settings.reachMaster() }
    settings.master = "local[2]"
    #expect(throws: Never.self) { try settings.reachMaster() }
  }

  @Test func secretsAreRefused() {
    #expect(SparkSettings.problem(ofSetting: "spark.hadoop.fs.s3a.secret.key") != nil)
    #expect(SparkSettings.problem(ofSetting: "spark.executor.memory") == nil)
    #expect(SparkSettings.problem(ofAddress: "s3a://me:word@bucket/x.csv") != nil)
    #expect(SparkSettings.problem(ofAddress: "s3a://bucket/a@b:c.csv") == nil)
    #expect(SparkSettings.problem(ofAddress: "data/a@b:c.csv") == nil)
  }
}

/// Whether this machine has the Java without which the engine does not begin.
private let hasJava = (try? SparkInstallation.findJava()) != nil
