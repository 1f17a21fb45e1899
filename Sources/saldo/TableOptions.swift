internal import ArgumentParser
internal import Consistency
internal import Releases
internal import Reporting

/// Options for tables: the columns by name, and how much is shown.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The column of the current figure, or of the part: a header or a number from 1.",
      valueName: "column"))
  var current: String?

  @Option(
    help: ArgumentHelp(
      "The column of the figure compared with, or of the whole.", valueName: "column"))
  var previous: String?

  @Option(help: ArgumentHelp("The column of the stated figure.", valueName: "column"))
  var stated: String?

  @Option(
    help: ArgumentHelp(
      """
      What the stated figure says: \
      \(TableKind.allCases.map(\.rawValue).joined(separator: ", ")).
      """))
  var kind: TableKind?

  @Flag(help: "Show every row that disagrees, not the first \(TableText.shortList).")
  var all = false

  func validate() throws {
    let given = [current, previous, stated, kind?.rawValue].compactMap(\.self).count
    guard given == 0 || given == 4 else {
      throw ValidationError("--current, --previous, --stated and --kind are given together")
    }
  }

  /// Whether the columns are named.
  var isNamed: Bool { columns != nil }

  /// The named columns.
  var columns: NamedColumns? {
    guard let current, let previous, let stated, let kind else { return nil }
    return NamedColumns(current: current, previous: previous, stated: stated, kind: kind.kind)
  }
}

/// What a stated column says, on the command line.
enum TableKind: String, ExpressibleByArgument, CaseIterable {
  case percentChange = "percent-change"
  case ratio
  case index
  case points
  case share
  case absoluteChange = "absolute-change"

  var kind: Kind {
    switch self {
    case .percentChange: .percentChange
    case .ratio: .ratio
    case .index: .index
    case .points: .points
    case .share: .share
    case .absoluteChange: .absoluteChange
    }
  }
}
