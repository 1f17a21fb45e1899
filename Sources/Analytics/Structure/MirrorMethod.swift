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
    for number in 0..<series.count {
      numbers[Array(cube.codes[(number * width)..<((number + 1) * width)])] = number
      for period in 0..<periods where series.imports(number, period) != nil {
        importers[Int(series.code(number, reporter)) * periods + period] = true
      }
    }
    var (mirrors, reports) = ([Int](), [Bool]())
    for number in 0..<series.count {
      var codes = Array(cube.codes[(number * width)..<((number + 1) * width)])
      let other = reporters[cube.texts[partner][Int(codes[partner])]]
      let own = partners[cube.texts[reporter][Int(codes[reporter])]]
      for period in 0..<periods {
        reports.append(other.map { importers[$0 * periods + period] } ?? false)
      }
      if let other, let own {
        (codes[reporter], codes[partner]) = (Int32(other), Int32(own))
        mirrors.append(numbers[codes] ?? -1)
      } else {
        mirrors.append(-1)
      }
    }
    (self.mirrors, self.reports) = (mirrors, reports)
  }

  var columns: [ResultTable.Column] {
    [
      .init("mirror_exports", .exact), .init("mirror_value", .exact),
      context.roundedColumn("mirror_gap"), context.roundedColumn("mirror_ratio"),
      context.roundedColumn("mirror_log_ratio"), context.roundedColumn("mirror_asymmetry"),
      .init("mirror_status", .text(Mirror.Status.allCases.map(\.word))),
    ]
  }

  var notes: [String] {
    [
      "mirror: exports of the reporter beside imports of the partner, which are taken as \(1 + freight) "
        + "times their FOB value (--freight)"
    ]
  }

  private var freight: Double { context.analysis.freight }

  func cells(_ rows: [SeriesPeriod]) -> [ResultTable.Block.Cells] {
    let series = context.series
    let scale = series.cube.cells.scale
    var exports = Cells(scale: scale, capacity: rows.count)
    var imports = Cells(scale: scale, capacity: rows.count)
    var found: [Mirror] = []
    for row in rows {
      let sold = series.exports(row.series, row.period)
      let mirror = mirrors[row.series]
      let bought = mirror < 0 ? nil : series.imports(mirror, row.period)
      exports.append(sold)
      imports.append(bought)
      found.append(
        Mirror(
          exports: sold.map { Rational($0).double }, imports: bought.map { Rational($0).double },
          partnerReports: reports[row.series * series.cube.periods.count + row.period],
          freight: freight))
    }
    return [
      .numbers(exports), .numbers(imports), context.rounded(found, double: \.gap),
      context.rounded(found, double: \.ratio),
      context.rounded(found, double: { $0.ratio.map { log($0) } }),
      context.rounded(found, double: \.asymmetry), .codes(found.map { Int32($0.status.rawValue) }),
    ]
  }
}
