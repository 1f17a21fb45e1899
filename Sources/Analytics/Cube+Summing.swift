internal import Exact
internal import TradeData

extension Cube {
  /// Where the series begin that differ in the first `keyCount` keys, and one more: the end.
  ///
  /// Series are sorted by their keys, so those which agree in the first ones stand together.
  func beginnings(ofFirst keyCount: Int) -> [Int] {
    let width = keys.count
    var begins = (0..<seriesCount).filter { series in
      series == 0
        || !codes[(series * width)..<(series * width + keyCount)]
          .elementsEqual(codes[((series - 1) * width)..<((series - 1) * width + keyCount)])
    }
    begins.append(seriesCount)
    return begins
  }

  /// The exact sums over stretches of series, of which only some may count.
  ///
  /// - Parameters:
  ///   - begins: Where each stretch begins, and the end of the last.
  ///   - counts: Whether a series counts.
  /// - Returns: Period by period, each with all the stretches; absent where no series has a value.
  /// - Throws: Where a sum does not fit 128 bits.
  func sums(
    over begins: [Int], where counts: (Int) -> Bool
  ) throws(ScaledInteger.Overflow) -> Cells {
    var result = Cells(scale: cells.scale, capacity: (begins.count - 1) * periods.count)
    let isCounted = (0..<seriesCount).map(counts)
    for period in periods.indices {
      for number in 0..<(begins.count - 1) {
        var (sum, isPresent, fits) = (Int64(0), false, true)
        for series in begins[number]..<begins[number + 1] where isCounted[series] {
          let digits = cells.digits[place(series: series, period: period)]
          guard digits != Cells.absent else { continue }
          isPresent = true
          let (next, overflow) = sum.addingReportingOverflow(digits)
          sum = next
          fits = fits && !overflow && digits != Cells.elsewhere
        }
        if !isPresent {
          result.appendAbsent()
        } else if fits {
          result.append(digits: sum)
        } else {
          var wide = ScaledInteger.zero
          for series in begins[number]..<begins[number + 1] where isCounted[series] {
            guard let value = value(series: series, period: period) else { continue }
            wide = try wide.adding(value)
          }
          result.append(wide)
        }
      }
    }
    return result
  }

  /// The cube of the first `keyCount` keys alone.
  func reduced(
    toFirst keyCount: Int, begins: [Int], cells: Cells
  ) -> Cube {
    let width = keys.count
    return Cube(
      keys: Array(keys.prefix(keyCount)), texts: Array(texts.prefix(keyCount)), periods: periods,
      codes: begins.dropLast().flatMap { codes[($0 * width)..<($0 * width + keyCount)] },
      cells: cells, seriesCount: begins.count - 1)
  }
}

extension Cells {
  /// The number at `index` times 10^scale as a double, exact below 2^53; NaN where there is none.
  @inline(__always)
  func unscaled(_ index: Int) -> Double {
    let number = digits[index]
    if number > Cells.elsewhere { return Double(number) }
    guard number == Cells.elsewhere, let wide = wide[index] else { return .nan }
    return (Rational(wide) * .powerOfTen(scale)).double
  }
}
