internal import Analytics
internal import ArgumentParser
internal import LinearAlgebra

/// Options of a gravity regression.
struct GravityOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      The regression for gravity: an outcome, ~, regressors, and behind | fixed effects, as in \
      'trade ~ log(dist) + rta | exporter^year + importer^year'.
      """, valueName: "formula"))
  var formula: String?

  @Option(
    help: ArgumentHelp(
      """
      Columns by which the standard errors of gravity are clustered, one or two ways, as in exporter \
      or exporter,importer^year.
      """, valueName: "columns"))
  var cluster: String?

  @Option(
    help: """
      The standard errors of gravity without --cluster: hc1 (the default), or iid where the variance \
      is the mean.
      """)
  var errors: ErrorChoice?

  /// Refuses the options where the measure is another.
  func refuseWithoutMeasure() throws {
    let given = [
      formula.map { _ in "--formula" }, cluster.map { _ in "--cluster" },
      errors.map { _ in "--errors" },
    ]
    if let option = given.compactMap(\.self).first {
      throw ValidationError("\(option) belongs to --measures gravity")
    }
  }
}

/// Standard errors on the command line.
enum ErrorChoice: String, ExpressibleByArgument, CaseIterable {
  case iid
  case hc1

  var errors: Gravity.Errors {
    switch self {
    case .iid: .iid
    case .hc1: .hc1
    }
  }
}

extension AnalyzeCommand {
  /// Whether the measure is the one that reads columns of its own.
  var isGravity: Bool {
    measures.split(separator: ",").contains {
      $0.trimmingPrefix(while: \.isWhitespace) == "gravity"
    }
  }

  /// The regression that the options ask for, or a usage error.
  func gravityRequest() throws -> Gravity {
    guard measures.allSatisfy({ $0 != "," }) else {
      throw ValidationError("--measures gravity stands alone: its rows are not of series")
    }
    let foreign: [(String, Bool)] = [
      ("--layout", layout != "auto"), ("--by", !by.isEmpty), ("--where", !conditions.isEmpty),
      ("--from", from != nil), ("--to", to != nil), ("--frequency", frequency != nil),
      ("--lag", lag != 1), ("--rejects", rejects != nil), ("--duplicates", duplicates),
      ("--domestic", domestic), ("--over", !options.over.isEmpty), ("--gdp", options.gdp != nil),
      ("--rollup", !options.rollup.isEmpty), ("--product-space", options.productSpace != nil),
      ("--convention", !options.convention.isEmpty), ("--all-pairs", options.allPairs),
    ]
    if let option = foreign.first(where: \.1)?.0 {
      throw ValidationError(
        "--measures gravity reads the columns that --formula names; leave \(option) out")
    }
    guard format != .html else {
      throw ValidationError(
        "--format html: a gravity regression has no page; use text, csv, json or jsonl")
    }
    guard (0...12).contains(digits) else {
      throw ValidationError("--digits \(digits): expected 0 to 12")
    }
    guard let text = gravity.formula else {
      throw ValidationError(
        "--measures gravity needs --formula, as in "
          + "'trade ~ log(dist) + rta | exporter^year + importer^year'")
    }
    if gravity.cluster != nil, gravity.errors != nil {
      throw ValidationError("--errors and --cluster are two answers to one question; give one")
    }
    do {
      let clusters = try gravity.cluster.map { try Formula.clusters($0) } ?? []
      guard clusters.count <= 2 else {
        throw ValidationError("--cluster: \(clusters.count) ways; expected one or two")
      }
      return Gravity(
        try Formula(text), clusters: clusters, errors: gravity.errors?.errors ?? .hc1)
    } catch let problem as Formula.Problem {
      throw ValidationError(problem.description)
    }
  }

  /// Fits and writes the regression.
  func runGravity() async throws {
    try await reportingFailures {
      let request = try gravityRequest()
      LinearAlgebraLibrary.setThreads(common.threadCount)
      let result = try await request.fit(filesAt: paths, threads: common.threadCount)
      let table = result.table(places: digits)
      if !common.quiet {
        StandardError.say("formula: \(request.formula)")
        for note in table.notes { StandardError.say("note: \(note)") }
      }
      try await writeRows(of: table)
    }
  }
}
