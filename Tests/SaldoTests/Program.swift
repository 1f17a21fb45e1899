import Foundation

/// The built program, run as its users run it.
struct Program {
  let output: String
  let errors: String
  let status: Int32

  init(_ arguments: String...) throws {
    try self.init(arguments)
  }

  init(_ arguments: [String]) throws {
    let process = Process()
    process.executableURL = Program.url
    process.arguments = arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    // Errors are few lines and fit the pipe while the output is read to its end.
    self.output = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    self.errors = String(
      decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }

  /// The executable stands beside the bundle or the executable of the tests.
  static let url: URL = {
    let places =
      [Bundle.main.executableURL].compactMap { $0 } + Bundle.allBundles.map(\.bundleURL)
      + [URL(fileURLWithPath: CommandLine.arguments[0])]
    let candidates = places.map {
      $0.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "saldo")
    }
    return candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) }
      ?? URL(fileURLWithPath: ".build/debug/saldo")
  }()
}

/// Writes a file of the tests' own, removed by the system in time.
func temporaryFile(_ text: String, _ name: String = "data.csv") throws -> String {
  let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  let path = directory.appending(path: name).path
  try text.write(toFile: path, atomically: true, encoding: .utf8)
  return path
}
