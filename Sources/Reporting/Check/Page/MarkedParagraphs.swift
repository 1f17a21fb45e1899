internal import Consistency
internal import Releases

/// The paragraphs of a document that have numbers, each figure an element that shows its card.
///
/// A text whose lines are all short is taken to be wrapped, with blank lines between paragraphs; of
/// any other text, and of a page, each line is one. Paragraphs without a figure or an unread number
/// are left out, and a line says how many were.
struct MarkedParagraphs {
  private struct Mark {
    let start: Int
    let end: Int
    /// The element around the number, but for the number itself.
    let opening: String
    let closing: String
  }

  private let scalars: [Unicode.Scalar]
  private let marks: [Mark]
  private let language: String
  private let isHTML: Bool

  init(_ document: CheckedDocument, id: String) {
    let text = document.readableText
    scalars = text.scalars
    language = document.release.language.rawValue
    isHTML = document.isHTML
    var marks = document.statements.map { statement in
      let mark = FigureMark(statement, in: document)
      let card = "\(id)-\(statement.id)"
      let narrowed = document.refutedReadings(of: statement).isEmpty ? "" : " narrowed"
      return Mark(
        start: text.index(of: statement.start), end: text.index(of: statement.end),
        opening: "<span class=\"figure \(mark.style)\(narrowed)\" tabindex=\"0\" role=\"note\" "
          + "aria-describedby=\"\(card)\"><span class=\"number\">",
        closing: "</span><sup>\(statement.id)\(mark.symbol)</sup>"
          + "<span class=\"card\" role=\"tooltip\" id=\"\(card)\" lang=\"en\">"
          + FigureCard(statement, in: document).html() + "</span></span>")
    }
    marks += document.release.unread.map { span in
      Mark(
        start: text.index(of: span.start), end: text.index(of: span.end),
        opening: "<span class=\"figure unread\" title=\"\(FigureMark.unread.meaning)\">"
          + "<span class=\"number\">",
        closing: "</span><sup>\(FigureMark.unread.symbol)</sup></span>")
    }
    self.marks = marks.sorted { $0.start < $1.start }
  }

  func html() -> String {
    var html = ""
    var skipped = 0
    var next = 0
    for paragraph in paragraphs() {
      let first = next
      while next < marks.count, marks[next].start < paragraph.upperBound { next += 1 }
      guard next > first else {
        skipped += 1
        continue
      }
      html += MarkedParagraphs.omission(skipped)
      skipped = 0
      html += "<p>" + self.html(of: paragraph, marks[first..<next]) + "</p>\n"
    }
    guard !html.isEmpty else { return "" }
    return "<div class=\"text\" lang=\"\(language)\">\n\(html)"
      + "\(MarkedParagraphs.omission(skipped))</div>\n"
  }

  private static func omission(_ count: Int) -> String {
    guard count > 0 else { return "" }
    let paragraphs = count == 1 ? "1 paragraph" : "\(count) paragraphs"
    return "<p class=\"omission\" lang=\"en\">… \(paragraphs) without figures …</p>\n"
  }

  private func paragraphs() -> [Range<Int>] {
    let lines = lines()
    let isWrapped = !isHTML && lines.allSatisfy { $0.count <= 120 }
    var paragraphs: [Range<Int>] = []
    var continues = false
    for line in lines {
      let isBlank = scalars[line].allSatisfy(\.properties.isWhitespace)
      if !isBlank {
        let start = continues ? paragraphs.popLast()?.lowerBound : nil
        paragraphs.append((start ?? line.lowerBound)..<line.upperBound)
      }
      continues = isWrapped && !isBlank
    }
    return paragraphs
  }

  private func lines() -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for position in scalars.indices where scalars[position] == "\n" {
      lines.append(start..<position)
      start = position + 1
    }
    return lines + [start..<scalars.count]
  }

  private func html(of paragraph: Range<Int>, _ marks: ArraySlice<Mark>) -> String {
    var html = ""
    var position = paragraph.lowerBound
    for mark in marks where mark.start >= position {
      html += text(position..<mark.start)
      html += mark.opening + text(mark.start..<mark.end) + mark.closing
      position = mark.end
    }
    return html + (position < paragraph.upperBound ? text(position..<paragraph.upperBound) : "")
  }

  private func text(_ range: Range<Int>) -> String {
    var text = ""
    for scalar in scalars[range] {
      if scalar == "\n" {
        text += "<br>\n"
      } else if let reference = HTMLText.reference(scalar) {
        text += reference
      } else if scalar != "\r" {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
