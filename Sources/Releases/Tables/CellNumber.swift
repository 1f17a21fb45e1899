import BigInt
import Exact

/// What a table's cell holds, as statistics offices write it.
enum CellContent: Sendable, Equatable {
  /// A number as printed.
  case number(PrintedDecimal)
  /// Empty, or a sign for a value that is missing, nil, or secret.
  case missing
  /// A word, a title, or a number with something in it that does not belong there.
  case text

  /// Reads a cell whose fractions follow `point`.
  ///
  /// Read are a sign (`-`, `−`, `–`, `+`) or parentheses for a negative number, groups of three digits
  /// between blanks, apostrophes or the mark that is not the point, a percent sign, and a footnote
  /// mark behind the number: `1)`, `*`, `¹`.
  init(_ text: String, point: Unicode.Scalar) {
    var scalars = text.unicodeScalars.filter { !$0.isWhite }
    if CellContent.missingMarks.contains(text.lowercased()) || scalars.isEmpty {
      self = .missing
      return
    }
    let isParenthesised = scalars.first == "(" && scalars.last == ")"
    if isParenthesised {
      scalars = String.UnicodeScalarView(scalars.dropFirst().dropLast())
    } else {
      CellContent.dropFootnote(&scalars)
    }
    if scalars.last == "%" { scalars.removeLast() }
    var isNegative = isParenthesised
    if let first = scalars.first, "-−–+".unicodeScalars.contains(first) {
      isNegative = first != "+" || isParenthesised
      scalars.removeFirst()
    }
    guard let number = CellContent.unsigned(scalars, point: point) else {
      self = .text
      return
    }
    self = .number(isNegative ? number.negated : number)
  }

  private static let missingMarks: Set<String> = [
    "", "-", "−", "–", "—", "…", "...", "..", ".", "x", "х", "na", "n/a", "n.a.", "nan", "null",
    ":",
    "н/д", "нд", "н.д.", "--", "***", "s",
  ]

  private static func dropFootnote(_ scalars: inout String.UnicodeScalarView) {
    if scalars.last == ")", scalars.count > 2, !scalars.contains("(") {
      scalars.removeLast(2)
    }
    while let last = scalars.last, "*¹²³⁴⁵⁶⁷⁸⁹†".unicodeScalars.contains(last) {
      scalars.removeLast()
    }
  }

  private static func unsigned(
    _ scalars: String.UnicodeScalarView, point: Unicode.Scalar
  ) -> PrintedDecimal? {
    let groupMark: Unicode.Scalar = point == "," ? "." : ","
    var digits = ""
    var fraction: Int?
    var group = 0
    var groups = 0
    for scalar in scalars {
      switch scalar {
      case "0"..."9":
        digits.unicodeScalars.append(scalar)
        if let count = fraction { fraction = count + 1 } else { group += 1 }
      case point:
        guard fraction == nil, groups == 0 || group == 3 else { return nil }
        fraction = 0
      case groupMark, "'", "’":
        guard fraction == nil, groups == 0 ? (1...3).contains(group) : group == 3 else {
          return nil
        }
        groups += 1
        group = 0
      default: return nil
      }
    }
    guard !digits.isEmpty, fraction != nil || groups == 0 || group == 3,
      let magnitude = BigInt(digits)
    else { return nil }
    return PrintedDecimal(digits: magnitude, exponent: -(fraction ?? 0))
  }
}

/// Which mark stands before the fractions of a table.
enum DecimalPoint {
  /// The mark that the cells show: a comma or point followed by other than three digits, or behind
  /// another mark, is one; where none is, groups by comma and fractions by point are taken.
  static func of(_ cells: some Sequence<String>) -> Unicode.Scalar {
    var (commas, points) = (0, 0)
    for cell in cells {
      let marks = cell.unicodeScalars.filter { $0 == "," || $0 == "." }
      guard let last = marks.last,
        !cell.unicodeScalars.contains(where: { $0.properties.isAlphabetic }),
        let place = cell.unicodeScalars.lastIndex(of: last)
      else { continue }
      let behind = cell.unicodeScalars[place...].dropFirst().prefix { ("0"..."9").contains($0) }
        .count
      let isAlone = marks.count == 1
      let isMixed = marks.contains { $0 != last }
      guard isMixed || (isAlone && behind != 3 && behind > 0) else { continue }
      if last == "," { commas += 1 } else { points += 1 }
    }
    return commas > points ? "," : "."
  }
}
