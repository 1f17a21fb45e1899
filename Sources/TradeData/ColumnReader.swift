/// Reads chosen columns of a delimited file as printed numbers, one batch of rows after another.
///
/// Each cell is its digits as one whole number and how many of them stand behind the point, so that
/// the rounding of what was printed is not lost. Plain numbers are read at once; what is written in
/// another way (signs of grouping, footnotes, words for a missing value) is left to the caller, who
/// asks for its text.
@safe package struct ColumnReader: ~Copyable {
  /// What stands in `places` where a cell is not a plain number.
  package enum Mark {
    /// The text must be looked at.
    package static let text: Int8 = -1
    /// The row has too few fields.
    package static let absent: Int8 = -2
  }

  /// How the rows of a file are written.
  package struct Format: Sendable {
    /// The byte between fields.
    package let separator: UInt8
    /// The byte before the fraction of a number.
    package let point: UInt8
    /// Whether fields may stand in quotes.
    package let isQuoted: Bool

    /// A format with these parts; see the properties.
    package init(separator: UInt8, point: UInt8, isQuoted: Bool) {
      self.separator = separator
      self.point = point
      self.isQuoted = isQuoted
    }
  }

  /// Quotes in a file that was taken to have none.
  package struct QuotesMet: Error {}

  /// The number of rows in the present batch.
  package private(set) var rows = 0
  /// The digits of the present batch: those of column c and row r at `c * stride + r`.
  package private(set) var digits: [Int64] = []
  /// The digits behind the point, or a `Mark`, in the order of `digits`.
  package private(set) var places: [Int8] = []
  /// The distance between two columns in `digits`.
  package private(set) var stride = 0

  private let file: InputFile
  private let format: Format
  private let columns: [Int]
  private let reader: DecimalReader
  private var index = StructuralIndex()
  private var position: Int
  private let end: Int
  private var base: Int
  private var length = 0
  /// For each row of the batch, which of the index's beginnings is its first, and one more.
  private var firsts: [Int32] = []

  /// A reader of `columns`, counted from zero, in the rows of `range`, which are whole.
  package init(_ file: InputFile, _ range: Range<Int>, format: Format, columns: [Int]) {
    self.file = file
    self.format = format
    self.columns = columns
    reader = DecimalReader(scale: 0, point: format.point)
    position = range.lowerBound
    base = range.lowerBound
    end = range.upperBound
  }

  /// Reads the next batch; false at the end.
  package mutating func next() throws -> Bool {
    guard position < end else { return false }
    var window = ColumnReader.window
    while true {
      base = position
      length = min(window, end - position)
      let start = unsafe file.start + position
      unsafe index.index(
        start, length: length, separators: (format.separator, format.separator),
        quoted: format.isQuoted)
      if index.hasQuotes, !format.isQuoted { throw QuotesMet() }
      let isLast = position + length == end
      let isOpen = unsafe isLast && (start[length - 1] != UInt8(ascii: "\n") || index.endsInside)
      if isOpen { index.closeLastRow(at: length) }
      let consumed = isOpen ? length : index.lengthOfWholeRows
      guard consumed == 0 else {
        unsafe findRows(start)
        unsafe readColumns(start)
        position += consumed
        return true
      }
      window *= 2
      guard window <= ColumnReader.longestRow else {
        throw TradeDataError(
          file.name, line: file.position(of: position).line,
          "the row is longer than \(ColumnReader.longestRow >> 20) MiB; is a quote left open?")
      }
    }
  }

  /// Where a row of the batch begins in the file.
  package func offset(ofRow row: Int) -> Int { base + beginning(Int(firsts[row])) }

  /// The number of fields of a row.
  package func fields(inRow row: Int) -> Int { Int(firsts[row + 1] - firsts[row]) }

  /// The text of a field, without quotes and blanks around it; empty where the row has none.
  package func text(row: Int, column: Int) -> String {
    guard column < fields(inRow: row) else { return "" }
    let field = Int(firsts[row]) + column
    let bytes = unsafe UnsafeRawBufferPointer(
      start: file.start + base + beginning(field),
      count: beginning(field + 1) - 1 - beginning(field))
    return unsafe FieldText.decode(Array(bytes))
  }

  /// Bytes indexed at a time: few enough to stay in the nearest cache until they are read.
  private static let window = 1 << 15
  private static let longestRow = 1 << 26

  private func beginning(_ field: Int) -> Int { unsafe Int(index.starts[field]) }

  /// Finds the beginnings of the rows: at once where every row has as many fields as the first.
  private mutating func findRows(_ start: UnsafeRawPointer) {
    firsts.removeAll(keepingCapacity: true)
    firsts.reserveCapacity(index.lineEnds + 1)
    firsts.append(0)
    let (count, length) = (index.count, length)
    let starts = unsafe UnsafePointer(index.starts)
    // The step from one row's first field to the next is tried first: most rows are alike.
    var (field, width) = (0, 1)
    while field < count {
      var next = min(field + width, count)
      let isGuess = unsafe width > 1 && ColumnReader.isRow(start, starts, field, next, length)
      if !isGuess {
        next = field + 1
        while next <= count, unsafe !ColumnReader.endsRow(start, Int(starts[next]), length) {
          next += 1
        }
        guard next <= count else { break }
        width = next - field
      }
      firsts.append(Int32(truncatingIfNeeded: next))
      field = next
    }
    // Behind the last line end stand separators of a row that the next batch reads.
    rows = firsts.count - 1
  }

  /// Whether a line end stands before the field that begins at `after`.
  @inline(__always)
  private static func endsRow(_ start: UnsafeRawPointer, _ after: Int, _ length: Int) -> Bool {
    unsafe after > length || start[after &- 1] == UInt8(ascii: "\n")
  }

  /// Whether the fields from `first` up to `next` are one row: a line end behind the last alone.
  @inline(__always)
  private static func isRow(
    _ start: UnsafeRawPointer, _ starts: UnsafePointer<UInt32>, _ first: Int, _ next: Int,
    _ length: Int
  ) -> Bool {
    guard unsafe endsRow(start, Int(starts[next]), length) else { return false }
    for field in (first &+ 1)..<next where unsafe endsRow(start, Int(starts[field]), length) {
      return false
    }
    return true
  }

  private mutating func readColumns(_ start: UnsafeRawPointer) {
    if stride < rows {
      stride = rows
      digits = Array(repeating: 0, count: stride * columns.count)
      places = Array(repeating: 0, count: stride * columns.count)
    }
    let (reader, columns, rows, stride) = (reader, columns, rows, stride)
    let starts = unsafe UnsafePointer(index.starts)
    unsafe digits.withUnsafeMutableBufferPointer { digits in
      unsafe places.withUnsafeMutableBufferPointer { places in
        unsafe firsts.withUnsafeBufferPointer { firsts in
          for (slot, column) in columns.enumerated() {
            var expected = Decimals()
            for row in 0..<rows {
              let cell = slot &* stride &+ row
              let field = unsafe Int(firsts[row]) &+ column
              guard unsafe field < Int(firsts[row &+ 1]) else {
                unsafe places[cell] = Mark.absent
                continue
              }
              let begin = unsafe Int(starts[field])
              let end = unsafe Int(starts[field &+ 1]) &- 1
              let (number, fraction) = unsafe ColumnReader.read(
                reader, start + begin, end &- begin, &expected)
              unsafe digits[cell] = number
              unsafe places[cell] = fraction
            }
          }
        }
      }
    }
  }

  /// The decimals of the number before, which those of the next most likely are.
  private struct Decimals {
    var count = 0
    var power: Int64 = 1
  }

  /// A plain number with an optional minus; otherwise its text is to be looked at.
  @inline(__always)
  private static func read(
    _ reader: DecimalReader, _ start: UnsafeRawPointer, _ length: Int, _ expected: inout Decimals
  ) -> (number: Int64, fraction: Int8) {
    var size = length
    if size > 0, unsafe start[size &- 1] == UInt8(ascii: "\r") { size &-= 1 }
    let isNegative = unsafe size > 1 && start[0] == UInt8(ascii: "-")
    let skipped = isNegative ? 1 : 0
    var number = unsafe reader.digits(
      start + skipped, size &- skipped, fraction: expected.count, power: expected.power)
    if number == DecimalReader.undecided {
      let fraction: Int
      (number, fraction) = unsafe reader.digits(start + skipped, size &- skipped)
      guard number != DecimalReader.undecided else { return (0, Mark.text) }
      guard fraction <= 8 else {
        return (isNegative ? 0 &- number : number, Int8(truncatingIfNeeded: fraction))
      }
      expected.count = fraction
      expected.power = (0..<fraction).reduce(1) { power, _ in power &* 10 }
    }
    return (isNegative ? 0 &- number : number, Int8(truncatingIfNeeded: expected.count))
  }
}
