import Foundation

/// The targets by name; each takes any bytes, and stops the process where a promise is broken.
let targets: [String: @Sendable ([UInt8]) -> Void] = [
  "decimal": fuzzDecimal,
  "csv": fuzzCSV,
  "trade": fuzzTrade,
  "layout": fuzzLayout,
  "packed": fuzzPacked,
  "release": fuzzRelease,
  "statements": fuzzStatements,
  "define": fuzzDefine,
  "request": fuzzRequest,
]

/// The target that `SALDO_FUZZ_TARGET` names.
private let target: @Sendable ([UInt8]) -> Void = {
  let name = ProcessInfo.processInfo.environment["SALDO_FUZZ_TARGET"] ?? ""
  guard let target = targets[name] else {
    fatalError("SALDO_FUZZ_TARGET=\(name): expected one of \(targets.keys.sorted())")
  }
  return target
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Stops the process with a reason, whatever the optimisation.
func broken(_ promise: String) -> Never {
  FileHandle.standardError.write(Data("BROKEN: \(promise)\n".utf8))
  abort()
}

/// The result of asynchronous work, waited for.
func waited<Result: Sendable>(
  _ work: @escaping @Sendable () async throws -> Result
) throws -> Result {
  let box = Box<Result>()
  let done = DispatchSemaphore(value: 0)
  Task.detached {
    do { box.outcome = .success(try await work()) } catch { box.outcome = .failure(error) }
    done.signal()
  }
  done.wait()
  guard let outcome = box.outcome else { broken("work ended without an outcome") }
  return try outcome.get()
}

// Written by the task alone before the semaphore is signalled, read only after.
private final class Box<Result: Sendable>: @unchecked Sendable {
  var outcome: Swift.Result<Result, any Error>?
}

/// An error is a line that a person can act on, whatever the input: it quotes no more than a part of it.
func checkLine(_ error: any Error) {
  let text = "\(error)"
  if text.isEmpty || text.utf8.count > 4000 {
    broken("an error has \(text.utf8.count) bytes: \(text.prefix(400).debugDescription)")
  }
}
