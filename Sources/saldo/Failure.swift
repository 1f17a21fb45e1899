internal import ArgumentParser

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
}

/// Runs the work of a command; an error becomes one line on standard error and exit code 2.
func reportingFailures(_ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch let code as ExitCode {
    throw code
  } catch let error as ValidationError {
    throw error
  } catch {
    StandardError.say("saldo: \(error)")
    throw Outcome.failure
  }
}

/// Standard error: everything that is not the result.
enum StandardError {
  static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    // What cannot be said on standard error cannot be said at all.
    _ = unsafe write(STDERR_FILENO, bytes, bytes.count)
  }
}
