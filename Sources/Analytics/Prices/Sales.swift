internal import Exact
public import TradeData

/// Values and quantities of the finest goods of the data, for prices.
///
/// A good is whatever the data tells apart: a product, of a reporter, to a partner, in a unit. Only
/// where both value and quantity are positive is there a unit value.
public struct Sales: Sendable {
  /// What a reader should know of them.
  let notes: [String]
  /// The goods, and their values.
  let values: Cube
  /// For each cell of `values`, its quantity; not a number where there is none.
  let quantities: [Double]

  /// Reads values and quantities of all goods.
  ///
  /// - Parameters:
  ///   - paths: The files, each read twice.
  ///   - layout: Their layout.
  ///   - query: The one of `Analysis.salesQuery(basedOn:)`.
  ///   - reader: How they are read.
  /// - Throws: `TradeDataError` where the files have no quantities or cannot be read.
  public init(
    of paths: [String], as layout: Layout, for query: Query, by reader: TradeReader
  ) async throws {
    // A layout may come in several forms, of which only some have quantities.
    let forms = (reader.layouts ?? Layout.all).filter { $0.name == layout.name }
    let quantities = forms.compactMap(\.measuringQuantities)
    guard !quantities.isEmpty else {
      throw TradeDataError(
        paths.first ?? "-",
        "layout \(layout.name) has no column of quantities; prices need one beside the values")
    }
    var reader = reader
    reader.layouts = forms
    let values = try await reader.read(paths, for: query)
    reader.layouts = quantities
    let amounts = try await reader.read(paths, for: query)
    guard values.cube.keys == amounts.cube.keys else {
      throw TradeDataError(
        paths.first ?? "-",
        "values are told apart by \(Sales.names(values.cube)), quantities by "
          + "\(Sales.names(amounts.cube)); expected quantities by the same keys")
    }
    var notes: [String] = []
    let lost = amounts.tally.rejected - values.tally.rejected
    if lost > 0 { notes.append("prices: \(lost) quantities could not be read") }
    self.init(values: values.cube, quantities: amounts.cube, notes: notes)
  }

  /// Joins two cubes of the same keys.
  init(values: Cube, quantities: Cube, notes: [String] = []) {
    let width = values.keys.count
    precondition(quantities.keys == values.keys, "values and quantities are of other keys")
    // The codes of one cube in terms of the other's.
    let codes = zip(values.texts, quantities.texts).map { ours, theirs in
      let known = Dictionary(uniqueKeysWithValues: zip(ours, ours.indices.map { Int32($0) }))
      return theirs.map { known[$0] ?? -1 }
    }
    let numbers = Dictionary(
      uniqueKeysWithValues: (0..<values.seriesCount).map {
        (Array(values.codes[($0 * width)..<(($0 + 1) * width)]), $0)
      })
    let periods = Dictionary(uniqueKeysWithValues: zip(values.periods, values.periods.indices))
    let unit = Double(Int64.tenToThe(quantities.cells.scale))
    var amounts = [Double](repeating: .nan, count: values.cells.digits.count)
    for series in 0..<quantities.seriesCount {
      let place = (0..<width).map { codes[$0][Int(quantities.codes[series * width + $0])] }
      guard let number = numbers[place] else { continue }
      for (index, period) in quantities.periods.enumerated() {
        guard let column = periods[period] else { continue }
        amounts[values.place(series: number, period: column)] =
          quantities.cells.unscaled(quantities.place(series: series, period: index)) / unit
      }
    }
    self.values = values
    self.quantities = amounts
    self.notes =
      notes
      + (values.keys.contains { $0.source == .role(.unit) }
        ? [] : ["prices: no column names the unit of quantities; all are taken to be in one"])
  }

  private static func names(_ cube: Cube) -> String {
    cube.keys.map(\.name).joined(separator: ", ")
  }

  /// What was sold of a good in a period; nil where there is no unit value.
  func sale(_ good: Int, _ period: Int) -> PriceIndices.Sale? {
    let place = values.place(series: good, period: period)
    let (value, quantity) = (values.cells.unscaled(place), quantities[place])
    guard value > 0, quantity > 0 else { return nil }
    return PriceIndices.Sale(
      value: value / Double(Int64.tenToThe(values.cells.scale)), quantity: quantity)
  }
}

extension Analysis {
  /// The keys beneath those of a series by which goods are told apart.
  private static let goods: [Role] = [.flow, .unit, .product, .reporter, .partner, .region]

  /// The query whose answer `Sales` takes: the keys of the result, and all by which goods differ.
  public func salesQuery(basedOn query: Query = Query()) -> Query {
    var query = query
    query.keys = keys + Analysis.goods.map { Key(.role($0)) }.filter { !keys.contains($0) }
    query.optional = Set(
      Analysis.goods.filter { role in
        !keys.contains { $0.source == .role(role) }
      })
    return query
  }
}
