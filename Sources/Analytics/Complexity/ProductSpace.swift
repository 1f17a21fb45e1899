internal import Exact
internal import LinearAlgebra
internal import TradeData

/// The product space as a table: the proximity of every two products that any location has together.
///
/// One row for each pair, the product that sorts first on the left, sorted by the other keys, the
/// period and the products. φ_pq = n_pq / max(U_p, U_q), as in `Proximity`; pairs that no location
/// has together have φ = 0 and no row. A stretch of products is one product of matrices, so that no
/// table of all pairs is held.
struct ProductSpace: Sendable {
  let columns: [ResultTable.Column]
  private let stretches: [Stretch]
  private let places: Int

  /// Some products of one matrix, against all that sort after them.
  private struct Stretch: Sendable {
    let specialisation: Specialisation
    let group: [Int32]
    let period: Int
    let products: Range<Int>
  }

  /// Products in a stretch: enough for the matrix product to be one.
  private static let width = 64

  init(_ context: MeasureContext) {
    let (cube, table) = (context.series.detail, CrossTable(ofProducts: context.series))
    places = context.analysis.places
    columns =
      table.groupKeys.map { .init(cube.keys[$0].name, .text(cube.texts[$0])) }
      + [
        .init("period", .text(cube.periods.map(\.description))),
        .init("product", .text(table.columnNames)), .init("other", .text(table.columnNames)),
        context.roundedColumn("proximity"),
      ]
    var stretches: [Stretch] = []
    for (group, codes) in table.groupCodes.enumerated() {
      for period in cube.periods.indices {
        let specialisation = Specialisation(
          exports: table.matrix(group: group, period: period).values)
        let count = specialisation.products.count
        stretches += stride(from: 0, to: count, by: ProductSpace.width).map {
          Stretch(
            specialisation: specialisation, group: codes, period: period,
            products: $0..<min($0 + ProductSpace.width, count))
        }
      }
    }
    self.stretches = stretches
  }

  var table: ResultTable {
    ResultTable(
      columns: columns, blockCount: stretches.count,
      notes: ["product space: discrete proximity, RCA >= 1 against all rows of the data"]
    ) { block(stretches[$0]) }
  }

  private func block(_ stretch: Stretch) -> ResultTable.Block {
    let specialisation = stretch.specialisation
    let (advantages, ubiquity) = (specialisation.advantages, specialisation.ubiquity)
    let some = advantages.selecting(
      rows: Array(0..<advantages.rows), columns: Array(stretch.products))
    var together = Matrix(rows: stretch.products.count, columns: advantages.columns)
    Matrix.multiply(some, .transposed, by: advantages, into: &together)
    var (left, right, values) = ([Int32](), [Int32](), [Double]())
    for (row, product) in stretch.products.enumerated() {
      for other in (product + 1)..<max(product + 1, advantages.columns)
      where together[row, other] > 0 {
        left.append(Int32(specialisation.products[product]))
        right.append(Int32(specialisation.products[other]))
        values.append(together[row, other] / max(ubiquity[product], ubiquity[other]))
      }
    }
    let count = values.count
    return ResultTable.Block(
      rowCount: count,
      columns: stretch.group.map { .codes(Array(repeating: $0, count: count)) }
        + [
          .codes(Array(repeating: Int32(stretch.period), count: count)), .codes(left),
          .codes(right), MeasureContext.rounded(values, places: places, double: \.self),
        ])
  }
}
