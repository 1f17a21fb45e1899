@testable import Serving

/// The head of a request, as a client may send it.
func fuzzRequest(_ bytes: [UInt8]) {
  do {
    let head = try RequestHead(bytes)
    if head.path.utf8.contains(0) || !head.path.hasPrefix("/") {
      broken("a path is text that begins with a slash: \(head.path.debugDescription)")
    }
    for (name, value) in head.headers {
      if name != name.lowercased() || name.isEmpty {
        broken("the name of a header is \(name.debugDescription)")
      }
      if value.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 }) {
        broken("a header has the value \(value.debugDescription)")
      }
    }
    _ = head.isLast
    try RequestGuard(port: 8017).check(head)
    if try head.bodyLength() < 0 { broken("a body has a negative length") }
    for parameter in head.parameters where parameter.name == "name" {
      let name = UploadFolder.name(parameter.value, default: "data.csv")
      if name.contains("/") || name.contains("\\") || name.hasPrefix(".") || name.isEmpty {
        broken("a file would be called \(name.debugDescription)")
      }
    }
  } catch {
    checkLine(error)
  }
}
