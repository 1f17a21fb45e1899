internal import Reporting

/// The answers that the server gives.
enum Status: Int, Sendable {
  case ok = 200
  case badRequest = 400
  case forbidden = 403
  case notFound = 404
  case methodNotAllowed = 405
  case timeout = 408
  case lengthRequired = 411
  case tooLarge = 413
  case unsupportedMediaType = 415
  case unprocessable = 422
  case headTooLarge = 431
  case failed = 500
  case busy = 503
  case workTimeout = 504
  case versionNotSupported = 505

  var phrase: String {
    switch self {
    case .ok: "OK"
    case .badRequest: "Bad Request"
    case .forbidden: "Forbidden"
    case .notFound: "Not Found"
    case .methodNotAllowed: "Method Not Allowed"
    case .timeout: "Request Timeout"
    case .lengthRequired: "Length Required"
    case .tooLarge: "Content Too Large"
    case .unsupportedMediaType: "Unsupported Media Type"
    case .unprocessable: "Unprocessable Content"
    case .headTooLarge: "Request Header Fields Too Large"
    case .failed: "Internal Server Error"
    case .busy: "Service Unavailable"
    case .workTimeout: "Gateway Timeout"
    case .versionNotSupported: "HTTP Version Not Supported"
    }
  }
}

/// Why a request is not served: a status, and one line for people.
struct Refusal: Error, Sendable, Equatable {
  let status: Status
  let reason: String

  init(_ status: Status, _ reason: String) {
    (self.status, self.reason) = (status, reason)
  }
}

/// What goes back to the client.
struct Reply: Sendable {
  let status: Status
  let type: String
  let body: [UInt8]
  /// Further headers.
  var headers: [(name: String, value: String)] = []

  init(_ status: Status = .ok, type: String, body: [UInt8]) {
    (self.status, self.type, self.body) = (status, type, body)
  }

  /// The answer to a request that is refused: `{"error": "…"}`.
  init(_ refusal: Refusal) {
    var json = JSONWriter(isPretty: false)
    json.beginObject()
    json.write(refusal.reason, "error")
    json.endObject()
    self.init(refusal.status, type: "application/json", body: json.bytes + [0x0a])
    if refusal.status == .busy { headers = [("Retry-After", "1")] }
  }

  /// The head as it is sent.
  ///
  /// Every answer forbids what a browser need not do with it: nothing is loaded from elsewhere, no
  /// script runs but the page's own file, and no other site may frame or read it.
  func head(closes: Bool) -> [UInt8] {
    var text = "HTTP/1.1 \(status.rawValue) \(status.phrase)\r\n"
    let all =
      [
        ("Content-Type", type), ("Content-Length", String(body.count)),
        ("Connection", closes ? "close" : "keep-alive"),
        ("Content-Security-Policy", Reply.policy), ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"), ("Cache-Control", "no-store"),
      ] + headers
    for (name, value) in all { text += "\(name): \(value)\r\n" }
    return Array((text + "\r\n").utf8)
  }

  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
}
