/// Keeps out what does not come from the server's own page or from a program on this machine.
///
/// A name of another site that leads to 127.0.0.1 (DNS rebinding) shows in the host, and a request
/// that another site's page sends shows in the origin; programs such as curl send no origin.
struct RequestGuard: Sendable {
  private let hosts: Set<String>

  init(port: UInt16) {
    hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
  }

  func check(_ head: RequestHead) throws(Refusal) {
    guard let host = head.headers["host"]?.lowercased(), hosts.contains(host) else {
      throw Refusal(
        .forbidden,
        "the host must be \(hosts.sorted().joined(separator: " or ")): "
          + "this server is for this machine alone")
    }
    if let origin = head.headers["origin"], !hosts.contains(where: { "http://\($0)" == origin }) {
      throw Refusal(.forbidden, "requests from other sites are not served")
    }
    // A link from another site may lead to the page, but nothing else.
    if let site = head.headers["sec-fetch-site"], site == "cross-site" || site == "same-site",
      head.method != "GET" || head.path != "/"
    {
      throw Refusal(.forbidden, "requests from other sites are not served")
    }
  }
}
