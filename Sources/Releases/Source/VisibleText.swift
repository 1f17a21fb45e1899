/// The text of an HTML page: markup, scripts and styles left out, character references resolved.
///
/// No tree is built: a release needs only its words in order, and broken markup must not lose any.
struct VisibleText {
  private(set) var scalars: [Unicode.Scalar] = []
  private(set) var places: [Int] = []

  private static let blocks: Set<String> = [
    "p", "div", "br", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5",
    "h6", "section", "article", "header", "footer", "blockquote", "title", "body", "html", "head",
  ]
  private static let hidden: Set<String> = ["script", "style", "noscript", "template", "head"]
  private static let references: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}",
    "thinsp": "\u{2009}", "laquo": "«", "raquo": "»", "ndash": "–", "mdash": "—", "minus": "−",
    "euro": "€", "pound": "£", "yen": "¥", "hellip": "…", "ldquo": "“", "rdquo": "”",
    "rsquo": "’", "lsquo": "‘", "plusmn": "±", "times": "×",
  ]

  init(_ page: [Unicode.Scalar]) {
    scalars.reserveCapacity(page.count)
    places.reserveCapacity(page.count)
    var position = 0
    while position < page.count {
      switch page[position] {
      case "<" where VisibleText.opensTag(page, position):
        position = skipTag(page, position)
      case "&":
        position = reference(page, position)
      case let scalar:
        // Line breaks of the markup are spaces of the text; blocks make its paragraphs.
        append(scalar.isLineBreak ? " " : scalar, position)
        position += 1
      }
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ place: Int) {
    scalars.append(scalar)
    places.append(place)
  }

  private static func opensTag(_ page: [Unicode.Scalar], _ index: Int) -> Bool {
    guard index + 1 < page.count else { return false }
    let next = page[index + 1]
    return next.isLetter || next == "/" || next == "!" || next == "?"
  }

  private mutating func skipTag(_ page: [Unicode.Scalar], _ start: Int) -> Int {
    if page[start...].starts(with: "<!--".unicodeScalars) {
      return VisibleText.end(of: "-->", page, from: start)
    }
    var name = ""
    var position = start + 1
    if position < page.count, page[position] == "/" { position += 1 }
    while position < page.count, page[position].isLetter || page[position].isDigit {
      name.unicodeScalars.append(page[position])
      position += 1
    }
    name = name.lowercased()
    let end = VisibleText.end(of: ">", page, from: position)
    if VisibleText.blocks.contains(name) { append("\n", start) }
    if VisibleText.hidden.contains(name), page[start + 1] != "/" {
      return VisibleText.end(of: "</\(name)>", page, from: end)
    }
    return end
  }

  private static func end(of mark: String, _ page: [Unicode.Scalar], from start: Int) -> Int {
    let wanted = Array(mark.unicodeScalars)
    var position = start
    while position + wanted.count <= page.count {
      let found = zip(page[position...], wanted).allSatisfy {
        $0 == $1 || $0.properties.lowercaseMapping == String($1)
      }
      if found { return position + wanted.count }
      position += 1
    }
    return page.count
  }

  private mutating func reference(_ page: [Unicode.Scalar], _ start: Int) -> Int {
    let limit = min(page.count, start + 12)
    guard let end = page[start..<limit].firstIndex(of: ";") else {
      append("&", start)
      return start + 1
    }
    var name = ""
    name.unicodeScalars.append(contentsOf: page[start + 1..<end])
    if let scalar = VisibleText.references[name] ?? VisibleText.numeric(name) {
      append(scalar, start)
      return end + 1
    }
    append("&", start)
    return start + 1
  }

  private static func numeric(_ name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let code =
      digits.hasPrefix("x") || digits.hasPrefix("X")
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return code.flatMap(Unicode.Scalar.init)
  }
}
