internal import Analytics
internal import Exact

/// The content of a report: groups of series that add up, and what is known of each.
struct ReportData: Sendable {
  /// Series that add up to one total.
  struct Group: Sendable {
    /// The texts of the keys that set it apart from other groups.
    let labels: [String]
    /// The codes of these keys.
    let codes: [Int32]
    let totals: [ScaledInteger?]
    let exports: [ScaledInteger?]
    let imports: [ScaledInteger?]
    let counts: ReportCounts
    /// The kept series, the largest in the last period first.
    let series: [ReportSeries]

    /// The last period with a total.
    var last: Int? { totals.lastIndex { $0 != nil } }
  }

  let shape: ReportShape
  let groups: [Group]
  /// The kept series, in the order of the result.
  let series: [ReportSeries]
  let seriesCount: Int
  let rowCount: Int

  /// Whether every series is kept.
  var isComplete: Bool { series.count == seriesCount }

  /// Gathers the content of `table`.
  init(_ table: ResultTable, lag: Int, threads: Int) throws {
    let shape = ReportShape(table, lag: lag)
    var all = ReportGathering(shape)
    try table.forEachNumberedBlock(threads: threads) { number, block in
      ReportGathering(block, number: number, shape)
    } then: {
      all.add($0)
    }
    self.init(all)
  }

  init(_ gathering: ReportGathering) {
    let shape = gathering.shape
    let series = gathering.series()
    let last = shape.periods.count - 1
    func size(_ series: ReportSeries) -> Rational {
      series.number(shape.value, last).map { Rational($0).magnitude } ?? -1
    }
    var members: [[Int32]: [(ReportSeries, Rational)]] = [:]
    for one in series {
      members[shape.dividingKeys.map { one.codes[$0] }, default: []].append((one, size(one)))
    }
    groups = gathering.groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
      codes, sums in
      Group(
        labels: zip(shape.dividingKeys, codes).map { shape.text($0, $1) }, codes: codes,
        totals: sums.values.map(\.value), exports: sums.exports.map(\.value),
        imports: sums.imports.map(\.value), counts: sums.counts,
        // A stable order for those of one size: that of the result.
        series: (members[codes] ?? []).enumerated().sorted {
          $0.element.1 == $1.element.1
            ? $0.offset < $1.offset : $0.element.1 > $1.element.1
        }.map(\.element.0))
    }
    self.shape = shape
    self.series = series
    seriesCount = gathering.seriesCount
    rowCount = gathering.rowCount
  }

  /// The name of a series within its group: the texts of its other keys.
  func name(_ series: ReportSeries, _ words: ReportWords) -> String {
    let parts = (0..<shape.keyCount).filter { !shape.dividingKeys.contains($0) }.map {
      shape.text($0, series.codes[$0])
    }
    let name = parts.map { $0.isEmpty ? "–" : $0 }.joined(separator: " · ")
    return name.isEmpty ? words.all : name
  }
}
