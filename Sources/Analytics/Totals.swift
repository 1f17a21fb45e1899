internal import Exact
internal import TradeData

/// The totals to which the series of a result add up, by period.
///
/// Series add only where they have the same flow and the same indicator; each such group has totals
/// of its own.
struct Totals: Sendable {
  /// The group of each series.
  private let groups: [Int]
  /// The totals, group by group; nil where no series of the group has a value.
  private let sums: [[ScaledInteger?]]

  init(_ series: SeriesTable) throws {
    let cube = series.cube
    let dividing = (0..<series.keyCount).filter { cube.keys[$0].dividesTotals }
    var numbers: [[Int32]: Int] = [:]
    var groups: [Int] = []
    var sums: [[ScaledInteger?]] = []
    for number in 0..<series.count {
      let codes = dividing.map { series.code(number, $0) }
      let group = numbers[codes, default: sums.count]
      if group == sums.count {
        numbers[codes] = group
        sums.append(Array(repeating: nil, count: cube.periods.count))
      }
      groups.append(group)
      for period in cube.periods.indices {
        guard let value = series.value(number, period) else { continue }
        sums[group][period] = try (sums[group][period] ?? .zero).adding(value)
      }
    }
    (self.groups, self.sums) = (groups, sums)
  }

  /// The total of a series' group in a period.
  func total(_ series: Int, _ period: Int) -> ScaledInteger? { sums[groups[series]][period] }
}

extension Key {
  /// Whether series that differ in this key do not add up.
  fileprivate var dividesTotals: Bool {
    source == .role(.flow) || source == .role(.indicator)
  }
}
