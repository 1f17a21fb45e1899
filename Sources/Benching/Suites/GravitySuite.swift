internal import Analytics

/// A Poisson regression of trade with effects of exporter and year, importer and year, and pair.
struct GravitySuite: Suite {
  let name = "gravity"
  let summary = "a gravity regression with three kinds of fixed effects, read and fitted"
  let dimensions = [Dimension.rows]
  let isParallel = true

  private static let years = 20

  /// So many countries that most of their pairs and years have a row: with few, nearly every row has
  /// an effect of its own, and the time says nothing of larger files.
  private static func countries(of rows: Int) -> Int {
    let pairs = Double(rows) / (0.7 * Double(years))
    return max(5, min(60, Int(pairs.squareRoot().rounded(.up))))
  }

  func size(rows: Int) -> Size { Size([.rows: min(rows / 20, 60 * 60 * 20)]) }

  func workload(_ size: Size, in workspace: Workspace) async throws -> Workload {
    let (rows, threads) = (size[.rows], size[.threads])
    let path = try workspace.file("gravity-\(rows).csv") {
      GravitySuite.file(rows: rows, workspace.generator(name))
    }
    let gravity = Gravity(
      try Formula("trade ~ log(dist) + rta | exporter^year + importer^year + pair"),
      clusters: [["pair"]])
    return Workload(amount: rows, unit: "rows", demand: .instructions) {
      let result = try await gravity.fit(filesAt: [path], threads: threads)
      return Double(result.observations) + result.coefficients.compactMap(\.value).reduce(0, +)
    }
  }

  /// Trade of pairs and years, each with a size of its own, a fifth of it nothing.
  private static func file(rows: Int, _ generator: SeededGenerator) -> [UInt8] {
    var generator = generator
    let countries = countries(of: rows)
    let sizes = (0..<2 * countries * years).map { _ in 1 + generator.skewed(below: 1_000) }
    let distances = (0..<countries * countries).map { _ in 100 + generator.below(15_000) }
    let cells = countries * countries * years
    var text = Array("exporter,importer,pair,year,dist,rta,trade\n".utf8)
    for row in 0..<rows {
      let cell = row * cells / rows
      let (pair, year) = (cell / years, cell % years)
      let (exporter, importer) = (pair / countries, pair % countries)
      let distance = distances[pair] + generator.below(500)
      let hasAgreement = (pair * 7919) % years < year
      let size =
        sizes[exporter * years + year] * sizes[(countries + importer) * years + year] * 100
        / distance * (hasAgreement ? 14 : 10)
      let trade = generator.below(5) == 0 ? 0 : size * (1 + generator.below(200)) / 100
      let head = "X\(exporter),M\(importer),\(pair),\(2000 + year),\(distance),"
      text += Array((head + "\(hasAgreement ? 1 : 0),\(trade)\n").utf8)
    }
    return text
  }
}
