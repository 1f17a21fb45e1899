/// A delimited text split into rows and cells, each with its place in the source.
///
/// Fields are separated by a comma, a semicolon, a tab or a bar, whichever divides most lines alike,
/// and may stand in double quotes (RFC 4180).
struct DelimitedText: Sendable {
  /// One field.
  struct Cell: Sendable, Equatable {
    /// The text without quotes and blanks around it.
    let text: String
    /// Where it begins, in Unicode scalars; inside the quotes of a quoted field.
    let start: Int
    /// Where it ends.
    let end: Int
  }

  /// One row.
  struct Row: Sendable {
    /// The line, from 1, on which it begins.
    let line: Int
    /// Its fields; a blank line has none.
    let cells: [Cell]

    /// The text of a field, empty where the row has none.
    subscript(column: Int) -> String { cells.indices.contains(column) ? cells[column].text : "" }

    /// Whether no field has a text.
    var isBlank: Bool { cells.allSatisfy(\.text.isEmpty) }
  }

  /// The byte between fields.
  let separator: UInt8
  /// The rows in order.
  let rows: [Row]
  /// The line on which a field begins whose quotes are not closed.
  let openLine: Int?

  /// Splits `text`.
  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    let separator = DelimitedText.separator(of: scalars)
    self.separator = separator
    var splitter = Splitter(scalars, separator: Unicode.Scalar(separator))
    rows = splitter.rows()
    openLine = splitter.openLine
  }

  private static let candidates: [UInt8] = [0x09, 0x3b, 0x7c, 0x2c]

  /// The candidate of which most lines have the same number.
  private static func separator(of scalars: [Unicode.Scalar]) -> UInt8 {
    var counts = candidates.map { _ in [Int: Int]() }
    var line = candidates.map { _ in 0 }
    var (isQuoted, lines) = (false, 0)
    for scalar in scalars {
      if scalar == "\"" { isQuoted.toggle() }
      guard !isQuoted else { continue }
      if scalar == "\n" {
        for (number, count) in line.enumerated() where count > 0 {
          counts[number][count, default: 0] += 1
        }
        line = line.map { _ in 0 }
        lines += 1
        if lines == 200 { break }
      } else if let number = candidates.firstIndex(where: { Unicode.Scalar($0) == scalar }) {
        line[number] += 1
      }
    }
    for (number, count) in line.enumerated() where count > 0 {
      counts[number][count, default: 0] += 1
    }
    var best = (separator: UInt8(ascii: ","), lines: 0)
    for (number, separator) in candidates.enumerated() {
      let alike = counts[number].values.max() ?? 0
      if alike > best.lines { best = (separator, alike) }
    }
    return best.separator
  }
}

/// Walks over the scalars of a delimited text.
private struct Splitter {
  private let scalars: [Unicode.Scalar]
  private let separator: Unicode.Scalar
  private var position = 0
  private var line = 1
  private(set) var openLine: Int?

  init(_ scalars: [Unicode.Scalar], separator: Unicode.Scalar) {
    self.scalars = scalars
    self.separator = separator
  }

  mutating func rows() -> [DelimitedText.Row] {
    var rows: [DelimitedText.Row] = []
    while position < scalars.count {
      let first = line
      var cells: [DelimitedText.Cell] = []
      while true {
        cells.append(cell())
        guard position < scalars.count, scalars[position] == separator else { break }
        position += 1
      }
      if position < scalars.count {
        position += 1
        line += 1
      }
      rows.append(DelimitedText.Row(line: first, cells: cells))
    }
    return rows
  }

  /// Reads up to a separator or line end outside of quotes.
  private mutating func cell() -> DelimitedText.Cell {
    let (begin, first) = (position, line)
    var isQuoted = false
    while position < scalars.count {
      let scalar = scalars[position]
      if scalar == "\"" { isQuoted.toggle() }
      if !isQuoted, scalar == separator || scalar == "\n" { break }
      if scalar == "\n" { line += 1 }
      position += 1
    }
    if isQuoted { openLine = first }
    var (start, end) = trimmed(begin, position)
    guard end - start >= 2, scalars[start] == "\"", scalars[end - 1] == "\"" else {
      return DelimitedText.Cell(text: text(start, end), start: start, end: end)
    }
    (start, end) = trimmed(start + 1, end - 1)
    let inner = text(start, end)
    return DelimitedText.Cell(
      text: inner.contains("\"\"") ? inner.replacing("\"\"", with: "\"") : inner, start: start,
      end: end)
  }

  private func trimmed(_ begin: Int, _ finish: Int) -> (start: Int, end: Int) {
    var (start, end) = (begin, finish)
    while start < end, scalars[start].isWhite { start += 1 }
    while end > start, scalars[end - 1].isWhite { end -= 1 }
    return (start, end)
  }

  private func text(_ start: Int, _ end: Int) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[start..<end])
    return String(text)
  }
}

extension Unicode.Scalar {
  /// Whether it is white space; for ASCII without a look at the tables of Unicode.
  var isWhite: Bool {
    value < 0x80 ? value == 0x20 || (9...13).contains(value) : properties.isWhitespace
  }
}
