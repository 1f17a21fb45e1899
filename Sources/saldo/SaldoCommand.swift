internal import ArgumentParser

/// The program: its name, its version, and its commands.
@main
struct SaldoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "saldo",
    abstract: "Trade statistics: exact sums, growth and balances.",
    version: "0.1.0",
    subcommands: [AnalyzeCommand.self])
}
