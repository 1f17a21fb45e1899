internal import Exact
internal import TradeData

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The columns of mirror statistics: exports of a reporter to a partner beside the imports from it
/// that the partner reports.
struct MirrorMethod: Method {
  let context: MeasureContext
  /// The series in which reporter and partner have changed places, or -1.
  private let mirrors: [Int]
  /// For each series and period, whether the partner reports imports.
  private let reports: [Bool]
  /// For each series and period, whether the reporter reports exports.
  private let exporting: [Bool]
  /// For each series and period, the place of its gap among those of the period from the largest; 0
  /// where there is none.
  private var ranks: [Int32] = []
  /// The largest gaps of all.
  private var largest: [SeriesPeriod] = []

  /// Gaps that are listed.
  private static let listed = 5

  init(_ context: MeasureContext) {
    self.context = context
    let (series, cube) = (context.series, context.series.cube)
    func key(_ role: Role) -> Int { cube.keys.firstIndex { $0.source == .role(role) } ?? 0 }
    let (reporter, partner) = (key(.reporter), key(.partner))
    let reporters = Dictionary(
      uniqueKeysWithValues: zip(cube.texts[reporter], cube.texts[reporter].indices))
    let partners = Dictionary(
      uniqueKeysWithValues: zip(cube.texts[partner], cube.texts[partner].indices))
    let (width, periods) = (series.keyCount, cube.periods.count)
    var numbers: [[Int32]: Int] = [:]
    var importers = [Bool](repeating: false, count: reporters.count * periods)
    var exporters = importers
    for number in 0..<series.count {
      numbers[Array(cube.codes[(number * width)..<((number + 1) * width)])] = number
      for period in 0..<periods {
        let place = Int(series.code(number, reporter)) * periods + period
        if series.imports(number, period) != nil { importers[place] = true }
        if series.exports(number, period) != nil { exporters[place] = true }
      }
    }
    var (mirrors, reports, exporting) = ([Int](), [Bool](), [Bool]())
    for number in 0..<series.count {
      var codes = Array(cube.codes[(number * width)..<((number + 1) * width)])
      let other = reporters[cube.texts[partner][Int(codes[partner])]]
      let own = partners[cube.texts[reporter][Int(codes[reporter])]]
      for period in 0..<periods {
        reports.append(other.map { importers[$0 * periods + period] } ?? false)
        exporting.append(exporters[Int(series.code(number, reporter)) * periods + period])
      }
      if let other, let own {
        (codes[reporter], codes[partner]) = (Int32(other), Int32(own))
        mirrors.append(numbers[codes] ?? -1)
      } else {
        mirrors.append(-1)
      }
    }
    (self.mirrors, self.reports, self.exporting) = (mirrors, reports, exporting)
    rank()
  }

  /// Ranks the gaps of each period; equal ones in the order of the series.
  private mutating func rank() {
    let (count, periods) = (context.series.count, context.series.cube.periods.count)
    ranks = Array(repeating: 0, count: count * periods)
    var all: [(size: Double, row: SeriesPeriod)] = []
    for period in 0..<periods {
      var gaps: [(size: Double, row: SeriesPeriod)] = []
      for number in 0..<count {
        let row = SeriesPeriod(series: number, period: period)
        if let size = mirror(of: row).size, size > 0 { gaps.append((size, row)) }
      }
      gaps.sort { ($0.size, $1.row.series) > ($1.size, $0.row.series) }
      for (place, gap) in gaps.enumerated() {
        ranks[gap.row.series * periods + period] = Int32(place + 1)
      }
      all += gaps.prefix(MirrorMethod.listed)
    }
    all.sort { ($0.size, $1.row.period) > ($1.size, $0.row.period) }
    largest = all.prefix(MirrorMethod.listed).map(\.row)
  }

  /// What the reporter sold, as it says, and what the partner bought.
  private func reported(
    _ row: SeriesPeriod
  ) -> (exports: ScaledInteger?, imports: ScaledInteger?) {
    let mirror = mirrors[row.series]
    return (
      context.series.exports(row.series, row.period),
      mirror < 0 ? nil : context.series.imports(mirror, row.period)
    )
  }

  private func mirror(of row: SeriesPeriod) -> Mirror {
    let (exports, imports) = reported(row)
    let place = row.series * context.series.cube.periods.count + row.period
    return Mirror(
      exports: exports.map { Rational($0).double }, imports: imports.map { Rational($0).double },
      partnerReports: reports[place], countryReports: exporting[place], freight: freight)
  }

  var addsRows: Bool { true }

  /// Trade that the partner alone reports has a row too.
  func isSaid(of row: SeriesPeriod) -> Bool { reported(row).imports != nil }

  var columns: [ResultTable.Column] {
    [
      .init("mirror_exports", .exact), .init("mirror_value", .exact),
      context.roundedColumn("mirror_gap"), context.roundedColumn("mirror_ratio"),
      context.roundedColumn("mirror_log_ratio"), context.roundedColumn("mirror_asymmetry"),
      .init("mirror_rank", .exact),
      .init("mirror_status", .text(Mirror.Status.allCases.map(\.word))),
    ]
  }

  var notes: [String] {
    [
      "mirror: exports of the reporter beside imports of the partner, which are taken as \(1 + freight) "
        + "times their FOB value (--freight)"
    ] + largest.enumerated().map { "gap \($0 + 1) of the largest: \(line($1))" }
  }

  /// A gap in words.
  private func line(_ row: SeriesPeriod) -> String {
    let cube = context.series.cube
    let names = cube.labels(series: row.series).joined(separator: ", ")
    let (exports, imports) = reported(row)
    func side(_ name: String, _ value: ScaledInteger?) -> String {
      value.map { "\(name) \($0)" } ?? "no \(name)"
    }
    let status = mirror(of: row).status
    return "\(names), \(cube.periods[row.period]): \(side("exports", exports)), "
      + "\(side("imports", imports)): \(status.word), \(status.explanation)"
  }

  private var freight: Double { context.analysis.freight }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    let (scale, periods) = (context.series.cube.cells.scale, context.series.cube.periods.count)
    var exports = Cells(scale: scale, capacity: rows.count)
    var imports = Cells(scale: scale, capacity: rows.count)
    var places = Cells(scale: 0, capacity: rows.count)
    for row in rows {
      let (sold, bought) = reported(row)
      exports.append(sold)
      imports.append(bought)
      let rank = ranks[row.series * periods + row.period]
      if rank > 0 { places.append(digits: Int64(rank)) } else { places.appendAbsent() }
    }
    let found = rows.map(mirror(of:))
    return [
      .numbers(exports), .numbers(imports), context.rounded(found, double: \.gap),
      context.rounded(found, double: \.ratio),
      context.rounded(found, double: { $0.ratio.map { log($0) } }),
      context.rounded(found, double: \.asymmetry), .numbers(places),
      .codes(found.map { Int32($0.status.rawValue) }),
    ]
  }
}
