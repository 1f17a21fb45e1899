internal import ArgumentParser
internal import TradeData

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// The program: its name, its version, and its commands.
@main
struct SaldoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "saldo",
    abstract: "Trade statistics: releases proven, trade files summed exactly.",
    version: "0.1.0",
    subcommands: [
      CheckCommand.self, AnalyzeCommand.self, ServeCommand.self, BenchCommand.self,
    ])

  static func main() async {
    StandardStreams.keepOpen()
    LostMappings.endTheProcess()
    guard AddressSpace.isEnough else {
      StandardError.say(
        "saldo: the address space is limited (ulimit -v); at least "
          + "\(AddressSpace.needed >> 20) MiB are needed")
      // Without the library's own end, which waits for its threads.
      _exit(Outcome.failure.rawValue)
    }
    await main(nil)
  }
}
