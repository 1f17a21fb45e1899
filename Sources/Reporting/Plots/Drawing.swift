/// An SVG drawing under construction.
///
/// All drawings are 360 units wide, about the width of a phone, so that a text of eleven units can be
/// read on one; on a larger screen they grow. Looks are classes of the style sheet alone.
struct Drawing {
  static let width = 360.0

  /// Where a text stands against its place.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  let height: Double
  private(set) var body = ""

  init(height: Double) { self.height = height }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) {
    body +=
      "<line class=\"\(style)\" x1=\"\(Drawing.text(x1))\" y1=\"\(Drawing.text(y1))\" "
      + "x2=\"\(Drawing.text(x2))\" y2=\"\(Drawing.text(y2))\"/>\n"
  }

  /// A rectangle between two corners in any order, with a text that points at it show.
  mutating func rect(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String, tip: String = ""
  ) {
    // What is there can be seen, however small.
    let (width, height) = (max(abs(x2 - x1), 0.8), max(abs(y2 - y1), 0.8))
    body +=
      "<rect class=\"\(style)\" x=\"\(Drawing.text(min(x1, x2)))\" "
      + "y=\"\(Drawing.text(min(y1, y2)))\" width=\"\(Drawing.text(width))\" "
      + "height=\"\(Drawing.text(height))\"" + Drawing.end("rect", tip)
  }

  mutating func circle(_ x: Double, _ y: Double, radius: Double, _ style: String, tip: String = "")
  {
    body +=
      "<circle class=\"\(style)\" cx=\"\(Drawing.text(x))\" cy=\"\(Drawing.text(y))\" "
      + "r=\"\(Drawing.text(radius))\"" + Drawing.end("circle", tip)
  }

  /// Lines through the points; a missing point breaks them, and one by itself is a dot.
  mutating func path(_ points: [(x: Double, y: Double)?], _ style: String) {
    var commands = ""
    for stretch in points.split(whereSeparator: { $0 == nil }) {
      for (index, point) in stretch.enumerated() {
        guard let point else { continue }
        commands += (index == 0 ? "M" : "L") + Drawing.text(point.x) + " " + Drawing.text(point.y)
        // A line of no length with round ends is a dot.
        if stretch.count == 1 { commands += "h0" }
      }
    }
    guard !commands.isEmpty else { return }
    body += "<path class=\"\(style)\" d=\"\(commands)\"/>\n"
  }

  mutating func text(
    _ content: String, _ x: Double, _ y: Double, _ anchor: Anchor = .start, style: String = ""
  ) {
    let look = style.isEmpty ? "" : " class=\"\(style)\""
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    body +=
      "<text\(look) x=\"\(Drawing.text(x))\" y=\"\(Drawing.text(y))\"\(place)>"
      + "\(HTMLText.escaped(content))</text>\n"
  }

  /// An element as it is.
  mutating func raw(_ element: String) { body += element }

  /// The drawing with a text that says the same.
  func svg(title: String, description: String) -> String {
    """
    <svg class="plot" viewBox="0 0 \(Int(Drawing.width)) \(Drawing.text(height))" role="img" \
    aria-label="\(HTMLText.escaped("\(title). \(description)"))">
    \(body)</svg>

    """
  }

  /// `text`, cut to what fits into `width` units of letters of eleven units.
  static func fitted(_ text: String, _ width: Double) -> String {
    guard self.width(of: text) > width else { return text }
    var short = Substring(text)
    while short.count > 1, self.width(of: short + "…") > width { short.removeLast() }
    return short + "…"
  }

  /// About how wide a text of eleven units is, in a wide face such as DejaVu Sans.
  static func width(of text: some StringProtocol) -> Double {
    text.reduce(0) { width, character in
      switch character {
      case "\u{2212}", "+", "М", "Ш", "Щ", "Ж", "Ю", "ш", "щ", "ж", "ю", "W", "M", "m", "w", "%":
        width + 9.9
      case ".", ",", " ", "\u{a0}", ":", ";", "i", "l", "j", "·", "'", "|": width + 3.7
      case "A"..."Z", "А"..."Я": width + 7.7
      default: width + 7
      }
    }
  }

  /// A place with one digit after the point.
  static func text(_ place: Double) -> String {
    let tenths = Int((place * 10).rounded())
    let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
    return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
  }

  private static func end(_ element: String, _ tip: String) -> String {
    tip.isEmpty ? "/>\n" : "><title>\(HTMLText.escaped(tip))</title></\(element)>\n"
  }
}
