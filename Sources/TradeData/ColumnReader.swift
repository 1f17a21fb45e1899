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
    package var isQuoted: Bool
    /// How its bytes stand for characters.
    package let encoding: TextEncoding

    /// A format with these parts; see the properties.
    package init(
      separator: UInt8, point: UInt8, isQuoted: Bool, encoding: TextEncoding = .utf8
    ) {
      self.separator = separator
      self.point = point
      self.isQuoted = isQuoted
      self.encoding = encoding
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
  /// For each column, the digits behind the point in every row of the batch, or `Mark.text` where
  /// rows differ or are no plain numbers.
  package private(set) var commonPlaces: [Int8]
  /// The distance between two columns in `digits`.
  package private(set) var stride = 0
  /// The line ends of all batches up to the present one, inside of quotes or not.
  package private(set) var lines = 0

  let file: InputFile
  let format: Format
  private let columns: [Int]
  private let reader: DecimalReader
  private let numbers: PlainNumbers
  private var index = StructuralIndex()
  private var position: Int
  private let end: Int
  private(set) var base: Int
  private var length = 0
  /// The length of the batch's rows.
  private var consumed = 0
  private var linesBefore = 0
  /// The number of fields of every row of the batch, or zero where rows differ.
  private var width = 0
  /// For each row of a batch whose rows differ, which of the index's beginnings is its first, and
  /// one more.
  private var firsts: [Int32] = []
  /// For each column, the digits behind the point in the number before.
  private var fractions: [Int]

  /// A reader of `columns`, counted from zero, in the rows of `range`, which are whole.
  package init(_ file: InputFile, _ range: Range<Int>, format: Format, columns: [Int]) {
    self.init(file, range, format: format, columns: columns, isNarrow: false)
  }

  /// A reader that may use all that the processor has, or does without it.
  init(
    _ file: InputFile, _ range: Range<Int>, format: Format, columns: [Int], isNarrow: Bool
  ) {
    self.file = file
    self.format = format
    self.columns = columns
    reader = DecimalReader(scale: 0, point: format.point)
    numbers = PlainNumbers(point: format.point, isNarrow: isNarrow)
    commonPlaces = columns.map { _ in Mark.text }
    fractions = columns.map { _ in 0 }
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
      if isLast, index.endsInside {
        throw TradeDataError(
          file.name, line: file.position(of: position + index.lengthOfWholeRows).line,
          "the last row, which begins here, ends inside of quotes; close the quote in it or above")
      }
      let isOpen = unsafe isLast && start[length - 1] != UInt8(ascii: "\n")
      if isOpen { index.closeLastRow(at: length) }
      consumed = isOpen ? length : index.lengthOfWholeRows
      guard consumed == 0 else {
        linesBefore = lines
        lines +=
          index.hiddenEnds == 0
          ? index.lineEnds - (isOpen ? 1 : 0) : file.lineEnds(in: base..<base + consumed)
        unsafe findRows(start)
        for slot in columns.indices { unsafe readColumn(slot, start) }
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
  package func offset(ofRow row: Int) -> Int { base + beginning(first(row)) }

  /// The number of line ends between the beginning of the reader's range and a row of the batch.
  package func lines(beforeRow row: Int) -> Int {
    index.hiddenEnds == 0
      ? linesBefore + row : linesBefore + file.lineEnds(in: base..<offset(ofRow: row))
  }

  /// The number of fields of a row.
  package func fields(inRow row: Int) -> Int { first(row + 1) - first(row) }

  /// The text of a field, without quotes and blanks around it; empty where the row has none.
  package func text(row: Int, column: Int) -> String {
    guard column < fields(inRow: row) else { return "" }
    let field = first(row) + column
    let bytes = unsafe UnsafeRawBufferPointer(
      start: file.start + base + beginning(field),
      count: beginning(field + 1) - 1 - beginning(field))
    return unsafe FieldText.decode(Array(bytes), format.encoding)
  }

  /// Whether some of `marks` may stand in the batch.
  package func mayHold(_ marks: [ByteMark]) -> Bool {
    let start = unsafe file.start + base
    return marks.contains { unsafe $0.occurs(start, consumed) }
  }

  /// Bytes indexed at a time: few enough to stay in the nearest cache until they are read.
  private static let window = 1 << 14
  private static let longestRow = 1 << 26

  func beginning(_ field: Int) -> Int { unsafe Int(index.starts[field]) }

  func first(_ row: Int) -> Int { width > 0 ? row * width : Int(firsts[row]) }

  // MARK: - Rows

  /// Finds the rows: at once where every row has as many fields as the first.
  private mutating func findRows(_ start: UnsafeRawPointer) {
    var fields = 1
    while fields < index.count, unsafe !endsRow(start, Int(index.starts[fields])) { fields += 1 }
    if unsafe areRows(start, of: fields) {
      width = fields
      rows = index.lineEnds
      return
    }
    width = 0
    firsts.removeAll(keepingCapacity: true)
    firsts.append(0)
    for field in 1...index.count where unsafe endsRow(start, Int(index.starts[field])) {
      firsts.append(Int32(truncatingIfNeeded: field))
    }
    // Behind the last line end stand separators of a row that the next batch reads.
    rows = firsts.count - 1
  }

  /// Whether each of the batch's line ends stands behind so many fields, and so none between them.
  private func areRows(_ start: UnsafeRawPointer, of fields: Int) -> Bool {
    guard index.lineEnds * fields <= index.count else { return false }
    for row in 1..<max(1, index.lineEnds)
    where unsafe start[Int(index.starts[row &* fields]) &- 1] != UInt8(ascii: "\n") {
      return false
    }
    return unsafe endsRow(start, Int(index.starts[index.lineEnds * fields]))
  }

  /// Whether a line end stands before the field that begins at `after`.
  @inline(__always)
  private func endsRow(_ start: UnsafeRawPointer, _ after: Int) -> Bool {
    unsafe after > length || start[after &- 1] == UInt8(ascii: "\n")
  }

  // MARK: - Numbers

  private mutating func readColumn(_ slot: Int, _ start: UnsafeRawPointer) {
    if stride < rows {
      stride = rows
      digits = Array(repeating: 0, count: stride * columns.count)
      places = Array(repeating: 0, count: stride * columns.count)
    }
    let (column, rows, width, from) = (columns[slot], rows, width, slot * stride)
    let (reader, numbers) = (reader, numbers)
    let starts = unsafe UnsafePointer(index.starts)
    var cells = ColumnShape(PlainNumbers.Shape(fraction: fractions[slot], numbers))
    // The quick reader takes bytes before a number with it, which the file's first may not have.
    let isQuick = base >= PlainNumbers.reach
    let endsLine = column == width - 1
    let isWide = numbers.isWide && isQuick && column < width
    unsafe digits.withUnsafeMutableBufferPointer { digits in
      unsafe places.withUnsafeMutableBufferPointer { places in
        unsafe firsts.withUnsafeBufferPointer { firsts in
          var row = 0
          while row < rows {
            if isWide {
              row += unsafe numbers.readWidely(
                start, starts + (row &* width &+ column), width, rows &- row, cells.shape, endsLine,
                digits, places, from &+ row)
              guard row < rows else { break }
            }
            var field = row &* width &+ column
            var isPresent = column < width
            if width == 0 {
              field = unsafe Int(firsts[row]) &+ column
              isPresent = unsafe field < Int(firsts[row &+ 1])
            }
            guard isPresent else {
              unsafe places[from &+ row] = Mark.absent
              cells.areAlike = false
              row &+= 1
              continue
            }
            let begin = unsafe start + Int(starts[field])
            var end = unsafe start + (Int(starts[field &+ 1]) &- 1)
            if endsLine || width == 0, unsafe end > begin, unsafe end[-1] == UInt8(ascii: "\r") {
              unsafe end -= 1
            }
            var number = PlainNumbers.undecided
            if isQuick { number = unsafe numbers.read(begin, end, cells.shape) }
            var fraction = Int8(truncatingIfNeeded: cells.shape.fraction)
            if number == PlainNumbers.undecided {
              (number, fraction) = unsafe cells.readOther(begin, end, row, reader, numbers)
            }
            unsafe digits[from &+ row] = number
            unsafe places[from &+ row] = fraction
            row &+= 1
          }
        }
      }
    }
    fractions[slot] = cells.shape.fraction
    commonPlaces[slot] =
      cells.areAlike && rows > 0 ? places[from] : Mark.text
  }
}

/// What is known of a column while a batch of it is read.
private struct ColumnShape {
  var shape: PlainNumbers.Shape
  /// Whether all cells so far are plain numbers of the same shape.
  var areAlike = true
  /// The row of the last number of another shape, and that.
  private var other = (row: -2, fraction: 0)

  init(_ shape: PlainNumbers.Shape) { self.shape = shape }

  /// A number with fewer or more digits behind the point than the column's others; otherwise its
  /// text is to be looked at.
  @inline(never)
  mutating func readOther(
    _ begin: UnsafeRawPointer, _ end: UnsafeRawPointer, _ row: Int, _ reader: DecimalReader,
    _ numbers: PlainNumbers
  ) -> (number: Int64, fraction: Int8) {
    let minus = unsafe end > begin && begin[0] == UInt8(ascii: "-") ? 1 : 0
    let (number, fraction) = unsafe reader.digits(begin + minus, end - begin - minus)
    guard number != DecimalReader.undecided else {
      areAlike = false
      return (0, ColumnReader.Mark.text)
    }
    if fraction != shape.fraction {
      if row > 0 { areAlike = false }
      // Two in a row, or the first, are more likely the rule than the exception.
      if row == 0 || other == (row - 1, fraction), fraction <= PlainNumbers.mostDigits {
        shape = PlainNumbers.Shape(fraction: fraction, numbers)
      }
      other = (row, fraction)
    }
    return (minus == 1 ? 0 &- number : number, Int8(truncatingIfNeeded: fraction))
  }
}
