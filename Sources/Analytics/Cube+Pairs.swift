internal import TradeData

extension Cube {
  /// Rows that take a few gigabytes.
  private static let mostPairs = 100_000_000

  /// The cube with a series for every combination of the texts of its first `keyCount` keys that
  /// occur; the new ones have no values.
  ///
  /// Throws `AnalysisError` where these would be more than a table can hold.
  func completingPairs(keyCount: Int) throws(AnalysisError) -> Cube {
    let width = keys.count
    let counts = texts.prefix(keyCount).map(\.count)
    let size = counts.reduce(Double(periods.count)) { $0 * Double($1) }
    guard size <= Double(Cube.mostPairs) else {
      throw AnalysisError(
        "all pairs of the keys would be \(Int(min(size, 1e18))) rows, of which \(Cube.mostPairs) at "
          + "most can be: leave out a key, or all pairs")
    }
    let begins = beginnings(ofFirst: keyCount)
    var (newCodes, sources) = ([Int32](), [Int]())
    var known = 0
    var place = [Int32](repeating: 0, count: keyCount)
    for _ in 0..<counts.reduce(1, *) {
      let isKnown =
        known + 1 < begins.count
        && codes[(begins[known] * width)..<(begins[known] * width + keyCount)].elementsEqual(place)
      if isKnown {
        for series in begins[known]..<begins[known + 1] {
          newCodes += codes[(series * width)..<((series + 1) * width)]
          sources.append(series)
        }
        known += 1
      } else {
        newCodes += place + Array(repeating: 0, count: width - keyCount)
        sources.append(-1)
      }
      // The next combination in order, the last key first.
      for key in (0..<keyCount).reversed() {
        place[key] += 1
        if place[key] < counts[key] { break }
        place[key] = 0
      }
    }
    var result = Cells(scale: cells.scale, capacity: sources.count * periods.count)
    for period in periods.indices {
      for series in sources {
        if series < 0 {
          result.appendAbsent()
        } else {
          result.append(value(series: series, period: period))
        }
      }
    }
    return Cube(
      keys: keys, texts: texts, periods: periods, codes: newCodes, cells: result,
      seriesCount: sources.count)
  }
}
