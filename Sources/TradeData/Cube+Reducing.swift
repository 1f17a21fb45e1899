internal import Exact

extension Cube {
  /// The text that all series have in a key; nil where they differ in it or there are none.
  func onlyText(ofKey number: Int) -> String? {
    guard seriesCount > 0 else { return nil }
    let first = codes[number]
    for series in 1..<max(1, seriesCount) where codes[series * keys.count + number] != first {
      return nil
    }
    return texts[number][Int(first)]
  }

  /// The cube without a key in which all series have one text.
  func removingKey(_ number: Int) -> Cube {
    precondition(onlyText(ofKey: number) != nil, "a key with several texts tells series apart")
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
