/// A request of HTTP/1.1: its head as read, and its body.
struct Request: Sendable {
  let head: RequestHead
  let body: [UInt8]
}

/// The request line and the headers (RFC 9112), read strictly: what could be read in two ways is
/// refused.
struct RequestHead: Sendable, Equatable {
  let method: String
  /// The path, with its escapes undone.
  let path: String
  /// The parameters behind the question mark, in order.
  let parameters: [Parameter]
  /// The headers by their names in small letters.
  let headers: [String: String]
  let isVersion10: Bool

  /// A parameter of a request.
  struct Parameter: Sendable, Equatable {
    let name: String
    let value: String
  }

  /// Reads the lines of a head, without the empty one that ends it.
  init(_ bytes: [UInt8]) throws(Refusal) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Refusal(.badRequest, "the request's head is no text")
    }
    var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    let first = lines.removeFirst()
    let parts = first.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 3, !parts[0].isEmpty, parts[0].utf8.allSatisfy(RequestHead.isTokenByte)
    else {
      throw Refusal(
        .badRequest, "the request line \"\(first.prefix(60))\" is not METHOD PATH HTTP/1.1")
    }
    guard parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0" else {
      throw Refusal(.versionNotSupported, "only HTTP/1.1 is spoken here")
    }
    method = String(parts[0])
    isVersion10 = parts[2] == "HTTP/1.0"
    guard parts[1].hasPrefix("/") else {
      throw Refusal(.badRequest, "the path must begin with /")
    }
    let target = parts[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = try RequestHead.unescaped(target[0], isForm: false)
    parameters = try RequestHead.parameters(target.count > 1 ? target[1] : "")
    headers = try RequestHead.headers(lines)
  }

  private static func headers(_ lines: [Substring]) throws(Refusal) -> [String: String] {
    var headers: [String: String] = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":"), colon > line.startIndex,
        line[..<colon].utf8.allSatisfy(isTokenByte)
      else {
        throw Refusal(.badRequest, "the header \"\(line.prefix(60))\" is not NAME: VALUE")
      }
      let name = line[..<colon].lowercased()
      let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
      guard !value.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\t" }) else {
        throw Refusal(.badRequest, "the header \(name) has a control character")
      }
      if headers.updateValue(String(value).trimmingBlanks, forKey: name) != nil,
        ["host", "content-length", "origin", "transfer-encoding"].contains(name)
      {
        throw Refusal(.badRequest, "the header \(name) is there twice")
      }
    }
    return headers
  }

  private static func parameters(_ text: Substring) throws(Refusal) -> [Parameter] {
    var parameters: [Parameter] = []
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      parameters.append(
        Parameter(
          name: try unescaped(parts[0], isForm: true),
          value: try unescaped(parts.count > 1 ? parts[1] : "", isForm: true)))
    }
    return parameters
  }

  /// `%D1%80` as the text that it stands for; a plus is a blank in a form's parameters.
  private static func unescaped(
    _ text: Substring, isForm: Bool
  ) throws(Refusal) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        let digits = rest.prefix(2)
        guard digits.count == 2, let value = UInt8(String(Substring(digits)), radix: 16) else {
          throw Refusal(.badRequest, "the path has a % without two digits behind it")
        }
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(isForm && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw Refusal(.badRequest, "the path is no text in UTF-8")
    }
    return text
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }

  /// The length of the body that follows; zero where there is none.
  func bodyLength() throws(Refusal) -> Int {
    guard headers["transfer-encoding"] == nil else {
      throw Refusal(.lengthRequired, "a body in pieces is not taken; send it with Content-Length")
    }
    guard let text = headers["content-length"] else {
      if method == "POST" {
        throw Refusal(.lengthRequired, "the request has no Content-Length")
      }
      return 0
    }
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let length = Int(text)
    else {
      throw Refusal(.badRequest, "Content-Length \"\(text.prefix(30))\" is no length")
    }
    return length
  }

  /// Whether the client will send no further request on this connection.
  var isLast: Bool {
    let connection = headers["connection"]?.lowercased() ?? ""
    return isVersion10 ? connection != "keep-alive" : connection == "close"
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return String(text)
  }
}
