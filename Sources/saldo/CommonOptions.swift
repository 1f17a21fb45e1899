internal import ArgumentParser

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Options of every command.
struct CommonOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "Write the result to this file instead of standard output.")
  var output: String?

  @Flag(help: "Write nothing to standard error but errors.")
  var quiet = false

  @Option(
    help: ArgumentHelp("The number of threads.", discussion: "Default: one for each core."))
  var threads: Int?

  @Option(help: "Colours in text: always, never, or auto (on a terminal, unless NO_COLOR is set).")
  var color = ColorChoice.auto

  func validate() throws {
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads \(threads): expected a number from 1 to 1024")
    }
  }

  /// The number of threads to use.
  var threadCount: Int { threads ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Whether text output is coloured.
  var isColored: Bool {
    switch color {
    case .always: true
    case .never: false
    case .auto:
      unsafe output == nil && isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil
    }
  }
}

/// When text output has colours.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never
}
