import Analytics
import Exact
import Releases
import Testing
import TradeData

@testable import Reporting

@Suite struct ReportDataTests {
  /// A table of random values, in blocks of any size, and its rows for a naive count.
  private struct Sample {
    let table: ResultTable
    var rows: [(flow: Int, region: Int, period: Int, value: Int64)] = []

    init(seed: UInt64, regions: Int, blockSeries: Int) {
      var state = seed
      func next(_ bound: UInt64) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % bound)
      }
      let periods = (2010..<2020).map(String.init)
      var series: [[(Int, Int, Int, Int64)]] = []
      for flow in 0..<2 {
        for region in 0..<regions {
          series.append(
            (0..<10).compactMap { period in
              next(5) == 0
                ? nil : (flow, region, period, Int64(next(2_000_000)) - 200_000)
            })
        }
      }
      series.removeAll(where: \.isEmpty)
      rows = series.flatMap { $0 }
      let blocks = stride(from: 0, to: series.count, by: blockSeries).map { first in
        let rows = series[first..<min(first + blockSeries, series.count)].flatMap { $0 }
        return ResultTable.Block(
          rowCount: rows.count,
          columns: [
            .codes(rows.map { Int32($0.0) }), .codes(rows.map { Int32($0.1) }),
            .codes(rows.map { Int32($0.2) }),
            .numbers(Cells(digits: rows.map(\.3), scale: 2)),
          ])
      }
      table = ResultTable(
        columns: [
          .init("flow", .text(["export", "import"])),
          .init("region", .text((0..<regions).map { "R\($0)" })),
          .init("period", .text(periods)), .init("value", .exact),
        ], blockCount: blocks.count
      ) { blocks[$0] }
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func totalsAndCountsAreThoseOfAllRowsHoweverTheyAreSplit(_ seed: UInt64) async throws {
    for blockSeries in [1, 7, 5000] {
      let sample = Sample(seed: seed, regions: 700, blockSeries: blockSeries)
      let data = try ReportData(sample.table, lag: 1, threads: 3)
      #expect(data.rowCount == sample.rows.count, "seed \(seed)")
      #expect(data.groups.map(\.labels) == [["export"], ["import"]])
      for (flow, group) in data.groups.enumerated() {
        let rows = sample.rows.filter { $0.flow == flow }
        for period in 0..<10 {
          let sum = rows.filter { $0.period == period }.reduce(Int128(0)) { $0 + Int128($1.value) }
          #expect(
            group.totals[period].map { Rational($0) }
              == Rational(ScaledInteger(digits: sum, scale: 2)), "seed \(seed), \(period)")
        }
        let now = Dictionary(
          uniqueKeysWithValues: rows.filter { $0.period == 9 }.map { ($0.region, $0.value) })
        let before = Dictionary(
          uniqueKeysWithValues: rows.filter { $0.period == 8 }.map { ($0.region, $0.value) })
        let both = now.keys.filter { before[$0] != nil }
        #expect(group.counts.rose == both.count { (now[$0] ?? 0) > (before[$0] ?? 0) })
        #expect(group.counts.fell == both.count { (now[$0] ?? 0) < (before[$0] ?? 0) })
        #expect(group.counts.began == now.keys.count { before[$0] == nil })
        #expect(group.counts.ended == before.keys.count { now[$0] == nil })
      }
    }
  }

  /// Of 1,400 series 800 are kept by size; those that moved the most are among them whatever their
  /// size, so that the largest rise and fall are those of all.
  @Test(arguments: [UInt64(11), 12, 13])
  func largestSeriesAndLargestChangesAreKept(_ seed: UInt64) async throws {
    let sample = Sample(seed: seed, regions: 700, blockSeries: 9)
    let data = try ReportData(sample.table, lag: 1, threads: 2)
    #expect(!data.isComplete)
    let kept = Set(data.series.map { [Int($0.codes[0]), Int($0.codes[1])] })
    var values: [[Int]: (now: Int64, before: Int64)] = [:]
    for row in sample.rows where row.period >= 8 {
      var pair = values[[row.flow, row.region]] ?? (0, 0)
      if row.period == 9 { pair.now = row.value } else { pair.before = row.value }
      values[[row.flow, row.region]] = pair
    }
    let bySize = values.sorted { $0.value.now.magnitude > $1.value.now.magnitude }.prefix(100)
    let byChange = values.sorted { $0.value.now - $0.value.before > $1.value.now - $1.value.before }
    for wanted in [
      bySize.map(\.key), byChange.prefix(20).map(\.key), byChange.suffix(20).map(\.key),
    ] {
      #expect(wanted.allSatisfy(kept.contains), "seed \(seed)")
    }
  }

  @Test func valuesOfAnySizeAreSummedExactly() throws {
    var sum = ExactSum()
    let wide = ScaledInteger(digits: 10_000_000_000_000_000_000_000, scale: 0)
    var cells = Cells(scale: 2, capacity: 3)
    cells.append(wide)
    cells.append(digits: 5)
    cells.appendAbsent()
    for row in 0..<3 { sum.add(cells, row) }
    #expect(sum.value?.description == "10000000000000000000000.05")
    #expect(ExactSum().value == nil, "nothing is no zero")
  }
}
