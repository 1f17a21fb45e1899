internal import TradeData

/// A trade file of CEPII's form, read and summed by few keys or by many.
struct ScanSuite: Suite {
  let hasManyKeys: Bool

  var name: String { hasManyKeys ? "scan-many" : "scan-few" }
  var summary: String {
    "trade rows read and summed by " + (hasManyKeys ? "exporter and product" : "exporter")
  }
  var dimensions: [Dimension] { hasManyKeys ? [.rows, .keys] : [.rows] }
  let isParallel = true
  /// In shorter files the reader looks for rows that repeat a key as well.
  let leastRows = 250_000

  init(hasManyKeys: Bool) { self.hasManyKeys = hasManyKeys }

  private static let exporters = 226

  /// As many products as real files have, fewer where there are few rows: about two rows a series.
  func size(rows: Int) -> Size {
    Size([.rows: rows, .keys: min(5_000, max(50, rows / 400))])
  }

  func workload(_ size: Size, in workspace: Workspace) async throws -> Workload {
    let (rows, products) = (size[.rows], size[.keys])
    let path = try workspace.file("trade-\(rows)-\(products).csv") {
      ScanSuite.file(rows: rows, products: products, workspace.generator("scan"))
    }
    let reader = TradeReader(threads: size[.threads])
    let query = Query(
      keys: (hasManyKeys ? ["reporter", "product"] : ["reporter"]).compactMap(Key.init))
    return Workload(
      amount: rows, unit: "rows", demand: .file(bytes: workspace.length(path))
    ) {
      let reading = try await reader.read([path], for: query)
      return Double(reading.tally.used) + Double(reading.cube.seriesCount) / 1e9
    }
  }

  /// Rows t,i,j,k,v,q that ascend by year and exporter; `products` codes.
  private static func file(rows: Int, products: Int, _ generator: SeededGenerator) -> [UInt8] {
    var generator = generator
    var text = Array("t,i,j,k,v,q\n".utf8)
    text.reserveCapacity(rows * 34)
    let groups = 10 * exporters
    for row in 0..<rows {
      let group = row * groups / rows
      let product = 10_111 + generator.skewed(below: products) * (970_000 / products)
      let head =
        "\(2010 + group / exporters),\(4 + group % exporters),"
        + "\(4 + generator.skewed(below: exporters)),\(product),"
      text += Array(head.utf8)
      text.appendDecimal(1 + generator.skewed(below: 100_000_000), places: 3)
      text.append(UInt8(ascii: ","))
      text.appendDecimal(1 + generator.skewed(below: 1_000_000), places: 3)
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }
}
