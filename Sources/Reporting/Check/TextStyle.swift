/// Colours for a terminal, or none.
struct TextStyle: Sendable {
  let isColored: Bool

  func bold(_ text: String) -> String { code("1", text) }
  func dim(_ text: String) -> String { code("2", text) }
  func red(_ text: String) -> String { code("31;1", text) }
  func green(_ text: String) -> String { code("32", text) }
  func yellow(_ text: String) -> String { code("33", text) }

  /// The sign of `mark` in its colour.
  func mark(_ mark: FigureMark) -> String {
    switch mark {
    case .conflict: red(mark.rawValue)
    case .tested: green(mark.rawValue)
    case .unread, .doubted: yellow(mark.rawValue)
    case .untested: mark.rawValue
    }
  }

  private func code(_ code: String, _ text: String) -> String {
    isColored ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
  }
}

/// A small table for people: columns as wide as their widest cell.
struct AlignedTable: Sendable {
  enum Alignment: Sendable {
    case left
    case right
  }

  private let alignments: [Alignment]
  private var rows: [[String]] = []

  init(alignments: [Alignment]) {
    self.alignments = alignments
  }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// The rows; columns that are empty throughout are left out.
  func lines() -> [String] {
    let widths = alignments.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() where widths[column] > 0 {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        line += (alignments[column] == .left ? cell + padding : padding + cell) + "  "
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
