/// Which periods a series has, and the series that have the same ones.
///
/// Series with the same gaps share an operator, so that one product serves them all.
struct GapPattern: Sendable {
  /// The periods that have a value, ascending.
  let periods: [Int]
  /// The series.
  let series: [Int]

  /// The patterns that occur, in the order of their first series; `isPresent` says whether a series
  /// has a value in a period.
  static func all(
    series seriesCount: Int, periods: Int, isPresent: (Int, Int) -> Bool
  ) -> [GapPattern] {
    var numbers: [[UInt64]: Int] = [:]
    var members: [[Int]] = []
    for series in 0..<seriesCount {
      var bits = [UInt64](repeating: 0, count: (periods + 63) / 64)
      for period in 0..<periods where isPresent(series, period) {
        bits[period / 64] |= 1 << UInt64(period % 64)
      }
      let number = numbers[bits, default: members.count]
      if number == members.count {
        numbers[bits] = number
        members.append([])
      }
      members[number].append(series)
    }
    return members.map { series in
      GapPattern(periods: (0..<periods).filter { isPresent(series[0], $0) }, series: series)
    }
  }
}
