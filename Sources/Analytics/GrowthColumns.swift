internal import Exact
internal import TradeData

/// The columns of growth while they are filled.
@safe struct GrowthColumns: ~Copyable {
  private let count: Int
  /// `previous`, `delta`, `ratio` and `percent_change`, one behind the other.
  private let numbers: UnsafeMutablePointer<Int64>
  private let statuses: UnsafeMutablePointer<Int32>
  private var wide: [[Int: ScaledInteger]] = [[:], [:], [:], [:]]
  private let scales: [Int]
  private let factor: Int64

  init(count: Int, scale: Int, places: Int) {
    self.count = count
    unsafe numbers = .allocate(capacity: max(1, count * 4))
    unsafe statuses = .allocate(capacity: max(1, count))
    scales = [scale, scale, places, places]
    factor = Int64.tenToThe(places)
  }

  deinit {
    unsafe numbers.deallocate()
    unsafe statuses.deallocate()
  }

  /// Compares two values of 64 bits or none; false, and nothing set, where that takes more.
  @inline(__always)
  mutating func set(_ row: Int, _ now: Int64, from old: Int64, hasBase: Bool) -> Bool {
    var (ratio, percent) = (Cells.absent, Cells.absent)
    var delta = Cells.absent
    var status = Growth.Status.ordinary
    if now > 0, old > 0 {
      guard let growth = RoundedQuotient.growth(now, from: old, factor: factor) else {
        return false
      }
      (ratio, percent) = growth
      delta = now &- old
    } else if now == Cells.absent || old == Cells.absent {
      // A value against none: zero counts as none.
      let value = now == Cells.absent ? old : now
      guard value != Cells.elsewhere else { return false }
      if !hasBase || value == 0 || value == Cells.absent {
        status = .noBase
      } else {
        status = now == Cells.absent ? .ceased : .new
      }
    } else {
      return false
    }
    unsafe numbers[row] = old
    unsafe numbers[count &+ row] = delta
    unsafe numbers[2 &* count &+ row] = ratio
    unsafe numbers[3 &* count &+ row] = percent
    unsafe statuses[row] = Int32(truncatingIfNeeded: status.rawValue)
    return true
  }

  /// Sets a row of any kind.
  mutating func set(_ row: Int, _ growth: Growth, from previous: ScaledInteger?) {
    let cells = [previous, growth.delta, growth.ratio, growth.percentChange]
    for (column, number) in cells.enumerated() {
      var one = Cells(scale: scales[column], capacity: 1)
      one.append(number)
      unsafe numbers[column * count + row] = one.digits[0]
      if let large = one.wide[0] { wide[column][row] = large }
    }
    unsafe statuses[row] = Int32(growth.status.rawValue)
  }

  /// The columns, all of whose rows are set.
  consuming func finish() -> [ResultTable.Block.Cells] {
    var columns = (0..<4).map { column in
      ResultTable.Block.Cells.numbers(
        Cells(
          digits: unsafe Array(
            UnsafeBufferPointer(start: numbers + column * count, count: count)),
          scale: scales[column], wide: wide[column]))
    }
    columns.append(.codes(unsafe Array(UnsafeBufferPointer(start: statuses, count: count))))
    return columns
  }
}
