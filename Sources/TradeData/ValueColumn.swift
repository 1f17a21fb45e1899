internal import CVector

/// Reads a column of decimal numbers as whole numbers of 10^-scale, each with the same few vector
/// operations, whatever its length and wherever its point.
///
/// What is not an optional minus, up to sixteen digits and at most one point is `undecided`, and goes
/// to `NumberText`.
@safe struct ValueColumn: ~Copyable {
  static let undecided = DecimalReader.undecided

  /// The bytes before the end of a number that are read with it.
  static let reach = PlainNumbers.reach

  private let point: UInt8
  private let numbers: PlainNumbers
  /// For each place that the point may have among a number's last sixteen bytes, and for none: what a
  /// number of so many digits behind the point is multiplied by, zero where those are too many.
  private let factors: UnsafeMutablePointer<Int64>
  /// For the same, a vector of ones behind the point.
  private let behind: UnsafeMutablePointer<SIMD16<UInt8>>
  /// The factors by the digits behind the point, then the largest number that each may multiply, below
  /// zero where there is no factor.
  private let factorsAndLimits: [Int64]
  /// Whether the processor reads eight numbers at a time.
  private let isWide: Bool

  private static let processorIsWide = saldo_has_wide_values()

  /// A column that may use all that the processor has, or does without it.
  init(_ reader: DecimalReader, isNarrow: Bool = false) {
    isWide = ValueColumn.processorIsWide && !isNarrow
    point = reader.point
    numbers = PlainNumbers(point: reader.point)
    let byFraction = (0..<16).map { fraction in
      fraction > reader.scale
        ? 0 : (fraction..<reader.scale).reduce(Int64(1)) { power, _ in power * 10 }
    }
    factorsAndLimits = byFraction + byFraction.map { $0 > 0 ? .max / $0 : -1 }
    unsafe factors = .allocate(capacity: 17)
    unsafe behind = .allocate(capacity: 17)
    for place in 0..<17 {
      let fraction = place == 16 ? 0 : 15 - place
      unsafe factors[place] = byFraction[fraction]
      unsafe behind[place] = numbers.lastBytes(place == 16 ? 16 : fraction)
    }
  }

  deinit {
    unsafe factors.deallocate()
    unsafe behind.deallocate()
  }

  /// Reads the numbers of some rows; a row whose number is undecided gets a flag in its cell.
  func read(
    _ fields: FieldColumn, _ rows: Int, isQuoted: Bool, into values: UnsafeMutablePointer<Int64>,
    flagging cells: UnsafeMutablePointer<UInt64>
  ) {
    var row = 0
    while row < rows {
      if isWide {
        row += unsafe factorsAndLimits.withUnsafeBufferPointer { table in
          guard let factors = table.baseAddress else { return 0 }
          return unsafe saldo_values_wide(
            fields.base, fields.starts + (row &* fields.width &+ fields.column), fields.width,
            rows &- row, point, fields.column == fields.width &- 1, isQuoted, factors, factors + 16,
            values + row)
        }
      }
      // The eight among which one is of another form, or the last.
      let end = isWide ? min(row &+ 8, rows) : rows
      while row < end {
        var (start, length) = unsafe fields[row]
        if isQuoted, length >= 2, unsafe start[0] == UInt8(ascii: "\"") {
          // A quote before and none behind is undecided as any other text is.
          let isClosed = unsafe start[length &- 1] == UInt8(ascii: "\"")
          unsafe start += 1
          length = isClosed ? length &- 2 : 0
        }
        let value = unsafe read(start, length)
        unsafe values[row] = value
        if value == ValueColumn.undecided { unsafe cells[row] |= Meaning.unusual }
        row &+= 1
      }
    }
  }

  /// One number; reads `reach` bytes before its end, whatever the length.
  @inline(__always)
  func read(_ start: UnsafeRawPointer, _ length: Int) -> Int64 {
    let minus: Int = unsafe start[0] == UInt8(ascii: "-") ? 1 : 0
    let size = length &- minus
    guard size > 0, size <= 17 else { return ValueColumn.undecided }
    let end = unsafe start + length
    let near = unsafe (end - 16).loadUnaligned(as: SIMD16<UInt8>.self)
    let far = unsafe (end - 17).loadUnaligned(as: SIMD16<UInt8>.self)
    // A point before the number does not count.
    let within = UInt64(0x1_ffff_0000) &>> UInt64(truncatingIfNeeded: size)
    let points = Block.bits(near .== SIMD16(repeating: point)) & within
    let place = (points | 0x1_0000).trailingZeroBitCount
    let digits = place == 16 ? size : size &- 1
    guard digits > 0, digits <= 16 else { return ValueColumn.undecided }
    // What stands before the point moves up over it.
    let text = unsafe far ^ ((far ^ near) & behind[place])
    let values = (text ^ SIMD16(repeating: 0x30)) & numbers.lastBytes(digits)
    // A byte above nine carries into its upper bit, or has it set.
    let wrong = saldo_upper_bits((values &+ SIMD16(repeating: 0x76)) | values)
    let factor = unsafe factors[place]
    let (scaled, overflow) = PlainNumbers.sixteenDigits(values)
      .multipliedReportingOverflow(by: factor)
    guard wrong == 0, factor != 0, !overflow else { return ValueColumn.undecided }
    let sign = 0 &- Int64(truncatingIfNeeded: minus)
    return (scaled ^ sign) &- sign
  }
}
