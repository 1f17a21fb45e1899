import Consistency
import Exact

/// A file of stated figures: one statement a row, under the header
/// `measure,scope,period,base,kind,value,unit`, with `scale` and `of` where they are needed.
///
/// A scope is a path, the widest name first: `Region/CIS`. `of` names the whole of a share or the
/// flow that a ratio is taken to: a measure (`turnover`) or a scope.
struct StatementFile {
  private enum Field: String, CaseIterable {
    case measure
    case scope
    case period
    case base
    case kind
    case value
    case unit
    case scale
    case of
  }

  private let path: String
  private let rounding: Rounding
  private let columns: [Field: Int]
  private let rows: ArraySlice<DelimitedText.Row>
  private let point: Unicode.Scalar

  /// Whether a table's header is that of a statement file.
  static func isHeader(_ row: DelimitedText.Row) -> Bool {
    let names = Set(row.cells.map { $0.text.lowercased() })
    return ["measure", "period", "kind", "value"].allSatisfy(names.contains)
  }

  /// The file `table`, whose first row that is not blank is the header.
  init(_ table: DelimitedText, path: String, rounding: Rounding) throws(UnreadableDocument) {
    self.path = path
    self.rounding = rounding
    guard let first = table.rows.firstIndex(where: { !$0.isBlank }) else {
      throw UnreadableDocument(description: "\(path): is empty; expected a header and rows")
    }
    let header = table.rows[first]
    var columns: [Field: Int] = [:]
    for (number, cell) in header.cells.enumerated() {
      guard let field = Field(rawValue: cell.text.lowercased()) else {
        throw UnreadableDocument(
          description: "\(path):\(header.line): unknown column \"\(cell.text)\"; expected "
            + "measure,scope,period,base,kind,value,unit and, where needed, scale,of")
      }
      guard columns.updateValue(number, forKey: field) == nil else {
        throw UnreadableDocument(
          description: "\(path):\(header.line): two columns are called \"\(cell.text)\"; "
            + "keep one of them")
      }
    }
    self.columns = columns
    rows = table.rows[(first + 1)...]
    let value = columns[.value] ?? 0
    point = DecimalPoint.of(rows.lazy.map { $0[value] })
  }

  /// The statements in the order of the rows; the first row that cannot be read is the error.
  func statements() throws(UnreadableDocument) -> [Statement] {
    var statements: [Statement] = []
    let units = unitsByMeasure()
    for row in rows where !row.isBlank {
      guard row.cells.count <= columns.count else {
        throw UnreadableDocument(
          description: "\(path):\(row.line): expected \(columns.count) fields, found "
            + "\(row.cells.count)")
      }
      statements.append(try statement(row, id: "s\(statements.count + 1)", units))
    }
    return statements
  }

  // MARK: - One row

  private func statement(
    _ row: DelimitedText.Row, id: String, _ units: [String: String]
  ) throws(UnreadableDocument) -> Statement {
    let (measure, name) = measure(text(.measure, row))
    let kind = try kind(row, measure)
    let period = try period(.period, row)
    let base = text(.base, row).isEmpty ? nil : try self.period(.base, row)
    let unit = unit(row)
    let isLevel = kind == .level || kind == .balance
    let levelUnit = isLevel || kind == .absoluteChange ? unit.code : nil
    let subject = Quantity(
      measure, name: name, scope: scope(text(.scope, row)), period: period,
      unit: levelUnit ?? units[text(.measure, row)] ?? units[""])
    let (reference, whole) = try references(row, kind, subject, base)
    let printed = try number(row)
    let figure = Figure(
      printed: printed, scale: try scale(row) * .powerOfTen(unit.exponent),
      unit: isLevel ? unit.code ?? "" : unit.code ?? StatementFile.ownUnit(kind),
      interval: printedInterval(printed, rounding: rounding))
    // A change of a balance may be one of a surplus or one of a deficit.
    let isChangeOfBalance = measure == .balance && [.ratio, .percentChange, .index].contains(kind)
    let signs = isChangeOfBalance ? [1, -1] : [1]
    let value = row.cells[columns[.value] ?? 0]
    return Statement(
      id: id, quote: value.text, start: value.start, end: value.end,
      readings: signs.enumerated().map { rank, sign in
        Reading(
          id: "\(id).\(rank == 0 ? "a" : "b")", kind: kind, subject: subject,
          reference: reference, whole: whole, figure: figure, sign: sign, cost: rank)
      })
  }

  private static func ownUnit(_ kind: Kind) -> String {
    switch kind {
    case .ratio: "times"
    case .percentChange, .index, .share: "percent"
    case .points: "points"
    case .level, .balance, .absoluteChange: ""
    }
  }

  private func text(_ field: Field, _ row: DelimitedText.Row) -> String {
    columns[field].map { row[$0] } ?? ""
  }

  private func measure(_ text: String) -> (Measure, name: String?) {
    if let measure = Measure(rawValue: text.lowercased()) { return (measure, nil) }
    return (.other, text.isEmpty ? nil : text)
  }

  /// A path; a code of goods at its end is the product.
  private func scope(_ text: String) -> Scope {
    let path = text.split(separator: "/").map { $0.trimmingBlanks }
    guard let last = path.last, ProductCode(last) != nil else { return Scope(path) }
    return Scope(path.dropLast(), product: last)
  }

  private func kind(
    _ row: DelimitedText.Row, _ measure: Measure
  ) throws(UnreadableDocument) -> Kind {
    let text = text(.kind, row)
    let name = String(text.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
    guard let kind = Kind(rawValue: name) else {
      throw failure(
        row, .kind, text, "one of " + Kind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return kind == .level && measure == .balance ? .balance : kind
  }

  private func period(_ field: Field, _ row: DelimitedText.Row) throws(UnreadableDocument) -> Period
  {
    guard let period = Period(text(field, row)) else {
      throw failure(
        row, field, text(field, row),
        "a period such as 2017, 2017-06, 2017-Q2 or 2017-01..2017-06")
    }
    return period
  }

  private func number(_ row: DelimitedText.Row) throws(UnreadableDocument) -> PrintedDecimal {
    guard case .number(let number) = CellContent(text(.value, row), point: point) else {
      throw failure(row, .value, text(.value, row), "a number")
    }
    return number
  }

  private func scale(_ row: DelimitedText.Row) throws(UnreadableDocument) -> Rational {
    let text = text(.scale, row)
    if text.isEmpty { return .one }
    if let exponent = UnitWords.exponent(of: text) { return .powerOfTen(exponent) }
    guard let number = PrintedDecimal(text), number.value.signum > 0 else {
      throw failure(row, .scale, text, "a power of ten or a word such as million")
    }
    return number.value
  }

  private func references(
    _ row: DelimitedText.Row, _ kind: Kind, _ subject: Quantity, _ base: Period?
  ) throws(UnreadableDocument) -> (reference: Quantity?, whole: Quantity?) {
    let of = text(.of, row)
    let named: Quantity? =
      if of.isEmpty { nil } else if let measure = Measure(rawValue: of.lowercased()) {
        subject.with(measure: measure)
      } else { subject.with(scope: scope(of)) }
    switch kind {
    case .level, .balance: return (nil, nil)
    case .share:
      guard let whole = named ?? subject.scope.parent.map({ subject.with(scope: $0) }) else {
        throw failure(row, .of, of, "the whole of the share: a measure or a scope")
      }
      return (whole, nil)
    case .ratio, .percentChange, .index, .absoluteChange, .points:
      if let base { return (subject.with(period: base), kind == .points ? named : nil) }
      guard let named, kind != .points else {
        throw failure(row, .base, "", "the period that the \(kind.rawValue) is measured from")
      }
      return (named, nil)
    }
  }

  private func failure(
    _ row: DelimitedText.Row, _ field: Field, _ found: String, _ expected: String
  ) -> UnreadableDocument {
    UnreadableDocument(
      description: "\(path):\(row.line): \(field.rawValue): expected \(expected), "
        + "found \"\(found.prefix(60))\"")
  }

  // MARK: - Units

  private func unit(_ row: DelimitedText.Row) -> (code: String?, exponent: Int) {
    let words = text(.unit, row).split(separator: " ").map(String.init)
    if words.count > 1, let exponent = UnitWords.exponent(of: words[0]) {
      return (words.dropFirst().joined(separator: " "), exponent)
    }
    let code = words.joined(separator: " ")
    return (code.isEmpty ? nil : code, 0)
  }

  /// The unit in which the levels of each measure are given; under no name, that of most levels.
  ///
  /// A growth rate does not say the unit of what grew.
  private func unitsByMeasure() -> [String: String] {
    var counts: [String: [String: Int]] = [:]
    for row in rows {
      let kind = text(.kind, row).lowercased()
      guard kind == "level" || kind == "balance", let code = unit(row).code else { continue }
      counts[text(.measure, row), default: [:]][code, default: 0] += 1
      counts["", default: [:]][code, default: 0] += 1
    }
    return counts.compactMapValues { units in
      units.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
  }
}

/// The words for powers of ten in units and titles.
enum UnitWords {
  /// The power of ten that a word stands for: 6 for `million`, `mln`, `млн`.
  static func exponent(of word: String) -> Int? {
    let word = word.lowercased().filter { $0 != "." }
    return exponents.first { word.hasPrefix($0.stem) }?.exponent
  }

  private static let exponents: [(stem: String, exponent: Int)] = [
    ("thousand", 3), ("тыс", 3), ("million", 6), ("mln", 6), ("mn", 6), ("млн", 6), ("миллион", 6),
    ("billion", 9), ("bln", 9), ("bn", 9), ("млрд", 9), ("миллиард", 9), ("trillion", 12),
    ("trn", 12), ("трлн", 12), ("триллион", 12),
  ]
}

extension StringProtocol {
  /// The text without blanks at its ends.
  var trimmingBlanks: String {
    var rest = self[...]
    while rest.first?.isWhitespace ?? false { rest.removeFirst() }
    while rest.last?.isWhitespace ?? false { rest.removeLast() }
    return String(rest)
  }
}
