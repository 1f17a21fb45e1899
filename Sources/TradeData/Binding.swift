internal import Exact

/// A layout found in a header: which column holds what.
struct Binding: Sendable {
  /// A column of values, and what is the same for all of them.
  struct Value: Sendable {
    let column: Int
    var period: Period?
    /// Which months of the row's year it holds.
    var part: YearPart?
    var constants: [Role: String] = [:]
  }

  let layout: Layout
  /// The column of each role.
  let columns: [Role: Int]
  /// One column of values, or, in a wide table, many.
  let values: [Value]
  /// What is the same for every row.
  let constants: [Role: String]
  /// The unit of the values: what their header says, else what the layout does.
  let unit: Unit

  /// Nil where the header is of another layout.
  init?(_ layout: Layout, _ header: [String]) {
    let names = Binding.names(header, layout)
    guard layout.marks.allSatisfy({ names.place(of: $0) != nil }),
      layout.innerSeparator == nil || header.contains(where: { Binding.timeSuffix(of: $0) != nil })
    else { return nil }
    var columns: [Role: Int] = [:]
    let hasQuantities = names.place(ofFirst: layout.quantities, readingUnits: false) != nil
    for (role, candidates) in layout.columns {
      var candidates = candidates
      // Beside quantities a unit is theirs; alone it says what the values are.
      if role == .indicator, hasQuantities, let units = layout.columns[.unit] {
        candidates.removeAll(where: units.contains)
      }
      columns[role] = names.place(
        ofFirst: candidates, readingUnits: layout.readsUnits && role == .value)
    }
    if columns[.unit] == columns[.indicator] { columns[.unit] = nil }
    guard layout.required.allSatisfy({ columns[$0] != nil }) else { return nil }
    let hasRowYears = Binding.keepYearParts(&columns, names)
    var values: [Value]
    if layout.isWide {
      values = Binding.wideValues(header, isPartial: hasRowYears)
    } else if layout.isWideByProduct {
      values = header.indices.compactMap {
        Binding.productFlow(header[$0].lowercased(), column: $0)
      }
    } else {
      values = Binding.flowValues(layout, names)
      // A column of each flow says more than one of values beside them.
      let isSplit = values.count > 1 || columns[.value] == nil
      if !isSplit || values.isEmpty {
        values = columns[.value].map { [Value(column: $0)] } ?? []
      } else {
        columns[.flow] = nil
      }
    }
    unit = Binding.unit(layout, values.first.flatMap { names[$0.column].unit })
    columns[.value] = nil
    guard !values.isEmpty, !columns.isEmpty else { return nil }
    var layout = layout
    if layout.name == Layout.long.name || layout.name == Layout.wide.name {
      Binding.shareCountry(&columns, names)
      if let column = columns[.product] { layout.readCodes(of: names[column].folded) }
    }
    self.layout = layout
    self.columns = columns
    // A file that never names its year speaks of year 0, "the reporting year".
    self.values = values.map { value in
      var value = value
      if value.period == nil, columns[.period] == nil { value.period = Period(year: 0) }
      return value
    }
    var constants: [Role: String] = [:]
    constants[.flow] = columns[.flow] == nil ? layout.flow?.rawValue : nil
    constants[.reporter] = columns[.reporter] == nil ? layout.reporter : nil
    self.constants = constants
  }

  /// Whether the text of `role` is known for every row: in a column, or the same throughout.
  func holds(_ role: Role) -> Bool {
    columns[role] != nil || constants[role] != nil
      || values.allSatisfy { $0.constants[role] != nil }
  }

  /// The columns by which rows are told apart: a name beside its code adds nothing.
  var identifying: [Role: Int] { columns.filter { $0.key != .productLabel } }

  /// Which column of the header holds what, in words: `period = t, reporter = i, value = v`.
  func description(in header: [String]) -> String {
    var parts = Role.allCases.compactMap { role in
      columns[role].map { "\(role.rawValue) = \(header[$0])" }
    }
    if let first = values.first, let last = values.last {
      let flow = first.constants[.flow]
      if values.count <= 2, first.period == nil || values.count == 1 {
        parts += values.map { "\($0.constants[.flow] ?? "value") = \(header[$0.column])" }
      } else {
        let names = "\(header[first.column]) to \(header[last.column])"
        parts.append("\(flow == nil ? "value" : "flows") = \(names) (\(values.count) columns)")
      }
    }
    return parts.joined(separator: ", ").oneLine
  }

  /// Two columns of one name, of which one is read: the columns, from 1.
  func ambiguity(in header: [String]) -> (name: String, first: Int, second: Int)? {
    // Names that differ in capitals and signs alone are one: nobody could tell which is meant.
    let header = header.map { ColumnName($0).folded.isEmpty ? $0 : ColumnName($0).folded }
    var read = Set(identifying.values)
    if layout.isWide {
      var seen: [String: Int] = [:]
      for value in values {
        if let first = seen.updateValue(value.column, forKey: header[value.column]) {
          return (header[value.column], first + 1, value.column + 1)
        }
      }
    } else {
      read.formUnion(values.map(\.column))
    }
    for column in read.sorted() {
      let others = header.indices.filter { $0 != column && header[$0] == header[column] }
      if let other = others.first {
        return (header[column], min(column, other) + 1, max(column, other) + 1)
      }
    }
    return nil
  }

  /// The header, comparable; without labels behind codes, where the layout has such.
  private static func names(_ header: [String], _ layout: Layout) -> [ColumnName] {
    header.map { name in
      if let sign = layout.labelSeparator { return ColumnName(String(name.prefix { $0 != sign })) }
      if layout.innerSeparator != nil, let suffix = timeSuffix(of: name) {
        return ColumnName(String(name[..<suffix]))
      }
      return ColumnName(name)
    }
  }

  /// Where, in a packed header, the last dimension's name ends: `geo\time`, `indicators\TIME_PERIOD`.
  private static func timeSuffix(of name: String) -> String.Index? {
    guard let sign = name.firstIndex(of: "\\"),
      name[name.index(after: sign)...].lowercased().hasPrefix("time")
    else { return nil }
    return sign
  }

  /// The unit that the header of the values states; what it leaves open, the layout says.
  private static func unit(_ layout: Layout, _ stated: Unit?) -> Unit {
    guard let stated else { return layout.unit }
    return stated.name.isEmpty ? Unit(layout.unit.name, exponent: stated.exponent) : stated
  }

  /// Keeps the month's or the quarter's column only beside a column of years; whether there is one.
  private static func keepYearParts(_ columns: inout [Role: Int], _ names: [ColumnName]) -> Bool {
    let isYear = columns[.period].map { yearNames.contains(names[$0].folded) } ?? false
    if !isYear || columns[.month] == columns[.period] { columns[.month] = nil }
    if !isYear || columns[.month] != nil || columns[.quarter] == columns[.period] {
      columns[.quarter] = nil
    }
    return isYear
  }

  private static let yearNames: Set<String> = ["year", "yr", "год", "refyear", "coano"]

  /// The columns that hold the values of one flow each.
  private static func flowValues(_ layout: Layout, _ names: [ColumnName]) -> [Value] {
    Flow.allCases.compactMap { flow in
      let candidates = layout.flowColumns[flow] ?? []
      return names.place(ofFirst: candidates, readingUnits: layout.readsUnits).map {
        Value(column: $0, constants: [.flow: flow.rawValue])
      }
    }
  }

  /// Columns named after periods, after a flow and a period, or, beside a column of years, after
  /// parts of the year.
  private static func wideValues(_ header: [String], isPartial: Bool) -> [Value] {
    let isFiscal = header.contains { Period.isPlainlyFiscal($0.utf8) }
    // A row of data may hold a year too, but its other numbers tell it from a header.
    let hasNumbers = header.contains { name in
      Double(name) != nil && Period(header: name, isFiscal: isFiscal) == nil
    }
    if hasNumbers { return [] }
    let values: [Value] = header.indices.compactMap { column in
      let name = header[column]
      if isPartial {
        guard
          let part = YearPart.months[name.lowercased()].map({ YearPart(month: $0) })
            ?? YearPart(quarterName: name)
        else { return nil }
        return Value(column: column, part: part)
      }
      if let period = Period(header: name, isFiscal: isFiscal) {
        return Value(column: column, period: period)
      }
      guard let (flow, rest) = FlowWords.split(name),
        let period = Period(header: rest, isFiscal: isFiscal)
      else { return nil }
      return Value(column: column, period: period, constants: [.flow: flow])
    }
    // Balances and turnovers repeat the exports and imports beside them.
    let derived = [FlowWords.balance, FlowWords.turnover]
    let plain = values.filter { value in !derived.contains { value.constants[.flow] == $0 } }
    return plain.contains { $0.constants[.flow] != nil } ? plain : values
  }

  /// `exp_coal` and `imp_coal`.
  private static func productFlow(_ name: String, column: Int) -> Value? {
    for (prefix, flow) in [("exp_", Flow.export), ("imp_", .import)] where name.hasPrefix(prefix) {
      return Value(
        column: column,
        constants: [.flow: flow.rawValue, .product: String(name.dropFirst(prefix.count))])
    }
    return nil
  }

  /// In a plain table the only column of countries answers for either side of the trade.
  private static func shareCountry(_ columns: inout [Role: Int], _ names: [ColumnName]) {
    guard columns[.partner] == nil, let column = columns[.reporter],
      ["country", "countryname", "countrycode", "страна"].contains(names[column].folded)
    else { return }
    columns[.partner] = column
  }
}

extension Layout {
  /// Reads product codes as the name of their column promises.
  fileprivate mutating func readCodes(of name: String) {
    let isHarmonized = ["hs", "hts", "cn", "тнвэд", "кодтнвэд", "scheduleb"].contains {
      name.hasPrefix($0)
    }
    if isHarmonized {
      code = .even
    } else if name.hasPrefix("sitc") {
      levels = levels.map { $0.role == .product ? LevelRule(.product, .codeLength) : $0 }
    }
  }
}

extension [ColumnName] {
  /// The column of that name.
  fileprivate func place(of name: String) -> Int? {
    let wanted = ColumnName(name).folded
    return firstIndex { $0.folded == wanted }
  }

  /// The column of the first of these names that there is; where units are read, a name may state one
  /// besides.
  fileprivate func place(ofFirst candidates: [String], readingUnits: Bool) -> Int? {
    for candidate in candidates where !candidate.isEmpty {
      if let place = place(of: candidate) { return place }
    }
    guard readingUnits else { return nil }
    for candidate in candidates {
      let wanted = ColumnName(candidate).folded
      if let place = firstIndex(where: { $0.unit != nil && $0.stem == wanted }) { return place }
    }
    return nil
  }
}

extension YearPart {
  /// `Q1`, `Quarter 1`, `I квартал`: a quarter that says that it is one.
  fileprivate init?(quarterName name: String) {
    let letters = name.lowercased().filter(\.isLetter)
    guard ["q", "кв", "квартал", "quarter"].contains(where: letters.hasSuffix) else { return nil }
    self.init(name, isQuarter: true)
  }
}

extension Period {
  /// A period as the name of a column: also `2016 [YR2016]`, `Y2016` and `X2016`.
  init?(header text: String, isFiscal: Bool = false) {
    if let period = Period(field: text, isFiscal: isFiscal) {
      self = period
      return
    }
    if text.hasSuffix("]"), let bracket = text.firstIndex(of: "[") {
      self.init(String(text[..<bracket].filter { $0 != " " }))
      return
    }
    // R and Stata put a letter before a name that begins with a digit.
    guard let letter = text.first, "XYxy_".contains(letter), text.utf8.count >= 5 else {
      return nil
    }
    self.init(field: String(text.dropFirst()))
  }
}
