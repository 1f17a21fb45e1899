internal import ArgumentParser
internal import TradeData

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
    await main(nil)
  }
}
