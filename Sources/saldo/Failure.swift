internal import ArgumentParser
internal import Reporting

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The exit codes besides success and usage errors.
enum Outcome {
  /// An inconsistency was found, or rows were rejected under `--strict`.
  static let finding = ExitCode(1)
  /// The work could not be done.
  static let failure = ExitCode(2)
  /// The reader of standard output has gone: what a shell reports of a program that SIGPIPE ended.
  static let closedPipe = ExitCode(141)
}

/// Runs the work of a command; an error becomes one line on standard error and exit code 2.
func reportingFailures(_ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch let code as ExitCode {
    throw code
  } catch let error as ValidationError {
    throw error
  } catch let failure as ByteSink.Failure where failure.isClosedPipe {
    // Where SIGPIPE is ignored the write fails instead; `head` has what it wanted either way.
    throw Outcome.closedPipe
  } catch {
    StandardError.say("saldo: \(error)")
    throw Outcome.failure
  }
}

/// Standard error: everything that is not the result.
enum StandardError {
  /// Writes `line` as one, whatever the names and texts in it hold.
  static func say(_ line: String) { write(ShownText.line(line) + "\n") }

  /// Writes `text` as it is.
  static func write(_ text: String) {
    let bytes = Array(text.utf8)
    // What cannot be said on standard error cannot be said at all.
    _ = systemWrite(STDERR_FILENO, bytes, bytes.count)
  }
}

// The C function of the same name as the method above.
private func systemWrite(_ descriptor: Int32, _ bytes: [UInt8], _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
