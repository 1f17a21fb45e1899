internal import CVector
internal import TradeData

/// The numbers of some rows as cells of text, each behind a comma and in a place of its own.
///
/// A column of numbers is written at a time, since that needs no decision between one number and the
/// next; rows are put together of the cells after.
@safe struct NumberCells: ~Copyable {
  /// The rows that are written at a time, a multiple of eight: few enough to stay in the nearest cache.
  static let rows = 64
  /// The distance between two cells, and the bytes that may be copied of one.
  static let stride = 32

  private let texts: UnsafeMutablePointer<UInt8>
  private let lengths: UnsafeMutablePointer<UInt8>
  private let isWide: Bool

  private static let processorIsWide = saldo_has_wide_cells()

  /// Places for the cells of so many columns; the processor may use all that it has, or do without.
  init(columns: Int, isNarrow: Bool = false) {
    isWide = NumberCells.processorIsWide && !isNarrow
    // A cell is written beyond its end.
    unsafe texts = .allocate(
      capacity: columns * NumberCells.rows * NumberCells.stride + PlainDigits.room)
    unsafe lengths = .allocate(capacity: max(1, columns * NumberCells.rows))
  }

  deinit {
    unsafe texts.deallocate()
    unsafe lengths.deallocate()
  }

  /// Writes some numbers of a column, at most as many as there are `rows`.
  ///
  /// - Parameters:
  ///   - column: The column.
  ///   - numbers: The numbers, times 10^places, or `Cells.absent`.
  ///   - count: How many they are.
  ///   - places: The digits after the point.
  ///   - isExact: Whether the zeros at the end of the fraction are left out.
  @unsafe func write(
    _ column: Int, _ numbers: UnsafePointer<Int64>, _ count: Int, places: Int, isExact: Bool
  ) {
    let first = column * NumberCells.rows
    let (texts, lengths) = unsafe (texts + first * NumberCells.stride, lengths + first)
    if isWide, places <= 8 {
      return unsafe saldo_cells_wide(
        numbers, count, UInt32(truncatingIfNeeded: places), isExact, texts, lengths)
    }
    for row in 0..<count {
      let text = unsafe UnsafeMutableRawPointer(texts + row &* NumberCells.stride)
      unsafe text.storeBytes(of: UInt8(ascii: ","), as: UInt8.self)
      var length = 1
      if unsafe numbers[row] != Cells.absent {
        let end = unsafe PlainDigits.write(
          numbers[row], places: places, isExact: isExact, to: text + 1)
        length = unsafe end.map { unsafe $0 - text } ?? 0
      }
      unsafe lengths[row] = UInt8(truncatingIfNeeded: length)
    }
  }

  /// Where the cell of a column in a row begins, and its length with the comma, which is zero where the
  /// number takes more than a place has.
  @inline(__always)
  @unsafe func cell(_ column: Int, _ row: Int) -> (start: UnsafeRawPointer, length: Int) {
    let place = column &* NumberCells.rows &+ row
    return unsafe (
      UnsafeRawPointer(texts + place &* NumberCells.stride), Int(lengths[place])
    )
  }
}
