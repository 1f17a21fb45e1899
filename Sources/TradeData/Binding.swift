internal import Exact

/// A layout found in a header: which column holds what.
struct Binding: Sendable {
  /// A column of values, and what is the same for all of them.
  struct Value: Sendable {
    let column: Int
    var period: Period?
    var constants: [Role: String] = [:]
  }

  let layout: Layout
  /// The column of each role.
  let columns: [Role: Int]
  /// One column of values, or, in a wide table, many.
  let values: [Value]
  /// What is the same for every row.
  let constants: [Role: String]

  /// Nil where the header is of another layout.
  init?(_ layout: Layout, _ header: [String]) {
    let names = header.map { $0.lowercased() }
    guard layout.marks.allSatisfy(names.contains) else { return nil }
    var columns: [Role: Int] = [:]
    for (role, candidates) in layout.columns {
      columns[role] = candidates.lazy.compactMap(names.firstIndex(of:)).first
    }
    guard layout.required.allSatisfy({ columns[$0] != nil }) else { return nil }
    let values: [Value]
    if layout.isWide {
      values = header.indices.compactMap { column in
        Period(header: header[column]).map { Value(column: column, period: $0) }
      }
    } else if layout.isWideByProduct {
      values = names.indices.compactMap { Binding.productFlow(names[$0], column: $0) }
    } else {
      values = columns[.value].map { [Value(column: $0)] } ?? []
    }
    columns[.value] = nil
    guard !values.isEmpty, !columns.isEmpty else { return nil }
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

  /// `exp_coal` and `imp_coal`.
  private static func productFlow(_ name: String, column: Int) -> Value? {
    for (prefix, flow) in [("exp_", Flow.export), ("imp_", .import)] where name.hasPrefix(prefix) {
      return Value(
        column: column,
        constants: [.flow: flow.rawValue, .product: String(name.dropFirst(prefix.count))])
    }
    return nil
  }
}

extension Period {
  /// A period as the name of a column: also `2016 [YR2016]`, and `2012-2013` for the fiscal year
  /// from April to March.
  init?(header text: String) {
    if let period = Period(field: text) {
      self = period
      return
    }
    if text.hasSuffix("]"), let bracket = text.firstIndex(of: "[") {
      self.init(String(text[..<bracket].filter { $0 != " " }))
      return
    }
    let years = text.split(separator: "-", omittingEmptySubsequences: false)
    guard years.count == 2, years.allSatisfy({ $0.utf8.count == 4 }), let first = Int(years[0]),
      let second = Int(years[1]), second == first + 1, first > 1000
    else { return nil }
    self.init(first: Period(year: first, from: 4, to: 4).first, last: first * 12 + 14)
  }
}
