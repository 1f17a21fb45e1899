internal import Analytics
internal import ArgumentParser
internal import TradeData

/// Options of the measures: what they look over, and the conventions that they follow.
struct MeasureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What concentration and intra-industry trade look over within a series, and what complexity \
      tells apart besides the keys: product (the default), product:4, partner, region.
      """, valueName: "keys"))
  var over = ""

  @Option(help: "Periods in a moving sum or mean.")
  var window = 12

  @Option(
    help: ArgumentHelp(
      """
      The standard deviation of ECI, PCI and COI: \
      \(Conventions.Scaling.allCases.map(\.rawValue).joined(separator: ", ")).
      """))
  var scaling = ScalingChoice.population

  @Option(
    help: ArgumentHelp(
      """
      Other conventions, separated by commas: \
      \(ConventionChoice.all.map(\.description).joined(separator: "; ")).
      """, valueName: "name=choice"))
  var convention: [String] = []

  @Option(help: "Freight and insurance in a partner's imports, for mirror; 0.1 is ten percent.")
  var freight = 0.0

  @Option(
    help: ArgumentHelp(
      "A table of GDP per head, country,value or country,year,value, for expy.",
      valueName: "file"))
  var gdp: String?

  @Option(
    help: ArgumentHelp(
      """
      Add codes of a key up into the groups of a table (code, group and, if need be, weight), as in \
      product=hs6-to-sections.csv; may be repeated.
      """, valueName: "key=file"))
  var rollup: [String] = []

  @Option(
    help: ArgumentHelp(
      "Write the proximity of every two products to this file, as CSV.", valueName: "file"))
  var productSpace: String?

  @Flag(help: "Rows for all pairs of reporters and products, also those without a value.")
  var allPairs = false

  func validate() throws {
    guard (1...1200).contains(window) else {
      throw ValidationError("--window \(window): expected 1 to 1200")
    }
    guard (0...1).contains(freight) else {
      throw ValidationError("--freight \(freight): expected 0 to 1")
    }
    _ = try conventions()
    for text in rollup { _ = try MeasureOptions.rollup(text) }
  }

  /// What the options say by themselves, put into an analysis.
  func apply(to analysis: inout Analysis) throws {
    analysis.over = try AnalyzeCommand.keys(over, option: "--over")
    analysis.window = window
    analysis.freight = freight
    analysis.conventions = try conventions()
    analysis.completesPairs = allPairs
    analysis.hasProductSpace = productSpace != nil
  }

  /// The files that the options name.
  func readFiles(for analysis: inout Analysis) throws {
    analysis.incomes = try gdp.map { try IncomeTable(path: $0) }
    analysis.concordances = try rollup.map { text in
      let (role, path) = try MeasureOptions.rollup(text)
      return try Concordance(role, path: path)
    }
  }

  private func conventions() throws -> Conventions {
    var conventions = Conventions()
    conventions.scaling = scaling.scaling
    for text in convention.flatMap({ $0.split(separator: ",") }) {
      let parts = text.split(separator: "=", maxSplits: 1)
      guard parts.count == 2,
        let choice = ConventionChoice.all.first(where: { $0.name == parts[0] })
      else {
        throw ValidationError(
          "--convention \"\(text)\": expected one of "
            + ConventionChoice.all.map(\.description).joined(separator: "; "))
      }
      guard choice.set(String(parts[1]), &conventions) else {
        throw ValidationError("--convention \"\(text)\": expected \(choice)")
      }
    }
    return conventions
  }

  private static func rollup(_ text: String) throws -> (Role, String) {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let key = Key(String(parts[0])), key.length == nil,
      case .role(let role) = key.source
    else {
      throw ValidationError(
        "--rollup \"\(text)\": expected a key, = and a file, as in product=hs.csv")
    }
    return (role, String(parts[1]))
  }
}

/// The standard deviation of an index on the command line.
enum ScalingChoice: String, ExpressibleByArgument, CaseIterable {
  case population
  case sample
  case stata

  var scaling: Conventions.Scaling {
    switch self {
    case .population: .population
    case .sample: .sample
    case .stata: .stata
    }
  }
}

/// One convention that has a name, and how a choice of it is entered.
struct ConventionChoice: CustomStringConvertible {
  let name: String
  let choices: [String]
  /// Enters the choice of that name; false where there is none.
  let set: (String, inout Conventions) -> Bool

  var description: String { "\(name)=" + choices.joined(separator: "|") }

  private init<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ path: WritableKeyPath<Conventions, Choice>
  ) {
    self.name = name
    choices = Choice.allCases.map(\.rawValue)
    set = { text, conventions in
      guard let choice = Choice(rawValue: text) else { return false }
      conventions[keyPath: path] = choice
      return true
    }
  }

  static var all: [ConventionChoice] {
    [
      ConventionChoice("pci", \.productScale), ConventionChoice("sign", \.sign),
      ConventionChoice("diagonal", \.diagonal),
      ConventionChoice("hhi", \.concentration.scale),
      ConventionChoice("normalised", \.concentration.normalised),
      ConventionChoice("count", \.concentration.count),
      ConventionChoice("intensity", \.intensity), ConventionChoice("prices", \.priceBase),
    ]
  }
}
