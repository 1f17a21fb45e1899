internal import Analytics
internal import ArgumentParser
internal import Exact
internal import TradeData

/// What the options of `saldo analyze` ask for.
struct AnalyzeRequest {
  /// The layouts to try; nil for all built-in ones.
  let layouts: [Layout]?
  let query: Query
  /// What the finest prices are asked with; nil where no measure is of prices.
  let salesQuery: Query?
  var analysis: Analysis
}

extension AnalyzeCommand {
  /// The options as what they mean, or a usage error.
  func parsed() throws -> AnalyzeRequest {
    let measures = try AnalyzeCommand.list(measures) { name in
      guard let measure = Measure(rawValue: name) else {
        throw ValidationError(
          "--measures: no measure \"\(name)\"; there are: "
            + (Measure.allCases.map(\.rawValue) + ["gravity"]).joined(separator: ", "))
      }
      return measure
    }
    try gravity.refuseWithoutMeasure()
    let keys = try AnalyzeCommand.keys(by, option: "--by")
    let joining = measures.first { [.balance, .intraindustry, .profiles, .mirror].contains($0) }
    if let joining, keys.contains(where: { $0.source == .role(.flow) }) {
      throw ValidationError(
        "--measures \(joining.rawValue) joins both flows; leave flow out of --by")
    }
    guard lag > 0 else { throw ValidationError("--lag \(lag): expected 1 or more") }
    guard (0...12).contains(digits) else {
      throw ValidationError("--digits \(digits): expected 0 to 12")
    }
    var analysis = Analysis(keys: keys, measures: measures, lag: lag, places: digits)
    try options.apply(to: &analysis)
    if measures.contains(.expy), options.gdp == nil {
      throw ValidationError(
        "--measures expy needs the GDP per head of each reporter: give a table with --gdp")
    }
    if measures.contains(.prices) {
      if paths.contains("-") {
        throw ValidationError(
          "--measures prices reads its files more than once, which standard input cannot be: "
            + "give a file")
      }
      if !options.rollup.isEmpty {
        throw ValidationError(
          "--measures prices compares goods at the finest level; leave --rollup out")
      }
    }
    if let problem = analysis.problem { throw ValidationError(problem) }
    var query = Query(
      filters: try filters(), span: try span(), frequency: try parsedFrequency())
    query.includesDomestic = domestic
    return AnalyzeRequest(
      layouts: try parsedLayouts(), query: analysis.query(basedOn: query),
      salesQuery: measures.contains(.prices) ? analysis.salesQuery(basedOn: query) : nil,
      analysis: analysis)
  }

  private func parsedLayouts() throws -> [Layout]? {
    // A file is read when the work begins: what is wrong in it is no error of usage.
    if layout == "auto" || layout.lowercased().hasSuffix(".json") { return nil }
    let named = Layout.named(layout)
    guard !named.isEmpty else {
      throw ValidationError(
        "--layout: no layout \"\(layout)\"; there are: auto, FILE.json, "
          + Layout.names.joined(separator: ", "))
    }
    return named
  }

  private func filters() throws -> [Filter] {
    try conditions.map { condition in
      guard let filter = Filter(condition) else {
        throw ValidationError(
          "--where \"\(condition)\": expected a column, = or !=, and texts, as in partner=CHN,DEU")
      }
      return filter
    }
  }

  private func span() throws -> Period? {
    let first = try from.map { try AnalyzeCommand.period($0, "--from") }
    let last = try to.map { try AnalyzeCommand.period($0, "--to") }
    guard first != nil || last != nil else { return nil }
    // No bound on a side reaches past every year that a file can name.
    let begin = first?.first ?? Period(year: 0).first
    let end = last?.last ?? Period(year: 9999).last
    guard begin <= end else {
      throw ValidationError("--from \(from ?? "") lies after --to \(to ?? "")")
    }
    return Period(first: begin, last: end)
  }

  private func parsedFrequency() throws -> Frequency? {
    try frequency.map { name in
      guard let frequency = Frequency(rawValue: name) else {
        throw ValidationError(
          "--frequency: no \"\(name)\"; there are: "
            + Frequency.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return frequency
    }
  }

  private static func period(_ text: String, _ option: String) throws -> Period {
    guard let period = Period(text) else {
      throw ValidationError("\(option) \"\(text)\": expected 2017, 2017-06 or 2017-Q2")
    }
    return period
  }

  /// Series keys as they are written in an option.
  static func keys(_ text: String, option: String) throws -> [Key] {
    try list(text) { name in
      guard let key = Key(name) else {
        throw ValidationError(
          "\(option): no key \"\(name)\"; there are: reporter, partner, product, flow, region, "
            + "unit, country, each with :N to cut it to N characters")
      }
      return key
    }
  }

  private static func list<Element>(
    _ text: String, _ transform: (String) throws -> Element
  ) throws -> [Element] {
    try text.split(separator: ",").map { part in
      try transform(String(part.drop(while: \.isWhitespace)))
    }
  }
}
