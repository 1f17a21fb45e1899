/// The rows above a table's figures: titles, one to three header rows, and where the figures begin.
struct TableHeader: Sendable {
  /// The texts of each column's header rows, from the top, joined by a blank.
  let names: [String]
  /// The header rows' first line; nil where there is no header.
  let line: Int?
  /// The index of the first row of figures.
  let body: Int

  private static let mostRows = 3

  /// Finds the header in the first rows of a table; nil where no row has figures.
  init?(_ rows: [DelimitedText.Row], point: Unicode.Scalar) {
    var kinds: [RowKind] = []
    let figures = TableHeader.usualFigures(rows, point)
    for row in rows {
      kinds.append(TableHeader.kind(of: row, point: point))
      // «Data Row Count,17773» above a table of many columns is a remark on it.
      if kinds.last == .figures, figures > 2, row.cells.count(where: { !$0.text.isEmpty }) == 2 {
        kinds[kinds.count - 1] = .title
      }
      if kinds.last == .figures { break }
    }
    guard kinds.last == .figures else { return nil }
    let body = kinds.count - 1
    var chosen: [DelimitedText.Row] = []
    var next = body - 1
    while next >= 0, chosen.count < TableHeader.mostRows, kinds[next] != .title {
      if kinds[next] == .header { chosen.insert(rows[next], at: 0) }
      next -= 1
    }
    line = chosen.first?.line
    names = TableHeader.joined(chosen)
    // Under the header the columns may be numbered.
    self.body =
      TableHeader.isNumbering(rows[body]) ? (body + 1 < rows.count ? body + 1 : body) : body
  }

  /// How many figures the middle one of the first rows has.
  private static func usualFigures(_ rows: [DelimitedText.Row], _ point: Unicode.Scalar) -> Int {
    let counts = rows.prefix(50).map { row in
      row.cells.count { !$0.text.isEmpty && isFigure($0.text, point) }
    }
    return counts.isEmpty ? 0 : counts.sorted()[counts.count / 2]
  }

  private enum RowKind {
    case blank
    case title
    case header
    case figures
  }

  private static func kind(of row: DelimitedText.Row, point: Unicode.Scalar) -> RowKind {
    let texts = row.cells.map(\.text).filter { !$0.isEmpty }
    if texts.isEmpty { return .blank }
    if texts.count == 1, row.cells.count > 1 || !isFigure(texts[0], point) { return .title }
    guard texts.contains(where: { isFigure($0, point) }) else { return .header }
    // A row of nothing but missing figures is neither a header nor says where the figures begin.
    return texts.contains { isFigure($0, point) && CellContent($0, point: point) != .missing }
      ? .figures : .blank
  }

  /// Whether a cell is a figure, or stands for a missing one; the number of a year is neither.
  private static func isFigure(_ text: String, _ point: Unicode.Scalar) -> Bool {
    if let year = Int(text), (1900...2100).contains(year) { return false }
    return CellContent(text, point: point) != .text
  }

  /// Whether the cells count the columns: 1, 2, 3, with or without a letter for the first.
  static func isNumbering(_ row: DelimitedText.Row) -> Bool {
    let numbers = row.cells.map { Int($0.text) }
    let counted = numbers.compactMap(\.self)
    return counted.count > 2 && counted.count >= row.cells.count - 1
      && counted.elementsEqual(counted[0]..<(counted[0] + counted.count)) && counted[0] <= 2
  }

  /// A text of an upper row that spans several columns holds for all of them.
  private static func joined(_ rows: [DelimitedText.Row]) -> [String] {
    let width = rows.map(\.cells.count).max() ?? 0
    var names = Array(repeating: "", count: width)
    for (number, row) in rows.enumerated() {
      var spanning = ""
      for column in 0..<width {
        var text = row[column]
        if !text.isEmpty {
          spanning = text
        } else if number < rows.count - 1,
          rows[(number + 1)...].contains(where: { !$0[column].isEmpty })
        {
          text = spanning
        }
        if !text.isEmpty { names[column] += (names[column].isEmpty ? "" : " ") + text }
      }
    }
    return names
  }
}
