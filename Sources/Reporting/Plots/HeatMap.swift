internal import Exact

/// A heat map of comparative advantage: locations down, products across, a shade for each ratio.
///
/// Shades are of classes on either side of one, where advantage begins; a ratio of a half and one of
/// two are as far from it. A dot marks advantage, so that the map can be read without its colours.
struct HeatMap {
  let rows: [String]
  let columns: [String]
  /// The ratio of each row and column; nil where there is none.
  let values: [[ScaledInteger?]]
  let words: ReportWords

  /// The lower bounds of the classes, from the second on.
  private static let bounds: [Rational] = [
    Rational(1, 4), Rational(1, 2), .one, 2, 4,
  ]
  private static let names = ["< 1/4", "1/4 – 1/2", "1/2 – 1", "1 – 2", "2 – 4", "≥ 4"]

  static func shade(_ value: ScaledInteger) -> Int {
    bounds.count { Rational(value) >= $0 }
  }

  func plot(title: String, caption: String) -> Plot {
    let left = min(120, 8 + (rows.map(Drawing.width(of:)).max() ?? 0))
    let cell = min(26, (Drawing.width - left) / Double(max(1, columns.count)))
    let row = 16.0
    let widest = columns.map(Drawing.width(of:)).max() ?? 0
    // Codes stand upright where they are wider than their column.
    let isUpright = widest > cell - 2
    let top = isUpright ? min(90, widest + 8) : 16
    var drawing = Drawing(height: top + Double(rows.count) * row + 6)
    for (number, name) in columns.enumerated() {
      let x = left + (Double(number) + 0.5) * cell
      if isUpright {
        drawing.upright(Drawing.fitted(name, 82), x + 4, top - 5)
      } else {
        drawing.text(name, x, top - 5, .middle, style: "tick")
      }
    }
    for (index, name) in rows.enumerated() {
      let y = top + Double(index) * row
      drawing.text(Drawing.fitted(name, left - 6), left - 5, y + 12, .end, style: "tick")
      for (number, value) in values[index].enumerated() {
        let x = left + Double(number) * cell
        guard let value else {
          drawing.rect(x, y, x + cell - 1, y + row - 1, "none")
          continue
        }
        drawing.rect(
          x, y, x + cell - 1, y + row - 1, "h\(HeatMap.shade(value))",
          tip: "\(name), \(columns[number]): \(words.style.text(value))")
        if Rational(value) >= .one {
          drawing.circle(x + (cell - 1) / 2, y + (row - 1) / 2, radius: 1.6, "mark")
        }
      }
    }
    let table = zip(rows, values).map { name, values in
      [name] + values.map { $0.map(words.style.text) ?? "" }
    }
    return Plot(
      title: title, caption: caption,
      drawings: drawing.svg(
        title: title,
        description: words.heatDescription(rows: rows.count, columns: columns.count)),
      legend: HeatMap.names.enumerated().map { Plot.Key(style: "h\($0)", text: $1) },
      header: [""] + columns, rows: table)
  }
}

extension Drawing {
  /// A text that runs upwards from its place.
  mutating func upright(_ content: String, _ x: Double, _ y: Double) {
    raw(
      "<text class=\"tick\" transform=\"translate(\(Drawing.text(x)) \(Drawing.text(y))) "
        + "rotate(-90)\">\(HTMLText.escaped(content))</text>\n")
  }
}
