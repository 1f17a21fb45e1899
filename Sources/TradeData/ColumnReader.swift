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

  private let file: MappedFile
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
  package init(_ file: MappedFile, _ range: Range<Int>, format: Format, columns: [Int]) {
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
        start, length: length, separator: format.separator, quoted: format.isQuoted)
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
    firsts.append(0)
    for next in 1..<(index.count + 1) {
      let after = beginning(next)
      if unsafe after > length || start[after - 1] == UInt8(ascii: "\n") {
        firsts.append(Int32(next))
      }
    }
    // Behind the last line end stand separators of a row that the next batch reads.
    rows = firsts.count - 1
  }

  private mutating func readColumns(_ start: UnsafeRawPointer) {
    if stride < rows {
      stride = rows
      digits = Array(repeating: 0, count: stride * columns.count)
      places = Array(repeating: 0, count: stride * columns.count)
    }
    let starts = unsafe UnsafePointer(index.starts)
    for (slot, column) in columns.enumerated() {
      for row in 0..<rows {
        let cell = slot &* stride &+ row
        let field = Int(firsts[row]) &+ column
        guard field < Int(firsts[row &+ 1]) else {
          places[cell] = Mark.absent
          continue
        }
        let begin = unsafe Int(starts[field])
        var size = unsafe Int(starts[field &+ 1]) &- 1 &- begin
        if size > 0, unsafe start[begin &+ size &- 1] == UInt8(ascii: "\r") { size &-= 1 }
        let isNegative = unsafe size > 1 && start[begin] == UInt8(ascii: "-")
        let skipped = isNegative ? 1 : 0
        let (number, fraction) = unsafe reader.digits(start + begin + skipped, size &- skipped)
        if number == DecimalReader.undecided {
          places[cell] = Mark.text
        } else {
          digits[cell] = isNegative ? 0 &- number : number
          places[cell] = Int8(truncatingIfNeeded: fraction)
        }
      }
    }
  }
}
