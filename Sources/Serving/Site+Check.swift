internal import Releases
internal import Reporting

extension Site {
  /// The options of `saldo check` that a request may give.
  private static let checkOptions: Set<String> = ["language", "rounding", "format"]
  private static let checkFlags: Set<String> = ["explain", "all"]

  /// Checks the body of a request: a release, a page or a table, as its name says.
  func check(_ request: Request) async throws -> Reply {
    var (name, options, format) = ("-", [String](), "json")
    for parameter in request.head.parameters {
      switch parameter.name {
      case "name": name = UploadFolder.name(parameter.value, default: "-")
      case "format" where parameter.value == "content": format = "content"
      case let option where Site.checkOptions.contains(option):
        if option == "format" { format = parameter.value }
        options += ["--\(option)=\(parameter.value)"]
      case let flag where Site.checkFlags.contains(flag): options.append("--\(flag)")
      default: throw Site.unknown(parameter, Site.checkOptions.union(Site.checkFlags))
      }
    }
    if format == "json" { options.append("--format=json") }
    let job = try jobs.check(options)
    try Site.refusePacked(request.body)
    let input = try await job.batch.check(request.body, name: name)
    try Task.checkCancellation()
    var report = CheckReport(format == "content" ? .htmlContent : job.format)
    return Reply(
      type: Site.type(of: format), body: report.bytes(of: input) + report.closing())
  }

  /// The error for a parameter that is none.
  static func unknown(_ parameter: RequestHead.Parameter, _ known: Set<String>) -> Refusal {
    Refusal(
      .badRequest,
      "there is no parameter \"\(parameter.name.prefix(40))\"; there are: "
        + (known.union(["name"])).sorted().joined(separator: ", "))
  }

  /// Data that is packed may be of any size when unpacked.
  static func refusePacked(_ body: [UInt8]) throws(Refusal) {
    let marks: [[UInt8]] = [[0x1f, 0x8b], [0x28, 0xb5, 0x2f, 0xfd], [0x50, 0x4b, 0x03, 0x04]]
    if marks.contains(where: body.starts(with:)) {
      throw Refusal(
        .unsupportedMediaType, "the data is packed; unpack it first, or use the command")
    }
  }

  /// The media type of a format.
  static func type(of format: String) -> String {
    switch format {
    case "json": "application/json"
    case "jsonl": "application/x-ndjson"
    case "csv": "text/csv; charset=utf-8"
    case "html", "content": "text/html; charset=utf-8"
    default: "text/plain; charset=utf-8"
    }
  }
}
