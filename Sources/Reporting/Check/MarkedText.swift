internal import Consistency
internal import Releases

/// The paragraphs of a document that have figures, each figure in brackets with its number and a
/// mark, so that the text can be read without colours.
struct MarkedText: Sendable {
  private struct Mark {
    let start: Int
    let end: Int
    let before: String
    let after: String
  }

  private let scalars: [Unicode.Scalar]
  private let marks: [Mark]
  private let places: [Int]
  private let width = 96

  init(_ document: CheckedDocument, style: TextStyle) {
    let text = document.readableText
    scalars = text.scalars.map { $0 == "\n" || $0 == "\t" ? $0 : ShownText.shown($0) }
    var marks: [Mark] = []
    for statement in document.statements {
      let sign = style.mark(FigureMark(statement, in: document))
      marks.append(
        Mark(
          start: text.index(of: statement.start), end: text.index(of: statement.end),
          before: style.dim("["),
          after: " " + style.dim(statement.id) + sign + style.dim("]")))
    }
    for span in document.release.unread {
      marks.append(
        Mark(
          start: text.index(of: span.start), end: text.index(of: span.end), before: style.dim("["),
          after: style.yellow("?") + style.dim("]")))
    }
    self.marks = marks.sorted { $0.start < $1.start }
    places = document.statements.map { text.index(of: $0.start) }
  }

  /// The paragraphs with statements, wrapped.
  func lines() -> [String] {
    var lines: [String] = []
    var start = 0
    while start < scalars.count {
      var end = start
      while end < scalars.count, scalars[end] != "\n" { end += 1 }
      if places.contains(where: { $0 >= start && $0 < end }) {
        if !lines.isEmpty { lines.append("") }
        lines += wrapped(paragraph(start, end))
      }
      start = end + 1
    }
    return lines
  }

  /// Words with their visible width: colour codes have none.
  private func paragraph(_ start: Int, _ end: Int) -> [(text: String, width: Int)] {
    var words: [(text: String, width: Int)] = [("", 0)]
    func append(_ text: String, width: Int) {
      words[words.count - 1].text += text
      words[words.count - 1].width += width
    }
    var next = marks.firstIndex { $0.start >= start } ?? marks.count
    var open: Mark?
    var position = start
    while position < end || open != nil {
      if let mark = open, position >= mark.end || position >= end {
        append(mark.after, width: visibleWidth(mark.after))
        open = nil
        continue
      }
      if open == nil, next < marks.count, marks[next].start == position {
        append(marks[next].before, width: 1)
        open = marks[next]
        next += 1
      }
      let scalar = scalars[position]
      if scalar == " " || scalar == "\t" {
        words.append(("", 0))
      } else if scalar != "\r" {
        append(String(scalar), width: 1)
      }
      position += 1
    }
    return words.filter { $0.width > 0 }
  }

  private func wrapped(_ words: [(text: String, width: Int)]) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in words {
      if length > 0, length + 1 + word.width > width {
        lines.append(line)
        line = ""
        length = 0
      }
      line += (length > 0 ? " " : "") + word.text
      length += (length > 0 ? 1 : 0) + word.width
    }
    if length > 0 { lines.append(line) }
    return lines
  }

  private func visibleWidth(_ text: String) -> Int {
    var width = 0
    var isCode = false
    for character in text {
      if character == "\u{1b}" { isCode = true }
      if !isCode { width += 1 }
      if isCode, character == "m" { isCode = false }
    }
    return width
  }
}
