/// What Spark says while it works: how far it is, what went wrong.
struct SparkLog: Sendable {
  /// Tasks of the stage under way.
  private(set) var stage = 0
  private(set) var done = 0
  private(set) var total = 0
  /// Whether no worker has taken a task for a while.
  private(set) var isWaiting = false
  /// Whether the connection to the master is lost.
  private(set) var isCutOff = false
  private var errors: [String] = []
  private var rest: [UInt8] = []

  /// Takes further bytes of the log.
  mutating func take(_ bytes: [UInt8]) {
    rest += bytes
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      take(String(decoding: rest[..<end], as: UTF8.self))
      rest.removeSubrange(...end)
    }
  }

  /// Takes what is left at the end.
  mutating func finish() {
    if !rest.isEmpty { take(String(decoding: rest, as: UTF8.self)) }
    rest = []
  }

  private mutating func take(_ line: String) {
    if line.contains("TaskSetManager: Finished task ") {
      readTask(line)
    } else if line.contains("Initial job has not accepted any resources") {
      isWaiting = true
    } else if line.contains("Disconnected from Spark cluster!")
      || line.contains("waiting for master to reconnect")
    {
      isCutOff = true
    } else if line.contains("Master has changed, new master is at") {
      isCutOff = false
    } else if SparkLog.isError(line), errors.count < 100 {
      errors.append(line)
    }
  }

  /// `Finished task 3.0 in stage 1.0 (TID 9) in 300 ms on host (executor 1) (4/10)`.
  private mutating func readTask(_ line: String) {
    isWaiting = false
    guard let place = line.firstRange(of: "in stage "), let open = line.lastIndex(of: "("),
      let close = line.lastIndex(of: ")"), open < close
    else { return }
    let counts = line[line.index(after: open)..<close].split(separator: "/").compactMap { Int($0) }
    guard counts.count == 2 else { return }
    stage = Int(line[place.upperBound...].prefix { $0.isNumber }) ?? 0
    (done, total) = (counts[0], counts[1])
  }

  private static func isError(_ line: String) -> Bool {
    let marks = [
      "Exception", "Error in query", "Error:", " ERROR ", "SQLSTATE", "UnsupportedClassVersion",
      "All masters are unresponsive", "JAVA_HOME is not set", "No space left",
    ]
    if line.contains(" WARN ") || line.contains(" INFO ") { return false }
    return marks.contains(where: line.contains) || errorClass(in: line) != nil
  }

  /// Where one of Spark's own classes of errors begins, as `[PATH_NOT_FOUND]`.
  private static func errorClass(in line: String) -> String.Index? {
    var rest = line[...]
    while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
      let name = rest[rest.index(after: open)..<close]
      let isClass = name.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
          || byte == UInt8(ascii: ".")
      }
      if isClass, name.utf8.count > 4 { return open }
      rest = rest[rest.index(after: open)...]
    }
    return nil
  }

  /// What went wrong, in a line without the names of classes.
  var problem: String? {
    if errors.contains(where: { $0.contains("UnsupportedClassVersion") }) {
      return "this Java is older than this Spark needs; expected Java 17 or newer (JAVA_HOME)"
    }
    if errors.contains(where: { $0.contains("All masters are unresponsive") }) {
      return "no master answered; expected a running Spark master"
    }
    if let full = errors.first(where: { $0.contains("No space left") }) {
      return SparkLog.plain(full)
    }
    // Spark's own classes of errors say it best, and of causes the last is what went wrong first.
    for line in errors.reversed() {
      if let place = SparkLog.errorClass(in: line) { return SparkLog.plain(String(line[place...])) }
    }
    if let cause = errors.last(where: { $0.hasPrefix("Caused by:") }) {
      return SparkLog.plain(cause)
    }
    return errors.first.map(SparkLog.plain)
  }

  /// One line of at most so many characters.
  private static func plain(_ line: String) -> String {
    var text = Substring(line)
    if text.hasPrefix("Caused by: ") { text = text.dropFirst("Caused by: ".count) }
    let printable = text.map { $0.isNewline || $0 == "\t" ? " " : $0 }
    return printable.count > 400 ? String(printable.prefix(400)) + "…" : String(printable)
  }
}
