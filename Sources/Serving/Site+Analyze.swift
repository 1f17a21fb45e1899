internal import Analytics
internal import Reporting
internal import TradeData

extension Site {
  /// The options of `saldo analyze` that a request may give: none that names a file.
  private static let analyzeOptions: Set<String> = [
    "by", "where", "from", "to", "frequency", "lag", "measures", "digits", "over", "window",
    "scaling", "convention", "freight", "layout", "language", "format",
  ]
  private static let analyzeFlags: Set<String> = ["duplicates", "domestic", "all-pairs"]

  /// Analyses the body of a request, a file of trade data.
  func analyze(_ request: Request) async throws -> Reply {
    var (name, options, format) = ("data.csv", [String](), "json")
    for parameter in request.head.parameters {
      switch parameter.name {
      case "name": name = UploadFolder.name(parameter.value, default: "data.csv")
      case "format": format = parameter.value
      case "layout" where parameter.value.lowercased().hasSuffix(".json"):
        throw Refusal(.badRequest, "a layout file cannot be read here; use the command")
      case let option where Site.analyzeOptions.contains(option):
        options += ["--\(option)=\(parameter.value)"]
      case let flag where Site.analyzeFlags.contains(flag): options.append("--\(flag)")
      default: throw Site.unknown(parameter, Site.analyzeOptions.union(Site.analyzeFlags))
      }
    }
    guard ["json", "jsonl", "csv", "text", "html", "content"].contains(format) else {
      throw Refusal(
        .badRequest,
        "there is no format \"\(format.prefix(20))\"; there are: json, jsonl, csv, text, html")
    }
    try Site.refusePacked(request.body)
    let (job, shape) = (try jobs.analyze(options), format)
    return try await uploads.withFile(request.body, name: name) { path, folder in
      do {
        let body = try await result(of: job, path: path, name: name, format: shape)
        return Reply(type: Site.type(of: shape), body: body)
      } catch let error as TradeDataError {
        // The name is the request's own; where the server keeps the file is no news.
        throw Refusal(.unprocessable, "\(error)".replacing(folder, with: ""))
      }
    }
  }

  private func result(
    of job: Jobs.Analyze, path: String, name: String, format: String
  ) async throws -> [UInt8] {
    var analysis = job.analysis
    let reading = try await job.reader.read([path], for: job.query)
    try Task.checkCancellation()
    if let query = job.salesQuery {
      analysis.sales = try await Sales(of: [path], as: reading.layout, for: query, by: job.reader)
    }
    let table = try analysis.table(of: reading.cube)
    try Task.checkCancellation()
    let folder = String(path.dropLast(name.count))
    let source = ReportSource(
      files: [name], reading: reading, analysis: analysis, notes: table.notes,
      language: job.language)
    let unit = reading.unit.description
    switch format {
    case "html", "content":
      let page = try await AnalysisPage(
        table, from: source, maps: analysis.productMaps(of: reading.cube), threads: threads)
      let text = format == "html" ? page.text() : page.content()
      return Array(text.replacing(folder, with: "").utf8)
    case "csv": return try await table.bytes(as: .csv, unit: unit, threads: threads)
    case "jsonl": return try await table.bytes(as: .jsonLines, unit: unit, threads: threads)
    case "text":
      return try await table.bytes(as: .text(isColored: false), unit: unit, threads: threads)
    default: return try await table.bytes(as: .json, unit: unit, threads: threads)
    }
  }
}
