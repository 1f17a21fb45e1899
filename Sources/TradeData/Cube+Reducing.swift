internal import Exact

extension Cube {
  /// The cube without a key that has one text.
  func removingKey(_ number: Int) -> Cube {
    precondition(texts[number].count <= 1, "a key with several texts tells series apart")
    var (keys, texts) = (keys, texts)
    keys.remove(at: number)
    texts.remove(at: number)
    let width = self.keys.count
    let codes = codes.indices.filter { $0 % width != number }.map { self.codes[$0] }
    return Cube(
      keys: keys, texts: texts, periods: periods, codes: codes, cells: cells,
      seriesCount: seriesCount)
  }

  /// Removes the periods in which every value is zero, where others have values.
  ///
  /// Tables with a column per period fill the ones to come with zeros.
  ///
  /// - Returns: The periods that were removed.
  mutating func removeUnpublishedPeriods() -> [Period] {
    let hasValue = periods.indices.map { period in
      (period * seriesCount..<(period + 1) * seriesCount).contains { place in
        cells.digits[place] != 0 && cells.digits[place] != Cells.absent
      }
    }
    guard hasValue.contains(true), hasValue.contains(false) else { return [] }
    var kept = Cells(scale: cells.scale, capacity: cells.digits.count)
    for place in cells.digits.indices where hasValue[place / seriesCount] {
      kept.append(cells[place])
    }
    let removed = periods.indices.filter { !hasValue[$0] }.map { periods[$0] }
    self = Cube(
      keys: keys, texts: texts,
      periods: periods.indices.filter { hasValue[$0] }.map { periods[$0] },
      codes: codes, cells: kept, seriesCount: seriesCount)
    return removed
  }
}
