internal import Consistency
internal import Releases

/// A long table of stated changes, checked row by row.
struct TableSuite: Suite {
  let name = "table"
  let summary = "stated changes of a table checked row by row"
  let dimensions = [Dimension.rows]
  let isParallel = true

  func size(rows: Int) -> Size { Size([.rows: rows]) }

  func workload(_ size: Size, in workspace: Workspace) async throws -> Workload {
    let rows = size[.rows]
    let path = try workspace.file("table-\(rows).csv") {
      TableSuite.table(rows: rows, workspace.generator(name))
    }
    let checker = TableChecker(
      columns: NamedColumns(
        current: "current", previous: "previous", stated: "stated", kind: .percentChange),
      threads: size[.threads])
    return Workload(
      amount: rows, unit: "rows", demand: .file(bytes: workspace.length(path))
    ) {
      guard case .table(let table) = try await checker.check(path) else { return -1 }
      return Double(table.rows)
    }
  }

  /// Rows whose stated change is the true one, rounded to a tenth of a percent.
  private static func table(rows: Int, _ generator: SeededGenerator) -> [UInt8] {
    var generator = generator
    var text = Array("region,previous,current,stated\n".utf8)
    text.reserveCapacity(rows * 30)
    for row in 0..<rows {
      let previous = 100_000 + generator.below(99_900_000)
      let current = previous / 1000 * (500 + generator.below(1500))
      let change = 2000 * (current - previous) + previous
      // Rounded down, which for a fall is away from zero.
      let tenths = (change - (change < 0 ? 2 * previous - 1 : 0)) / (2 * previous)
      text += Array("R\(row % 89),".utf8)
      text.appendDecimal(previous, places: 2)
      text.append(UInt8(ascii: ","))
      text.appendDecimal(current, places: 2)
      text.append(UInt8(ascii: ","))
      text.appendDecimal(tenths, places: 1)
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }
}
