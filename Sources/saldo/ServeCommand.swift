internal import ArgumentParser
internal import Dispatch
internal import LinearAlgebra
internal import Releases
internal import Reporting
internal import Serving
internal import TradeData

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// `saldo serve`: the same checks and analyses on a page of this machine.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Check and analyse on a local web page (127.0.0.1).",
    discussion: """
      The page takes a release as you type or drop it, and trade data as a file; nothing leaves this \
      machine. Beneath it are two requests for programs, which answer as the commands do; options \
      are parameters by the same names:

        saldo serve --port 8017
        curl --data-binary @release.txt 'http://127.0.0.1:8017/api/check?name=release.txt'
        curl --data-binary @trade.csv \\
          'http://127.0.0.1:8017/api/analyze?by=region&measures=growth,balance&format=csv'

      format is json (the default), jsonl, csv, text or html. A refusal is a status and \
      {"error": "one line"}: 400 options, 403 another site, 408 too slow, 413 too large, 415 packed \
      data, 422 data that cannot be read, 503 busy, 504 work that takes too long.
      """)

  @Option(help: "The port to listen on; 0 for any free one.")
  var port: UInt16 = 8017

  @Option(
    help: ArgumentHelp(
      "Seconds that a request may take to arrive, and its work to be done.",
      discussion: "Default: 10 for its head, 60 for its data, 120 for the work.",
      valueName: "seconds"))
  var timeout: Int?

  @Option(help: ArgumentHelp("The number of threads.", discussion: "Default: one for each core."))
  var threads: Int?

  func validate() throws {
    if let timeout, !(1...86_400).contains(timeout) {
      throw ValidationError("--timeout \(timeout): expected 1 to 86400 seconds")
    }
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads \(threads): expected a number from 1 to 1024")
    }
  }

  func run() async throws {
    try await reportingFailures {
      let threads = threads ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
      // A client that leaves must not end the server.
      signal(SIGPIPE, SIG_IGN)
      LinearAlgebraLibrary.setThreads(max(1, threads - 1))
      let server = LocalServer(
        port: port, jobs: .commands(threads: max(1, threads - 1)), limits: limits,
        threads: threads)
      let serving = Task {
        try await server.run { port in
          StandardError.say("saldo: serving on http://127.0.0.1:\(port)/ (Ctrl-C ends it)")
        }
      }
      // What the server keeps in a folder goes with it.
      let sources = [SIGINT, SIGTERM].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number)
        source.setEventHandler { serving.cancel() }
        source.resume()
        return source
      }
      defer { for source in sources { source.cancel() } }
      do {
        try await serving.value
      } catch is CancellationError {
        return
      }
    }
  }
}

extension ServeCommand {
  private var limits: Limits {
    var limits = Limits()
    if let timeout {
      let seconds = Double(timeout)
      (limits.headSeconds, limits.bodySeconds, limits.workSeconds) = (seconds, seconds, seconds)
    }
    return limits
  }
}

extension Jobs {
  /// The jobs of a server: options mean what they mean to the commands.
  static func commands(threads: Int) -> Jobs {
    Jobs(
      check: { options in
        let command = try Jobs.parsed(CheckCommand.self, options)
        return Check(
          batch: command.batch(threads: threads),
          format: command.format.reportFormat(
            isColored: false, explains: command.explain, showsAllRows: command.table.all))
      },
      analyze: { options in
        // The data is no file yet whose name could be given.
        let command = try Jobs.parsed(AnalyzeCommand.self, options + ["data"])
        let request = try command.parsed()
        var reader = TradeReader(layouts: request.layouts, threads: threads)
        reader.duplicates = command.duplicates ? .always : .automatic
        return Analyze(
          reader: reader, query: request.query, salesQuery: request.salesQuery,
          analysis: request.analysis, language: command.language.language)
      })
  }

  private static func parsed<Command: ParsableCommand>(
    _ type: Command.Type, _ options: [String]
  ) throws -> Command {
    do {
      return try Command.parse(options)
    } catch {
      throw WrongOption(Command.message(for: error))
    }
  }
}
